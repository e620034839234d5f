//! Time to pixels and back.
//!
//! Does not: know what is drawn.

use crate::protocol::page::{TimeNanos, TimeRange};

/// A range of time laid over a width of CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// From the left edge to the right one.
    pub range: TimeRange,
    /// How wide that is, in CSS pixels.
    pub width_px: f64,
}

impl Scale {
    /// Where an instant lies, in pixels from the left; outside of the range it lies outside of the width.
    #[must_use]
    pub fn x_from_time(&self, time: TimeNanos) -> f64 {
        let from_start = time.0 as f64 - self.range.start.0 as f64;
        // Differences of nearby instants are exact in integers only: a double has 53 bits.
        let from_start = time.0.checked_sub(self.range.start.0).map_or(from_start, |n| n as f64);
        from_start / length_nanos(self.range) as f64 * self.width_px
    }

    /// The instant at a place, which is kept within the range.
    #[must_use]
    pub fn time_from_x(&self, x: f64) -> TimeNanos {
        let share = if self.width_px > 0.0 { (x / self.width_px).clamp(0.0, 1.0) } else { 0.0 };
        let nanos = (share * length_nanos(self.range) as f64).round() as u64;
        let time = self.range.start.0.saturating_add_unsigned(nanos);
        TimeNanos(time.min(self.range.end.0.max(self.range.start.0)))
    }
}

/// The length of a range; at least 1, so that it divides.
#[must_use]
pub fn length_nanos(range: TimeRange) -> u64 {
    match range.end > range.start {
        true => range.end.0.abs_diff(range.start.0),
        false => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_and_its_instant_agree(start: i64, length in 1u64.., x in 0.0f64..1000.0) {
            let end = TimeNanos(start.saturating_add_unsigned(length));
            let range = TimeRange { start: TimeNanos(start), end };
            let scale = Scale { range, width_px: 1000.0 };
            let time = scale.time_from_x(x);
            prop_assert!(range.start <= time && time <= range.end);
            let step_px = 1000.0 / length_nanos(range) as f64;
            prop_assert!((scale.x_from_time(time) - x).abs() <= step_px.max(0.01));
        }

        #[test]
        fn later_is_never_further_left(start: i64, length in 1u64.., a: i64, b: i64) {
            let end = TimeNanos(start.saturating_add_unsigned(length));
            let scale = Scale { range: TimeRange { start: TimeNanos(start), end }, width_px: 800.0 };
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(scale.x_from_time(TimeNanos(a)) <= scale.x_from_time(TimeNanos(b)));
        }
    }
}
