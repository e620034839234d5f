//! Instants, ranges and zones, and how times are read from text.
//!
//! [`TimeReader`] reads the times of one source: it tries the layouts of `stamp` (a `date`, a `clock`,
//! a zone, or an `epoch` number) at one place, or looks for one with `find`, and fills in what is missing.
//!
//! Does not: ask for the time of day or the local zone; both are handed in.

// Arithmetic is not linted: nearly all of it is a place in a text plus a length within it. Numbers that
// a text states are read by checked arithmetic, and tests and fuzzing stop where anything overflows.
#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, reason = "a test that fails so says it too"))]

use serde::{Deserialize, Serialize};

mod calendar;
mod clock;
pub(crate) mod cursor;
mod date;
mod epoch;
mod find;
mod layout;
mod reader;
mod stamp;
mod words;
mod written;
pub mod zone;

pub(crate) use date::{Date, DateOrder};
pub(crate) use find::Found;
pub(crate) use layout::Layout;
pub(crate) use reader::{ReadTime, TimeReader};

pub use written::written;
pub use zone::Zone;

/// An instant: nanoseconds since 1970-01-01T00:00:00Z, years 1677 to 2262.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct TimeNanos(pub i64);

impl TimeNanos {
    /// So many nanoseconds later; none where the instant does not fit.
    #[must_use]
    pub fn shifted(self, nanos: i64) -> Option<TimeNanos> {
        self.0.checked_add(nanos).map(TimeNanos)
    }
}

/// A half-open range of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeRange {
    pub start: TimeNanos,
    /// Not included.
    pub end: TimeNanos,
}

impl TimeRange {
    /// Its length in nanoseconds.
    #[must_use]
    pub fn nanos(&self) -> f64 {
        self.end.0 as f64 - self.start.0 as f64
    }

    /// Whether both have some time in common.
    #[must_use]
    pub fn meets(&self, other: TimeRange) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What both have in common; none where that is nothing.
    #[must_use]
    pub fn within(&self, other: TimeRange) -> Option<TimeRange> {
        let both = TimeRange { start: self.start.max(other.start), end: self.end.min(other.end) };
        (both.start < both.end).then_some(both)
    }

    /// What of it lies before and behind another; either may be empty.
    #[must_use]
    pub fn without(&self, hole: TimeRange) -> [TimeRange; 2] {
        [
            TimeRange { start: self.start, end: self.end.min(hole.start) },
            TimeRange { start: self.start.max(hole.end), end: self.end },
        ]
    }
}

/// Nanoseconds of a second.
pub const SECOND_NANOS: i64 = 1_000_000_000;

impl TimeRange {
    /// Whether `time` lies in the range.
    pub fn contains(&self, time: TimeNanos) -> bool {
        self.start <= time && time < self.end
    }
}
