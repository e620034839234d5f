//! The find bar: goes from one row with a text to the next; the filter stays as it is.
//!
//! Does not: search; the lead does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::session::{
    Action, ByPtr,
    state::{Find, FindOutcome},
};

/// Properties of [`FindBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FindBarProps {
    /// What is being found.
    pub find: ByPtr<Find>,
    /// Where edits go.
    pub dispatch: Callback<Action>,
}

/// The bar over the list.
#[component]
pub fn FindBar(props: &FindBarProps) -> Html {
    let dispatch = &props.dispatch;
    let edit = dispatch.reform(|event: InputEvent| {
        Action::FindEdited(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let enter = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                dispatch.emit(Action::FindAsked { forward: !event.shift_key() });
            }
        })
    };
    let go = |forward: bool| dispatch.reform(move |_: MouseEvent| Action::FindAsked { forward });
    let close = dispatch.reform(|_: MouseEvent| Action::FindOpened(false));
    html! {
        <div class="find-bar" role="search">
            <label for="find">{ "Find" }</label>
            <input id="find" class="input" type="text" value={props.find.text.clone()} oninput={edit}
                onkeydown={enter} placeholder="text within the events shown" spellcheck="false"
                autocomplete="off" />
            <button class="button" onclick={go(true)}>{ "Next" }<kbd>{ "n" }</kbd></button>
            <button class="button" onclick={go(false)}>{ "Previous" }<kbd>{ "N" }</kbd></button>
            <span id="find-outcome" class="muted" role="status" aria-live="polite">
                { words(&props.find) }
            </span>
            <button class="button" onclick={close}>{ "Close" }<kbd>{ "Esc" }</kbd></button>
        </div>
    }
}

fn words(find: &Find) -> &'static str {
    match find.outcome {
        FindOutcome::None | FindOutcome::Found { wrapped: false } => "",
        FindOutcome::Searching => "searching",
        FindOutcome::Found { wrapped: true } => "went on from the other end",
        FindOutcome::Nowhere => "in no event shown",
    }
}
