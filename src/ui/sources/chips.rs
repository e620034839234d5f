//! The row of chips: each source with its colour, name, format and count, and what was assumed of it.
//!
//! Does not: change a source; a chip opens the panel that does.

use yew::prelude::*;

use super::dot_class;
use crate::{
    protocol::page::{SourceId, SourceState, SourceSummary},
    session::{
        Action, ByPtr,
        show::{self, compact, share, shift},
        source_list::{Whole, wholes},
        state::{Open, Tab},
    },
};

/// Chips shown; further sources are counted.
const CHIPS_MAX: usize = 24;

/// With more sources the row has no room for the hint.
const HINT_SOURCES_MAX: usize = 4;

/// Properties of [`Chips`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChipsProps {
    /// What was opened, and how far it is read.
    pub open: ByPtr<Open>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The row below the top bar.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let sources = &props.open.progress.sources;
    let shown = wholes(sources, CHIPS_MAX);
    // What was chosen just now is shown before the lead knows of it.
    let waiting = props.open.sources.iter().filter(|chosen| {
        let known = |source: &SourceSummary| source.id == chosen.id;
        !sources.iter().any(known)
    });
    let show = props.dispatch.reform(|_: MouseEvent| Action::TabChosen(Tab::Sources));
    let more = props.open.sources.len().saturating_sub(CHIPS_MAX);
    let chips = shown.iter().map(|whole| chip(&props.open, whole, &show));
    let chips = chips.chain(waiting.map(|chosen| {
        let colour = props.open.colour(chosen.id);
        let kind = ("waiting".to_owned(), "source-chip-kind");
        plain(chosen.id, colour, &chosen.name, kind, &show)
    }));
    html! {
        <div class="source-chips" role="group" aria-label="sources">
            { for chips.take(CHIPS_MAX) }
            if more > 0 {
                <button class="source-chip" onclick={show.clone()}>
                    { format!("{more} more") }
                </button>
            }
            { assumed(sources, &show) }
            if props.open.sources.len() <= HINT_SOURCES_MAX {
                <span class="source-chips-hint">{ "Drop more files anywhere" }</span>
            }
        </div>
    }
}

fn chip(open: &Open, whole: &Whole, show: &Callback<MouseEvent>) -> Html {
    let source = &whole.source;
    let (mut kind, class) = match &source.state {
        SourceState::Waiting => ("waiting".to_owned(), "source-chip-kind"),
        SourceState::Reading => {
            let read = share(source.bytes_read, source.bytes);
            (format!("{} · {read}", compact(source.records)), "source-chip-kind")
        }
        SourceState::Failed(_) if source.records == 0 => {
            ("not readable".to_owned(), "source-chip-error")
        }
        SourceState::Failed(_) | SourceState::Full => {
            (format!("{} · read in part", compact(source.records)), "source-chip-error")
        }
        SourceState::Done | SourceState::Stopped => {
            let format = source.format.split(" (").next().unwrap_or("");
            let held = source.metric.as_ref().map_or(source.records, |it| it.points + it.markers);
            (format!("{format} · {}", compact(held)), "source-chip-kind")
        }
    };
    if !whole.parts.is_empty() {
        kind.push_str(&format!(" · {} files", whole.parts.len()));
    }
    if source.left_out > 0 {
        kind.push_str(" · a part of its time");
    }
    if source.settings.shift_nanos != 0 {
        kind.push_str(&format!(" · clock {}", shift(source.settings.shift_nanos)));
    }
    plain(source.id, open.colour(source.id), &source.name, (kind, class), show)
}

fn plain(
    id: SourceId,
    colour: u8,
    name: &str,
    (kind, class): (String, &'static str),
    show: &Callback<MouseEvent>,
) -> Html {
    html! {
        <button key={id} class="source-chip" onclick={show.clone()} title={name.to_owned()}>
            <span class={dot_class(colour)}></span>
            <span class="source-chip-name">{ show::file(name).to_owned() }</span>
            <span {class}>{ kind }</span>
        </button>
    }
}

/// The chip that says in which sources times were read as UTC because they name no zone.
fn assumed(sources: &[SourceSummary], show: &Callback<MouseEvent>) -> Html {
    let mut assumed = sources.iter().filter(|source| source.zone_needed && !source.zone_chosen);
    let Some(first) = assumed.next() else { return html! {} };
    let place = match assumed.count() {
        0 => show::file(&first.name).to_owned(),
        more => format!("{} and {more} more", show::file(&first.name)),
    };
    html! {
        <button class="source-chip source-chip-warn" onclick={show.clone()}>
            { format!("no zone in {place}: read as {} · change", first.zone.name) }
        </button>
    }
}
