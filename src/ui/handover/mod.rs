//! The dialog in which a person hands a finding over: [`export`] records, tables and pictures, the
//! [`report`], the filter in [`translate`]d form; with the [`review`] of what is taken out before.
//!
//! Does not: write anything; the lead does.

mod export;
mod report;
mod review;
mod translate;

use yew::prelude::*;

use super::dialog::DialogFrame;
use crate::session::{
    Action, ByPtr,
    handover::{HandAction, HandOver, Part},
    keys::{Intent, shown},
    state::Prefs,
};

/// Properties of [`HandOverDialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HandOverProps {
    /// What is shown, and what goes on.
    pub handing: ByPtr<HandOver>,
    /// What stays, and the person's own rules.
    pub prefs: ByPtr<Prefs>,
    /// Whether something is explained, which the report tells then.
    pub explained: bool,
    /// Whether a request is followed, which the report tells then.
    pub followed: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The dialog.
#[component]
pub fn HandOverDialog(props: &HandOverProps) -> Html {
    let tab = |part: Part| {
        let open = part == props.handing.part;
        // A click on the open part must not close it, as its key does.
        let choose = (!open).then(|| act(&props.dispatch, HandAction::Opened(part)));
        html! {
            <button class="tab" role="tab" aria-selected={open.to_string()} onclick={choose}>
                { part.title() }{ " " }<kbd>{ shown(key(part)) }</kbd>
            </button>
        }
    };
    html! {
        <DialogFrame title="Hand over" dispatch={props.dispatch.clone()}>
            <div class="hand-over">
                <div class="tab-list" role="tablist" aria-label="what to hand over">
                    { for Part::ALL.into_iter().map(tab) }
                </div>
                { match props.handing.part {
                    Part::Export => export::part(props),
                    Part::Report => report::part(props),
                    Part::Translate => translate::part(props),
                } }
            </div>
        </DialogFrame>
    }
}

fn key(part: Part) -> Intent {
    match part {
        Part::Export => Intent::HandOver,
        Part::Report => Intent::MakeReport,
        Part::Translate => Intent::Translate,
    }
}

/// A click that means something here.
fn act(dispatch: &Callback<Action>, action: HandAction) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::HandOver(action.clone()))
}

/// A button.
fn button(
    props: &HandOverProps,
    id: &'static str,
    words: &'static str,
    action: HandAction,
) -> Html {
    html! {
        <button {id} class="button" disabled={props.handing.busy()}
            onclick={act(&props.dispatch, action)}>{ words }</button>
    }
}

/// What came of the last one; its line stands empty until then.
fn outcome(props: &HandOverProps) -> Html {
    html! {
        <p id="hand-outcome" class="hand-outcome" role="status">
            { props.handing.outcome.clone().unwrap_or_default() }
        </p>
    }
}
