//! Metric files in the metrics panel: every series with its numbers and its line, what moves with one,
//! and the markers as a table.
//!
//! Does not: test what moves; the lead does.

use yew::prelude::*;

use super::MetricsProps;
use crate::{
    protocol::page::{Mover, TimeRange, Track, Tracks},
    session::{
        Action,
        show::{grouped, time_exact},
        tracks::{TrackAction, line, words},
    },
};

/// The files; nothing where none is open.
pub(super) fn files(props: &MetricsProps, range: TimeRange) -> Html {
    let Some(answer) = &props.tracks.answer else { return html! {} };
    html! {
        <section id="metric-files" aria-label="metric files">
            { for answer.tracks.iter().map(|track| series(props, answer, track, range)) }
            if answer.tracks_total > answer.tracks.len() as u64 {
                <p class="panel-note">
                    { format!("the first {} of {} series", answer.tracks.len(),
                        grouped(answer.tracks_total)) }
                </p>
            }
            if !answer.markers.is_empty() {
                { markers(props, answer) }
            }
        </section>
    }
}

fn series(props: &MetricsProps, answer: &Tracks, track: &Track, range: TimeRange) -> Html {
    let send = |action: TrackAction| {
        props.dispatch.reform(move |_: MouseEvent| Action::Tracks(action.clone()))
    };
    let asked = props.tracks.movers_of == Some(track.id);
    let colour = props.tracks.colour(track.id);
    html! {
        <figure class="metrics-chart" key={format!("{}-{}", track.id.source, track.id.track)}>
            <figcaption class="metrics-head">
                <span class="metrics-title" title={track.file.clone()}>{ &track.name }</span>
                <span class="metrics-reading muted">{ &track.file }</span>
                if track.shown {
                    <span class="metrics-reading">{ words::readings(track) }</span>
                }
                <span class="metrics-aside muted">
                    { format!("{} points", grouped(track.points)) }
                    <button class="link" aria-expanded={asked.to_string()}
                        onclick={send(TrackAction::MoversAsked(track.id))}>{ "moves with" }</button>
                    <button class="link" aria-pressed={track.shown.to_string()}
                        onclick={send(TrackAction::Toggled(track.id))}>
                        { if track.shown { "hide" } else { "show on the timeline" } }
                    </button>
                </span>
            </figcaption>
            if let Some(colour) = colour {
                { picture(answer, track, range, colour) }
            }
            if asked {
                { movers(props) }
            }
        </figure>
    }
}

/// The line over the same range of time as the other charts.
fn picture(answer: &Tracks, track: &Track, range: TimeRange, colour: u8) -> Html {
    let (width, height) = line::BOX;
    let places = line::places(track, answer.start, answer.width_nanos, range);
    let label = format!("{} over time: {}", track.name, words::readings(track));
    html! {
        <svg class={format!("track-line source-dot-{colour}")} role="img" aria-label={label}
            viewBox={format!("0 0 {width} {height}")} preserveAspectRatio="none">
            { for places.into_iter().map(|points| html! {
                <polyline {points} vector-effect="non-scaling-stroke" />
            }) }
        </svg>
    }
}

/// The patterns that move with the series, the surest first.
fn movers(props: &MetricsProps) -> Html {
    let Some(movers) = &props.tracks.movers else {
        return html! { <p class="panel-note">{ "being looked for" }</p> };
    };
    html! {
        <div id="movers" role="region" aria-label="what moves with it">
            <p class="panel-note">{ words::tested(movers) }</p>
            if !movers.rows.is_empty() {
                <table class="table">
                    <thead>
                        <tr>
                            <th>{ "when" }</th>
                            <th>{ "how" }</th>
                            <th>{ "pattern" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for movers.rows.iter().map(|mover| row(props, mover)) }</tbody>
                </table>
            }
            if movers.rows_total > movers.rows.len() as u64 {
                <p class="panel-note">
                    { format!("the surest {} of {}", movers.rows.len(), grouped(movers.rows_total)) }
                </p>
            }
        </div>
    }
}

fn row(props: &MetricsProps, mover: &Mover) -> Html {
    let pattern = mover.pattern;
    let choose = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Tracks(TrackAction::MoverChosen(pattern)));
    let sure = format!("chance of as much: {:.1e} before {} are paid for", mover.p, "all tests");
    html! {
        <tr class="table-row" key={mover.pattern.to_string()} onclick={choose.clone()}>
            <td>{ words::lead(mover) }</td>
            <td title={sure}>{ words::how(mover) }</td>
            <td class="table-text mono">
                <button class="link" onclick={choose} title="filter to this pattern">
                    { mover.text.clone() }
                </button>
            </td>
        </tr>
    }
}

fn markers(props: &MetricsProps, answer: &Tracks) -> Html {
    let zone = &props.view.zone;
    html! {
        <table class="table">
            <caption class="panel-note">{ "markers in view" }</caption>
            <thead><tr><th>{ "time" }</th><th>{ "marker" }</th><th>{ "file" }</th></tr></thead>
            <tbody>
                { for answer.markers.iter().map(|marked| html! {
                    <tr>
                        <td class="mono">{ time_exact(zone, marked.time) }</td>
                        <td class="table-text">{ marked.text.clone() }</td>
                        <td>{ marked.file.clone() }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
