//! The story pane: one request over all sources, what a good one did otherwise, and its inputs.
//!
//! [`steps`] is the waterfall, [`lanes`] what each service did over the whole, [`versus`] the
//! comparison in words, [`beside`] both step by step, [`inputs`] what is needed to make the request again.
//!
//! Does not: find or compare anything.

pub mod beside;
pub mod inputs;
mod lanes;
pub mod steps;
mod versus;

use yew::prelude::*;

use self::{beside::Beside, inputs::Inputs, lanes::lanes, steps::Steps, versus::versus};
use crate::{
    protocol::page::{LinkedId, RecordKey, ReplicaTarget},
    session::{
        Action, ByPtr,
        following::{FollowAction, Following, Handing, Told},
        keys::{Intent, name, shown},
        show::{grouped, plural},
        state::View,
    },
};

/// Properties of [`Follow`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FollowProps {
    /// What is followed.
    pub following: ByPtr<Following>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// The marked event.
    pub marked: Option<RecordKey>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The pane at the right.
#[component]
pub fn Follow(props: &FollowProps) -> Html {
    let following = &props.following;
    let dispatch = &props.dispatch;
    let fresh = following.fresh();
    html! {
        <aside id="follow" aria-label="request"
            class={classes!("detail", "follow", following.beside().map(|_| "follow-wide"))}
            aria-busy={(!fresh).to_string()}>
            <div class="detail-head">
                <h2 class="detail-title follow-title" title={following.id.clone()}>
                    { if following.is_good { "Good request " } else { "Request " } }
                    <span id="follow-id" class="mono">{ following.id.clone() }</span>
                </h2>
                <span class="follow-ways">
                    if let Some(before) = following.before.last() {
                        { way(dispatch, FollowAction::BackAsked, Intent::FollowBack, "back",
                            &format!("back to {before}")) }
                    }
                    <button class="button" onclick={act(dispatch, FollowAction::Closed)}>
                        { "Close" }<kbd>{ "Esc" }</kbd>
                    </button>
                </span>
            </div>
            <div class="detail-body">
                { offered(following, dispatch) }
                if let Some(told) = &following.told {
                    { body(props, told) }
                } else {
                    <p class="muted">{ "being looked for in all sources" }</p>
                }
            </div>
            { actions(props) }
        </aside>
    }
}

pub(super) fn act(dispatch: &Callback<Action>, action: FollowAction) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::Follow(action.clone()))
}

fn way(
    dispatch: &Callback<Action>,
    action: FollowAction,
    intent: Intent,
    words: &str,
    title: &str,
) -> Html {
    html! {
        <button class="link explain-step" title={title.to_owned()} onclick={act(dispatch, action)}>
            <kbd>{ name(shown(intent)) }</kbd>{ format!(" {words}") }
        </button>
    }
}

fn body(props: &FollowProps, told: &std::rc::Rc<Told>) -> Html {
    let dispatch = &props.dispatch;
    if told.story.records_total == 0 {
        return html! { <p class="panel-note">{ "No record carries this id." }</p> };
    }
    html! {
        <>
            { facts(props, told) }
            { lanes(&told.lanes) }
            if props.following.beside().is_some() {
                <Beside told={ByPtr::from(told)} chosen={props.following.pair}
                    zone={props.view.zone.clone()} dispatch={dispatch.clone()} />
            } else {
                <Steps told={ByPtr::from(told)} chosen={props.following.step}
                    marked={props.marked} zone={props.view.zone.clone()}
                    dispatch={dispatch.clone()} />
            }
            { linked(&props.following, told, dispatch) }
            { versus(&props.following, dispatch) }
            <Inputs following={props.following.clone()} dispatch={dispatch.clone()} />
        </>
    }
}

/// When, how long, how many records; what was asked and how it ended.
fn facts(props: &FollowProps, told: &Told) -> Html {
    html! {
        <div class="follow-facts">
            if let Some((request, status)) = told.request() {
                <p id="follow-request" class="mono follow-request">
                    { request }{ " " }
                    if let Some(status) = status {
                        <span class={classes!("verdict", status_class(status))}>{ status }</span>
                    }
                </p>
            }
            <p id="follow-extent" class="muted">{ told.extent_words(&props.view.zone) }</p>
            { kind(props, told) }
            if let Some(words) = told.capped_words() {
                <p id="follow-capped" class="panel-note">{ words }</p>
            }
            if let Some(words) = &props.following.skewed {
                <p id="follow-skewed" class="panel-note">{ words.clone() }</p>
            }
        </div>
    }
}

/// What kind of id it is, and a way to say that such ids name requests, or do not.
fn kind(props: &FollowProps, told: &Told) -> Html {
    let story = &told.story;
    if story.class.is_empty() {
        return html! {};
    }
    let say = props.dispatch.reform(|_: MouseEvent| Action::Intended(Intent::NoRequests));
    let words = if story.offered { "names no request" } else { "take it for a request" };
    html! {
        <p class="muted">
            <span class="mono">{ story.class.clone() }</span>{ " " }
            <button id="follow-kind" class="link" onclick={say}>{ words }</button>
            { " " }<kbd>{ shown(Intent::NoRequests) }</kbd>
        </p>
    }
}

/// How grave a status is, as a style.
pub(super) fn status_class(status: u16) -> Option<&'static str> {
    match status {
        500.. => Some("verdict-new"),
        400.. => Some("verdict-up"),
        _ => None,
    }
}

/// The ids of the event that it was followed from, the one that is followed marked.
fn offered(following: &Following, dispatch: &Callback<Action>) -> Html {
    if following.offered.len() < 2 {
        return html! {};
    }
    html! {
        <p class="follow-chips" aria-label="ids of the event">
            { for following.offered.iter().map(|linked| chip(linked, &following.id, dispatch)) }
        </p>
    }
}

fn chip(linked: &LinkedId, followed: &str, dispatch: &Callback<Action>) -> Html {
    let records = plural(linked.records, "record", "records");
    let lasting = if linked.entity { "; names something that lasts, not one request" } else { "" };
    let choose = act(dispatch, FollowAction::Chosen(linked.id.clone()));
    html! {
        <button class={classes!("follow-chip", linked.entity.then_some("follow-chip-lasting"))}
            aria-pressed={(linked.id == followed).to_string()} onclick={choose}
            title={format!("{}: {records}{lasting}", linked.class)}>
            <span class="mono">{ linked.id.clone() }</span>
            <span class="muted">{ grouped(linked.records) }</span>
        </button>
    }
}

/// The ids one hop away, on demand.
fn linked(following: &Following, told: &Told, dispatch: &Callback<Action>) -> Html {
    let story = &told.story;
    if story.linked_total == 0 {
        return html! {};
    }
    let words = plural(story.linked_total, "other id", "other ids");
    html! {
        <>
            <p class="follow-linked">
                <button id="follow-linked" class="link" aria-expanded={following.linked.to_string()}
                    onclick={act(dispatch, FollowAction::LinkedToggled)}>
                    { format!("{words} in these records") }
                </button>
                { " " }<kbd>{ shown(Intent::ShowLinked) }</kbd>
            </p>
            if following.linked {
                <p class="follow-chips">
                    { for story.linked.iter().map(|it| chip(it, &following.id, dispatch)) }
                </p>
                if story.linked_total > story.linked.len() as u64 {
                    <p class="panel-note">
                        { format!("the {} of the fewest records", story.linked.len()) }
                    </p>
                }
            }
        </>
    }
}

/// What a person does next.
fn actions(props: &FollowProps) -> Html {
    let dispatch = &props.dispatch;
    let handing = Handing { target: ReplicaTarget::Curl, saved: false };
    let good = match props.following.is_good {
        true => "Back to the one compared",
        false => "The good one",
    };
    let has_good = props.following.is_good || props.following.versus().is_some();
    html! {
        <div class="detail-actions">
            <button id="copy-curl" class="button"
                onclick={act(dispatch, FollowAction::Handed(handing))}>
                { "Copy as curl" }<kbd>{ shown(Intent::CopyCurl) }</kbd>
            </button>
            <button id="show-beside" class="button" disabled={props.following.versus().is_none()}
                aria-pressed={props.following.beside().is_some().to_string()}
                onclick={act(dispatch, FollowAction::BesideToggled)}>
                { "Side by side" }<kbd>{ shown(Intent::ShowBeside) }</kbd>
            </button>
            <button id="follow-good" class="button" disabled={!has_good}
                onclick={act(dispatch, FollowAction::GoodAsked)}>
                { good }<kbd>{ shown(Intent::FollowGood) }</kbd>
            </button>
        </div>
    }
}
