//! Bursts of a metric: a time and a number a row, taken as counts or as a gauge.
//!
//! Rows of counts that come at a steady interval are buckets already; very many are joined into buckets
//! of an easy width. A gauge keeps its rows.
//!
//! Does not: read rows.

use std::ops::Range;

use super::{Burst, Series, bursts, gauge_bursts, is_gauge};

/// Rows up to so many are the buckets themselves; more are joined.
const BUCKETS_MAX: i64 = 20_000;
/// Widths that rows of counts are joined into, in seconds.
const WIDTHS_SECONDS: [i64; 15] =
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 86_400];
const SECOND_NANOS: i64 = 1_000_000_000;

/// What was found, and how.
#[derive(Clone, Debug)]
pub struct Metric {
    /// The method's name: `quasi-Poisson scan` or `Hampel identifier`.
    pub method: &'static str,
    /// The strongest first: from its first bucket to behind its last, in nanoseconds.
    pub bursts: Vec<(Range<i64>, MetricBurst)>,
}

/// A burst of a metric.
#[derive(Clone, Debug)]
pub struct MetricBurst {
    pub burst: Burst,
    /// The middle of the highest bucket.
    pub peak_nanos: i64,
}

/// The bursts of a metric's points, by ascending time in nanoseconds.
#[must_use]
pub fn metric(points: &[(i64, f64)]) -> Metric {
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    if is_gauge(&values) {
        return of_gauge(points, &values);
    }
    let method = "quasi-Poisson scan";
    let Some(series) = series(points) else { return Metric { method, bursts: Vec::new() } };
    let time = |bucket: usize| series.start_nanos + series.width_nanos * bucket as i64;
    let found = bursts(&series).into_iter().map(|burst| {
        let peak_nanos = time(burst.peak) + series.width_nanos / 2;
        (time(burst.start)..time(burst.end), MetricBurst { burst, peak_nanos })
    });
    Metric { method, bursts: found.collect() }
}

fn of_gauge(points: &[(i64, f64)], values: &[f64]) -> Metric {
    let time = |at: usize| points.get(at).or(points.last()).map_or(0, |(time, _)| *time);
    let found = gauge_bursts(values).into_iter().map(|burst| {
        let peak_nanos = time(burst.peak);
        (time(burst.start)..time(burst.end), MetricBurst { burst, peak_nanos })
    });
    Metric { method: "Hampel identifier", bursts: found.collect() }
}

/// Counts of equal buckets; buckets that lie within a hole of the rows are not covered.
fn series(points: &[(i64, f64)]) -> Option<Series> {
    let (first, last) = (points.first()?.0, points.last()?.0);
    let mut steps: Vec<i64> = points
        .windows(2)
        .map(|pair| pair[1].0.saturating_sub(pair[0].0))
        .filter(|s| *s > 0)
        .collect();
    steps.sort_unstable();
    let step = steps.get(steps.len() / 2).copied().unwrap_or(SECOND_NANOS);
    let span = last.saturating_sub(first).saturating_add(step);
    let fits = |width: &i64| *width >= step && span / width < BUCKETS_MAX;
    let width_nanos = WIDTHS_SECONDS
        .into_iter()
        .map(|seconds| seconds * SECOND_NANOS)
        .find(fits)
        .unwrap_or_else(|| step.max(span / BUCKETS_MAX + 1));
    let start_nanos = first.div_euclid(width_nanos) * width_nanos;
    let n = (last.saturating_sub(start_nanos) / width_nanos + 1) as usize;
    let (mut counts, mut rows) = (vec![0.0; n], vec![0.0; n]);
    for (time, value) in points {
        let bucket = (time.saturating_sub(start_nanos) / width_nanos) as usize;
        if let (Some(count), Some(row)) = (counts.get_mut(bucket), rows.get_mut(bucket)) {
            *count += value;
            *row += 1.0;
        }
    }
    let full = (width_nanos as f64 / step as f64).max(1.0);
    let exposure = rows.iter().map(|rows| (rows / full).min(1.0)).collect();
    Some(Series { counts, exposure, start_nanos, width_nanos })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_counts_are_buckets_and_holes_are_no_calm() {
        let mut points: Vec<(i64, f64)> = (0..2_000)
            .map(|at| (at * 300 * SECOND_NANOS, 20.0 + f64::from(at as i32 * 7919 % 13 - 6)))
            .collect();
        for point in &mut points[900..912] {
            point.1 = 90.0;
        }
        points.drain(100..200);
        let Metric { method, bursts } = metric(&points);
        assert_eq!((method, bursts.len()), ("quasi-Poisson scan", 1));
        let hour = 3_600 * SECOND_NANOS;
        assert_eq!(bursts[0].0, 75 * hour..76 * hour, "rows 900 to 911");
    }

    #[test]
    fn nothing_and_one_row_have_none() {
        assert!(metric(&[]).bursts.is_empty());
        assert!(metric(&[(5, 3.0)]).bursts.is_empty());
    }
}
