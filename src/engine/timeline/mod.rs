//! Histograms over time: equal buckets, counted exactly.
//!
//! [`width_for`] chooses a width that people read easily, [`Buckets`] is the grid, [`Cursor`] finds a time's bucket.
//! [`spells`] are records without a long gap, by which the longest gaps are found.
//!
//! Does not: sample, or draw.

pub mod spells;

use serde::{Deserialize, Serialize};

use super::{store::TIME_UNKNOWN, time::TimeRange};

/// Widths that people read easily, in nanoseconds; above, whole days.
const WIDTHS_NANOS: [i64; 30] = {
    const MS: i64 = 1_000_000;
    const S: i64 = 1_000 * MS;
    const M: i64 = 60 * S;
    const H: i64 = 60 * M;
    [
        1_000,
        10_000,
        100_000,
        MS,
        2 * MS,
        5 * MS,
        10 * MS,
        20 * MS,
        50 * MS,
        100 * MS,
        200 * MS,
        500 * MS,
        S,
        2 * S,
        5 * S,
        10 * S,
        15 * S,
        30 * S,
        M,
        2 * M,
        5 * M,
        10 * M,
        15 * M,
        30 * M,
        H,
        2 * H,
        3 * H,
        6 * H,
        12 * H,
        24 * H,
    ]
};

/// A grid of equal buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buckets {
    /// Where the first begins, in nanoseconds.
    pub start: i64,
    pub width_nanos: i64,
    pub count: u32,
}

impl Buckets {
    /// The grid over a range with at most `count_max` buckets of an easy width, begun at a multiple
    /// of it; a single bucket begins where the range does.
    #[must_use]
    pub fn over(range: TimeRange, count_max: u32) -> Buckets {
        let span = range.end.0.saturating_sub(range.start.0).max(1);
        if count_max <= 1 {
            let width_nanos = width_for(span, 1);
            return Buckets { start: range.start.0, width_nanos, count: 1 };
        }
        let width_nanos = width_for(span, count_max - 1);
        let start = range.start.0.div_euclid(width_nanos).saturating_mul(width_nanos);
        let count = (i128::from(range.end.0) - i128::from(start))
            .div_euclid(i128::from(width_nanos))
            .saturating_add(1);
        let ends_on_edge =
            (i128::from(range.end.0) - i128::from(start)) % i128::from(width_nanos) == 0;
        let count = (count - i128::from(ends_on_edge)).clamp(1, i128::from(count_max.max(1)));
        Buckets { start, width_nanos, count: count as u32 }
    }

    /// Behind the bucket with this number.
    pub fn end_of(&self, bucket: usize) -> i64 {
        self.start.saturating_add(self.width_nanos.saturating_mul(bucket as i64 + 1))
    }

    /// Behind the last bucket.
    pub fn end(&self) -> i64 {
        self.end_of((self.count as usize).saturating_sub(1))
    }

    /// Finds buckets; quick where times rise slowly.
    pub fn cursor(&self) -> Cursor {
        Cursor { grid: *self, bucket: 0, start: self.start, end: self.end_of(0) }
    }
}

/// The smallest easy width that cuts `span_nanos` into at most `count_max` pieces.
#[must_use]
pub fn width_for(span_nanos: i64, count_max: u32) -> i64 {
    let count_max = i64::from(count_max.max(1));
    let fits = |width: &&i64| span_nanos.div_euclid(**width) < count_max;
    const DAY: i64 = 24 * 3600 * 1_000_000_000;
    WIDTHS_NANOS
        .iter()
        .find(fits)
        .copied()
        .unwrap_or_else(|| (span_nanos / count_max / DAY + 1).saturating_mul(DAY))
}

/// Remembers the bucket of the time before.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    grid: Buckets,
    bucket: usize,
    start: i64,
    end: i64,
}

impl Cursor {
    /// The bucket of a time; none outside the grid or where the time is unknown.
    pub fn bucket(&mut self, time: i64) -> Option<usize> {
        if time < self.start || time >= self.end {
            if time < self.grid.start || time == TIME_UNKNOWN {
                return None;
            }
            let bucket =
                (time.wrapping_sub(self.grid.start) as u64 / self.grid.width_nanos as u64) as usize;
            if bucket >= self.grid.count as usize {
                return None;
            }
            self.bucket = bucket;
            self.start = self.grid.end_of(bucket).saturating_sub(self.grid.width_nanos);
            self.end = self.grid.end_of(bucket);
        }
        Some(self.bucket)
    }
}

/// Counts times, in any order.
pub fn count_into(grid: &Buckets, times: impl Iterator<Item = i64>, mut count: impl FnMut(usize)) {
    let mut cursor = grid.cursor();
    times.filter_map(|time| cursor.bucket(time)).for_each(&mut count);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::TimeNanos;
    use proptest::prelude::*;

    #[test]
    fn widths_are_easy_to_read() {
        let widths = [1, 999, 3_600_000_000_000, 86_400_000_000_000 * 400];
        assert_eq!(
            widths.map(|span| width_for(span, 200)),
            [1_000, 1_000, 30_000_000_000, 86_400_000_000_000 * 3]
        );
    }

    proptest! {
        /// Every time of the range has one bucket, the one that plain division gives, and no grid is too wide.
        #[test]
        fn every_time_has_its_bucket(start in any::<i32>(), span in 1i64..1 << 40, count in 1u32..500, parts in prop::collection::vec(0.0..1.0f64, 1..50)) {
            let start = i64::from(start) * 1_000;
            let range = TimeRange { start: TimeNanos(start), end: TimeNanos(start + span) };
            let grid = Buckets::over(range, count);
            prop_assert!(grid.count <= count && grid.start <= start && grid.end() >= range.end.0);
            let mut cursor = grid.cursor();
            for part in parts {
                let time = start + (span as f64 * part) as i64;
                let plain = ((time - grid.start) / grid.width_nanos) as usize;
                prop_assert_eq!(cursor.bucket(time), Some(plain));
            }
            prop_assert_eq!(cursor.bucket(grid.start - 1), None);
            prop_assert_eq!(cursor.bucket(grid.end()), None);
        }
    }
}
