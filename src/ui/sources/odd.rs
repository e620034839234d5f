//! What was odd in a source: each kind with its count and the first examples.
//!
//! Does not: show log text as anything but text.

use yew::prelude::*;

use crate::{protocol::page::Diagnostic, session::show::grouped};

/// Properties of [`Odd`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct OddProps {
    /// Each kind once.
    pub diagnostics: Vec<Diagnostic>,
}

/// The list of diagnostics, nothing where there are none.
#[component]
pub fn Odd(props: &OddProps) -> Html {
    if props.diagnostics.is_empty() {
        return html! {};
    }
    html! {
        <div class="source-odd">
            { for props.diagnostics.iter().map(kind) }
        </div>
    }
}

fn kind(diagnostic: &Diagnostic) -> Html {
    let line = |(number, text): &(u64, String)| {
        html! {
            <tr>
                <td class="source-odd-line">{ grouped(*number) }</td>
                <td>{ text.clone() }</td>
            </tr>
        }
    };
    let count = grouped(diagnostic.count);
    if diagnostic.examples.is_empty() {
        return html! {
            <p>{ &diagnostic.kind }{ " " }<span class="source-odd-count">{ count }</span></p>
        };
    }
    let shown = diagnostic.examples.len() as u64;
    html! {
        <details>
            <summary class="source-odd-kind">
                { &diagnostic.kind }{ " " }<span class="source-odd-count">{ count }</span>
            </summary>
            <table class="source-odd-examples" aria-label="line and text">
                <tbody>{ for diagnostic.examples.iter().map(line) }</tbody>
            </table>
            if shown < diagnostic.count {
                <p class="muted">{ format!("the first {shown} of {}", grouped(diagnostic.count)) }</p>
            }
        </details>
    }
}
