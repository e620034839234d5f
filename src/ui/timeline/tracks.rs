//! Below the strip: the series of metric files that are lines, each with its colour and readings, and
//! the markers as buttons that go to them.
//!
//! Does not: read or count.

use yew::prelude::*;

use crate::{
    protocol::page::{Marked, Track, Zone},
    session::{
        Action, ByPtr,
        show::{time_exact, time_of_day},
        state::Tab,
        tracks::{TrackAction, TracksShown, words},
    },
    ui::sources::dot_class,
};

/// Markers that are buttons here; the metrics panel lists all in view.
const MARKERS_MAX: usize = 12;

/// Properties of [`TrackLegend`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TrackLegendProps {
    /// What is shown of metric files.
    pub tracks: ByPtr<TracksShown>,
    /// The zone of times.
    pub zone: Zone,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// One chip a line and a marker; nothing where no metric file is open.
#[component]
pub fn TrackLegend(props: &TrackLegendProps) -> Html {
    let Some(answer) = &props.tracks.answer else { return html! {} };
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let hidden = answer.tracks_total.saturating_sub(props.tracks.lines().count() as u64);
    let markers = props.tracks.markers();
    let more = markers.len().saturating_sub(MARKERS_MAX);
    html! {
        <>
            if answer.tracks_total > 0 {
                <div class="pins" id="series" role="group" aria-label="series of metric files">
                    { for props.tracks.lines().map(|(colour, track)| chip(props, colour, track)) }
                    if hidden > 0 {
                        <button class="link" onclick={send(Action::TabChosen(Tab::Metrics))}>
                            { format!("{hidden} more series") }
                        </button>
                    }
                </div>
            }
            if answer.markers_total > 0 {
                <div class="pins" id="markers" role="group" aria-label="markers">
                    { for markers.iter().take(MARKERS_MAX).map(|marked| flag(props, marked)) }
                    if more > 0 {
                        <button class="link" onclick={send(Action::TabChosen(Tab::Metrics))}>
                            { format!("{more} more markers") }
                        </button>
                    }
                    if let Some(outside) = words::markers_outside(answer) {
                        <span class="muted pin">{ outside }</span>
                    }
                </div>
            }
        </>
    }
}

fn chip(props: &TrackLegendProps, colour: u8, track: &Track) -> Html {
    let send = |action: TrackAction| {
        props.dispatch.reform(move |_: MouseEvent| Action::Tracks(action.clone()))
    };
    let name = &track.name;
    html! {
        <span class="pin" key={format!("{}-{}", track.id.source, track.id.track)}>
            <span class={dot_class(colour)}></span>
            <span class="pin-query mono" title={format!("{name} in {}", track.file)}>
                { name.clone() }
            </span>
            <span class="number muted">{ words::readings(track) }</span>
            <button class="link" onclick={send(TrackAction::MoversAsked(track.id))}
                title={format!("patterns whose rate moves with {name}")}>{ "moves with" }</button>
            <button class="link" onclick={send(TrackAction::Toggled(track.id))}
                aria-label={format!("hide {name}")}>{ "×" }</button>
        </span>
    }
}

fn flag(props: &TrackLegendProps, marked: &Marked) -> Html {
    let time = marked.time;
    let go = props.dispatch.reform(move |_: MouseEvent| Action::TimeChosen(time));
    let title = format!("{}: {} ({})", time_exact(&props.zone, time), marked.text, marked.file);
    html! {
        <span class="pin">
            <span class="marker-flag" aria-hidden="true"></span>
            <span class="number muted">{ time_of_day(&props.zone, time) }</span>
            <button class="pin-query" onclick={go} {title}>{ marked.text.clone() }</button>
        </span>
    }
}
