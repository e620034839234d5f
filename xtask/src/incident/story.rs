//! What happens when. A shop for books has two databases. On the second the archiving of its
//! write-ahead log begins to fail; the log fills the disk; writing fails and the replica is no longer
//! heard of; the pool of connections to it runs dry; orders that one of two hosts takes end in 503.
//! Somebody frees the disk, and it is over.
//!
//! An hour and more before, prices are imported: many records, and nothing wrong.
//!
//! Does not: write records.

use std::ops::Range;

use super::clock::{HOUR, MINUTE, Millis, SECOND};

/// When things happen, in milliseconds of the day.
#[derive(Clone, Debug)]
pub struct Story {
    /// What the exports cover.
    pub span: Range<Millis>,
    /// Prices are imported: the harmless change.
    pub import: Range<Millis>,
    /// The cause: archiving fails on the second database.
    pub archiving_fails: Range<Millis>,
    /// Its disk is full, and its heartbeat is silent.
    pub disk_full: Range<Millis>,
    /// No connection is free: orders fail. This is the burst of errors.
    pub window: Range<Millis>,
}

impl Story {
    /// An hour for small incidents, up to four for large ones.
    pub fn new(requests: u32) -> Story {
        let start = 9 * HOUR;
        let length = (u64::from(requests) * MINUTE / 25).clamp(HOUR, 4 * HOUR);
        let import = start + length / 5;
        let archiving_fails = start + length * 11 / 20;
        let disk_full = archiving_fails + length / 40 + 7 * SECOND;
        let window = disk_full + 24 * SECOND;
        let window_end = window + 5 * MINUTE + length / 60;
        Story {
            span: start..start + length,
            import: import..import + 2 * MINUTE,
            archiving_fails: archiving_fails..window_end - 12 * SECOND,
            disk_full: disk_full..window_end - 9 * SECOND,
            window: window..window_end,
        }
    }
}
