//! When a series broke away: the start of its excess, by its own events and its own usual rate.
//!
//! The start from which on the rate of the burst explains the events better than the usual one.
//! Leads are tested on their own, for what
//! came only before the burst: a start-up line, a new version.
//!
//! Does not: know what the series is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::tail::ln_poisson_tail;

/// Where a series broke away.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Onset {
    /// Its first events, in nanoseconds since 1970.
    pub nanos: i64,
    /// Events from then to the burst's start.
    pub before: u64,
    /// Chance of so many events before the burst, as a logarithm; 0 where there is none.
    pub ln_p_before: f64,
}

/// Leads before a burst that are tested, in nanoseconds: 10 s, 1, 5 and 15 minutes.
pub const LEADS_NANOS: [i64; 4] = [10_000_000_000, 60_000_000_000, 300_000_000_000, LEAD_MAX_NANOS];
/// No onset is looked for earlier before a burst.
pub const LEAD_MAX_NANOS: i64 = 900_000_000_000;

/// The onset of a series with so many events at each of `times` (ascending), of which the baseline
/// lets expect `per_nano`. None where nothing is more than usual.
///
/// The maximum likelihood estimate of where a rate changed to the one that it has in the burst
/// (Page, Biometrika 1954): a stretch belongs to the burst if the burst's rate explains it better.
#[must_use]
pub fn onset(times: &[(i64, u64)], per_nano: f64, burst: &Range<i64>) -> Option<Onset> {
    let earliest = burst.start.saturating_sub(LEAD_MAX_NANOS);
    let from = times.partition_point(|(time, _)| *time < earliest);
    let to = times.partition_point(|(time, _)| *time < burst.end);
    let near = times.get(from..to)?;
    let rate = rate_after(near, burst);
    if rate <= per_nano {
        return None;
    }
    let mut seen = 0.0;
    let mut best: Option<(f64, usize)> = None;
    for (at, (time, count)) in near.iter().enumerate().rev() {
        seen += *count as f64;
        let length = burst.end.saturating_sub(*time) as f64;
        let worth = seen * (rate / per_nano.max(1e-30)).ln() - (rate - per_nano) * length;
        if best.is_none_or(|(most, _)| worth >= most) {
            best = Some((worth, at));
        }
    }
    let near = near.get(best.filter(|(worth, _)| *worth > 0.0)?.1..)?;
    let start = near.first()?.0;
    let before = near.iter().take_while(|(time, _)| *time < burst.start);
    let before: u64 = before.map(|(_, count)| count).sum();
    let lead = burst.start.saturating_sub(start).max(0) as f64;
    let ln_p_before = match before {
        0 => 0.0,
        _ => ln_poisson_tail(before as f64, per_nano * lead.max(1e9)),
    };
    Some(Onset { nanos: start, before, ln_p_before })
}

/// Events in a nanosecond of the burst; where it has none, of the stretch from the first event on.
fn rate_after(near: &[(i64, u64)], burst: &Range<i64>) -> f64 {
    let length = burst.end.saturating_sub(burst.start).max(1) as f64;
    let inside = near.iter().filter(|(time, _)| *time >= burst.start);
    let inside: u64 = inside.map(|(_, count)| count).sum();
    if inside > 0 {
        return inside as f64 / length;
    }
    let all: u64 = near.iter().map(|(_, count)| count).sum();
    let first = near.first().map_or(burst.start, |(time, _)| *time);
    all as f64 / (burst.end.saturating_sub(first).max(1) as f64)
}

/// The chance, as a logarithm, of so many events in each of [`LEADS_NANOS`] before the burst. For
/// discoveries among all series and leads.
#[must_use]
pub fn ln_p_of_leads(leads: [u64; 4], per_nano: f64) -> [f64; 4] {
    let mut ln_ps = [0.0; 4];
    for ((ln_p, seen), lead) in ln_ps.iter_mut().zip(leads).zip(LEADS_NANOS) {
        *ln_p = ln_poisson_tail(seen as f64, per_nano * lead as f64);
    }
    ln_ps
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;

    fn seconds(times: &[i64]) -> Vec<(i64, u64)> {
        times.iter().map(|time| (time * SECOND, 1)).collect()
    }

    #[test]
    fn the_onset_is_where_the_rate_changed() {
        let mut times: Vec<i64> = (0..10).map(|at| at * 300).collect();
        times.extend((2950..3200).step_by(2));
        times.sort_unstable();
        let burst = 3000 * SECOND..3200 * SECOND;
        let found = onset(&seconds(&times), 1.0 / 300e9, &burst).expect("an onset");
        assert_eq!((found.nanos / SECOND, found.before), (2950, 25));
        assert!(found.ln_p_before < -50.0);
    }

    #[test]
    fn a_steady_series_has_no_lead() {
        let times: Vec<i64> = (0..400).map(|at| at * 10).collect();
        let burst = 3000 * SECOND..3200 * SECOND;
        let found = onset(&seconds(&times), 1.0 / 10e9, &burst);
        assert!(found.is_none_or(|onset| onset.ln_p_before > -5.0));
        let leads = ln_p_of_leads([1, 6, 30, 90], 1.0 / 10e9);
        assert!(leads.iter().all(|ln_p| *ln_p > -2.0));
        assert_eq!(onset(&[], 0.0, &burst), None);
    }
}
