//! Where and when a rate broke out: bursts of a series of counts.
//!
//! A [`Series`] is counts of equal buckets and how much of each bucket the data covers
//! (`exposure`). `baseline` finds the usual rate, `season` the hours' share of it, `level` and
//! `drift` its slow change over days and within one, together the expected counts; `dispersion`
//! finds how far counts stray from these at each width anyway; `scan` finds the windows that stray
//! further than that by more than chance, taken over all windows.
//!
//! Does not: know records, times of single events, or what caused a burst.

use crate::arrange::Arrange;

mod baseline;
mod dispersion;
mod drift;
mod exposure;
mod gauge;
mod level;
mod metric;
mod scan;
mod season;
mod silence;

pub use exposure::{covered, fold_edges};
pub use gauge::{gauge_bursts, is_gauge};
pub use metric::{Metric, MetricBurst, metric};
pub use silence::{Silence, silences};

/// Counts of equal buckets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    pub counts: Vec<f64>,
    /// How much of each bucket the data covers, 0 to 1; as long as `counts`.
    pub exposure: Vec<f64>,
    /// Local time at which the first bucket starts, in nanoseconds since 1970.
    pub start_nanos: i64,
    /// Length of a bucket in nanoseconds.
    pub width_nanos: i64,
}

/// A range of buckets in which there is more than usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    /// Number of the first bucket.
    pub start: usize,
    /// Number of the bucket after the last.
    pub end: usize,
    /// Number of the bucket with the highest rate.
    pub peak: usize,
    /// Records in the burst.
    pub observed: f64,
    /// Records that the baseline lets expect there.
    pub expected: f64,
    /// Records beyond the expected that are there with a certainty of 95 %; bursts rank by it.
    pub excess_low: f64,
    /// Observed by expected, and its interval of 95 %; finite always.
    pub ratio: f64,
    pub ratio_low: f64,
    pub ratio_high: f64,
    /// Chance of any such window in a series without a burst.
    pub p: f64,
    /// The baseline expects none, so a ratio says nothing.
    pub is_new: bool,
}

/// Rounds of finding bursts and then the baseline outside them.
const BASELINE_ROUNDS: usize = 3;

/// A burst is worth a look when its excess is sure, and at least this part of the strongest's.
const RELEVANT: f64 = 0.01;

/// The bursts of a series, the strongest first: by the excess that is sure.
#[must_use]
pub fn bursts(series: &Series) -> Vec<Burst> {
    let Some(mut rate) = baseline::first_rate(series) else { return Vec::new() };
    let mut found = Vec::new();
    for _ in 0..BASELINE_ROUNDS {
        let hours = season::profile(series, rate);
        let leveled = level::with_level(series, rate, hours);
        let profile = drift::with_drift(series, rate, leveled, &found);
        let expected: Vec<f64> =
            series.exposure.iter().zip(&profile).map(|(e, p)| rate * e * p).collect();
        found = scan::scan(&series.counts, &expected);
        let next = baseline::rate_outside(series, &profile, &found);
        if (next - rate).abs() < 1e-3 * rate {
            break;
        }
        rate = next;
    }
    found.arrange_by(|a, b| b.excess_low.total_cmp(&a.excess_low).then(a.start.cmp(&b.start)));
    let strongest = found.first().map_or(0.0, |burst| burst.excess_low);
    found.retain(|burst| burst.excess_low > (RELEVANT * strongest).max(0.0));
    found
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    const MINUTE_NANOS: i64 = 60_000_000_000;

    fn series(counts: Vec<f64>) -> Series {
        let exposure = vec![1.0; counts.len()];
        Series { counts, exposure, start_nanos: 0, width_nanos: MINUTE_NANOS }
    }

    /// Counts that differ a little from each other without a generator.
    fn calm(n: usize, mean: f64) -> Vec<f64> {
        let spread = |at: usize| (at * 7919 % 13) as f64 / 6.0 - 1.0;
        (0..n).map(|at| (mean + spread(at) * mean.sqrt()).round().max(0.0)).collect()
    }

    fn check(counts: Vec<f64>, expected: Expect) {
        let lines: String = bursts(&series(counts))
            .iter()
            .map(|b| {
                let Burst { start, end, peak, observed, expected, ratio, is_new, .. } = b;
                format!(
                    "{start}..{end} peak {peak}: {observed} for {expected:.1}, ×{ratio:.1}{}\n",
                    if *is_new { ", new" } else { "" }
                )
            })
            .collect();
        expected.assert_eq(&lines);
    }

    #[test]
    fn a_calm_series_has_none() {
        check(calm(600, 5.0), expect![""]);
        check(vec![], expect![""]);
        check(vec![0.0; 50], expect![""]);
        check(vec![7.0], expect![""]);
        check(
            vec![3.0, 900.0],
            expect![[r#"
            1..2 peak 1: 900 for 3.5, ×257.1
        "#]],
        );
    }

    #[test]
    fn bursts_are_found_where_they_are() {
        let mut counts = calm(600, 5.0);
        counts[100..110].fill(15.0);
        counts[400] = 90.0;
        counts[401] = 60.0;
        check(
            counts,
            expect![[r#"
            400..402 peak 400: 150 for 10.0, ×15.0
            100..110 peak 100: 150 for 49.9, ×3.0
        "#]],
        );
    }

    #[test]
    fn what_rises_at_once_and_lasts_is_a_burst_and_no_drift() {
        let mut counts = calm(1200, 5.0);
        counts[400..540].iter_mut().for_each(|count| *count *= 10.0);
        let found = bursts(&series(counts));
        let first = found.first().map(|burst| (burst.start, burst.end, burst.ratio > 4.0));
        assert_eq!((first, found.len()), (Some((400, 540, true)), 1));
    }

    #[test]
    fn a_burst_that_lasts_for_much_of_the_series_is_no_habit_of_it() {
        let kinds = [(0.5, 10.0, 30), (5.0, 10.0, 40), (5.0, 100.0, 40), (50.0, 10.0, 40)];
        for (mean, times, most) in kinds {
            for percent in [12, 15, 17, 20, 25, 30, most] {
                let length = 12 * percent;
                for start in [0, 400, 1200 - length] {
                    let mut rates = vec![mean; 1200];
                    rates[start..start + length].fill(mean * times);
                    let found = bursts(&series(by_chance(&rates)));
                    let is_near = |found: usize, edge: usize| found.abs_diff(edge) < length / 10;
                    let is_it =
                        |one: &Burst| is_near(one.start, start) && is_near(one.end, start + length);
                    let what = format!("×{times} over {percent} % from {start} on at {mean}");
                    assert!(matches!(&found[..], [one] if is_it(one)), "{what}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn a_burst_where_next_to_nothing_is_usual_is_found() {
        let mut counts = vec![0.0; 1200];
        [40, 240, 333, 360, 810, 1010, 1130].into_iter().for_each(|at| counts[at] = 1.0);
        assert_eq!(bursts(&series(counts.clone())), []);
        counts[700..820].iter_mut().enumerate().for_each(|(at, count)| *count = (at % 3) as f64);
        let found = bursts(&series(counts));
        let near = |found: usize, edge: usize| found.abs_diff(edge) < 12;
        assert!(
            matches!(&found[..], [one] if near(one.start, 700) && near(one.end, 820)),
            "{found:?}"
        );
        // Clumps of four, here and there, are how such a series is.
        let mut counts = vec![0.0; 1200];
        (0..9).for_each(|at| counts[at * 131 + at * at % 40] = 4.0);
        assert_eq!(bursts(&series(counts)), []);
    }

    #[test]
    fn what_is_nothing_beside_the_strongest_is_left_out() {
        let mut counts = calm(600, 5.0);
        counts[100..104].fill(30.0);
        let with = |height: f64| {
            let mut counts = counts.clone();
            counts[400..410].fill(height);
            bursts(&series(counts)).iter().map(|burst| burst.start).collect::<Vec<_>>()
        };
        assert_eq!(with(500.0), [400, 100]);
        assert_eq!(with(5_000.0), [400]);
    }

    /// Poisson counts, the same each time.
    fn by_chance(rates: &[f64]) -> Vec<f64> {
        let mut state = 1_u64;
        let mut uniform = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
        };
        let mut count = |rate: &f64| {
            let (mut waited, mut count) = (-uniform().ln(), 0.0);
            while waited < *rate {
                waited -= uniform().ln();
                count += 1.0;
            }
            count
        };
        rates.iter().map(&mut count).collect()
    }

    #[test]
    fn what_never_was_before_is_new() {
        let mut counts = vec![0.0; 600];
        counts[300..304].copy_from_slice(&[5.0, 9.0, 7.0, 6.0]);
        check(
            counts,
            expect![[r#"
            300..304 peak 301: 27 for 0.0, ×8046.0, new
        "#]],
        );
    }

    #[test]
    fn a_bucket_without_cover_is_no_calm() {
        let mut counts = calm(200, 20.0);
        counts[50..90].fill(0.0);
        let mut holed = series(counts);
        holed.exposure[50..90].fill(0.0);
        assert_eq!(bursts(&holed), []);
    }

    #[test]
    fn hours_that_are_busy_every_day_are_no_burst() {
        let mut counts = calm(5 * 288, 10.0);
        for (at, count) in counts.iter_mut().enumerate() {
            let hour = at % 288 / 12;
            *count *= [1.0, 2.0, 4.0, 2.0].get(hour.wrapping_sub(8)).unwrap_or(&1.0);
        }
        counts[3 * 288 + 200..3 * 288 + 206].fill(60.0);
        let found = bursts(&Series { width_nanos: 5 * MINUTE_NANOS, ..series(counts) });
        let first = found.first().map(|burst| burst.start..burst.end);
        assert_eq!(first, Some(1064..1070));
    }

    proptest! {
        #[test]
        fn any_counts_give_finite_answers(
            counts in prop::collection::vec((0..4u8, 0..2000u32), 0..200),
            covers in prop::collection::vec(0..3u8, 200),
        ) {
            let n = counts.len();
            let counts = counts.iter().map(|(kind, n)| f64::from(*kind / 3 * 50) * f64::from(*n));
            let found = bursts(&Series {
                exposure: covers[..n].iter().map(|cover| f64::from(*cover) / 2.0).collect(),
                ..series(counts.collect())
            });
            for burst in found {
                prop_assert!(burst.start <= burst.peak && burst.peak < burst.end && burst.end <= n);
                for value in [burst.observed, burst.expected, burst.ratio, burst.ratio_low,
                    burst.ratio_high, burst.p, burst.excess_low] {
                    prop_assert!(value.is_finite());
                }
            }
        }
    }
}
