//! The share that each hour of the day has of the usual rate, where two days or more show it.
//!
//! Does not: know weeks.

use super::{Series, dispersion::phi};

const HOUR_NANOS: i64 = 3_600_000_000_000;
const HOURS: usize = 24;
/// Days of data from which on hours are compared.
const DAYS_MIN: f64 = 2.0;
/// Days that an hour is thought to have been usual, besides those seen.
const PRIOR_DAYS: f64 = 0.5;
/// The profile is kept when its gain in log-likelihood is this many times the logarithm of n.
const GAIN_PER_LN: f64 = 12.0;

/// For every bucket the share of the rate that its hour has, mean 1; all 1 where there is no
/// telling or it does not pay.
pub(super) fn profile(series: &Series, rate: f64) -> Vec<f64> {
    let n = series.counts.len();
    let flat = vec![1.0; n];
    let days = n as f64 * series.width_nanos as f64 / (HOUR_NANOS as f64 * HOURS as f64);
    if days < DAYS_MIN || series.width_nanos <= 0 || series.width_nanos > HOUR_NANOS * 3 {
        return flat;
    }
    let hours = hourly(series, rate);
    let shares = |hours: [f64; HOURS]| -> Vec<f64> {
        (0..n).map(|at| interpolated(&hours, middle_hour(series, at))).collect()
    };
    let (smooth, sharp) = (shares(scaled(smoothed(&hours))), shares(scaled(hours)));
    let best = if pays(series, rate, &flat, &smooth) { smooth } else { flat };
    if pays(series, rate, &best, &sharp) { sharp } else { best }
}

/// Whether shares `new` of the rate fit the counts better than `old` by more than chance would.
pub(super) fn pays(series: &Series, rate: f64, old: &[f64], new: &[f64]) -> bool {
    let due = |shares: &[f64], at: usize| rate * series.exposure[at] * shares[at];
    let gain =
        |at: usize| series.counts[at] * (new[at] / old[at]).ln() - (due(new, at) - due(old, at));
    let n = series.counts.len();
    let expected: Vec<f64> = (0..n).map(|at| due(new, at)).collect();
    let gain = (0..n).map(gain).sum::<f64>() / phi(&series.counts, &expected, 1);
    gain > GAIN_PER_LN * (n as f64).ln()
}

/// Hour of the day, 0 to 24, in the middle of a bucket.
fn middle_hour(series: &Series, at: usize) -> f64 {
    let middle = series.start_nanos + series.width_nanos * at as i64 + series.width_nanos / 2;
    middle.rem_euclid(HOUR_NANOS * HOURS as i64) as f64 / HOUR_NANOS as f64
}

/// Rate of each hour by `rate`: the median over days, drawn towards 1 where days are few.
fn hourly(series: &Series, rate: f64) -> [f64; HOURS] {
    let mut per_day: Vec<Vec<(f64, f64)>> = vec![Vec::new(); HOURS];
    let mut last = None;
    for at in 0..series.counts.len() {
        let middle = series.start_nanos + series.width_nanos * at as i64 + series.width_nanos / 2;
        let hour_number = middle.div_euclid(HOUR_NANOS);
        let hour = hour_number.rem_euclid(HOURS as i64) as usize;
        if last != Some(hour_number) {
            per_day[hour].push((0.0, 0.0));
            last = Some(hour_number);
        }
        if let Some((records, exposure)) = per_day[hour].last_mut() {
            *records += series.counts[at];
            *exposure += series.exposure[at];
        }
    }
    let mut shares = [1.0; HOURS];
    for (share, days) in shares.iter_mut().zip(&per_day) {
        let covered = days.iter().filter(|(_, exposure)| *exposure > 0.0);
        let mut rates: Vec<f64> = covered.map(|(records, e)| records / e / rate).collect();
        rates.sort_by(f64::total_cmp);
        let m = rates.len() as f64;
        let median = middle(&rates).unwrap_or(1.0);
        *share = (m * median + PRIOR_DAYS) / (m + PRIOR_DAYS);
    }
    shares
}

/// The median; of two in the middle the lower, so that one bad day of two is not the usual one.
fn middle(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// Neighbouring hours weighed 1-2-1.
fn smoothed(hours: &[f64; HOURS]) -> [f64; HOURS] {
    let at = |hour: usize| hours[hour % HOURS];
    let mut smooth = [0.0; HOURS];
    for (hour, share) in smooth.iter_mut().enumerate() {
        *share = (at(hour + HOURS - 1) + 2.0 * at(hour) + at(hour + 1)) / 4.0;
    }
    smooth
}

/// The hours' shares with mean 1, none quite zero.
fn scaled(hours: [f64; HOURS]) -> [f64; HOURS] {
    let mean = (hours.iter().sum::<f64>() / HOURS as f64).max(1e-9);
    hours.map(|share| (share / mean).max(1e-3))
}

/// The share at an hour of the day, between the middles of hours.
fn interpolated(hours: &[f64; HOURS], hour: f64) -> f64 {
    let from_middle = (hour - 0.5).rem_euclid(HOURS as f64);
    let (low, part) = (from_middle.floor(), from_middle.fract());
    let (low, high) = (low as usize % HOURS, (low as usize + 1) % HOURS);
    hours[low] * (1.0 - part) + hours[high] * part
}
