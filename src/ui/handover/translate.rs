//! The filter in the languages of other tools, one of them open.
//!
//! Does not: run it there.

use yew::prelude::*;

use super::{HandOverProps, act};
use crate::{
    protocol::page::Translated,
    session::{
        Action,
        handover::HandAction,
        keys::{Intent, shown},
    },
};

/// The part of the dialog.
pub(super) fn part(props: &HandOverProps) -> Html {
    let Some(all) = &props.handing.translated else {
        return html! { <p class="muted">{ "Translating" }</p> };
    };
    let open = props.handing.language.min(all.len().saturating_sub(1));
    let name = |(at, told): (usize, &Translated)| {
        let chosen = at == open;
        html! {
            <button class="tool" role="tab" aria-selected={chosen.to_string()}
                onclick={act(&props.dispatch, HandAction::LanguageChosen(at))}>
                { told.title.clone() }
                if told.text.is_empty() {
                    <span class="mistake">{ " not all of it" }</span>
                }
            </button>
        }
    };
    html! {
        <div class="tools">
            <div class="tool-names" role="tablist" aria-label="tools"
                aria-orientation="vertical">{ for all.iter().enumerate().map(name) }</div>
            { for all.get(open).map(|told| language(props, told)) }
        </div>
    }
}

fn language(props: &HandOverProps, told: &Translated) -> Html {
    let copy = |text: &str, key: bool| {
        let text = text.to_owned();
        let copy = props.dispatch.reform(move |_: MouseEvent| Action::CopyAsked(text.clone()));
        html! {
            <button class="button tool-copy" onclick={copy}>
                { "Copy" }
                if key {
                    <kbd>{ shown(Intent::CopyEvent) }</kbd>
                }
            </button>
        }
    };
    let missing = |(condition, why): &(String, String)| {
        html! { <li><code>{ condition.clone() }</code>{ format!(": {why}") }</li> }
    };
    html! {
        <div class="tool-said" role="tabpanel">
            if told.text.is_empty() {
                <p>{ format!("{} has no words for:", told.title) }</p>
                <ul id="tool-missing">{ for told.missing.iter().map(missing) }</ul>
            } else {
                <pre id="tool-text" class="mono">{ told.text.clone() }</pre>
                { copy(&told.text, true) }
            }
            { for told.notes.iter().map(|note| html! { <p class="muted">{ note.clone() }</p> }) }
            if let Some(setup) = &told.setup {
                <p>{ "It reads what is exported here as JSON lines; to bring that in:" }</p>
                <pre id="tool-setup" class="mono">{ setup.clone() }</pre>
                { copy(setup, false) }
            }
            <p class="muted">{ "Its language: " }{ told.grammar.clone() }</p>
        </div>
    }
}
