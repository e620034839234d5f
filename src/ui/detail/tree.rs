//! The fields of an event as a tree; with each value what can be done with it.
//!
//! Does not: take JSON apart; `session::fields` does.

use std::collections::HashSet;

use serde_json::Value;
use yew::prelude::*;

use crate::session::{
    Action, Choice,
    fields::{self, Field, Kind, Leaf, is_id},
    following::FollowAction,
    requests::RequestsAction,
    show,
};

/// Properties of [`FieldTree`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FieldTreeProps {
    /// The fields as in the input.
    pub fields: Value,
    /// Fields that are columns of the list now.
    pub columns: Vec<String>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// Names that the language keeps for what every event has; a field of the event's own is quoted.
const OWN: [&str; 5] = ["level", "time", "source", "pattern", "message"];

/// The tree.
#[component]
pub fn FieldTree(props: &FieldTreeProps) -> Html {
    let folded = use_state(HashSet::<String>::new);
    let tree = use_memo(props.fields.clone(), fields::tree);
    let (tree, left_out) = &*tree;
    if tree.is_empty() {
        return html! {};
    }
    html! {
        <section aria-label="fields">
            <h3 class="detail-section">{ "Fields" }</h3>
            { for tree.iter().map(|one| field(props, &folded, one, "")) }
            if *left_out > 0 {
                <p class="muted">
                    { format!("{} more are in the text below",
                        show::plural(*left_out as u64, "value", "values")) }
                </p>
            }
        </section>
    }
}

/// The ids of this field name requests.
fn meant(path: &str, leaf: &Leaf) -> Action {
    let (field, id) = (path.to_owned(), leaf.text.clone());
    Action::Requests(RequestsAction::Meant { field, id })
}

fn field(
    props: &FieldTreeProps,
    folded: &UseStateHandle<HashSet<String>>,
    field: &Field,
    above: &str,
) -> Html {
    let place = format!("{above}/{}", field.name);
    let closed = folded.contains(&place);
    let group = !field.children.is_empty();
    html! {
        <div key={place.clone()}>
            <div class="field" data-field={field.path.clone()}>
                if group {
                    <button class="field-name" aria-expanded={(!closed).to_string()}
                        onclick={fold(folded, &place)}>
                        { if closed { "▸ " } else { "▾ " } }{ field.name.clone() }
                    </button>
                } else {
                    <span class="field-name">{ field.name.clone() }</span>
                }
                if let Some(leaf) = field.leaf.as_ref() {
                    { value(leaf) }
                    { buttons(props, field.path.as_deref(), leaf) }
                } else {
                    <span class="field-value"></span>
                }
            </div>
            if group && !closed {
                <div class="field-children">
                    { for field.children.iter().map(|child| self::field(props, folded, child, &place)) }
                </div>
            }
        </div>
    }
}

fn fold(folded: &UseStateHandle<HashSet<String>>, place: &str) -> Callback<MouseEvent> {
    let (folded, place) = (folded.clone(), place.to_owned());
    Callback::from(move |_| {
        let mut next = (*folded).clone();
        if !next.remove(&place) {
            next.insert(place.clone());
        }
        folded.set(next);
    })
}

fn value(leaf: &Leaf) -> Html {
    let number = (leaf.kind == Kind::Number).then_some("field-value-number");
    let word = matches!(leaf.kind, Kind::Word | Kind::Rest).then_some("muted");
    html! { <span class={classes!("field-value", number, word)}>{ leaf.text.clone() }</span> }
}

/// Only, not, copy, column, previous and next with the same value.
fn buttons(props: &FieldTreeProps, path: Option<&str>, leaf: &Leaf) -> Html {
    let click = |action: Action, words: &'static str, label: String| {
        let click = props.dispatch.reform(move |_: MouseEvent| action.clone());
        html! { <button class="link" aria-label={label} onclick={click}>{ words }</button> }
    };
    let copy = click(Action::CopyAsked(leaf.text.clone()), "copy", "copy the value".to_owned());
    let Some(path) = path.filter(|_| leaf.kind != Kind::Rest) else {
        return html! { <span class="field-buttons">{ copy }</span> };
    };
    let named = if OWN.contains(&path) { format!("\"{path}\"") } else { path.to_owned() };
    let term =
        |choice| Action::TermChosen { field: named.clone(), value: leaf.text.clone(), choice };
    let same =
        |forward| Action::SameAsked { field: named.clone(), value: leaf.text.clone(), forward };
    let column = props.columns.iter().any(|column| column == path);
    let words = if column { "no column" } else { "column" };
    html! {
        <span class="field-buttons">
            { click(term(Choice::Only), "only", format!("only events with this {path}")) }
            { click(term(Choice::Not), "not", format!("no events with this {path}")) }
            { copy }
            { click(Action::ColumnToggled(path.to_owned()), words, format!("{path} as a column")) }
            { click(same(false), "‹", format!("previous event with this {path}")) }
            { click(same(true), "›", format!("next event with this {path}")) }
            if is_id(&leaf.text) {
                { click(meant(path, leaf), "as request id",
                    format!("treat {path} as an id of requests")) }
                { click(Action::Follow(FollowAction::Chosen(leaf.text.clone())), "follow",
                    format!("every event with this {path}")) }
            }
        </span>
    }
}
