//! Silences: where something that comes again and again did not come.
//!
//! The gaps between events say how long one waits as a rule. The upper half of the gaps is fitted
//! by an exponential tail, which is right for events by chance, and hugs the usual gap where
//! events are regular, as heartbeats are.
//!
//! Does not: see what became rarer without stopping; the scan of a burst's baseline does.

use std::{cmp::Reverse, ops::Range};

use crate::arrange::Arrange;

/// A stretch without events.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// From the last event before it to the first after it, in nanoseconds since 1970; to the end
    /// of the data where none came after.
    pub range_nanos: Range<i64>,
    /// The usual gap.
    pub usual_nanos: i64,
    /// From when on the gap was longer than all but one of a hundred are by chance.
    pub noticed_nanos: i64,
    /// Whether events came again.
    pub is_over: bool,
    /// Chance of any such gap.
    pub p: f64,
}

/// Instants with events from which on gaps tell a habit: many periods.
const INSTANTS_MIN: usize = 20;
/// Chance, over all gaps, up to which a gap is a silence.
const P_MAX: f64 = 1e-4;
/// Gaps on either side that tell what is usual there.
const GAPS_AROUND: usize = 50;
/// A silence is at least this many usual gaps long.
const GAPS_MIN: f64 = 2.5;
/// A habit was kept for at least this share of the time up to the silence: a batch that ran for a
/// while and is done was no habit.
const KEPT_MIN: f64 = 0.5;
/// Units that times are written in.
const UNITS_NANOS: [i64; 5] = [60_000_000_000, 1_000_000_000, 1_000_000, 1_000, 1];
/// ln 100: a gap is noticed when all but one of a hundred are shorter.
const LN_HUNDRED: f64 = 4.605_170_2;
/// ln 5: the upper half of an exponential tail falls to a fifth between its median and the ninth
/// tenth.
const LN_FIVE: f64 = 1.609_437_9;

/// The silences of something that came at `times` (ascending, nanoseconds), in data of the range
/// `extent`; the longest first.
#[must_use]
pub fn silences(times: &[i64], extent: &Range<i64>) -> Vec<Silence> {
    let mut instants = times.to_vec();
    instants.dedup();
    if instants.len() < INSTANTS_MIN {
        return Vec::new();
    }
    let mut gaps = gaps(&instants);
    gaps.sort_unstable();
    let unit = unit(&instants) as f64;
    let habit = tail(&gaps, unit);
    let ends = instants.iter().skip(1).map(|time| (*time, true)).chain([(extent.end, false)]);
    let mut found: Vec<Silence> = (0..instants.len())
        .zip(ends)
        .filter_map(|(at, (end, is_over))| {
            silence(&instants, at, (habit, unit), extent.start, end, is_over)
        })
        .collect();
    let length = |silence: &Silence| {
        let range = &silence.range_nanos;
        range.end.saturating_sub(range.start)
    };
    found.arrange_by_key(|silence| (Reverse(length(silence)), silence.range_nanos.start));
    found
}

/// The gap after an instant, if it is a silence: too long by the habit of the whole and of the gaps
/// around it.
fn silence(
    instants: &[i64],
    at: usize,
    (habit, unit): (Tail, f64),
    begin: i64,
    end: i64,
    is_over: bool,
) -> Option<Silence> {
    let (first, start) = (*instants.first()?, *instants.get(at)?);
    let gap = end.saturating_sub(start) as f64;
    let chance = |tail: Tail| {
        (instants.len() as f64 * 0.5 * (-(gap - tail.usual) / tail.scale).exp()).min(1.0)
    };
    if chance(habit) > P_MAX || gap < GAPS_MIN * habit.usual {
        return None;
    }
    let around = tail_around(instants, at, unit);
    let p = chance(habit).max(chance(around));
    let (kept, known) = (start.saturating_sub(first) as f64, start.saturating_sub(begin) as f64);
    let noticed = habit.noticed().max(around.noticed()).min(gap);
    (p <= P_MAX && kept >= KEPT_MIN * known).then_some(Silence {
        range_nanos: start..end,
        usual_nanos: habit.usual as i64,
        noticed_nanos: start.saturating_add(noticed as i64),
        is_over,
        p,
    })
}

fn gaps(instants: &[i64]) -> Vec<i64> {
    instants.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect()
}

/// The usual gap, and the scale of the exponential tail above it, in nanoseconds.
#[derive(Clone, Copy, Debug)]
struct Tail {
    usual: f64,
    scale: f64,
}

impl Tail {
    fn noticed(self) -> f64 {
        self.usual + self.scale * LN_HUNDRED
    }
}

/// The tail of gaps, ascending, of instants that are whole units.
fn tail(gaps: &[i64], unit: f64) -> Tail {
    let quantile = |tenths: usize| {
        gaps.get(gaps.len().saturating_sub(1) * tenths / 10).map_or(0.0, |gap| *gap as f64)
    };
    let (usual, long) = (quantile(5), quantile(9));
    let scale = ((long - usual).max(unit) / LN_FIVE).max(usual * 0.05);
    Tail { usual, scale }
}

/// The same of the gaps around one: rates wander, and what is long at noon is usual at night.
fn tail_around(instants: &[i64], at: usize, unit: f64) -> Tail {
    let around = at.saturating_sub(GAPS_AROUND)..(at + GAPS_AROUND + 2).min(instants.len());
    let mut gaps = gaps(instants.get(around.clone()).unwrap_or_default());
    if at - around.start < gaps.len() {
        gaps.remove(at - around.start);
    }
    gaps.sort_unstable();
    tail(&gaps, unit)
}

/// What the instants are whole numbers of: minutes, seconds, milli-, micro- or nanoseconds.
fn unit(instants: &[i64]) -> i64 {
    let is_whole = |unit: &i64| instants.iter().all(|instant| instant % unit == 0);
    UNITS_NANOS.into_iter().find(is_whole).unwrap_or(1)
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
    fn few_periods_are_no_habit_however_many_events_they_have() {
        let ticks = |n: i64| -> Vec<i64> {
            (0..n).flat_map(|at| std::iter::repeat_n(at * SECOND, 2_000)).collect()
        };
        assert_eq!(silences(&ticks(10), &(0..60 * SECOND)), []);
        let after_many = silences(&ticks(60), &(0..90 * SECOND));
        let [stopped] = &after_many[..] else { panic!("one: {after_many:?}") };
        assert_eq!(stopped.range_nanos, 59 * SECOND..90 * SECOND);
        assert!(stopped.noticed_nanos < 64 * SECOND);
    }

    #[test]
    fn few_or_equal_times_have_no_habit() {
        assert_eq!(silences(&[], &(0..5)), []);
        assert_eq!(silences(&[1, 2, 3], &(0..1 << 60)), []);
        assert_eq!(silences(&[5; 50], &(0..5)), []);
    }
}
