//! Ranges from drags: a brush over the bars, a window that is moved.
//!
//! Every answer lies within the extent of the data and is at least [`RANGE_NANOS_MIN`] long.
//!
//! Does not: zoom or step by keys; `session::update` does.

use super::scale::{Scale, length_nanos};
use crate::protocol::page::{TimeNanos, TimeRange};

/// The shortest range that a gesture makes: a bucket of a millisecond is the narrowest there is.
pub const RANGE_NANOS_MIN: u64 = 1_000_000;

/// How far a pointer must go for a drag; below, it was a click.
pub const DRAG_PX_MIN: f64 = 4.0;

/// The range between two places, none where they are so near that it was a click.
#[must_use]
pub fn brushed(scale: Scale, from_x: f64, to_x: f64) -> Option<TimeRange> {
    if (to_x - from_x).abs() < DRAG_PX_MIN {
        return None;
    }
    let (from, to) = (scale.time_from_x(from_x), scale.time_from_x(to_x));
    Some(clamp(TimeRange { start: from.min(to), end: from.max(to) }, scale.range))
}

/// The view moved by some nanoseconds, as far as the extent allows; its length is kept.
#[must_use]
pub fn shifted(view: TimeRange, by_nanos: i64, extent: TimeRange) -> TimeRange {
    let length = length_nanos(view).min(length_nanos(extent));
    let last = extent.end.0.saturating_sub_unsigned(length).max(extent.start.0);
    let start = view.start.0.saturating_add(by_nanos).clamp(extent.start.0, last);
    let end = TimeNanos(start.saturating_add_unsigned(length));
    clamp(TimeRange { start: TimeNanos(start), end }, extent)
}

/// The range cut to the extent and, where it is shorter than the shortest, made longer.
#[must_use]
pub fn clamp(range: TimeRange, extent: TimeRange) -> TimeRange {
    let shortest = RANGE_NANOS_MIN.min(length_nanos(extent));
    let last = extent.end.0.saturating_sub_unsigned(shortest).max(extent.start.0);
    let start = range.start.0.clamp(extent.start.0, last);
    let end = range.end.0.max(start.saturating_add_unsigned(shortest));
    let end = end.min(extent.end.0.max(start.saturating_add(1)));
    TimeRange { start: TimeNanos(start), end: TimeNanos(end) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn millis(start: i64, end: i64) -> TimeRange {
        TimeRange { start: TimeNanos(start * 1_000_000), end: TimeNanos(end * 1_000_000) }
    }

    #[test]
    fn a_brush_is_a_range_and_a_click_is_none() {
        let scale = Scale { range: millis(400, 600), width_px: 100.0 };
        assert_eq!(brushed(scale, 60.0, 10.0), Some(millis(420, 520)));
        assert_eq!(brushed(scale, 60.0, 200.0), Some(millis(520, 600)));
        assert_eq!(brushed(scale, 60.0, 62.0), None);
    }

    #[test]
    fn a_moved_view_keeps_its_length() {
        let extent = millis(0, 1000);
        let by = |nanos| shifted(millis(400, 600), nanos * 1_000_000, extent);
        assert_eq!(by(-100), millis(300, 500));
        assert_eq!(by(-900), millis(0, 200));
        assert_eq!(by(i64::MAX / 1_000_000), millis(800, 1000));
    }

    proptest! {
        #[test]
        fn every_view_lies_in_the_extent(
            start: i64, length in 1u64.., from: i64, view_length in 1u64..,
            by: i64,
        ) {
            let extent = TimeRange {
                start: TimeNanos(start.min(i64::MAX - 1)),
                end: TimeNanos(start.min(i64::MAX - 1).saturating_add_unsigned(length)),
            };
            let end = TimeNanos(from.saturating_add_unsigned(view_length));
            let view = TimeRange { start: TimeNanos(from), end };
            let views = [clamp(view, extent), shifted(view, by, extent)];
            for view in views {
                prop_assert!(view.start < view.end, "{view:?}");
                prop_assert!(extent.start <= view.start && view.end <= extent.end, "{view:?}");
            }
        }
    }
}
