//! Bursts of a gauge (memory, a queue's length): the Hampel identifier with hysteresis.
//!
//! A gauge is no count: its values stay from bucket to bucket and have no Poisson spread. Its usual
//! value is the median, its spread the median absolute deviation (Hampel, JASA 1974). A burst
//! begins where the value is far above, and lasts until it is no longer well above.
//!
//! Does not: see a value that falls, or a slow rise that becomes the usual.

use super::Burst;
use crate::arrange::Arrange;
/// Robust standard deviations above the median at which a burst begins, and below which it ends.
const ENTERS: f64 = 6.0;
const LEAVES: f64 = 3.0;
/// The median absolute deviation of the normal distribution, inverted.
const NORMAL_MAD: f64 = 1.4826;

/// Whether a metric's values are a gauge rather than counts of events: broken or negative numbers,
/// or steps far smaller than chance would make between counts of this size.
#[must_use]
pub fn is_gauge(values: &[f64]) -> bool {
    if values.iter().any(|value| *value < 0.0 || value.fract() != 0.0) {
        return true;
    }
    let steps: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let (Some(usual), Some(step)) = (median(values), median(&steps)) else { return false };
    // Two Poisson counts differ by 0.95 times the root of their mean, in the median.
    usual >= 30.0 && step < 0.3 * usual.sqrt()
}

/// The bursts of a gauge, the furthest above the usual first. `observed` and `expected` are the
/// mean value inside and the usual value.
#[must_use]
pub fn gauge_bursts(values: &[f64]) -> Vec<Burst> {
    let Some(usual) = median(values) else { return Vec::new() };
    let away: Vec<f64> = values.iter().map(|value| (value - usual).abs()).collect();
    let spread = NORMAL_MAD * median(&away).unwrap_or(0.0);
    // A gauge that hardly moves at all: a thousandth of its size is its spread.
    let spread = spread.max(usual.abs() / 1000.0).max(f64::MIN_POSITIVE);
    let mut found = Vec::new();
    let mut at = 0;
    while at < values.len() {
        let above = |value: &f64| value - usual > LEAVES * spread;
        let run = values[at..].iter().take_while(|value| above(value)).count();
        let inside = &values[at..at + run];
        if inside.iter().any(|value| value - usual > ENTERS * spread) {
            found.push(burst(at, inside, usual, spread, values.len()));
        }
        at += run.max(1);
    }
    found.arrange_by(|a, b| b.excess_low.total_cmp(&a.excess_low).then(a.start.cmp(&b.start)));
    found
}

fn burst(start: usize, inside: &[f64], usual: f64, spread: f64, n: usize) -> Burst {
    let mean = inside.iter().sum::<f64>() / inside.len() as f64;
    let peak = (0..inside.len()).reduce(|a, b| if inside[b] > inside[a] { b } else { a });
    let peak = peak.unwrap_or(0);
    let size = usual.abs().max(spread);
    let ratio_of = |value: f64| (value / size).clamp(-1e9, 1e9);
    let deviations = (inside[peak] - usual) / spread;
    Burst {
        start,
        end: start + inside.len(),
        peak: start + peak,
        observed: mean,
        expected: usual,
        excess_low: mean - usual - 1.645 * spread,
        ratio: ratio_of(mean),
        ratio_low: ratio_of(mean - 1.96 * spread),
        ratio_high: ratio_of(mean + 1.96 * spread),
        p: (n as f64 * (-deviations * deviations / 2.0).exp()).min(1.0),
        is_new: false,
    }
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> Vec<f64> {
        (0..200).map(|at| 1000.0 + f64::from(at * 37 % 11)).collect()
    }

    #[test]
    fn gauges_are_told_from_counts() {
        assert!(is_gauge(&memory()));
        assert!(is_gauge(&[0.5, 1.0]) && is_gauge(&[-1.0, 2.0]));
        assert!(!is_gauge(&[3.0, 0.0, 7.0, 4.0, 2.0]));
        assert!(!is_gauge(&[]));
    }

    #[test]
    fn a_burst_lasts_until_the_value_is_back() {
        let mut values = memory();
        for (at, value) in values[50..60].iter_mut().enumerate() {
            *value += 100.0 - 5.0 * at as f64;
        }
        let found = gauge_bursts(&values);
        let [burst] = &found[..] else { panic!("one burst, not {found:?}") };
        assert_eq!((burst.start, burst.end, burst.expected), (50, 60, 1005.0));
    }

    #[test]
    fn what_never_moves_has_no_burst() {
        assert_eq!(gauge_bursts(&[5.0; 90]), []);
        assert_eq!(gauge_bursts(&[0.0; 90]), []);
        assert_eq!(gauge_bursts(&[]), []);
    }
}
