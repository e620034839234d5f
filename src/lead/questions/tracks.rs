//! The series and markers of metric files over a range, and their bursts.
//!
//! Does not: join series; each lies in one shard whole.

use crate::{
    engine::{arrange::Arrange, time::TimeRange, timeline::Buckets},
    lead::{Desk, port::Port},
    protocol::{
        page::{
            Burst, BurstKind, BurstOfTrack, Bursts, Calm, Marked, SourceId, TimeNanos, Track,
            TrackId, Tracks,
        },
        shard::{MarkerPart, ShardCommand, ShardReply, TrackBurst, TrackPart},
    },
};

/// Series and markers that the page is told of at once.
const TRACKS_MAX: usize = 500;
const MARKERS_MAX: usize = 1_000;
/// Series that are shown where nobody chose.
const SHOWN_FIRST: usize = 4;
/// Series that can be shown at once.
const SHOWN_MAX: usize = 16;
/// Most bursts of one answer.
const BURSTS_MAX: usize = 500;

/// Every series, those that are shown with their values over the range.
pub(super) async fn tracks(
    port: &Port,
    desk: &Desk,
    range: Option<TimeRange>,
    buckets_max: u32,
    shown: Option<Vec<TrackId>>,
) -> Tracks {
    let revision = desk.catalog.borrow().revision();
    let extent = desk.catalog.borrow().extent();
    let grid = range.or(extent).map(|shown| Buckets::over(shown, buckets_max.clamp(1, 5_000)));
    let has_any = desk.catalog.borrow().sources().any(|source| source.is_metric());
    if !has_any {
        return Tracks { revision, ..Tracks::default() };
    }
    let shown = match shown {
        Some(shown) => shown,
        None => {
            let (parts, _) = asked(port, None, Vec::new()).await;
            parts.iter().map(|part| part.id).take(SHOWN_FIRST).collect()
        }
    };
    let shown: Vec<TrackId> = shown.into_iter().take(SHOWN_MAX).collect();
    let (mut parts, markers) = asked(port, grid, shown.clone()).await;
    let tracks_total = parts.len() as u64;
    // Those that are shown are among them.
    let mut left = TRACKS_MAX;
    parts.retain(|part| {
        let kept = left > 0 || shown.contains(&part.id);
        left = left.saturating_sub(1);
        kept
    });
    let markers_total = markers.len() as u64;
    let is_in =
        |time: TimeNanos| grid.is_none_or(|grid| time.0 >= grid.start && time.0 < grid.end());
    let mut marked: Vec<Marked> = markers
        .into_iter()
        .filter(|(_, marker)| is_in(TimeNanos(marker.nanos)))
        .map(|(source, marker)| {
            let (time, file) = (TimeNanos(marker.nanos), name(desk, source));
            Marked { time, text: marker.text, file }
        })
        .collect();
    marked.arrange_by(Marked::cmp);
    marked.truncate(MARKERS_MAX);
    let (start, width_nanos) = grid.map_or((0, 0), |grid| (grid.start, grid.width_nanos));
    Tracks {
        start: TimeNanos(start),
        width_nanos,
        tracks: parts.into_iter().map(|part| track(desk, part)).collect(),
        tracks_total,
        markers: marked,
        markers_total,
        revision,
    }
}

/// What every shard has, in the order of opening.
pub(super) async fn asked(
    port: &Port,
    grid: Option<Buckets>,
    shown: Vec<TrackId>,
) -> (Vec<TrackPart>, Vec<MarkerPart>) {
    let (mut tracks, mut markers) = (Vec::new(), Vec::new());
    for reply in port.ask_all(ShardCommand::Tracks { grid, shown }).await {
        if let ShardReply::Tracks(own, marked) = reply {
            tracks.extend(own);
            markers.extend(marked);
        }
    }
    tracks.arrange_by_key(|part| part.id);
    (tracks, markers)
}

/// A source's name.
pub(super) fn name(desk: &Desk, source: SourceId) -> String {
    let catalog = desk.catalog.borrow();
    catalog.source(source).map(|source| source.spec.name.clone()).unwrap_or_default()
}

fn track(desk: &Desk, part: TrackPart) -> Track {
    let shown = part.view.is_some();
    let view = part.view.unwrap_or_default();
    Track {
        id: part.id,
        file: name(desk, part.id.source),
        name: part.name,
        unit: part.unit,
        points: part.points,
        shown,
        buckets: view.buckets,
        in_view: view.points,
        ends: view.ends,
    }
}

/// The bursts of every series: the strongest of each first, then the next of each.
pub(super) async fn bursts(port: &Port, desk: &Desk) -> Bursts {
    let revision = desk.catalog.borrow().revision();
    let mut found: Vec<TrackBurst> = Vec::new();
    for reply in port.ask_all(ShardCommand::TrackBursts).await {
        if let ShardReply::TrackBursts(own) = reply {
            found.extend(own);
        }
    }
    found.arrange_by(|a, b| {
        let by_ratio = b.ratios[0].total_cmp(&a.ratios[0]);
        a.rank.cmp(&b.rank).then(by_ratio).then(a.id.cmp(&b.id))
    });
    let bursts_total = found.len() as u64;
    found.truncate(BURSTS_MAX);
    let bursts: Vec<Burst> = found.into_iter().map(|burst| shown_burst(desk, burst)).collect();
    let has_any = desk.catalog.borrow().sources().any(|source| source.is_metric());
    let why = if has_any { "No series has a burst." } else { "No metric file is open." };
    let calm = bursts.is_empty().then(|| Calm { why: why.to_owned(), highest: None });
    let width_nanos = 0;
    Bursts { of: BurstKind::Metric, bursts, bursts_total, calm, width_nanos, revision }
}

fn shown_burst(desk: &Desk, burst: TrackBurst) -> Burst {
    let file = name(desk, burst.id.source);
    let [ratio, ratio_low, ratio_high] = burst.ratios;
    Burst {
        kind: BurstKind::Metric,
        range: TimeRange { start: TimeNanos(burst.start), end: TimeNanos(burst.end) },
        peak: TimeNanos(burst.peak),
        observed: burst.observed.max(0.0).round() as u64,
        expected: burst.expected,
        ratio,
        ratio_low,
        ratio_high,
        is_new: burst.is_new,
        p: burst.p,
        traffic_ratio: None,
        sources: vec![(file.clone(), 0)],
        pattern: None,
        text: burst.name.clone(),
        query: String::new(),
        track: Some(Box::new(BurstOfTrack {
            id: burst.id,
            file,
            name: burst.name,
            unit: burst.unit,
            observed: burst.observed,
            method: burst.method,
        })),
    }
}
