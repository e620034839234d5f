//! Choosing the colour of a source among all there are.
//!
//! Does not: know where the colour is shown.

use yew::prelude::*;

use super::dot_class;
use crate::{
    protocol::page::SourceId,
    session::{Action, source_notes::COLOURS},
};

/// One button a colour.
pub(super) fn colours(source: SourceId, colour: u8, dispatch: &Callback<Action>) -> Html {
    let one = |to: u8| {
        let choose =
            dispatch.reform(move |_: MouseEvent| Action::SourceColoured { source, colour: to });
        html! {
            <button class="source-colour" onclick={choose} aria-pressed={(to == colour).to_string()}
                aria-label={format!("colour {}", to + 1)}>
                <span class={dot_class(to)}></span>
            </button>
        }
    };
    html! { <span class="source-colours">{ for (0..COLOURS).map(one) }</span> }
}
