//! What the page has to say: banners until they are dismissed, remarks that fade.
//!
//! Does not: show log text.

use yew::prelude::*;

use crate::session::{
    Action, ByPtr,
    state::{Notice, Trouble, Workers},
};

/// Properties of [`Notes`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NotesProps {
    /// What is not as it should be.
    pub trouble: Option<ByPtr<Trouble>>,
    /// Whether trying again is offered.
    pub workers: Workers,
    /// Why a link could not be followed.
    pub link_mistake: Option<String>,
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
                    if props.workers == Workers::Failed {
                        <button class="button" onclick={send(Action::RetryAsked)}>
                            { "Try again" }
                        </button>
                    }
                    <button class="button" onclick={send(Action::TroubleDismissed)}>
                        { "Dismiss" }
                    </button>
                </div>
            }
            if let Some(mistake) = &props.link_mistake {
                <div class="trouble"><span class="trouble-what">{ mistake.clone() }</span></div>
            }
        </div>
    }
}

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
