//! The series and markers of the metric files that a shard holds.
//!
//! Does not: read the files; `reading` does.

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        arrange::Arrange,
        bursts::{Metric, gauge_bursts, is_gauge, metric},
        series::{Track, view},
        timeline::Buckets,
    },
    protocol::{
        page::{MetricCard, TrackId},
        shard::{CoursePart, MarkerPart, ShardReply, TrackBurst, TrackPart},
    },
};

/// A value holds for so many of its series' steps.
const HOLDS_STEPS: i64 = 3;

impl Shard {
    /// Every series, with its values over a grid where it is to be shown, and every marker.
    pub(super) fn tracks(&self, grid: Option<Buckets>, shown: &[TrackId]) -> ShardReply {
        let mut parts = Vec::new();
        let mut markers: Vec<MarkerPart> = Vec::new();
        for (id, track) in self.each_track() {
            let grid = grid.filter(|_| shown.contains(&id));
            parts.push(part(id, track, grid));
        }
        for held in self.cuts.values() {
            let source = held.cut().source;
            let own = held.found.iter().flat_map(|found| &found.markers);
            markers.extend(own.map(|marker| (source, marker.clone())));
        }
        ShardReply::Tracks(parts, markers)
    }

    /// The bursts of every series; none while there is more to look at, which another turn does.
    pub(super) fn track_bursts(&mut self, host: &mut dyn Host) -> Option<ShardReply> {
        let mut turn = Turn::new(host);
        for held in self.cuts.values_mut() {
            let HeldCut { found: Some(found), track_bursts, .. } = held else { continue };
            while let Some(track) = found.tracks.get(track_bursts.len()) {
                if !turn.goes_on(host) {
                    return None;
                }
                track_bursts.push(metric(&track.points));
            }
        }
        let mut all = Vec::new();
        for held in self.cuts.values() {
            let source = held.cut().source;
            let tracks = held.found.iter().flat_map(|found| &found.tracks);
            for (at, (track, found)) in tracks.zip(&held.track_bursts).enumerate() {
                let id = TrackId { source, track: at as u32 };
                all.extend(bursts_of(id, track, found));
            }
        }
        Some(ShardReply::TrackBursts(all))
    }

    /// One series over a grid, if it is here.
    pub(super) fn track_course(&self, id: TrackId, grid: &Buckets) -> ShardReply {
        let track = self.each_track().find(|(known, _)| *known == id);
        ShardReply::TrackCourse(track.map(|(_, track)| course(track, grid)))
    }

    fn each_track(&self) -> impl Iterator<Item = (TrackId, &Track)> {
        self.cuts.values().flat_map(|held| {
            let source = held.cut().source;
            let tracks = held.found.iter().flat_map(|found| &found.tracks).enumerate();
            tracks.map(move |(at, track)| (TrackId { source, track: at as u32 }, track))
        })
    }
}

impl HeldCut {
    /// What a metric file holds, in numbers.
    pub(super) fn metric_card(&self) -> Option<MetricCard> {
        let found = self.found.as_ref()?;
        let times = found.tracks.iter().flat_map(|track| {
            [track.points.first(), track.points.last()].into_iter().flatten().map(|point| point.0)
        });
        let times = times.chain(found.markers.iter().map(|marker| marker.nanos));
        let extent = times.fold(None, |known: Option<(i64, i64)>, time| {
            Some(known.map_or((time, time), |(first, last)| (first.min(time), last.max(time))))
        });
        Some(MetricCard {
            series: found.tracks.len() as u64,
            points: found.tracks.iter().map(|track| track.points.len() as u64).sum(),
            markers: found.markers.len() as u64,
            step_nanos: found.tracks.first().and_then(Track::step_nanos).unwrap_or(0),
            extent,
        })
    }
}

fn part(id: TrackId, track: &Track, grid: Option<Buckets>) -> TrackPart {
    let points = &track.points;
    let (mut low, mut high, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
    for (_, value) in points {
        (low, high, sum) = (low.min(*value), high.max(*value), sum + value);
    }
    let last = points.last().map_or(0.0, |point| point.1);
    let ends = points.first().zip(points.last()).map(|(first, last)| (first.0, last.0));
    TrackPart {
        id,
        name: track.name.clone(),
        unit: track.unit.clone(),
        points: points.len() as u64,
        extent: ends,
        step_nanos: track.step_nanos().unwrap_or(0),
        ends: [low, high, last, sum / points.len().max(1) as f64],
        view: grid.map(|grid| view(track, &grid)),
    }
}

fn bursts_of(id: TrackId, track: &Track, found: &Metric) -> Vec<TrackBurst> {
    let bursts = found.bursts.iter().enumerate();
    bursts
        .map(|(rank, (range, found_burst))| {
            let burst = &found_burst.burst;
            TrackBurst {
                id,
                name: track.name.clone(),
                unit: track.unit.clone(),
                rank: rank as u32,
                start: range.start,
                end: range.end,
                peak: found_burst.peak_nanos,
                observed: burst.observed,
                expected: burst.expected,
                ratios: [burst.ratio, burst.ratio_low, burst.ratio_high],
                is_new: burst.is_new,
                p: burst.p,
                method: found.method.to_owned(),
            }
        })
        .collect()
}

fn course(track: &Track, grid: &Buckets) -> CoursePart {
    let mut values = vec![None; grid.count as usize];
    for (bucket, [_, _, mean]) in view(track, grid).buckets {
        if let Some(slot) = values.get_mut(bucket as usize) {
            *slot = Some(mean);
        }
    }
    let step = track.step_nanos().unwrap_or(0);
    let holds = (step.saturating_mul(HOLDS_STEPS) / grid.width_nanos.max(1)).max(1);
    let (mut last, mut since) = (None, 0);
    for slot in &mut values {
        match slot {
            Some(value) => (last, since) = (Some(*value), 0),
            None => {
                since += 1;
                *slot = last.filter(|_| since <= holds);
            }
        }
    }
    let found = metric(&track.points);
    let mut windows: Vec<(i64, i64)> =
        found.bursts.iter().map(|(range, _)| (range.start, range.end)).collect();
    let plain: Vec<f64> = track.points.iter().map(|(_, value)| *value).collect();
    if is_gauge(&plain) {
        let turned: Vec<f64> = plain.iter().map(|value| -value).collect();
        let time = |at: usize| track.points.get(at).or(track.points.last()).map_or(0, |p| p.0);
        let dips = gauge_bursts(&turned).into_iter();
        windows.extend(dips.map(|dip| (time(dip.start), time(dip.end))));
    }
    windows.retain(|(start, end)| *start < grid.end() && *end > grid.start);
    windows.arrange();
    CoursePart { values, windows }
}
