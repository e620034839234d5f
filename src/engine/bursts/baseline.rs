//! The usual rate of a series, in records per bucket that is covered whole.
//!
//! Does not: look at hours (`season` does).

use super::{Burst, Series};

/// A median below this says too little about a rate.
const MEDIAN_MIN: f64 = 3.0;
/// Share of empty buckets from which on their number tells the rate.
const EMPTY_SHARE_MIN: f64 = 0.2;
/// Records that are thought to have been seen, so that a rate is never zero.
const PRIOR_RECORDS: f64 = 0.5;

/// The rate before any burst is known: the median; for rare events the rate that leaves as many
/// buckets empty in a Poisson process; else the mean. None for a series without records or cover.
pub(super) fn first_rate(series: &Series) -> Option<f64> {
    let covered = series.counts.iter().zip(&series.exposure).filter(|(_, e)| **e > 0.0);
    let mut rates: Vec<f64> = covered.map(|(count, e)| count / e).collect();
    let (total, exposure) = (sum(&series.counts), sum(&series.exposure));
    if rates.is_empty() || total <= 0.0 {
        return None;
    }
    rates.sort_by(f64::total_cmp);
    let median = rates[rates.len() / 2];
    if median >= MEDIAN_MIN {
        return Some(median);
    }
    let empty = rates.iter().filter(|rate| **rate == 0.0).count() as f64 / rates.len() as f64;
    let rate = if empty >= EMPTY_SHARE_MIN { -empty.ln() } else { total / exposure };
    Some(rate.max(PRIOR_RECORDS / exposure))
}

/// The mean rate outside `bursts`, for the hours' shares in `profile`.
pub(super) fn rate_outside(series: &Series, profile: &[f64], bursts: &[Burst]) -> f64 {
    let inside = |at: usize| bursts.iter().any(|burst| (burst.start..burst.end).contains(&at));
    let outside = (0..series.counts.len()).filter(|at| !inside(*at));
    let (mut records, mut exposure) = (PRIOR_RECORDS, 0.0);
    for at in outside {
        records += series.counts[at];
        exposure += series.exposure[at] * profile[at];
    }
    let whole = sum(&series.exposure);
    if exposure > 0.0 { records / exposure } else { PRIOR_RECORDS / whole.max(1.0) }
}

fn sum(values: &[f64]) -> f64 {
    values.iter().sum()
}
