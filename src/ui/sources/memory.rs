//! How much memory logs may take: a choice among a few sizes.
//!
//! Does not: measure what is taken; the status bar shows that.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::session::{
    Action,
    state::{MEMORY_CHOICES, Prefs, Workers},
};

/// The choice, with what it means on this machine.
pub(super) fn memory(prefs: &Prefs, workers: Workers, dispatch: &Callback<Action>) -> Html {
    // What was set otherwise counts as the next larger one.
    let fits = |(_, bytes): &(&str, u64)| *bytes >= prefs.memory_chosen();
    let chosen = MEMORY_CHOICES.iter().position(fits).unwrap_or(MEMORY_CHOICES.len() - 1);
    let choose = dispatch.reform(|event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let choice = usize::try_from(at).ok().and_then(|at| MEMORY_CHOICES.get(at));
        Action::MemoryChosen(choice.map_or(0, |(_, bytes)| *bytes))
    });
    let shards = if let Workers::Ready { shards } = workers { shards } else { 1 };
    let each = if shards > 1 { format!("for each of {shards} readers") } else { String::new() };
    html! {
        <label class="sources-memory">
            { "memory for logs " }
            <select class="input" id="memory" onchange={choose}>
                { for MEMORY_CHOICES.iter().enumerate().map(|(at, (words, _))| html! {
                    <option selected={at == chosen}>{ *words }</option>
                }) }
            </select>
            { " " }{ each }
        </label>
    }
}
