//! The start screen: what may be dropped, what is promised, and an example.
//!
//! Does not: list formats one by one; the help does.

use yew::prelude::*;

use crate::{
    session::{
        Action, ByPtr,
        state::{Open, Query, Trouble, View},
    },
    ui::{
        notes::{Notes, wanted},
        top_bar::mark,
    },
};

/// Properties of [`Start`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StartProps {
    /// Whether there is an example, and whether the workers listen.
    pub open: ByPtr<Open>,
    /// What a link filters by.
    pub query: ByPtr<Query>,
    /// Why a link could not be followed.
    pub view: ByPtr<View>,
    /// What is not as it should be.
    pub trouble: Option<ByPtr<Trouble>>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The page before anything is open.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <main class="start">
            <Notes trouble={props.trouble.clone()} open={props.open.clone()}
                view={props.view.clone()} dispatch={props.dispatch.clone()} />
            <h1 class="start-title">{ mark() }{ " Squall" }</h1>
            <p class="start-lead">
                { "Drop the log files of an incident. See what went wrong, when, and in what order." }
            </p>
            { link_note(&props.query.text) }
            { wanted(&props.open) }
            <section class="start-drop" aria-label="open">
                <p>{ "Drop files or folders anywhere on this page, or paste text." }</p>
                <div class="start-buttons">
                    <button class="button button-main"
                        onclick={send(Action::PickerAsked { folder: false })}>
                        { "Open files" }<kbd>{ "o" }</kbd>
                    </button>
                    <button class="button" onclick={send(Action::PickerAsked { folder: true })}>
                        { "Open a folder" }<kbd>{ "O" }</kbd>
                    </button>
                    if props.open.example {
                        <button id="open-example" class="button" onclick={send(Action::ExampleAsked)}>
                            { "Open the example incident" }
                        </button>
                    }
                </div>
                <p class="muted">
                    { "Any number of logs, any size, gzip too. Sources are merged by time." }
                </p>
            </section>
            <p class="start-promise">
                { "Nothing leaves this tab. The page can make no network calls: its own policy \
                   forbids them, and it works from disk and offline." }
            </p>
            <p class="start-formats">
                { "JSON lines of any logger, logfmt, Apache and nginx, syslog, log4j and logback, \
                   Python, PostgreSQL, klog and glog, and plain lines with a time. The format is \
                   found by itself; stack traces stay whole." }
            </p>
            <p class="muted">
                <button class="link" onclick={send(Action::Intended(crate::session::keys::Intent::Help))}>
                    { "Keys, query language, and how to get logs" }
                </button>
                { " " }<kbd>{ "?" }</kbd>
            </p>
        </main>
    }
}

/// A link says what it looks at, not where the files are.
fn link_note(query: &str) -> Html {
    html! {
        if !query.is_empty() {
            <p class="start-lead">
                { "This view filters by " }<code class="mono">{ query.to_owned() }</code>
                { "." }
            </p>
        }
    }
}
