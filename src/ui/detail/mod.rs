//! The detail of one event: its place, message, fields as a tree, and text as it stands in the source.
//!
//! Does not: read the event; the lead did.

pub mod tree;

use std::collections::BTreeMap;

use yew::prelude::*;

use self::tree::FieldTree;
use crate::{
    protocol::page::{self, RecordForm, Scope},
    session::{
        Action, ByPtr, Choice,
        following::FollowAction,
        handover::HandAction,
        keys::Intent,
        marks::{MarkAction, Marks},
        show,
        state::{DetailShown, View},
    },
    ui::{marks::text::note, sources::dot_class},
};

/// Properties of [`Detail`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DetailProps {
    /// Which event, and what is known of it.
    pub detail: ByPtr<DetailShown>,
    /// Zone and columns.
    pub view: ByPtr<View>,
    /// What is marked.
    pub marks: ByPtr<Marks>,
    /// Names of the sources.
    pub sources: ByPtr<BTreeMap<u32, String>>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The pane at the right.
#[component]
pub fn Detail(props: &DetailProps) -> Html {
    let close = props.dispatch.reform(|_: MouseEvent| Action::DetailClosed);
    let shown = props.detail.detail.as_deref();
    let fresh = shown.is_some_and(|detail| Some(detail.key) == props.detail.record);
    html! {
        <aside id="detail" class="detail" aria-label="event" aria-busy={(!fresh).to_string()}>
            <div class="detail-head">
                <h2 class="detail-title">{ "Event" }</h2>
                <button class="button" onclick={close}>{ "Close" }<kbd>{ "Esc" }</kbd></button>
            </div>
            if let Some(detail) = shown {
                <div class="detail-body">{ body(props, detail) }</div>
                { actions(props, detail) }
            }
        </aside>
    }
}

fn body(props: &DetailProps, detail: &page::Detail) -> Html {
    let whole = detail.raw.len() as u64 >= detail.raw_bytes;
    html! {
        <>
            { place(props, detail) }
            { marked(props, detail) }
            <div id="detail-message" class="detail-message">{ detail.message.clone() }</div>
            <FieldTree fields={detail.fields.clone()} columns={props.view.columns.clone()}
                dispatch={props.dispatch.clone()} />
            <h3 class="detail-section">{ format!("Text as read ({})", detail.format) }</h3>
            <pre id="detail-raw" class="detail-raw" tabindex="0">{ detail.raw.clone() }</pre>
            if !whole {
                <p class="muted">
                    { format!("the first {} of {}", show::bytes(detail.raw.len() as u64),
                        show::bytes(detail.raw_bytes)) }
                </p>
            }
        </>
    }
}

/// Level, time, source and line; level and source can be filtered by.
fn place(props: &DetailProps, detail: &page::Detail) -> Html {
    let source = props.sources.get(&detail.key.source).cloned().unwrap_or_default();
    let lines = match detail.lines {
        0 | 1 => format!("line {}", show::grouped(detail.line)),
        lines => format!(
            "lines {}–{}",
            show::grouped(detail.line),
            show::grouped(detail.line + u64::from(lines) - 1)
        ),
    };
    let time = match (detail.time, detail.time_own) {
        (Some(time), true) => show::time_exact(&props.view.zone, time),
        (Some(time), false) => {
            format!("{} (of the event before)", show::time_exact(&props.view.zone, time))
        }
        (None, _) => "no time".to_owned(),
    };
    html! {
        <div class="detail-place">
            <div class="field">
                <span class="field-value" id="detail-time">{ time }</span>
            </div>
            if let Some(level) = detail.level {
                <div class="field">
                    <span class={classes!("field-value", format!("level-{}", level.word()))}>
                        { level.word() }
                    </span>
                    { choices(&props.dispatch, "level", level.word()) }
                </div>
            }
            <div class="field">
                <span class="field-value" id="detail-source">
                    { format!("{source} · {lines}") }
                </span>
                { choices(&props.dispatch, "source", &source) }
            </div>
        </div>
    }
}

/// The note of the event, where there is one.
fn marked(props: &DetailProps, detail: &page::Detail) -> Html {
    html! {
        if let Some(mark) = props.marks.of(detail.key).filter(|mark| !mark.note.is_empty()) {
            <div class="detail-note">
                <span class={dot_class(mark.colour)}></span>
                { note(&mark.note) }
            </div>
        }
    }
}

/// "only" and "not" for one value.
fn choices(dispatch: &Callback<Action>, field: &str, value: &str) -> Html {
    let button = |choice: Choice, words: &'static str| {
        let (field, value) = (field.to_owned(), value.to_owned());
        let choose = dispatch.reform(move |_: MouseEvent| Action::TermChosen {
            field: field.clone(),
            value: value.clone(),
            choice,
        });
        html! { <button class="link" onclick={choose}>{ words }</button> }
    };
    html! {
        <span class="field-buttons">
            { button(Choice::Only, "only") }
            { button(Choice::Not, "not") }
        </span>
    }
}

fn actions(props: &DetailProps, detail: &page::Detail) -> Html {
    let record = detail.key;
    let act = |action: Action, words: &'static str, key: &'static str| {
        let click = props.dispatch.reform(move |_: MouseEvent| action.clone());
        html! { <button class="button" onclick={click}>{ words }<kbd>{ key }</kbd></button> }
    };
    let pattern = format!("{:016x}", detail.template);
    let only =
        Action::TermChosen { field: "pattern".to_owned(), value: pattern, choice: Choice::Only };
    let is_marked = props.marks.of(record).is_some();
    let mark_words = if is_marked { "Unmark" } else { "Mark" };
    let around = |scope| Action::ContextAsked { record, scope };
    let only = props.dispatch.reform(move |_: MouseEvent| only.clone());
    html! {
        <div class="detail-actions">
            { act(Action::Follow(FollowAction::EventAsked), "Follow its request", "f") }
            { act(Action::Marks(MarkAction::Toggled), mark_words, "m") }
            { act(Action::Marks(MarkAction::NoteAsked), "Note", "a") }
            { act(around(Scope::Source), "Around it", "c") }
            { act(around(Scope::All), "In all sources", "C") }
            { act(Action::Intended(Intent::PreviousSame), "Previous alike", "S") }
            { act(Action::Intended(Intent::NextSame), "Next alike", "s") }
            <button class="button" onclick={only}>{ "Only alike" }</button>
            { act(Action::HandOver(HandAction::CopyAsked(RecordForm::Text)), "Copy text", "y") }
        </div>
    }
}
