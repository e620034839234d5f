//! The switch by which a file that is still written is followed.
//!
//! Does not: look at the file.

use yew::prelude::*;

use crate::{
    browser::tail,
    protocol::page::{SourceId, SourceSummary},
    session::{
        Action,
        state::Open,
        tails::{Followable, TailAction, words},
    },
};

/// What a card shows of following its source.
#[derive(Clone, Debug, PartialEq)]
pub struct TailShown {
    source: SourceId,
    followable: Followable,
    /// What is said of it, while it is followed.
    words: Option<String>,
}

/// What a card shows; of a rotated source the newest file is followed.
pub(super) fn tail_of(whole: &SourceSummary, parts: &[SourceSummary], open: &Open) -> TailShown {
    let source = parts.last().unwrap_or(whole);
    TailShown {
        source: source.id,
        followable: open.tails.followable(source),
        words: words(open, source),
    }
}

/// Why files cannot be followed that are of the kind that can be, if there are any.
pub(super) fn why_not(open: &Open) -> Html {
    let is_one = |it: &SourceSummary| open.tails.followable(it) == Followable::NoHandle;
    let words = match tail::is_supported() {
        true => "To follow a file that is still written, drop it on the page.",
        false => {
            "Files cannot be followed while they are written: this browser does not let a page \
             look at a file again."
        }
    };
    html! {
        if open.progress.sources.iter().any(is_one) {
            <p class="sources-tail muted">{ words }</p>
        }
    }
}

/// The switch, and what came.
pub(super) fn switch(shown: &TailShown, dispatch: &Callback<Action>) -> Html {
    let source = shown.source;
    let toggle = dispatch.reform(move |_: MouseEvent| Action::Tail(TailAction::Toggled(source)));
    let read_anew =
        dispatch.reform(move |_: MouseEvent| Action::Tail(TailAction::ReadAnew(source)));
    match shown.followable {
        Followable::No | Followable::NoHandle => html! {},
        Followable::Other => html! {
            <p class="source-tail">
                <button class="button source-anew" onclick={read_anew}>
                    { "Read it as it is now" }
                </button>
            </p>
        },
        Followable::Yes => html! {
            <p class="source-tail">
                <button class="button source-follow" onclick={toggle}
                    aria-pressed={shown.words.is_some().to_string()}>{ "Follow" }</button>
                if let Some(words) = &shown.words {
                    <span class="source-came">{ words }</span>
                }
            </p>
        },
    }
}
