//! The longest gaps: between which two records of a source, or of all, nothing came for long.
//!
//! Does not: say whether a gap is unusual; silences do.

use serde::{Deserialize, Serialize};

use super::Row;

/// The longest gaps of the selection within its range.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// Between records of any source, not of each by itself.
    pub over_all: bool,
    /// The longest first; of equally long ones the earlier.
    pub gaps: Vec<Gap>,
    /// All gaps that are this long or longer were found: a shorter one is not listed.
    pub found_nanos: i64,
    /// How many there are of that length; more than `gaps` holds where there are very many.
    pub gaps_total: u64,
    pub revision: u64,
}

/// Nothing came between two records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// From the time of the one to that of the other.
    pub nanos: i64,
    /// The name of the source; empty where any source counts.
    pub source: String,
    /// The last record before it, and the first one after.
    pub before: Row,
    pub after: Row,
}
