//! A time zone as a table of offsets, so that the engine carries no zone database.
//!
//! The shell makes the table: natively from the system's database, in the page from `Intl`.
//!
//! Does not: know zone names' rules.

use serde::{Deserialize, Serialize};

use super::{SECOND_NANOS, TimeNanos};

/// A zone: its name and the offset from UTC in force from each instant on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// As shown: `UTC`, `+02:00`, `Europe/Berlin`.
    pub name: String,
    /// Offset in seconds east of UTC before the first change.
    pub offset_seconds: i32,
    /// (seconds since 1970 UTC, offset in seconds from then on), ascending.
    pub changes: Vec<(i64, i32)>,
}

impl Zone {
    /// UTC itself.
    pub fn utc() -> Zone {
        Zone::fixed("UTC", 0)
    }

    /// A zone of one offset, in seconds east of UTC.
    pub fn fixed(name: &str, offset_seconds: i32) -> Zone {
        Zone { name: name.to_owned(), offset_seconds, changes: Vec::new() }
    }

    /// The offset in force at an instant, in seconds east of UTC.
    pub fn offset_at(&self, time: TimeNanos) -> i32 {
        self.offset_at_seconds(time.0.div_euclid(SECOND_NANOS))
    }

    /// The offset for a clock reading, given as seconds since 1970 as if it were UTC.
    /// A reading that the clock shows twice is the first of the two; one it skips is read with
    /// the offset before the gap (RFC 5545, section 3.3.5).
    pub fn offset_for_clock(&self, clock_seconds: i64) -> i32 {
        // No offset reaches a day, so the changes more than a day before the reading are past.
        let past = self.changes.partition_point(|&(from, _)| from < clock_seconds - 86_400);
        let mut offset = match past.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some(&(_, offset)) => offset,
            None => self.offset_seconds,
        };
        for &(from, next) in self.changes.get(past..).unwrap_or_default() {
            if clock_seconds - i64::from(offset) < from {
                return offset;
            }
            offset = next;
        }
        offset
    }

    fn offset_at_seconds(&self, seconds: i64) -> i32 {
        let after = self.changes.partition_point(|&(from, _)| from <= seconds);
        match after.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some(&(_, offset)) => offset,
            None => self.offset_seconds,
        }
    }
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::utc()
    }
}
