//! The query bar: a text field over its own coloured copy, counts, completions, and what is wrong.
//!
//! Does not: read the query; the lead does, and `session::pieces` says what is coloured how.

pub mod completions;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use self::completions::Completions;
use crate::{
    protocol::page::query::Class,
    session::{
        Action, ByPtr,
        pieces::{Piece, pieces},
        show::grouped,
        state::Query,
    },
};

/// Properties of [`QueryBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QueryBarProps {
    /// The filter.
    pub query: ByPtr<Query>,
    /// Whether the rows are those of a part of the time.
    pub zoomed: bool,
    /// Where edits go.
    pub dispatch: Callback<Action>,
}

/// The bar in which a filter is written.
#[component]
pub fn QueryBar(props: &QueryBarProps) -> Html {
    let (input, colours) = (use_node_ref(), use_node_ref());
    {
        let (input, colours) = (input.clone(), colours.clone());
        use_effect_with((props.query.text.clone(), props.query.caret), move |(text, caret)| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                place_caret(&input, text, *caret);
                follow(&input, &colours);
            }
        });
    }
    let edit = props.dispatch.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let text = input.value();
        let caret = bytes_of(&text, input.selection_start().ok().flatten().unwrap_or(0));
        Action::QueryEdited { text, caret }
    });
    let scrolled = {
        let (input, colours) = (input.clone(), colours.clone());
        Callback::from(move |_: Event| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                follow(&input, &colours);
            }
        })
    };
    let commit = props.dispatch.reform(|_: FocusEvent| Action::QueryCommitted);
    let query = &props.query;
    let wrong = query.mistake.is_some();
    html! {
        <div class="query-bar" role="search">
            <div class="query-bar-box">
                <label class="query-bar-label" for="query">{ "Filter" }</label>
                <div class="query-bar-field">
                    <div ref={colours} class="query-bar-colours" aria-hidden="true">
                        { for pieces(&query.text, query.mistake.as_ref()).into_iter().map(piece) }
                    </div>
                    <input ref={input} id="query" class="query-bar-input" value={query.text.clone()}
                        oninput={edit} onscroll={scrolled} onblur={commit} onkeydown={keys(props)}
                        placeholder="level>=warn and not \"cache miss\"" spellcheck="false"
                        autocomplete="off" autocapitalize="off" role="combobox"
                        aria-expanded={query.completions.is_some().to_string()}
                        aria-controls="completions" aria-invalid={wrong.to_string()}
                        aria-describedby="query-mistake" />
                </div>
                <span id="counts" class="query-bar-count" role="status" aria-live="polite">
                    { counts(query) }
                </span>
            </div>
            <div class="query-bar-below">
                { mistake(props) }
                if let Some(list) = query.completions.clone() {
                    <Completions {list} dispatch={props.dispatch.clone()} />
                }
            </div>
        </div>
    }
}

/// How many records the list holds, of how many.
fn counts(query: &Query) -> String {
    let selected = &query.selected;
    format!("{} of {}", grouped(selected.in_range), grouped(selected.records))
}

fn piece(piece: Piece<'_>) -> Html {
    let kind = match piece.class {
        Some(Class::Field) => "query-field",
        Some(Class::Operator | Class::Bracket) => "query-sign",
        Some(Class::Value) => "query-value",
        Some(Class::Text) => "query-text",
        Some(Class::Regex) => "query-regex",
        Some(Class::Keyword) => "query-word",
        Some(Class::Error) | None => "query-plain",
    };
    html! { <span class={classes!(kind, piece.wrong.then_some("query-wrong"))}>{ piece.text }</span> }
}

/// What is wrong, or a field that no record has.
fn mistake(props: &QueryBarProps) -> Html {
    let query = &props.query;
    if let Some(mistake) = &query.mistake {
        return html! {
            <div id="query-mistake" class="query-bar-mistake" role="alert">
                { mistake.message.clone() }
                if let Some(hint) = &mistake.suggestion {
                    { " · " }{ instead(props, mistake.start..mistake.end, hint) }
                }
                <span class="muted">{ " · the list shows the filter before" }</span>
            </div>
        };
    }
    let unknown = query.selected.unknown_fields.first();
    let unknown = unknown.filter(|_| !query.typing && query.text == query.shown);
    let Some((field, similar)) = unknown else { return html! {} };
    let similar = similar.as_ref().map(|name| format!(" Did you mean {name}?")).unwrap_or_default();
    html! {
        <div id="query-mistake" class="query-bar-mistake" role="status">
            { format!("No record has the field {field}.{similar}") }
        </div>
    }
}

/// Puts what was probably meant in the place of what is wrong.
fn instead(props: &QueryBarProps, span: std::ops::Range<usize>, hint: &str) -> Html {
    let text = &props.query.text;
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else {
        return html! {};
    };
    let text = format!("{before}{hint}{after}");
    let replace = props.dispatch.reform(move |_: MouseEvent| Action::QueryReplaced(text.clone()));
    html! { <button class="link" onclick={replace}>{ format!("use {hint}") }</button> }
}

fn keys(props: &QueryBarProps) -> Callback<KeyboardEvent> {
    let dispatch = props.dispatch.clone();
    let list = props.query.completions.as_ref();
    // What these two were when the bar was drawn; what a key does then is decided by the state.
    let (open, marked) = (list.is_some(), list.and_then(|list| list.marked));
    Callback::from(move |event: KeyboardEvent| {
        let action = match (event.key().as_str(), open) {
            ("ArrowDown", true) => Action::CompletionMoved { forward: true },
            ("ArrowUp", true) => Action::CompletionMoved { forward: false },
            ("Tab", true) => Action::CompletionChosen(Some(marked.unwrap_or(0))),
            ("Enter", _) => Action::QueryEntered,
            ("Escape", _) => Action::QueryEscaped,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        dispatch.emit(action);
    })
}

/// The coloured copy scrolls with the text.
fn follow(input: &HtmlInputElement, colours: &NodeRef) {
    if let Some(colours) = colours.cast::<Element>() {
        colours.set_scroll_left(input.scroll_left());
    }
}

/// Puts the caret where the state has it, when the text was changed by something else than typing.
fn place_caret(input: &HtmlInputElement, text: &str, caret: usize) {
    let now = input.selection_start().ok().flatten().map(|now| bytes_of(text, now));
    let focused = input.matches(":focus").unwrap_or(false);
    if focused && now != Some(caret) {
        let units = text.get(..caret).unwrap_or(text).encode_utf16().count() as u32;
        drop(input.set_selection_range(units, units));
    }
}

/// The browser counts UTF-16 units, the query bytes.
fn bytes_of(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    text.chars()
        .take_while(|c| {
            let fits = left >= c.len_utf16();
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .map(char::len_utf8)
        .sum()
}
