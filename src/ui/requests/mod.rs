//! The requests panel: which requests, how long they took, and the table of them or of their routes.
//!
//! [`durations`] is the histogram, [`rows`] the table, [`routes`] the table of routes, [`kinds`] says
//! which ids name requests.
//!
//! Does not: count or sort.

mod durations;
pub mod kinds;
mod routes;
pub mod rows;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use self::{durations::durations, kinds::Kinds, routes::routes, rows::RequestRows};
use crate::{
    protocol::page::{IdChoice, RequestClass, RequestFilter, Requests, TimeRange},
    session::{
        Action, ByPtr,
        keys::{self, Intent},
        requests::{
            FILTERS, RequestsAction, RequestsShown, bucket_range_words, filter_count, filter_title,
            filter_words, lasting_words,
        },
        show::{duration, grouped, plural},
        state::View,
    },
};

/// Properties of [`RequestsPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RequestsPanelProps {
    /// What is known of them.
    pub requests: ByPtr<RequestsShown>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// First and last time, to show dates where they lie on several days.
    pub extent: Option<TimeRange>,
    /// The id of the request that is followed.
    pub followed: Option<AttrValue>,
    /// Whether all is read.
    pub done: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn RequestsPanel(props: &RequestsPanelProps) -> Html {
    let shown = &props.requests;
    html! {
        <section id="requests" class="requests" aria-label="requests"
            aria-busy={(shown.answer.is_none() || shown.stale).to_string()}>
            if let Some(answer) = &shown.answer {
                { head(props, answer) }
                if shown.kinds {
                    <Kinds requests={shown.clone()} said={props.view.ids.clone()}
                        dispatch={props.dispatch.clone()} />
                }
                if answer.classes.is_empty() {
                    <p class="requests-note">{ nothing(props.done) }</p>
                } else {
                    { durations(answer, shown.asked.duration_nanos, &props.dispatch) }
                    { narrowed(props, answer) }
                    if shown.by_route {
                        { routes(answer, shown.asked.route.as_deref(), &props.dispatch) }
                    } else {
                        <RequestRows requests={shown.clone()} view={props.view.clone()}
                            extent={props.extent} followed={props.followed.clone()}
                            dispatch={props.dispatch.clone()} />
                    }
                }
            } else {
                <p class="requests-note">{ "being looked for" }</p>
            }
        </section>
    }
}

fn nothing(done: bool) -> &'static str {
    match done {
        true => "No id that names requests was found in these logs.",
        false => "No id that names requests was found so far.",
    }
}

pub(super) fn act(dispatch: &Callback<Action>, action: RequestsAction) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::Requests(action.clone()))
}

/// The filters with their counts, the class of ids, and the switch to routes.
fn head(props: &RequestsPanelProps, answer: &Requests) -> Html {
    let shown = &props.requests;
    let by_route = act(&props.dispatch, RequestsAction::ByRoute(!shown.by_route));
    let any = !answer.classes.is_empty();
    let name = shown.class_name().unwrap_or_default().to_owned();
    let not_these = RequestsAction::Said(IdChoice { name, offered: false });
    html! {
        <div class="requests-head">
            if any {
                <span class="requests-filters" role="group" aria-label="which requests">
                    { for FILTERS.into_iter().map(|filter| self::filter(props, answer, filter)) }
                </span>
                { class_choice(props, answer) }
                <button id="no-requests" class="button" title="these ids name no requests"
                    onclick={act(&props.dispatch, not_these)}>
                    { "Not these" }<kbd>{ keys::shown(Intent::NoRequests) }</kbd>
                </button>
            }
            <button id="kinds" class="button" aria-pressed={shown.kinds.to_string()}
                onclick={act(&props.dispatch, RequestsAction::KindsToggled)}
                title="which ids name requests">
                { "Ids" }<kbd>{ keys::shown(Intent::ShowKinds) }</kbd>
            </button>
            if any {
                <button id="by-route" class="button" aria-pressed={shown.by_route.to_string()}
                    onclick={by_route}>
                    { "By route" }
                </button>
            }
        </div>
    }
}

fn filter(props: &RequestsPanelProps, answer: &Requests, filter: RequestFilter) -> Html {
    let choose = act(&props.dispatch, RequestsAction::Filtered(filter));
    html! {
        <button class="button" title={filter_title(filter, answer)} onclick={choose}
            aria-pressed={(props.requests.asked.filter == filter).to_string()}>
            { filter_words(filter) }
            <span class="tab-count">{ grouped(filter_count(filter, answer)) }</span>
        </button>
    }
}

/// Which ids name the requests; those that name things that last are told apart.
fn class_choice(props: &RequestsPanelProps, answer: &Requests) -> Html {
    let choose = props.dispatch.reform(|event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        let class = chosen.and_then(|value| value.parse().ok());
        Action::Requests(RequestsAction::ClassChosen(class))
    });
    let option = |class: &RequestClass| {
        let nearly = if class.exact { "" } else { "about " };
        let ids = plural(class.ids, "id", "ids");
        html! {
            <option value={class.class.to_string()} selected={answer.class == Some(class.class)}>
                { format!("{} · {nearly}{ids}", class.names.join(", ")) }
            </option>
        }
    };
    let lasting = props.requests.classes.as_deref().and_then(lasting_words);
    html! {
        <label class="requests-class" title={lasting}>
            <span class="muted">{ "told by" }</span>
            <select id="request-class" onchange={choose}>
                { for answer.classes.iter().map(option) }
            </select>
        </label>
    }
}

/// What narrows the table, each with a way to take it away; and what is to be known of the counts.
fn narrowed(props: &RequestsPanelProps, answer: &Requests) -> Html {
    let asked = &props.requests.asked;
    let chip = |words: String, action: RequestsAction| {
        html! {
            <button class="follow-chip" aria-pressed="true" title="no longer only these"
                onclick={act(&props.dispatch, action)}>
                { words }{ " ×" }
            </button>
        }
    };
    html! {
        <div class="requests-narrowed">
            <span id="requests-matching" class="muted">
                { format!("{} · half of all within {}, 99 of 100 within {}",
                    plural(answer.matching, "request", "requests"),
                    duration(answer.median_nanos), duration(answer.p99_nanos)) }
            </span>
            if let Some(route) = &asked.route {
                { chip(route.clone(), RequestsAction::RouteChosen(None)) }
            }
            if let Some(range) = asked.duration_nanos {
                { chip(bucket_range_words(range), RequestsAction::DurationChosen(None)) }
            }
            if answer.capped {
                <span id="requests-capped" class="mistake">
                    { format!("more than {}: these are a fixed choice of them",
                        grouped(answer.requests_max)) }
                </span>
            }
        </div>
    }
}
