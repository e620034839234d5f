//! Silences: where something that comes again and again did not come.
//!
//! The gaps between events say how long one waits as a rule. The upper half of the gaps is fitted
//! by an exponential tail, which is right for events by chance, and hugs the usual gap where
//! events are regular, as heartbeats are.
//!
//! Does not: see what became rarer without stopping; the scan of a burst's baseline does.

use std::ops::Range;

/// A stretch without events.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// From the last event before it to the first after it, in nanoseconds since 1970; to the end
    /// of the data where none came after.
    pub range_nanos: Range<i64>,
    /// The usual gap.
    pub usual_nanos: i64,
    /// Whether events came again.
    pub is_over: bool,
    /// Chance of any such gap.
    pub p: f64,
}

/// Events from which on gaps tell a habit.
const EVENTS_MIN: usize = 8;
/// Chance, over all gaps, up to which a gap is a silence.
const P_MAX: f64 = 1e-4;
/// Gaps on either side that tell what is usual there.
const GAPS_AROUND: usize = 50;
/// A silence is at least this many usual gaps long.
const GAPS_MIN: f64 = 2.5;
/// A habit was kept for at least this share of the time up to the silence: a batch that ran for a
/// while and is done was no habit.
const KEPT_MIN: f64 = 0.5;
/// ln 5: the upper half of an exponential tail falls to a fifth between its median and the ninth
/// tenth.
const LN_FIVE: f64 = 1.609_437_9;

/// The silences of something that came at `times` (ascending, nanoseconds), in data of the range
/// `extent`; the longest first.
#[must_use]
pub fn silences(times: &[i64], extent: &Range<i64>) -> Vec<Silence> {
    let (begin, end) = (extent.start, extent.end);
    if times.len() < EVENTS_MIN {
        return Vec::new();
    }
    let mut gaps: Vec<i64> = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    gaps.sort_unstable();
    let (usual, scale) = tail(&gaps);
    let ends = times.iter().skip(1).copied().map(|time| (time, true)).chain([(end, false)]);
    let mut found: Vec<Silence> = times
        .iter()
        .enumerate()
        .zip(ends)
        .filter_map(|((at, &start), (end, is_over))| {
            let gap = end.saturating_sub(start) as f64;
            let chance = |(usual, scale): (f64, f64)| {
                (times.len() as f64 * 0.5 * (-(gap - usual) / scale).exp()).min(1.0)
            };
            let mut p = chance((usual, scale));
            if p <= P_MAX {
                p = p.max(chance(tail_around(times, at)));
            }
            let kept = start.saturating_sub(times.first().copied().unwrap_or(start)) as f64;
            let known = start.saturating_sub(begin) as f64;
            let is_habit = kept >= KEPT_MIN * known && kept >= GAPS_MIN * usual;
            (p <= P_MAX && gap >= GAPS_MIN * usual && is_habit).then_some(Silence {
                range_nanos: start..end,
                usual_nanos: usual as i64,
                is_over,
                p,
            })
        })
        .collect();
    found.sort_by_key(|silence| {
        (
            silence.range_nanos.start.saturating_sub(silence.range_nanos.end),
            silence.range_nanos.start,
        )
    });
    found
}

/// The usual gap, and the scale of the exponential tail above it; gaps ascending. Times that are
/// whole seconds tell gaps to the second.
fn tail(gaps: &[i64]) -> (f64, f64) {
    let quantile = |tenths: usize| {
        gaps.get(gaps.len().saturating_sub(1) * tenths / 10).map_or(0.0, |gap| *gap as f64)
    };
    let (usual, long) = (quantile(5), quantile(9));
    let unit = gaps.iter().find(|gap| **gap > 0).map_or(1.0, |gap| *gap as f64);
    let told = if unit > usual { unit } else { 0.0 };
    (usual, ((long - usual).max(told) / LN_FIVE).max(usual * 0.05).max(1.0))
}

/// The same of the gaps around one: rates wander, and what is long at noon is usual at night.
fn tail_around(times: &[i64], at: usize) -> (f64, f64) {
    let around = at.saturating_sub(GAPS_AROUND)..(at + GAPS_AROUND + 2).min(times.len());
    let pairs = times.get(around.clone()).unwrap_or_default().windows(2).enumerate();
    let others = pairs.filter(|(place, _)| around.start + place != at);
    let mut gaps: Vec<i64> = others.map(|(_, pair)| pair[1].saturating_sub(pair[0])).collect();
    gaps.sort_unstable();
    tail(&gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000_000;

    #[test]
    fn a_heartbeat_that_stops_is_a_silence() {
        let beats = (0..100).filter(|beat| !(40..43).contains(beat));
        let times: Vec<i64> = beats.map(|beat| beat * 10 * SECOND + beat * 7919 % SECOND).collect();
        let found = silences(&times, &(0..1200 * SECOND));
        let shown: Vec<_> = found
            .iter()
            .map(|s| (s.range_nanos.start / SECOND, s.range_nanos.end / SECOND, s.is_over))
            .collect();
        assert_eq!(shown, [(990, 1200, false), (390, 430, true)]);
        assert_eq!(found[0].usual_nanos / SECOND, 10);
    }

    #[test]
    fn events_by_chance_have_long_gaps_too() {
        let mut state = 1_u64;
        let mut time = 0;
        let times: Vec<i64> = (0..2000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let uniform = (state >> 11) as f64 / (1_u64 << 53) as f64;
                time += (-(1.0 - uniform).ln() * 5e9) as i64;
                time
            })
            .collect();
        assert_eq!(silences(&times, &(0..time)), []);
        let stopped = silences(&times, &(0..time + 200 * SECOND));
        assert_eq!(stopped.len(), 1);
    }

    #[test]
    fn few_or_equal_times_have_no_habit() {
        assert_eq!(silences(&[], &(0..5)), []);
        assert_eq!(silences(&[1, 2, 3], &(0..1 << 60)), []);
        assert_eq!(silences(&[5; 50], &(0..5)), []);
    }
}
