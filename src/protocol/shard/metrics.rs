//! Numbers of records over time, as shards send them.
//!
//! Does not: grow with records; with distinct marks and buckets only.

use serde::{Deserialize, Serialize};

use crate::engine::{
    explain::Item, merge::SparseCounts, templates::Template, time::TimeRange, timeline::Buckets,
};

/// Where a number stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Measure {
    /// In a field that tells how long something took.
    Duration(String),
    /// In any field.
    Number(String),
    /// In a variable of a template, a duration in this unit where it has none of its own.
    Variable { template: Box<Template>, variable: u32, unit: String },
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureSpec {
    pub range: Option<TimeRange>,
    pub grid: Buckets,
    /// Records are of the first group whose item they have; the rest are one more group.
    pub groups: Vec<Item>,
    pub measures: Vec<Measure>,
}

/// What was counted, by the bits of [`Cell`](crate::engine::metrics::Cell)s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeasuresPart {
    /// The marks are places of [`Rate`].
    pub rates: SparseCounts,
    /// In the order of the measures.
    pub measures: Vec<SparseCounts>,
}

/// What records are counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    Records,
    /// Of level error and above.
    Errors,
    /// With the status of a response.
    Answered,
    /// With one that says that the server failed: 500 to 599.
    Failed,
}

/// How the values of a field look, over all its records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FieldLook {
    pub records: u64,
    /// Bare numbers.
    pub numbers: u64,
    /// Durations with a unit.
    pub durations: u64,
}
