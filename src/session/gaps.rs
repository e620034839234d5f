//! Gaps: where nothing was logged for long, among the rows on screen.
//!
//! Does not: look beyond the screen.

use crate::protocol::page::{SECOND_NANOS, TimeNanos};

/// A shorter gap is never told.
const GAP_NANOS_MIN: i64 = SECOND_NANOS;
/// A gap is long where it is so many times the usual one on screen.
const TIMES_USUAL: i64 = 10;

/// For each row the gap before it in nanoseconds, where it is long: over a second,
/// and over ten times the median between the rows given.
#[must_use]
pub fn gaps(times: &[Option<TimeNanos>]) -> Vec<Option<i64>> {
    let between = |pair: &[Option<TimeNanos>]| match pair {
        [Some(before), Some(after)] => Some(after.0.saturating_sub(before.0)),
        _ => None,
    };
    let gaps: Vec<Option<i64>> =
        std::iter::once(None).chain(times.windows(2).map(between)).take(times.len()).collect();
    let mut sorted: Vec<i64> = gaps.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let long = |gap: &i64| *gap > GAP_NANOS_MIN && *gap > usual.saturating_mul(TIMES_USUAL);
    gaps.into_iter().map(|gap| gap.filter(long)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(seconds: &[f64]) -> Vec<usize> {
        let times: Vec<_> = seconds.iter().map(|s| Some(TimeNanos((s * 1e9) as i64))).collect();
        let gaps = gaps(&times);
        assert_eq!(gaps.len(), seconds.len());
        (0..gaps.len()).filter(|&at| gaps[at].is_some()).collect()
    }

    #[test]
    fn a_gap_is_long_beside_the_usual_one() {
        assert_eq!(long(&[0.0, 0.1, 0.2, 2.1, 2.2]), [3]);
        assert_eq!(long(&[0.0, 2.0, 4.0, 6.0]), [] as [usize; 0], "all alike");
        assert_eq!(long(&[0.0, 0.01, 0.02, 0.9]), [] as [usize; 0], "under a second");
        assert_eq!(long(&[]), [] as [usize; 0]);
    }

    #[test]
    fn rows_without_a_time_have_no_gap() {
        let times = [Some(TimeNanos(0)), None, Some(TimeNanos(99 * SECOND_NANOS))];
        assert_eq!(gaps(&times), [None, None, None]);
        assert_eq!(gaps(&[Some(TimeNanos(i64::MAX)), Some(TimeNanos(i64::MIN))]), [None, None]);
    }
}
