//! What differs between two sets of records, and what broke first, as a screen shows it.
//!
//! Does not: carry every item that was compared; the rows that matter.

use serde::{Deserialize, Serialize};

use super::{RecordKey, SourceId, TimeNanos, TimeRange};

/// One of the two sets of a comparison: a source, a query, a range, or what these have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Side {
    pub query: String,
    pub source: Option<SourceId>,
    pub range: Option<TimeRange>,
}

/// What sets one set of records apart from another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What it says at the top, in one or two plain sentences.
    pub sentence: String,
    /// The range that is explained; none where two sets without ranges are compared.
    pub range: Option<TimeRange>,
    /// From the beginning to the end of what it is compared with.
    pub baseline: Option<TimeRange>,
    /// Stretches within `baseline` that are left out: the range itself, its surroundings, other bursts.
    pub left_out: Vec<TimeRange>,
    /// Why nothing can be said, in plain words; then there are no rows.
    pub why_not: Option<String>,
    /// All records inside and in the baseline.
    pub inside: u64,
    pub outside: u64,
    /// How many records inside stand for one of the baseline.
    pub scale: f64,
    /// The most telling first.
    pub rows: Vec<DifferenceRow>,
    /// How many rows there are; more than `rows` holds where there are very many.
    pub rows_total: u64,
    /// What broke away, in the order of time.
    pub onsets: Vec<OnsetRow>,
    /// Where the first bucket of `DifferenceRow::counts` begins, and how long each is.
    pub start: TimeNanos,
    pub width_nanos: i64,
    pub revision: u64,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    Pattern,
    Field,
    Level,
    Source,
    /// Several of these together.
    Combination,
    /// Something that comes again and again and stopped.
    Silence,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    New,
    Up,
    Down,
    Gone,
}

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifferenceRow {
    pub kind: RowKind,
    /// A pattern's text, `name=value`, several joined by ` and `; what is on the same records joined by ` = `.
    pub text: String,
    /// Its records inside and in the baseline.
    pub inside: u64,
    pub outside: u64,
    /// How many inside are usual, and inside by that; none where none is usual.
    pub expected: f64,
    pub ratio: Option<f64>,
    pub verdict: Verdict,
    /// Share of the excess that it surely explains, 0 to 1.
    pub explains: f64,
    /// Chance of so uneven a split.
    pub p: f64,
    /// The counts are of records of level error and above alone: a value that sets these apart.
    pub among_errors: bool,
    /// A query that selects its records (the range is not in it).
    pub query: String,
    pub pattern: Option<u64>,
    /// The source most of its records are in.
    pub source: String,
    /// Its series over the buckets of the timeline.
    pub counts: Vec<u32>,
}

/// When something broke away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OnsetRow {
    pub text: String,
    pub source: String,
    pub time: TimeNanos,
    /// How long before the range began; negative: after.
    pub lead_nanos: i64,
    /// Its first record; of something that stopped, the last.
    pub record: Option<RecordKey>,
    /// It stopped rather than began.
    pub stopped: bool,
    /// Which row it belongs to.
    pub row: Option<u32>,
}
