//! The dialog that makes a format: an expression and a layout, and what they make of a source's lines.
//!
//! [`tried`] shows the lines; [`marked`](mistake) where a text is wrong.
//!
//! Does not: run an expression; what was tried comes from the lead.

pub mod tried;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::tried::Lines;
use super::dialog::DialogFrame;
use crate::{
    browser::files,
    protocol::page::{OwnFormat, OwnMistake, OwnPart, Zone},
    session::{
        Action, ByPtr,
        own_format::{OwnAction, OwnEditing},
        state::Prefs,
    },
};

/// Properties of [`OwnFormatDialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct OwnFormatProps {
    /// The format in the making.
    pub editing: ByPtr<OwnEditing>,
    /// The formats that are kept.
    pub prefs: ByPtr<Prefs>,
    /// The name of the source that it is tried on.
    pub source: String,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Where changes go.
    pub dispatch: Callback<Action>,
}

/// The dialog.
#[component]
pub fn OwnFormatDialog(props: &OwnFormatProps) -> Html {
    let editing = &props.editing;
    let send = |action: OwnAction| {
        props.dispatch.reform(move |_: MouseEvent| Action::OwnFormat(action.clone()))
    };
    let submit = props.dispatch.reform(|event: SubmitEvent| {
        event.prevent_default();
        Action::OwnFormat(OwnAction::Applied)
    });
    let kept = props.prefs.formats.iter().any(|format| format.name == editing.draft.name);
    html! {
        <DialogFrame title={format!("Your own format for {}", props.source)}
            dispatch={props.dispatch.clone()}>
            <form class="own-format" onsubmit={submit}>
                { text(props, "own-name", "name", &editing.draft.name,
                    |draft, name| OwnFormat { name, ..draft }) }
                { text(props, "own-pattern", "regular expression with named groups",
                    &editing.draft.pattern, |draft, pattern| OwnFormat { pattern, ..draft }) }
                { mistake(editing, OwnPart::Pattern) }
                { text(props, "own-time", "layout of the time, such as %d.%m.%Y %H:%M:%S,%f; \
                    empty finds it", &editing.draft.time,
                    |draft, time| OwnFormat { time, ..draft }) }
                { mistake(editing, OwnPart::Time) }
                <p class="muted">
                    { "The groups time, level and message are what they say, all others are fields. \
                       A line that fits from its beginning is a record; the lines after it that do \
                       not fit go on with it." }
                </p>
                <Lines tried={editing.tried.clone().map(ByPtr)} zone={props.zone.clone()} />
                if let Some(words) = editing.file_mistake {
                    <p class="mistake" role="alert">{ words }</p>
                }
                <div class="own-buttons">
                    <button id="own-apply" class="button button-main" type="submit"
                        disabled={!editing.is_usable()}>{ "Read the source by it" }</button>
                    <button class="button" type="button" onclick={send(OwnAction::ExportAsked)}>
                        { "Export" }
                    </button>
                    { import(props) }
                    if kept {
                        <button class="button" type="button"
                            onclick={send(OwnAction::Removed(editing.draft.name.clone()))}>
                            { "Keep no longer" }
                        </button>
                    }
                </div>
            </form>
        </DialogFrame>
    }
}

/// A labelled text of the draft.
fn text(
    props: &OwnFormatProps,
    id: &'static str,
    label: &'static str,
    value: &str,
    change: fn(OwnFormat, String) -> OwnFormat,
) -> Html {
    let draft = props.editing.draft.clone();
    let edit = props.dispatch.reform(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::OwnFormat(OwnAction::Edited(change(draft.clone(), text)))
    });
    html! {
        <label class="own-text">
            <span class="muted">{ label }</span>
            <input {id} class="input mono" value={value.to_owned()} oninput={edit}
                spellcheck="false" autocomplete="off" />
        </label>
    }
}

/// What is wrong in one of the texts, with the place marked; its line stands empty until then, so
/// that nothing moves under the hands of whoever types.
fn mistake(editing: &OwnEditing, part: OwnPart) -> Html {
    let text = match part {
        OwnPart::Pattern => &editing.draft.pattern,
        OwnPart::Time => &editing.draft.time,
    };
    let piece = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let said = |OwnMistake { start, end, message, .. }: &OwnMistake| {
        html! {
            <>
                <code class="mono">
                    { piece(0..*start) }<mark>{ piece(*start..*end) }</mark>{ piece(*end..text.len()) }
                </code>
                { " " }{ message.clone() }
            </>
        }
    };
    let wrong = editing.mistake.as_ref().filter(|mistake| mistake.part == part);
    html! {
        <p class="mistake own-mistake" role="alert">{ for wrong.map(said) }</p>
    }
}

/// The way in for an exported format.
fn import(props: &OwnFormatProps) -> Html {
    let dispatch = props.dispatch.clone();
    let chosen = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let dispatch = dispatch.clone();
        if let Some(file) = files::of_list(input.files()).into_iter().next() {
            spawn_local(async move {
                let text = files::text_of(&file.file).await.unwrap_or_default();
                dispatch.emit(Action::OwnFormat(OwnAction::Imported(text)));
            });
        }
    });
    html! {
        <label class="button">
            { "Import" }
            <input id="own-import" class="read-aloud" type="file" accept=".json" onchange={chosen} />
        </label>
    }
}
