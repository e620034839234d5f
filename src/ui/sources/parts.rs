//! The files that a rotated source is made of, the oldest first, and a way to take them apart.
//!
//! Does not: decide which belong together.

use yew::prelude::*;

use super::odd::Odd;
use crate::{
    protocol::page::{SourceSummary, TimeNanos, Zone},
    session::{
        Action,
        show::{plural, time_exact},
    },
};

/// The list of parts; nothing where the source is one file.
pub(super) fn parts(parts: &[SourceSummary], zone: &Zone, dispatch: &Callback<Action>) -> Html {
    let Some(source) = parts.first().map(|part| part.id) else { return html! {} };
    let apart =
        dispatch.reform(move |_: MouseEvent| Action::SourceTakenApart { source, apart: true });
    html! {
        <div class="source-parts">
            <p>
                { format!("{}, the oldest first. ", plural(parts.len() as u64, "file", "files")) }
                <button class="link" onclick={apart}>{ "Take apart" }</button>
            </p>
            <ol aria-label="files">
                { for parts.iter().map(|part| one(part, zone)) }
            </ol>
        </div>
    }
}

fn one(part: &SourceSummary, zone: &Zone) -> Html {
    let time = |time: Option<TimeNanos>| time.map_or_else(String::new, |it| time_exact(zone, it));
    html! {
        <li key={part.id}>
            <span class="source-part-name">{ part.name.clone() }</span>
            <span class="muted">
                { format!(" {} · {} to {}", plural(part.records, "record", "records"),
                    time(part.first), time(part.last)) }
            </span>
            <Odd diagnostics={part.diagnostics.clone()} />
        </li>
    }
}
