//! Metric files at the terminal: bursts of their series, and `squall metrics`.
//!
//! Does not: find bursts; the engine does.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::json;

use super::{Failure, arguments::Metrics, bursts, opened::Opened, text};
use crate::protocol::page::{
    Burst, BurstKind, BurstOfTrack, Command, MetricCard, Mover, Movers, Reply, Track, Tracks,
};

/// Most buckets: the values over them are not printed.
const BUCKETS_MAX: u32 = 2;

/// How many sources are metric files, and how many are none.
pub(super) fn count(opened: &Opened) -> (usize, usize) {
    let metric = opened.sources.iter().filter(|source| source.metric.is_some()).count();
    (metric, opened.sources.len() - metric)
}

/// Prints the bursts of every series.
pub(super) fn print(
    opened: &mut Opened,
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let tracks = tracks(opened);
    let found = bursts::ask(opened, BurstKind::Metric);
    let only = matches!(&tracks.tracks[..], [_]);
    let mut method = "";
    for burst in &found.bursts {
        let Some(track) = &burst.track else { continue };
        if as_json {
            writeln!(out, "{}", json_of(burst, track))?;
            continue;
        }
        if method != track.method {
            method = &track.method;
            writeln!(out, "method: {method}")?;
        }
        let of = if only { String::new() } else { format!("  {} ({})", track.name, track.file) };
        writeln!(
            out,
            "{}  {}  {:.1} for {:.1}  ×{:.1}{of}",
            text::rfc3339(burst.range.start, 0),
            text::rfc3339(burst.range.end, 0),
            track.observed,
            burst.expected,
            burst.ratio
        )?;
    }
    say_odd(opened);
    if let Some(calm) = &found.calm {
        eprintln!("squall: {}", calm.why);
    }
    Ok(())
}

fn json_of(burst: &Burst, track: &BurstOfTrack) -> serde_json::Value {
    json!({
        "start": text::json_time(Some(burst.range.start)),
        "end": text::json_time(Some(burst.range.end)),
        "peak": text::json_time(Some(burst.peak)),
        "observed": track.observed,
        "expected": burst.expected,
        "ratio": burst.ratio,
        "p": burst.p,
        "template": null,
        "method": track.method,
        "source": track.file,
        "series": track.name,
        "unit": track.unit,
    })
}

/// Says on standard error what of metric files was not understood.
fn say_odd(opened: &Opened) {
    for source in opened.sources.iter().filter(|source| source.metric.is_some()) {
        for odd in &source.diagnostics {
            eprintln!("squall: {}: {}: {}", source.name, odd.count, odd.kind);
        }
    }
}

/// Prints the series and markers of metric files, and what moves with each series.
pub(super) fn run(command: &Metrics) -> Result<ExitCode, Failure> {
    let mut opened = Opened::with_metrics(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    let tracks = tracks(&mut opened);
    let as_json = command.common.json;
    for track in &tracks.tracks {
        let card = opened.sources.iter().find(|source| source.id == track.id.source);
        print_track(track, card.and_then(|card| card.metric.as_ref()), as_json, &mut out)?;
        if command.moves {
            for mover in &movers(&mut opened, track).rows {
                print_mover(track, mover, as_json, &mut out)?;
            }
        }
    }
    for marker in &tracks.markers {
        let time = text::json_time(Some(marker.time));
        if as_json {
            writeln!(
                out,
                "{}",
                json!({ "source": marker.file, "time": time, "marker": marker.text })
            )?;
        } else {
            writeln!(out, "{}  {}", text::rfc3339(marker.time, 0), marker.text)?;
        }
    }
    out.flush()?;
    say_odd(&opened);
    let not_shown = tracks.tracks_total.saturating_sub(tracks.tracks.len() as u64);
    if not_shown > 0 {
        eprintln!("squall: {not_shown} further series are not shown");
    }
    if tracks.tracks_total == 0 && tracks.markers_total == 0 {
        eprintln!("squall: No file is a metric file; --format metric reads one as such.");
    }
    Ok(opened.exit_code())
}

fn print_track(
    track: &Track,
    card: Option<&MetricCard>,
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let [low, high, last] = track.ends.unwrap_or_default();
    if as_json {
        let step = card.map_or(0, |card| card.step_nanos / 1_000_000);
        let line = json!({
            "source": track.file, "series": track.name, "unit": track.unit,
            "points": track.points, "step_ms": step,
            "in_range": track.in_view, "min": low, "max": high, "last": last,
        });
        writeln!(out, "{line}")?;
        return Ok(());
    }
    let unit = if track.unit.is_empty() { String::new() } else { format!(" {}", track.unit) };
    let (points, name, file) = (track.points, &track.name, &track.file);
    writeln!(out, "{name} ({file}): {points} points, {low} to {high}{unit}, last {last}")?;
    Ok(())
}

fn print_mover(
    track: &Track,
    mover: &Mover,
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let lead_seconds = mover.lead_nanos as f64 / 1e9;
    if as_json {
        let line = json!({
            "series": track.name, "moves_with": format!("{:016x}", mover.pattern),
            "text": mover.text, "lead_seconds": lead_seconds, "rises": mover.rises,
            "inside": mover.inside, "expected": mover.expected,
            "correlation": mover.correlation, "p": mover.p,
        });
        writeln!(out, "{line}")?;
        return Ok(());
    }
    let when = match mover.lead_nanos {
        0 => "at once".to_owned(),
        lead if lead > 0 => format!("{lead_seconds} s before"),
        _ => format!("{} s after", -lead_seconds),
    };
    let how = match mover.correlation {
        Some(correlation) => format!("correlation {correlation:.2}"),
        None => format!("{} for {:.1}", mover.inside, mover.expected),
    };
    writeln!(out, "  moves with: {when}, {how}  {}", mover.text)?;
    Ok(())
}

fn tracks(opened: &mut Opened) -> Tracks {
    let all = |shown| Command::Tracks { range: None, buckets_max: BUCKETS_MAX, shown };
    let mut ask = |command| {
        let replies = opened.local.ask(command);
        let found = replies.into_iter().find_map(|reply| match reply {
            Reply::Tracks(tracks) => Some(tracks),
            _ => None,
        });
        found.expect("tracks are answered by tracks")
    };
    let named = ask(all(Some(Vec::new())));
    let mut tracks = named.clone();
    tracks.tracks.clear();
    for few in named.tracks.chunks(16) {
        let some = ask(all(Some(few.iter().map(|track| track.id).collect())));
        tracks.tracks.extend(some.tracks.into_iter().filter(|track| track.shown));
    }
    tracks
}

fn movers(opened: &mut Opened, track: &Track) -> Movers {
    let replies = opened.local.ask(Command::Movers(track.id));
    let found = replies.into_iter().find_map(|reply| match reply {
        Reply::Movers(movers) => Some(movers),
        _ => None,
    });
    found.expect("movers are answered by movers")
}
