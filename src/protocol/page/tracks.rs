//! Metric files on a screen: their series over the buckets of the timeline, markers, and which
//! patterns move with a series.
//!
//! Does not: carry points; a bucket's lowest, highest and mean stand for its points.

use serde::{Deserialize, Serialize};

use super::{SourceId, TimeNanos, TimeRange};

/// What a metric file holds, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MetricCard {
    pub series: u64,
    pub points: u64,
    pub markers: u64,
    /// The usual time between two points of the first series; 0 where there is none.
    pub step_nanos: i64,
    /// First and last time.
    pub extent: Option<(i64, i64)>,
}

/// Which series: its source and its place there.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct TrackId {
    pub source: SourceId,
    pub track: u32,
}

/// The series and markers of all metric files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tracks {
    pub start: TimeNanos,
    pub width_nanos: i64,
    /// In the order of opening, then of the file.
    pub tracks: Vec<Track>,
    /// How many there are; more than `tracks` holds where there are very many.
    pub tracks_total: u64,
    /// Those in the buckets, by time.
    pub markers: Vec<Marked>,
    /// All of them, at any time.
    pub markers_total: u64,
    pub revision: u64,
}

/// A series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Track {
    pub id: TrackId,
    /// The file's name.
    pub file: String,
    pub name: String,
    pub unit: String,
    /// Points at any time.
    pub points: u64,
    /// Whether the rest was asked for.
    pub shown: bool,
    /// Bucket, lowest, highest and mean value; buckets without a point are not listed.
    pub buckets: Vec<(u32, [f64; 3])>,
    /// Points in the buckets, and their lowest, highest and last value.
    pub in_view: u64,
    pub ends: Option<[f64; 3]>,
}

/// A moment that somebody marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Marked {
    pub time: TimeNanos,
    pub text: String,
    /// The file's name.
    pub file: String,
}

/// What a burst of a series says besides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BurstOfTrack {
    pub id: TrackId,
    pub file: String,
    pub name: String,
    pub unit: String,
    /// The value inside: a sum of counts, the mean of a gauge.
    pub observed: f64,
    /// `quasi-Poisson scan` or `Hampel identifier`.
    pub method: String,
}

/// The patterns whose rates move with a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Movers {
    pub of: TrackId,
    /// The surest first.
    pub rows: Vec<Mover>,
    /// How many there are; more than `rows` holds where there are very many.
    pub rows_total: u64,
    /// How many patterns were looked at, and how many tests were made.
    pub patterns: u64,
    pub tests: u64,
    /// Bursts (and dips) of the series that patterns were held against.
    pub bursts: u64,
    /// The length of the buckets that were looked at: no lag is known better.
    pub width_nanos: i64,
    /// Where they were looked for; none where series and events have too little time in common.
    pub range: Option<TimeRange>,
    pub revision: u64,
}

/// A pattern that moves with a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    pub pattern: u64,
    pub text: String,
    /// By how much it comes before the series; negative: after.
    pub lead_nanos: i64,
    /// Whether its rate rises where the series does.
    pub rises: bool,
    /// Its events around the bursts, and how many are usual there.
    pub inside: u64,
    pub expected: f64,
    /// The correlation of both courses, where these were compared instead.
    pub correlation: Option<f64>,
    /// Chance of as much, before so many tests are paid for.
    pub p: f64,
}
