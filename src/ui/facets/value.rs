//! One value of a field: its text, its exact count, a bar as long as its part of the most frequent.
//!
//! Does not: write the filter; `session::update` does.

use yew::prelude::*;

use crate::session::{
    Action, Choice,
    facet_list::{LEVEL_FIELD, level},
    show::grouped,
    term,
};

/// Properties of [`Value`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ValueProps {
    /// The field's name.
    pub field: AttrValue,
    /// The value's text.
    pub value: AttrValue,
    /// Records of the selection that have it.
    pub count: u64,
    /// Those of the most frequent value.
    pub most: u64,
    /// The filter that the counts are of.
    pub query: AttrValue,
    /// Where a choice goes.
    pub dispatch: Callback<Action>,
}

/// A row of the facets pane.
#[component]
pub fn Value(props: &ValueProps) -> Html {
    let chosen = term::chosen(&props.query, &props.field, &props.value);
    let choose = |choice: Choice| {
        let (field, value) = (props.field.to_string(), props.value.to_string());
        Action::TermChosen { field, value, choice }
    };
    let only = choose(if chosen == Some(Choice::Only) { Choice::Clear } else { Choice::Only });
    let not = choose(if chosen == Some(Choice::Not) { Choice::Clear } else { Choice::Not });
    let pick = {
        let (only, not) = (only, not.clone());
        props.dispatch.reform(move |event: MouseEvent| {
            let excluding = event.alt_key() || event.shift_key();
            if excluding { not.clone() } else { only.clone() }
        })
    };
    let exclude = props.dispatch.reform(move |_: MouseEvent| not.clone());
    let state = match chosen {
        Some(Choice::Only) => "facet-value-only",
        Some(Choice::Not) => "facet-value-not",
        _ => "",
    };
    let level = level(&props.value).filter(|_| props.field == LEVEL_FIELD);
    let asked = level.is_some_and(|level| term::asks_level(&props.query, level));
    let state = if asked && state.is_empty() { "facet-value-only" } else { state };
    let bar = match level {
        Some(level) => format!("bar-{}", level.word()),
        None => "bar-info".to_owned(),
    };
    let words = if chosen == Some(Choice::Not) { "allow" } else { "not" };
    html! {
        <div class={classes!("facet-value", state)}>
            <button class="facet-value-pick" onclick={pick} title={title(props)}
                aria-pressed={(chosen == Some(Choice::Only)).to_string()}>
                <span class="facet-value-text">{ text(&props.value) }</span>
                <span class="facet-value-count">{ grouped(props.count) }</span>
            </button>
            <progress class={bar} aria-hidden="true" max={props.most.max(1).to_string()}
                value={props.count.to_string()} />
            <button class="facet-value-exclude" onclick={exclude}
                aria-label={format!("{words} {}", props.value)}>{ words }</button>
        </div>
    }
}

fn title(props: &ValueProps) -> String {
    format!("{} = {}\nclick: only this; with Alt or Shift: not this", props.field, props.value)
}

/// An empty value is shown as what it is.
fn text(value: &AttrValue) -> Html {
    match value.as_str() {
        "" => html! { <span class="muted">{ "(empty)" }</span> },
        value => html! { value.to_owned() },
    }
}
