//! The correction of a source's clock: a text field, and what the shared ids suggest.
//!
//! Does not: find what is wrong with a clock; the lead does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    protocol::page::SourceId,
    session::{
        Action,
        show::{shift, shift::EXPECTED, typed_shift},
    },
};

/// Properties of [`ClockShift`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ClockShiftProps {
    /// Whose clock.
    pub source: SourceId,
    /// What is added to its times now, in nanoseconds.
    pub nanos: i64,
    /// Where the choice goes.
    pub dispatch: Callback<Action>,
}

/// A field that takes `+1.5 s` or `-2m`.
#[component]
pub fn ClockShift(props: &ClockShiftProps) -> Html {
    let mistake = use_state(|| false);
    let source = props.source;
    let choose = {
        let (dispatch, mistake) = (props.dispatch.clone(), mistake.clone());
        Callback::from(move |event: Event| {
            let typed = typed_shift(&event.target_unchecked_into::<HtmlInputElement>().value());
            mistake.set(typed.is_err());
            if let Ok(nanos) = typed {
                dispatch.emit(Action::SourceShifted { source, nanos });
            }
        })
    };
    let value = if props.nanos == 0 { String::new() } else { shift(props.nanos) };
    html! {
        <>
            <input class="input" {value} onchange={choose} placeholder="+1.5 s, -2m"
                aria-label="added to every time" spellcheck="false" />
            if *mistake {
                <p class="mistake" role="alert">{ EXPECTED }</p>
            }
        </>
    }
}

/// What the shared ids suggest, with a button that does it.
pub(super) fn suggestion(
    source: SourceId,
    suggested: Option<&(String, i64)>,
    dispatch: &Callback<Action>,
) -> Html {
    let Some((words, nanos)) = suggested else { return html! {} };
    let nanos = *nanos;
    let shift = dispatch.reform(move |_: MouseEvent| Action::SourceShifted { source, nanos });
    html! {
        <p class="source-suggestion">
            { words.clone() }{ " " }
            <button class="button" onclick={shift}>{ "Shift" }</button>
        </p>
    }
}
