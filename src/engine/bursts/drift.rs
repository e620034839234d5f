//! The slow drift of a rate over a series too short to know its hours: what is usual in each part.
//!
//! A drift rises or falls slowly. What rises faster stays above it, however long it lasts, and so
//! remains a burst; a slow rise over much of the series becomes the usual.
//!
//! Does not: follow anything shorter than a part.

use super::{Burst, Series, season::pays};

/// Parts that a series is seen in.
const PARTS: usize = 16;
/// Buckets of a part at least.
const PART_BUCKETS_MIN: usize = 20;
/// A drift changes by at most this factor from one part to the next.
const STEP_MAX: f64 = 1.5;
/// And keeps within this factor of the whole.
const RANGE_MAX: f64 = 5.0;

/// `shares` times the drift at each bucket, where that pays; `bursts` are left out.
pub(super) fn with_drift(
    series: &Series,
    rate: f64,
    shares: Vec<f64>,
    bursts: &[Burst],
) -> Vec<f64> {
    let n = series.counts.len();
    if n < PARTS * PART_BUCKETS_MIN {
        return shares;
    }
    let parts = limited(&parts(series, rate, &shares, bursts));
    let place = |at: usize| (at as f64 + 0.5) * PARTS as f64 / n as f64 - 0.5;
    let drifting: Vec<f64> = (0..n).map(|at| shares[at] * between(&parts, place(at))).collect();
    if pays(series, rate, &shares, &drifting) { drifting } else { shares }
}

/// Records of each part outside bursts by what is expected there.
fn parts(series: &Series, rate: f64, shares: &[f64], bursts: &[Burst]) -> Vec<f64> {
    let n = series.counts.len();
    let is_outside = |at: &usize| !bursts.iter().any(|b| (b.start..b.end).contains(at));
    (0..PARTS)
        .map(|part| {
            let buckets = part * n / PARTS..(part + 1) * n / PARTS;
            let (mut seen, mut due) = (1.0, 1.0);
            for at in buckets.filter(is_outside) {
                seen += series.counts[at];
                due += rate * series.exposure[at] * shares[at];
            }
            seen / due
        })
        .collect()
}

/// The highest drift below the parts that is as slow as a drift is.
fn limited(parts: &[f64]) -> Vec<f64> {
    let below = |at: usize| {
        let reach =
            |(other, value): (usize, &f64)| value * STEP_MAX.powi(at.abs_diff(other) as i32);
        parts.iter().enumerate().map(reach).fold(f64::INFINITY, f64::min)
    };
    (0..parts.len()).map(|at| below(at).clamp(1.0 / RANGE_MAX, RANGE_MAX)).collect()
}

/// The value between the middles of parts.
fn between(parts: &[f64], place: f64) -> f64 {
    let place = place.clamp(0.0, (parts.len() - 1) as f64);
    let low = place.floor() as usize;
    let high = (low + 1).min(parts.len() - 1);
    parts[low] + (parts[high] - parts[low]) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drift_is_slow_and_lies_below() {
        let mut parts = [1.0; 8];
        parts[4] = 50.0;
        parts[5] = 50.0;
        assert_eq!(limited(&parts), [1.0, 1.0, 1.0, 1.0, 1.5, 1.5, 1.0, 1.0]);
        let rising = [0.5, 0.7, 1.0, 1.4];
        assert_eq!(limited(&rising), rising);
    }
}
