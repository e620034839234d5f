//! The slow change of a series that spans a week or more: what is usual in the days around.
//!
//! A rise that lasts for days is a new level, and bursts stand out from it.
//!
//! Does not: see a day that differs from the two before and after it.

use super::{Series, season::pays};

const DAY_NANOS: f64 = 86_400e9;
/// Days of data from which on they are compared.
const DAYS_MIN: usize = 7;
/// Days whose median is the level of the one in the middle.
const DAYS_AROUND: usize = 2;
/// Shares of the rate that a level keeps to.
const LEVEL_MIN: f64 = 0.05;

/// `shares` times the level of each bucket's day, where that pays.
pub(super) fn with_level(series: &Series, rate: f64, shares: Vec<f64>) -> Vec<f64> {
    if series.width_nanos <= 0 {
        return shares;
    }
    let per_day = (DAY_NANOS / series.width_nanos as f64).round() as usize;
    if per_day < 1 || series.counts.len() < DAYS_MIN * per_day {
        return shares;
    }
    let levels = levels(series, rate, &shares, per_day);
    let leveled: Vec<f64> =
        (0..shares.len()).map(|at| shares[at] * interpolated(&levels, at, per_day)).collect();
    if pays(series, rate, &shares, &leveled) { leveled } else { shares }
}

/// Per day, the median over the days around of records by what `shares` let expect.
fn levels(series: &Series, rate: f64, shares: &[f64], per_day: usize) -> Vec<f64> {
    let starts = (0..series.counts.len()).step_by(per_day);
    let days: Vec<Option<f64>> = starts
        .map(|start| {
            let buckets = start..(start + per_day).min(series.counts.len());
            let seen: f64 = series.counts[buckets.clone()].iter().sum();
            let due: f64 = buckets.map(|at| rate * series.exposure[at] * shares[at]).sum();
            (due > 0.0).then(|| seen / due)
        })
        .collect();
    (0..days.len())
        .map(|day| {
            let around = day.saturating_sub(DAYS_AROUND)..(day + DAYS_AROUND + 1).min(days.len());
            let mut known: Vec<f64> = days[around].iter().copied().flatten().collect();
            known.sort_by(f64::total_cmp);
            let lower = known.len().saturating_sub(1) / 2;
            known.get(lower).copied().unwrap_or(1.0).max(LEVEL_MIN)
        })
        .collect()
}

/// The level at a bucket, between the middles of days.
fn interpolated(levels: &[f64], at: usize, per_day: usize) -> f64 {
    let place = ((at as f64 + 0.5) / per_day as f64 - 0.5).clamp(0.0, (levels.len() - 1) as f64);
    let low = place.floor() as usize;
    let high = (low + 1).min(levels.len() - 1);
    levels[low] + (levels[high] - levels[low]) * place.fract()
}
