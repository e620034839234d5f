//! Ranges from gestures: a brush, a zoom about a point, a step aside.
//!
//! Every answer lies within the extent of the data and is at least [`RANGE_NANOS_MIN`] long.
//!
//! Does not: know which key or button it was.

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

/// The view, `factor` times as long, with the instant at `share` of the width (0 to 1) kept in its place.
#[must_use]
pub fn zoomed(view: TimeRange, factor: f64, share: f64, extent: TimeRange) -> TimeRange {
    let length = length_nanos(view) as f64;
    let wanted = (length * factor).clamp(RANGE_NANOS_MIN as f64, length_nanos(extent) as f64);
    let cut = (length - wanted) * share.clamp(0.0, 1.0);
    let start = view.start.0.saturating_add(cut as i64);
    let view = TimeRange {
        start: TimeNanos(start),
        end: TimeNanos(start.saturating_add_unsigned(wanted as u64)),
    };
    shifted(view, 0, extent)
}

/// The view moved by a share of its own length (negative: to earlier), not beyond the extent.
#[must_use]
pub fn panned(view: TimeRange, share: f64, extent: TimeRange) -> TimeRange {
    shifted(view, (length_nanos(view) as f64 * share) as i64, extent)
}

/// The view around an instant, as long as before.
#[must_use]
pub fn centered(view: TimeRange, time: TimeNanos, extent: TimeRange) -> TimeRange {
    let half = length_nanos(view) / 2;
    let start = time.0.saturating_sub_unsigned(half);
    shifted(view, start.saturating_sub(view.start.0), extent)
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

    const DAY: (i64, i64) = (0, 1000);

    #[test]
    fn gestures_move_the_view() {
        let extent = millis(DAY.0, DAY.1);
        let view = millis(400, 600);
        assert_eq!(zoomed(view, 0.5, 0.5, extent), millis(450, 550));
        assert_eq!(zoomed(view, 0.5, 0.0, extent), millis(400, 500));
        assert_eq!(zoomed(view, 2.0, 0.5, extent), millis(300, 700));
        assert_eq!(zoomed(view, 100.0, 0.5, extent), extent);
        assert_eq!(zoomed(millis(0, 200), 2.0, 0.5, extent), millis(0, 400));
        assert_eq!(panned(view, -0.5, extent), millis(300, 500));
        assert_eq!(panned(view, 9.0, extent), millis(800, 1000));
        assert_eq!(centered(view, TimeNanos(250_000_000), extent), millis(150, 350));
        let scale = Scale { range: view, width_px: 100.0 };
        assert_eq!(brushed(scale, 60.0, 10.0), Some(millis(420, 520)));
        assert_eq!(brushed(scale, 60.0, 62.0), None);
    }

    proptest! {
        #[test]
        fn every_view_lies_in_the_extent(
            start: i64, length in 1u64.., from: i64, view_length in 1u64..,
            factor in 0.0f64..1e6, share in -2.0f64..2.0,
        ) {
            let extent = TimeRange {
                start: TimeNanos(start.min(i64::MAX - 1)),
                end: TimeNanos(start.min(i64::MAX - 1).saturating_add_unsigned(length)),
            };
            let end = TimeNanos(from.saturating_add_unsigned(view_length));
            let view = TimeRange { start: TimeNanos(from), end };
            let views = [
                clamp(view, extent),
                zoomed(view, factor, share, extent),
                panned(view, share, extent),
                centered(view, TimeNanos(from), extent),
            ];
            for view in views {
                prop_assert!(view.start < view.end, "{view:?}");
                prop_assert!(extent.start <= view.start && view.end <= extent.end, "{view:?}");
            }
        }
    }
}
