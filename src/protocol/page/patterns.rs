//! The patterns of the selection, as a screen shows them.
//!
//! Does not: carry every pattern; a page of the list at a time.

use serde::{Deserialize, Serialize};

use super::{LANES, RecordKey, TimeNanos};

/// How the list of patterns is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternSort {
    /// The most frequent first.
    #[default]
    Count,
    /// The rarest first.
    Rarity,
    /// The one that was first seen last, first: what is new.
    Newest,
    /// The one with the most records of level error and above first.
    Errors,
}

/// A stretch of the list of patterns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patterns {
    /// Records of the selection, within its range.
    pub records: u64,
    /// How many patterns they have that the search leaves.
    pub patterns_total: u64,
    /// Rank in the list of the first one here.
    pub first: u32,
    pub patterns: Vec<Pattern>,
    /// Where the first bucket of `Pattern::counts` begins, and how long each is.
    pub start: TimeNanos,
    pub width_nanos: i64,
    /// Distinct forms of messages beyond the cap, counted together as one pattern; 0 mostly.
    pub forms_beyond: u64,
    /// The cap on distinct forms.
    pub forms_max: u64,
    pub revision: u64,
}

/// One pattern under the selection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// As queried with `pattern=`, written as 16 hexadecimal digits.
    pub id: u64,
    /// The message with `<*>` for what varies.
    pub text: String,
    /// Byte ranges of `text` that stand for what varies, in order.
    pub variables: Vec<(u32, u32)>,
    /// Records of the selection that have it, exactly, and their share of the selection, 0 to 1.
    pub count: u64,
    pub share: f64,
    /// The same by lane (0 none, 1 trace … 7 fatal).
    pub levels: [u64; LANES],
    /// Times of the first and the last of them; none where no time is known.
    pub first: Option<TimeNanos>,
    pub last: Option<TimeNanos>,
    /// Counts over the range, one entry a bucket.
    pub counts: Vec<u32>,
    /// The first of them in the order of the list.
    pub record: Option<RecordKey>,
    /// A message that has it, the shortest; cut where very long.
    pub example: String,
}

/// The values that stand for one variable of a pattern under the selection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PatternValues {
    pub pattern: u64,
    /// Which variable, from 0 in the order of `Pattern::variables`.
    pub variable: u32,
    pub records: u64,
    /// Distinct values; none: more than are counted (`values_max_counted`).
    pub distinct: Option<u64>,
    pub values_max_counted: u64,
    /// Value and exact count, the most frequent first; empty where too many are distinct.
    pub values: Vec<(String, u64)>,
}

/// A person's correction of the patterns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PatternEdit {
    /// The messages of `ids` belong to the pattern `into`.
    Merge { into: u64, ids: Vec<u64> },
    /// Each form of the pattern's messages is a pattern of its own.
    Split { id: u64 },
}
