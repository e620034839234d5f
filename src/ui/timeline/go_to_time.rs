//! The dialog that goes to a typed time.
//!
//! Does not: read the time; `session::show::typed_time` does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    session::{Action, ByPtr, state::View},
    ui::dialog::DialogFrame,
};

/// Properties of [`GoToTime`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GoToTimeProps {
    /// The zone that times are typed in, and what was wrong with the last one.
    pub view: ByPtr<View>,
    /// Where the text goes.
    pub dispatch: Callback<Action>,
}

/// A text field for a time.
#[component]
pub fn GoToTime(props: &GoToTimeProps) -> Html {
    let input = use_node_ref();
    let submit = {
        let (input, dispatch) = (input.clone(), props.dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                dispatch.emit(Action::TimeTyped(input.value()));
            }
        })
    };
    let zone = &props.view.zone.name;
    html! {
        <DialogFrame title="Go to a time" dispatch={props.dispatch.clone()}>
            <form class="go-to-time" onsubmit={submit}>
                <input ref={input} class="input" autofocus=true spellcheck="false" autocomplete="off"
                    placeholder="14:05, 2026-03-01 14:05, -15m, +2h"
                    aria-label={format!("a time in {zone}")} />
                <button class="button button-main" type="submit">{ "Go" }</button>
            </form>
            if let Some(mistake) = &props.view.dialog_mistake {
                <p class="mistake" role="alert">{ mistake.clone() }</p>
            }
            <p class="muted">
                { format!("Times are in {zone}. -15m is before the last record, +2h after the first.") }
            </p>
        </DialogFrame>
    }
}
