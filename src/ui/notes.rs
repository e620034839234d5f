//! What the page has to say: banners until they are dismissed, remarks that fade.
//!
//! Does not: show log text.

use yew::prelude::*;

use crate::session::{
    Action, ByPtr,
    fingerprint::Fingerprint,
    show::bytes,
    state::{Notice, Open, Trouble, View, Workers},
};

/// Properties of [`Notes`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NotesProps {
    /// What is not as it should be.
    pub trouble: Option<ByPtr<Trouble>>,
    /// Whether trying again is offered, and which files are expected.
    pub open: ByPtr<Open>,
    /// Why a link could not be followed, and what came of an investigation.
    pub view: ByPtr<View>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The banners.
#[component]
pub fn Notes(props: &NotesProps) -> Html {
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <div class="notes" role="alert">
            if let Some(trouble) = &props.trouble {
                <div class="trouble">
                    <span class="trouble-what">{ trouble.what.clone() }</span>
                    <span class="trouble-advice">{ trouble.advice.clone() }</span>
                    if props.open.workers == Workers::Failed {
                        <button class="button" onclick={send(Action::RetryAsked)}>
                            { "Try again" }
                        </button>
                    }
                    <button class="button" onclick={send(Action::TroubleDismissed)}>
                        { "Dismiss" }
                    </button>
                </div>
            }
            if let Some(mistake) = &props.view.link_mistake {
                <div class="trouble"><span class="trouble-what">{ mistake.clone() }</span></div>
            }
            { restored(props) }
        </div>
    }
}

/// Differences that are named one by one; of more their number is told.
const NAMED_MAX: usize = 5;

/// What an investigation held and what of it could not be read, and which files are other ones than
/// the view was made with.
fn restored(props: &NotesProps) -> Html {
    let differing = props.open.differing();
    let outcome = props.view.investigation.as_deref();
    if differing.is_empty() && outcome.is_none() {
        return html! {};
    }
    let dismiss = props.dispatch.reform(|_: MouseEvent| Action::DifferencesDismissed);
    let more = differing.len().saturating_sub(NAMED_MAX);
    html! {
        <div id="restored" class="trouble restored">
            <div class="trouble-advice">
                if let Some(outcome) = outcome {
                    <p>{ outcome.what.clone() }</p>
                    { for outcome.unread.iter().map(|it| html! { <p class="mistake">{ it.clone() }</p> }) }
                }
                if !differing.is_empty() {
                    <p class="mistake">
                        { "These are not the files that this view was made with; it is shown as far as it fits: " }
                        { differing.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join("; ") }
                        if more > 0 { { format!("; and {more} more") } }
                        { "." }
                    </p>
                }
            </div>
            <button class="button" onclick={dismiss}>{ "Dismiss" }</button>
        </div>
    }
}

/// Which files a link or an investigation waits for.
pub fn wanted(open: &Open) -> Html {
    let file = |file: &Fingerprint| {
        html! { <li><code class="mono">{ file.name.clone() }</code>{ " " }{ bytes(file.bytes) }</li> }
    };
    html! {
        if !open.expected.is_empty() {
            <section id="wanted" class="start-wanted">
                <p>{ "This view was made with these files. Open them to go on:" }</p>
                <ul>{ for open.expected.iter().take(WANTED_MAX).map(file) }</ul>
                if open.expected.len() > WANTED_MAX {
                    <p>{ format!("and {} more", open.expected.len() - WANTED_MAX) }</p>
                }
            </section>
        }
    }
}

/// Files that are named before they are open.
const WANTED_MAX: usize = 12;

/// The remark, if there is one; it is read aloud too.
pub fn notice(notice: Option<&Notice>) -> Html {
    let text = notice.map_or("", |notice| notice.text.as_str());
    html! {
        <div role="status" aria-live="polite">
            if !text.is_empty() {
                <div class="notice">{ text.to_owned() }</div>
            }
        </div>
    }
}
