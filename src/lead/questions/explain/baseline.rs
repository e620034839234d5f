//! What a range is held against: the rest of the export, less other bursts and what lies close by.
//!
//! Where that leaves too little, the stretch of equal length before the range, or behind it.
//!
//! Does not: look at records.

use super::Asked;
use crate::{
    engine::{
        explain::LEAD_MAX_NANOS,
        time::{TimeNanos, TimeRange},
    },
    protocol::page::Burst,
};

/// Lengths of the range that are kept clear on both sides, and the share of the whole export.
const GUARD_LENGTHS: i64 = 2;
const GUARD_SHARE: i64 = 10;

/// What is compared with.
#[derive(Clone, Debug)]
pub(super) struct Baseline {
    /// Ascending, apart, not empty.
    pub(super) ranges: Vec<TimeRange>,
}

impl Baseline {
    /// The baseline that was asked for, or one that is chosen; none where there is no time left.
    pub(super) fn of(asked: &Asked, extent: TimeRange, bursts: &[Burst]) -> Option<Baseline> {
        let own = asked.range;
        if let Some(asked) = asked.baseline {
            return Baseline::without(asked, &[own]);
        }
        let length = own.end.0.saturating_sub(own.start.0);
        let span = extent.end.0.saturating_sub(extent.start.0);
        let guard =
            length.saturating_mul(GUARD_LENGTHS).max(span / GUARD_SHARE).min(LEAD_MAX_NANOS);
        let guarded = TimeRange {
            start: TimeNanos(own.start.0.saturating_sub(guard)),
            end: TimeNanos(own.end.0.saturating_add(guard)),
        };
        let others = bursts.iter().map(|burst| burst.range).filter(|other| !other.meets(own));
        let mut clear: Vec<TimeRange> = others.collect();
        clear.push(guarded);
        let enough = |found: &Baseline| found.nanos() >= length as f64;
        let before =
            TimeRange { start: TimeNanos(own.start.0.saturating_sub(length)), end: own.start };
        let behind = TimeRange { start: own.end, end: TimeNanos(own.end.0.saturating_add(length)) };
        Baseline::without(extent, &clear)
            .filter(enough)
            .or_else(|| Baseline::without(extent, &[guarded]).filter(enough))
            .or_else(|| Baseline::without(before.within(extent)?, &[]).filter(enough))
            .or_else(|| Baseline::without(behind.within(extent)?, &[]).filter(enough))
            .or_else(|| Baseline::without(extent, &[own]))
    }

    fn without(whole: TimeRange, holes: &[TimeRange]) -> Option<Baseline> {
        let mut ranges = vec![whole];
        for hole in holes {
            ranges = ranges.into_iter().flat_map(|range| range.without(*hole)).collect();
        }
        ranges.retain(|range| range.start < range.end);
        (!ranges.is_empty()).then_some(Baseline { ranges })
    }

    /// Its length in nanoseconds, at least one.
    pub(super) fn nanos(&self) -> f64 {
        self.ranges.iter().map(TimeRange::nanos).sum::<f64>().max(1.0)
    }

    /// From its beginning to its end.
    pub(super) fn hull(&self) -> TimeRange {
        let edge = |end: Option<&TimeRange>| {
            end.copied().unwrap_or(TimeRange { start: TimeNanos(0), end: TimeNanos(0) })
        };
        TimeRange { start: edge(self.ranges.first()).start, end: edge(self.ranges.last()).end }
    }

    /// The holes in it.
    pub(super) fn left_out(&self) -> Vec<TimeRange> {
        let pairs = self.ranges.windows(2);
        pairs.map(|pair| TimeRange { start: pair[0].end, end: pair[1].start }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: i64, end: i64) -> TimeRange {
        TimeRange { start: TimeNanos(start), end: TimeNanos(end) }
    }

    fn asked(range: TimeRange, baseline: Option<TimeRange>) -> Asked {
        Asked { range, baseline, filtered: false, series: None, buckets_max: 10 }
    }

    fn chosen(own: TimeRange, baseline: Option<TimeRange>) -> Option<Vec<TimeRange>> {
        Baseline::of(&asked(own, baseline), range(0, 1000), &[]).map(|found| found.ranges)
    }

    #[test]
    fn the_rest_of_the_export_less_what_lies_close() {
        assert_eq!(chosen(range(400, 500), None), Some(vec![range(0, 200), range(700, 1000)]));
        assert_eq!(chosen(range(0, 100), None), Some(vec![range(300, 1000)]));
        assert_eq!(chosen(range(200, 900), None), Some(vec![range(0, 200), range(900, 1000)]));
        assert_eq!(chosen(range(0, 1000), None), None);
        assert_eq!(chosen(range(400, 500), Some(range(450, 600))), Some(vec![range(500, 600)]));
    }
}
