//! The dialog in which a note is written, with its colour and how it will read.
//!
//! Does not: ask whether to keep it; what is written is kept, and undo takes it back.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{send, text::note, where_of};
use crate::{
    protocol::page::{TimeRange, Zone},
    session::{
        Action, ByPtr,
        marks::{COLOURS, Mark, MarkAction, Marks, Place},
    },
    ui::{dialog::DialogFrame, sources::dot_class},
};

/// Properties of [`NoteDialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NoteProps {
    /// The draft among them.
    pub marks: ByPtr<Marks>,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Where changes go.
    pub dispatch: Callback<Action>,
}

/// The dialog.
#[component]
pub fn NoteDialog(props: &NoteProps) -> Html {
    let Some(draft) = &props.marks.draft else { return html! {} };
    let edit = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Action::Marks(MarkAction::NoteEdited(text))
    });
    let done = props.dispatch.clone();
    let keys = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            done.emit(Action::DialogOpened(None));
        }
    });
    html! {
        <DialogFrame title="Note" dispatch={props.dispatch.clone()}>
            <div class="note-dialog">
                <p class="mono muted">{ where_of(draft, draft_time(draft), &props.zone) }</p>
                <textarea id="note" class="input mono" rows="7" autofocus=true
                    aria-label="note, in Markdown" value={draft.note.clone()} oninput={edit}
                    onkeydown={keys}
                    placeholder="Markdown: **strong**, `code`, - lists" />
                <div class="note-colours" role="group" aria-label="colour">
                    { for (0..COLOURS).map(|colour| swatch(props, draft, colour)) }
                    <span class="muted note-keys">
                        { "kept as written " }<kbd>{ "Ctrl+Enter" }</kbd>{ " " }<kbd>{ "Esc" }</kbd>
                    </span>
                </div>
                { note(&draft.note) }
            </div>
        </DialogFrame>
    }
}

fn draft_time(draft: &Mark) -> Option<TimeRange> {
    match &draft.place {
        Place::Range(range) => Some(*range),
        Place::Event(event) => event.time.map(|time| TimeRange { start: time, end: time }),
    }
}

fn swatch(props: &NoteProps, draft: &Mark, colour: u8) -> Html {
    html! {
        <button class="source-colour" onclick={send(&props.dispatch, MarkAction::ColourChosen(colour))}
            aria-pressed={(draft.colour == colour).to_string()}
            aria-label={format!("colour {}", colour + 1)}>
            <span class={dot_class(colour)}></span>
        </button>
    }
}
