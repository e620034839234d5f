//! What a person says of kinds of ids: a text field to add one, what was said, and what might be.
//!
//! Does not: know which kinds there are; the lead does.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::{IdChoice, IdClass},
    session::{
        Action,
        requests::{RequestsAction, RequestsShown, others, said_words},
        show::grouped,
    },
};

/// Properties of [`Kinds`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct KindsProps {
    /// What is known of classes.
    pub requests: crate::session::ByPtr<RequestsShown>,
    /// What was said.
    pub said: Vec<IdChoice>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The text field and the chips.
#[component]
pub fn Kinds(props: &KindsProps) -> Html {
    let input = use_node_ref();
    let submit = {
        let (input, dispatch) = (input.clone(), props.dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                let text = input.value();
                input.set_value("");
                let meant = RequestsAction::Meant { field: text.clone(), id: text };
                dispatch.emit(Action::Requests(meant));
            }
        })
    };
    let classes = props.requests.classes.as_deref();
    let others = classes.map(others).unwrap_or_default();
    html! {
        <div id="request-kinds" class="requests-kinds">
            <form class="requests-kind-form" onsubmit={submit}>
                <label for="kind-text">{ "ids of requests:" }</label>
                <input ref={input} id="kind-text" class="input" spellcheck="false"
                    autocomplete="off" placeholder="a field, or one id" />
                <button class="button" type="submit">{ "Add" }</button>
            </form>
            <p class="follow-chips">
                { for props.said.iter().map(|choice| said(choice, &props.dispatch)) }
                { for others.into_iter().map(|class| other(class, &props.dispatch)) }
            </p>
        </div>
    }
}

/// What was said, with a way to take it back.
fn said(choice: &IdChoice, dispatch: &Callback<Action>) -> Html {
    html! {
        <button class="follow-chip" aria-pressed="true" title="take this back"
            onclick={act(dispatch, RequestsAction::Unsaid(choice.name.clone()))}>
            { said_words(choice) }{ " ×" }
        </button>
    }
}

/// A class that is not offered, with a way to add it.
fn other(class: &IdClass, dispatch: &Callback<Action>) -> Html {
    let name = class.names.first().cloned().unwrap_or_default();
    let title = format!("treat these as ids of requests: {}", class.examples.join(", "));
    let say = RequestsAction::Said(IdChoice { name, offered: true });
    html! {
        <button class="follow-chip follow-chip-lasting" {title} onclick={act(dispatch, say)}>
            { "+ " }<span class="mono">{ class.names.join(", ") }</span>
            <span class="muted">{ grouped(class.ids) }</span>
        </button>
    }
}
