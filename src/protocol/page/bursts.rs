//! Bursts and silences, as a screen shows them.
//!
//! Does not: explain them; `explanation` does.

use serde::{Deserialize, Serialize};

use super::{BurstOfTrack, TimeNanos, TimeRange};

/// Of what bursts are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BurstKind {
    /// Records of level error and above.
    Errors,
    /// Each pattern by itself.
    Pattern,
    /// The records of the filter.
    Selection,
    /// Patterns and sources that stop.
    Silence,
    /// The series of metric files.
    Metric,
}

/// The bursts that were found, or why there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bursts {
    pub of: BurstKind,
    /// The strongest first: by the excess that is sure.
    pub bursts: Vec<Burst>,
    /// How many were found; more than `bursts` holds where there are very many.
    pub bursts_total: u64,
    /// Set where there is none.
    pub calm: Option<Calm>,
    /// The length of the buckets that were looked at, in nanoseconds.
    pub width_nanos: i64,
    pub revision: u64,
}

/// Why there is no burst.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calm {
    /// In plain words: `No burst of errors`, `No record has a time`.
    pub why: String,
    /// The bucket with the most records, how many, and how many are usual; where there is one.
    pub highest: Option<(TimeRange, u64, f64)>,
}

/// A stretch of time in which there was more than usual, or, of a silence, nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Burst {
    pub kind: BurstKind,
    /// From its first record to right behind its last.
    pub range: TimeRange,
    /// The middle of the bucket with the highest rate; of a silence the time from when on it was
    /// longer than chance allows.
    pub peak: TimeNanos,
    /// Records in it, exactly.
    pub observed: u64,
    /// Records that are usual in such a stretch.
    pub expected: f64,
    /// Observed by expected, with its interval of 95 %.
    pub ratio: f64,
    pub ratio_low: f64,
    pub ratio_high: f64,
    /// Nothing like it is usual, so a ratio says nothing.
    pub is_new: bool,
    /// Chance of any such stretch in a log without a burst.
    pub p: f64,
    /// The ratio of its share of all records by its usual share; none where that cannot be said.
    pub traffic_ratio: Option<f64>,
    /// Records by source, the most first.
    pub sources: Vec<(String, u64)>,
    /// The pattern it is of.
    pub pattern: Option<u64>,
    /// What it is of, in words: `errors`, the pattern's text, `source=worker.log`.
    pub text: String,
    /// A query that selects its kind of records (the range is not in it).
    pub query: String,
    /// Of a series of a metric file: which, and its value.
    pub track: Option<Box<BurstOfTrack>>,
}
