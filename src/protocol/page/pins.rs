//! Searches that a person pinned: counts over time of each, whatever the filter is.
//!
//! Does not: say which records; rows do, by [`Row::pins`](super::Row).

use serde::{Deserialize, Serialize};

use super::TimeNanos;

/// Searches that can be pinned at once.
pub const PINS_MAX: usize = 8;

/// The pinned searches, in the order asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pins {
    pub start: TimeNanos,
    pub width_nanos: i64,
    pub pins: Vec<PinCounts>,
    pub revision: u64,
}

/// One pinned search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PinCounts {
    /// Records that match it, over all time.
    pub matching: u64,
    /// Those of each bucket.
    pub counts: Vec<u32>,
    /// Why it cannot be read.
    pub mistake: Option<String>,
}
