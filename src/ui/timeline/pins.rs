//! The pinned searches below the strip: each with its colour, its count, and the way to its events;
//! marks beside them.
//!
//! Does not: count.

use yew::prelude::*;

use crate::{
    session::{
        Action, ByPtr,
        marks::Marks,
        pins::{PinAction, PinsShown},
        show::grouped,
    },
    ui::{marks, sources::dot_class},
};

/// Properties of [`PinnedSearches`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PinnedProps {
    /// What is pinned.
    pub pins: ByPtr<PinsShown>,
    /// What a person marked.
    pub marks: ByPtr<Marks>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// One chip a search, and one for all marks; nothing where there is none.
#[component]
pub fn PinnedSearches(props: &PinnedProps) -> Html {
    if props.pins.queries.is_empty() && props.marks.list.is_empty() {
        return html! {};
    }
    let chip = |(at, query): (usize, &String)| {
        let send = |action: PinAction| {
            props.dispatch.reform(move |_: MouseEvent| Action::Pins(action.clone()))
        };
        let counted = props.pins.answer.as_ref().and_then(|answer| answer.pins.get(at));
        let count = match counted {
            None => "…".to_owned(),
            Some(pin) if pin.mistake.is_some() => "cannot be read".to_owned(),
            Some(pin) => grouped(pin.matching),
        };
        let step = |forward: bool| send(PinAction::Stepped { pin: at, forward });
        html! {
            <span class="pin" key={query.clone()}>
                <span class={dot_class(at as u8)}></span>
                <button class="pin-query mono" onclick={send(PinAction::Chosen(at))}
                    title={format!("make it the filter: {query}")}>{ query.clone() }</button>
                <span class="number muted">{ count }</span>
                <button class="link" onclick={step(false)} aria-label={format!("previous event of {query}")}>{ "‹" }</button>
                <button class="link" onclick={step(true)} aria-label={format!("next event of {query}")}>{ "›" }</button>
                <button class="link" onclick={send(PinAction::Dropped(at))}
                    aria-label={format!("unpin {query}")}>{ "×" }</button>
            </span>
        }
    };
    html! {
        <div class="pins" role="group" aria-label="pinned searches and marks">
            { marks::chip(&props.marks, &props.dispatch) }
            { for props.pins.queries.iter().enumerate().map(chip) }
        </div>
    }
}
