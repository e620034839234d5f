//! A note as it is read: its blocks as elements, its words as text.
//!
//! Does not: make a link or an image of anything; the page leads nowhere.

use yew::prelude::*;

use crate::session::marks::markdown::{Block, Look, Piece, blocks};

/// The note.
pub fn note(markdown: &str) -> Html {
    let block = |block: &Block| match block {
        Block::Heading(pieces) => html! { <p class="note-heading">{ words(pieces) }</p> },
        Block::Paragraph(pieces) => html! { <p>{ words(pieces) }</p> },
        Block::Item(pieces) => html! { <p class="note-item">{ words(pieces) }</p> },
        Block::Code(text) => html! { <pre class="mono">{ text.clone() }</pre> },
    };
    html! { <div class="note">{ for blocks(markdown).iter().map(block) }</div> }
}

fn words(pieces: &[Piece]) -> Html {
    let piece = |piece: &Piece| {
        let text = piece.text.clone();
        match piece.look {
            Look::Plain => html! { { text } },
            Look::Strong => html! { <strong>{ text }</strong> },
            Look::Emphasised => html! { <em>{ text }</em> },
            Look::Code => html! { <code>{ text }</code> },
        }
    };
    pieces.iter().map(piece).collect()
}
