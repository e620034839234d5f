//! Metrics: rates of records and percentiles of the numbers in them, over the buckets of one grid.
//!
//! Does not: hold values; percentiles come from counts on a logarithmic ruler.

use serde::{Deserialize, Serialize};

use super::TimeNanos;

/// The parts of all values that percentiles are told for.
pub const SHARES: [f64; 4] = [0.5, 0.9, 0.95, 0.99];

/// What is measured: a field, or a variable of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MeasureOf {
    Field(String),
    Variable { pattern: u64, variable: u32 },
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricsAsked {
    pub buckets_max: u32,
    /// Shown besides the durations that are found.
    pub also: Vec<MeasureOf>,
    /// The records are told apart by this field: `level`, `source`, `pattern`, or one of theirs.
    pub split: Option<String>,
}

/// The answer. Series have one entry a bucket, of all groups together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    pub start: TimeNanos,
    pub width_nanos: i64,
    pub records: Vec<u32>,
    pub errors: Vec<u32>,
    /// Records with the status of a response, and those whose status is 500 to 599.
    pub answered: Vec<u32>,
    pub failed: Vec<u32>,
    /// The values that records are split by, the most frequent first, the rest last.
    pub groups: Vec<MetricGroup>,
    /// The field that was to be split by has more values than are counted.
    pub split_refused: bool,
    pub measured: Vec<Measured>,
    /// Fields that can be shown besides: name, and records that have a number there, the filter aside.
    pub choices: Vec<(String, u64)>,
    /// Durations that are found; `measured` holds the most frequent.
    pub found_total: u64,
    pub revision: u64,
}

/// One value that records are split by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MetricGroup {
    /// None: all other values, and records without the field.
    pub value: Option<String>,
    pub records: u64,
    pub errors: u64,
    /// Records by bucket.
    pub counts: Vec<u32>,
}

/// The numbers of one field or variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub of: MeasureOf,
    /// The field's name, or the pattern's text.
    pub title: String,
    /// Values are nanoseconds; else plain numbers.
    pub is_duration: bool,
    /// Bare numbers have a unit by the field's name or by convention; else it is assumed.
    pub unit_told: bool,
    /// Values with a unit of their own and bare numbers, the filter aside.
    pub with_unit: u64,
    pub bare: u64,
    /// Records of the selection with a number there, and those with something else.
    pub numbers: u64,
    pub others: u64,
    /// The percentiles of [`SHARES`] over all buckets.
    pub all: Option<[f64; 4]>,
    /// The same in each bucket.
    pub lines: Vec<Option<[f64; 4]>>,
    /// The same in each group, with how many numbers.
    pub groups: Vec<(u64, Option<[f64; 4]>)>,
    pub heat: Heat,
}

/// Counts by time and value, in rows of equal ratio.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// The edges of the rows, ascending: row `i` holds what is above edge `i` up to edge `i + 1`.
    /// Above edge 0 too what is zero or below.
    pub edges: Vec<f64>,
    /// Row by row, from the lowest, one count a bucket.
    pub counts: Vec<u32>,
}

impl Heat {
    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }
}
