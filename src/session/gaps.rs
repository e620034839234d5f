//! Gaps: where nothing was logged for long, among the rows on screen.
//!
//! Does not: look beyond the screen.

use crate::protocol::page::{SECOND_NANOS, TimeNanos};

/// A shorter gap is never told.
const GAP_NANOS_MIN: i64 = SECOND_NANOS;
/// A gap is long where it is so many times the usual one on screen.
const TIMES_USUAL: i64 = 10;

/// For each row, by its first and last time, the gap before it in nanoseconds, where it is long:
/// over a second, and over ten times the median between the rows given.
#[must_use]
pub fn gaps(times: &[(Option<TimeNanos>, Option<TimeNanos>)]) -> Vec<Option<i64>> {
    let between = |pair: &[(Option<TimeNanos>, Option<TimeNanos>)]| match pair {
        [(_, Some(before)), (Some(after), _)] => Some(after.0.saturating_sub(before.0)),
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
        let at = |s: &f64| Some(TimeNanos((s * 1e9) as i64));
        let times: Vec<_> = seconds.iter().map(|s| (at(s), at(s))).collect();
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
        let one = |nanos| (Some(TimeNanos(nanos)), Some(TimeNanos(nanos)));
        assert_eq!(gaps(&[one(0), (None, None), one(99 * SECOND_NANOS)]), [None, None, None]);
        assert_eq!(gaps(&[one(i64::MAX), one(i64::MIN)]), [None, None]);
    }

    #[test]
    fn the_gap_behind_a_run_begins_at_its_last_record() {
        let at = |second: i64| Some(TimeNanos(second * SECOND_NANOS));
        let times = [(at(0), at(50)), (at(51), at(51)), (at(52), at(52)), (at(90), at(95))];
        assert_eq!(gaps(&times), [None, None, None, Some(38 * SECOND_NANOS)]);
    }
}
