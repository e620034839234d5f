//! The list of what may stand at the caret.
//!
//! Does not: know what is listed; the lead answered it.

use yew::prelude::*;

use crate::session::{Action, show::grouped, state::Completing};

/// Properties of [`Completions`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CompletionsProps {
    /// The list and its mark.
    pub list: Completing,
    /// Where a choice goes.
    pub dispatch: Callback<Action>,
}

/// The list below the query bar.
#[component]
pub fn Completions(props: &CompletionsProps) -> Html {
    let item = |(at, (text, count)): (usize, &(String, Option<u64>))| {
        // Down, not up: the field must not lose the focus before.
        let choose = props.dispatch.reform(move |event: MouseEvent| {
            event.prevent_default();
            Action::CompletionChosen(Some(at))
        });
        let marked = props.list.marked == Some(at);
        html! {
            <div key={at} class="completion" role="option" aria-selected={marked.to_string()}
                onmousedown={choose}>
                <span>{ text.clone() }</span>
                if let Some(count) = count {
                    <span class="completion-count">{ grouped(*count) }</span>
                }
            </div>
        }
    };
    html! {
        <div id="completions" class="completions" role="listbox" aria-label="completions">
            { for props.list.items.items.iter().enumerate().map(item) }
        </div>
    }
}
