//! Metric files: numbers over time and markers, as Grafana, Prometheus and CloudWatch export them.
//!
//! Such a source has no records. [`detect`] says which kind of export a text is, and [`read`] makes
//! [`Found`] of it: named series of points ([`Track`]) and moments with a text ([`Marker`]).
//! `kinds` lists the kinds, one file each; they put what they read into a `Gather`.
//! [`view`] is what a screen shows of a track, [`moves`] which patterns move with it.
//!
//! Does not: take an ordinary log for a metric file; where that is not sure it is a log.

mod cells;
mod chosen;
mod cloudwatch;
mod columns;
mod gather;
mod grafana;
mod header;
mod json;
mod kinds;
mod markers;
mod markers_json;
mod markers_lines;
mod moves;
mod prometheus;
mod samples;
mod sway;
mod value;
mod view;

use serde::{Deserialize, Serialize};

use super::{
    formats::Settled,
    ingest::Oddities,
    time::{DateOrder, TimeReader},
};

pub use chosen::{DETECT, LOG, MARKERS, METRIC, detect, is_told, title, told_names};
pub use kinds::{Example, KindCard, is_kind, kind_cards};
pub use moves::{Moved, Moves, moves};
pub use view::{View, in_view, view};

/// A named series of points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    pub name: String,
    /// `s`, `B`, `%`, `ms` and the like; empty where none is told.
    pub unit: String,
    /// Times in nanoseconds, ascending, and the value at each.
    pub points: Vec<(i64, f64)>,
}

/// A moment that somebody marked: a deploy, an alert.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Marker {
    pub nanos: i64,
    pub text: String,
}

/// What was found in a metric file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In the order in which they begin in the file.
    pub tracks: Vec<Track>,
    /// By time.
    pub markers: Vec<Marker>,
    pub lines: u64,
    /// Lines that hold no point and no marker: headers, brackets, blank ones.
    pub structure_lines: u64,
    pub oddities: Oddities,
}

impl Track {
    /// The usual time between two points: the median; none of a single point.
    #[must_use]
    pub fn step_nanos(&self) -> Option<i64> {
        let times = self.points.windows(2).filter_map(|pair| match pair {
            [(a, _), (b, _)] => Some(b.saturating_sub(*a)),
            _ => None,
        });
        let mut steps: Vec<i64> = times.filter(|step| *step > 0).collect();
        steps.sort_unstable();
        steps.get(steps.len() / 2).copied()
    }
}

/// Reads a metric file whole. Never fails: what cannot be read is counted.
#[must_use]
pub fn read(text: &[u8], settled: &Settled) -> Found {
    let text = text.strip_prefix(super::ingest::encoding::BOM).unwrap_or(text);
    let mut gather = gather::Gather::new(times(settled), settled.shift_nanos);
    if let Some(kind) = settled.formats.first().and_then(|name| kinds::by_name(name)) {
        kind.read(text, &mut gather);
    }
    gather.finish(text)
}

/// Reads the times of a source.
fn times(settled: &Settled) -> TimeReader {
    let order = if settled.day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
    TimeReader::new(&settled.zone, settled.latest, order)
}
