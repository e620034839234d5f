//! Opening: the start screen, the file inputs behind all ways to pick, and what shows under a drag.
//!
//! Does not: open anything; the lead does.

pub mod start;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::runtime::Intake;
use crate::{browser::files, session::Action};

/// Ids of the two inputs.
pub const PICK: &str = "pick";
/// For folders.
pub const PICK_FOLDER: &str = "pick-folder";

/// The inputs that the system's dialogs belong to. They are never seen.
pub fn pickers(dispatch: &Callback<Action>, intake: &Intake) -> Html {
    let chosen = {
        let (dispatch, intake) = (dispatch.clone(), intake.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            dispatch.emit(Action::FilesHovered(false));
            intake.emit(files::of_list(input.files()));
        })
    };
    html! {
        <div class="read-aloud" aria-hidden="true">
            <input type="file" id={PICK} multiple=true tabindex="-1" onchange={chosen.clone()} />
            <input type="file" id={PICK_FOLDER} multiple=true webkitdirectory=true tabindex="-1"
                onchange={chosen} />
        </div>
    }
}

/// Says that files may be dropped, while they hang over the page.
pub fn drop_over(hovering: bool) -> Html {
    html! {
        if hovering {
            <div class="drop-over" aria-hidden="true">{ "Drop to open" }</div>
        }
    }
}
