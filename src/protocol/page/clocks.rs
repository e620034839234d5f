//! Clocks that seem wrong.
//!
//! Does not: say which is right for sure.

use serde::{Deserialize, Serialize};

use super::SourceId;

/// What was found by the ids that sources share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clocks {
    pub skews: Vec<ClockSkew>,
    pub revision: u64,
}

/// A source in which the same ids come earlier (or later) than in another, by nearly the same time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClockSkew {
    /// Of a rotated file, the part that was opened first.
    pub source: SourceId,
    pub other: SourceId,
    /// Ids that both name.
    pub ids: u64,
    /// What would have to be added to the source's times.
    pub nanos: i64,
}
