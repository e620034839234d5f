//! The timeline: how many events when, by level, under the filter and without it.
//!
//! [`chart`] is the picture, [`strip`] the whole export below it, [`table`] the same numbers to be
//! read; both canvases are [`surface`]s, onto which [`paint`] replays a draw list.
//!
//! Does not: do arithmetic; `session::chart` does.

pub mod chart;
pub mod go_to_time;
pub mod paint;
pub mod pins;
pub mod strip;
pub mod surface;
pub mod table;
pub mod tip;
pub mod tracks;

use yew::prelude::*;

use self::{
    chart::Chart, pins::PinnedSearches, strip::Strip, table::NumbersTable, tracks::TrackLegend,
};
use crate::{
    protocol::page::{BurstKind, TimeRange, Timeline as Counts, Zone},
    session::{
        Action, ByPtr,
        bursts::BurstsShown,
        chart::{bars, numbers, picture},
        explaining::{ExplainAction, Explaining},
        marks::{MarkAction, Marks},
        pins::{PinAction, PinsShown},
        state::{Dialog, Tab, Theme, Timelines, View},
        tracks::TracksShown,
    },
};

/// Properties of [`Timeline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineProps {
    /// The counts.
    pub timelines: ByPtr<Timelines>,
    /// Range and zone.
    pub view: ByPtr<View>,
    /// Bursts and silences.
    pub bursts: ByPtr<BurstsShown>,
    /// What is explained.
    pub explaining: Option<ByPtr<Explaining>>,
    /// Pinned searches.
    pub pins: ByPtr<PinsShown>,
    /// What a person marked.
    pub marks: ByPtr<Marks>,
    /// Series and markers of metric files.
    pub tracks: ByPtr<TracksShown>,
    /// Whether there is a filter that can be pinned.
    pub filtered: bool,
    /// Light or dark.
    pub theme: Theme,
    /// Whether everything is read, so that what is missing now stays missing.
    pub done: bool,
    /// Where gestures go.
    pub dispatch: Callback<Action>,
}

/// The section between the sources and the events.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let timelines = &props.timelines;
    let Some(extent) = timelines.extent else {
        let words = if props.done { "No record has a time." } else { "" };
        return html! { <section class="timeline"><p class="timeline-empty">{ words }</p></section> };
    };
    let range = props.view.range.unwrap_or(extent);
    let zone = &props.view.zone;
    let counts = timelines.counts.clone();
    html! {
        <section class="timeline" aria-label="timeline">
            { caption(props, counts.as_deref(), range) }
            <Chart counts={counts.clone()} {range} zone={zone.clone()} cursor={timelines.cursor}
                caption_px={caption_px(props, counts.as_deref(), range)}
                bursts={props.bursts.clone()} explaining={props.explaining.clone()}
                pins={props.pins.clone()} marks={props.marks.clone()}
                tracks={props.tracks.clone()}
                theme={props.theme} dispatch={props.dispatch.clone()} />
            <Strip overview={timelines.overview.clone()} {extent} window={range}
                theme={props.theme} dispatch={props.dispatch.clone()} />
            <PinnedSearches pins={props.pins.clone()} marks={props.marks.clone()}
                dispatch={props.dispatch.clone()} />
            <TrackLegend tracks={props.tracks.clone()} zone={zone.clone()}
                dispatch={props.dispatch.clone()} />
            if let Some(counts) = counts {
                <NumbersTable caption={words(&counts, range, zone)} {counts} zone={zone.clone()} />
            }
        </section>
    }
}

fn words(counts: &Counts, range: TimeRange, zone: &Zone) -> String {
    numbers::caption(counts, bars::view(counts, range), zone)
}

/// What the picture shows, and what can be done with the range.
fn caption(props: &TimelineProps, counts: Option<&Counts>, range: TimeRange) -> Html {
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let zoomed = props.view.range.is_some();
    html! {
        <div class="timeline-caption">
            <span class="timeline-caption-text">
                { counts.map(|counts| words(counts, range, &props.view.zone)).unwrap_or_default() }
            </span>
            <span class="timeline-buttons">
                <span>{ counts.map(numbers::peak).unwrap_or_default() }</span>
                { calm(props) }
                if props.filtered {
                    <button class="timeline-button" title="a line on the timeline, marks in the list (p)"
                        onclick={send(Action::Pins(PinAction::Pinned))}>{ "pin filter" }</button>
                }
                if zoomed {
                    <button class="timeline-button" title="explain this range (e)"
                        onclick={send(Action::Explain(ExplainAction::RangeAsked))}>
                        { "explain this range" }
                    </button>
                    <button class="timeline-button" title="mark this range, with a note (M)"
                        onclick={send(Action::Marks(MarkAction::RangeMarked))}>
                        { "mark it" }
                    </button>
                    <button class="timeline-button" onclick={send(Action::ZoomedBack)}>
                        { "zoom back" }
                    </button>
                    <button class="timeline-button" onclick={send(Action::RangeCommitted(None))}>
                        { "all time" }
                    </button>
                }
                <button class="timeline-button"
                    onclick={send(Action::DialogOpened(Some(Dialog::GoToTime)))}>
                    { "go to a time" }
                </button>
            </span>
        </div>
    }
}

/// About how wide the caption's words are, left and right, so that no label lies below them.
fn caption_px(props: &TimelineProps, counts: Option<&Counts>, range: TimeRange) -> (f64, f64) {
    const GAP_PX: f64 = 12.0;
    let left = counts.map(|counts| words(counts, range, &props.view.zone)).unwrap_or_default();
    let peak = counts.map(numbers::peak).unwrap_or_default();
    let zoomed = if props.view.range.is_some() {
        "explain this range  mark it  zoom back  all time"
    } else {
        ""
    };
    let calm = if is_calm(props) { "no burst of errors" } else { "" };
    let pin = if props.filtered { "pin filter" } else { "" };
    let right = [peak.as_str(), calm, pin, zoomed, "go to a time"];
    let right = right.map(|words| picture::text_px(words) + GAP_PX);
    (picture::text_px(&left) + GAP_PX, right.iter().sum())
}

fn is_calm(props: &TimelineProps) -> bool {
    props.bursts.found.get(&BurstKind::Errors).is_some_and(|found| found.calm.is_some())
}

/// Says that there is no burst of errors; the list of bursts says where it was highest.
fn calm(props: &TimelineProps) -> Html {
    let show = props.dispatch.reform(|_: MouseEvent| Action::TabChosen(Tab::Bursts));
    html! {
        if is_calm(props) {
            <button class="timeline-button" onclick={show}>{ "no burst of errors" }</button>
        }
    }
}
