//! By how much two sources' clocks differ, from the times at which both first name the same ids.
//!
//! A difference is told where the median is larger than what a request takes, and larger than twice the
//! range that the middle half of the differences lies in: what varies is a delay, what does not is a clock.
//!
//! Does not: know which clock is right; the one that more of the others agree with is taken to be.

use std::collections::BTreeMap;

use super::Seen;

/// Ids that two sources have in common, at least.
const SHARED_MIN: usize = 8;
/// An id that stands in a source more often than this is no request's.
const COUNT_MAX: u32 = 64;
/// Sources that name one id, at most: what more do is no request's.
const SOURCES_MAX: usize = 16;
/// A smaller difference is not told: requests take as long.
const SKEW_NANOS_MIN: i64 = 500_000_000;
/// The median is at least so many times the spread.
const TIMES_SPREAD: i64 = 2;

/// A source whose clock differs from another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skew {
    pub source: u32,
    /// The source that it was compared with.
    pub other: u32,
    /// Ids that both have.
    pub ids: usize,
    /// How much later the same ids come in `other`: what would have to be added to the source's times.
    pub nanos: i64,
    /// The range of the middle half of the differences.
    pub spread_nanos: i64,
}

/// The sources whose clocks seem wrong, each against the one it shares most ids with, by source.
#[must_use]
pub fn skews(sources: &BTreeMap<u32, Vec<Seen>>) -> Vec<Skew> {
    let pairs = pairs(sources);
    let mut agreeing: BTreeMap<u32, usize> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| !pair.is_skewed()) {
        *agreeing.entry(pair.source).or_default() += 1;
        *agreeing.entry(pair.other).or_default() += 1;
    }
    let agreeing = |source: u32| agreeing.get(&source).copied().unwrap_or(0);
    let mut found: BTreeMap<u32, Skew> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.is_skewed()) {
        // Of two, the one that was opened later.
        let turned = agreeing(pair.source) < agreeing(pair.other);
        let suspect = if turned { *pair } else { pair.turned() };
        let known = found.entry(suspect.source).or_insert(suspect);
        if suspect.ids > known.ids {
            *known = suspect;
        }
    }
    found.into_values().map(|skew| Skew { nanos: rounded(skew.nanos), ..skew }).collect()
}

impl Skew {
    fn is_skewed(&self) -> bool {
        let nanos = self.nanos.saturating_abs();
        nanos >= SKEW_NANOS_MIN && nanos >= self.spread_nanos.saturating_mul(TIMES_SPREAD)
    }

    fn turned(&self) -> Skew {
        Skew { source: self.other, other: self.source, nanos: self.nanos.saturating_neg(), ..*self }
    }
}

/// Sources that share enough ids, the first opened first, and how their clocks differ.
fn pairs(sources: &BTreeMap<u32, Vec<Seen>>) -> Vec<Skew> {
    let mut by_id: BTreeMap<u64, Vec<(u32, i64)>> = BTreeMap::new();
    for (&source, seen) in sources {
        for seen in seen.iter().filter(|seen| seen.count <= COUNT_MAX) {
            by_id.entry(seen.id).or_default().push((source, seen.first));
        }
    }
    let mut differences: BTreeMap<(u32, u32), Vec<i64>> = BTreeMap::new();
    for seen in by_id.values().filter(|seen| seen.len() <= SOURCES_MAX) {
        for (at, &(source, first)) in seen.iter().enumerate() {
            for &(other, later) in seen.iter().skip(at + 1) {
                let difference = later.saturating_sub(first);
                differences.entry((source, other)).or_default().push(difference);
            }
        }
    }
    let differences = differences.into_iter().filter(|(_, all)| all.len() >= SHARED_MIN);
    differences
        .map(|((source, other), mut all)| {
            all.sort_unstable();
            let part = |of_four: usize| all.get(all.len() * of_four / 4).copied().unwrap_or(0);
            let spread_nanos = part(3).saturating_sub(part(1));
            Skew { source, other, ids: all.len(), nanos: part(2), spread_nanos }
        })
        .collect()
}

/// To a tenth of a second, and below two seconds to a hundredth: the rest is what requests take.
fn rounded(nanos: i64) -> i64 {
    let step = if nanos.saturating_abs() < 2_000_000_000 { 10_000_000 } else { 100_000_000 };
    nanos.saturating_add(step / 2).div_euclid(step).saturating_mul(step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MILLI: i64 = 1_000_000;

    /// Twenty ids, a second apart, seen in a source later than they happened by `late(n)` milliseconds.
    fn source(late: impl Fn(i64) -> i64) -> Vec<Seen> {
        let seen = |n: i64| Seen { id: n as u64, first: (n * 1000 + late(n)) * MILLI, count: 2 };
        (0..20).map(seen).collect()
    }

    fn found(sources: Vec<Vec<Seen>>) -> Vec<(u32, u32, i64)> {
        let sources = (0..).zip(sources).collect();
        skews(&sources).iter().map(|skew| (skew.source, skew.other, skew.nanos / MILLI)).collect()
    }

    #[test]
    fn what_is_late_by_the_same_is_a_clock() {
        assert_eq!(found(vec![source(|_| 0), source(|n| n % 7 - 2000)]), [(1, 0, 2000)]);
        assert_eq!(found(vec![source(|_| 0), source(|n| n % 7 + 3_600_000)]), [(1, 0, -3_600_000)]);
        // A delay varies; a short one is what a request takes.
        assert_eq!(found(vec![source(|_| 0), source(|n| n * n * 37 % 5000)]), []);
        assert_eq!(found(vec![source(|_| 0), source(|n| n % 7 + 80)]), []);
    }

    #[test]
    fn the_clock_that_fewer_agree_with_is_wrong() {
        let right = || source(|n| n % 3);
        let wrong = source(|_| -5000);
        assert_eq!(found(vec![wrong, right(), right()]), [(0, 1, 5000)]);
    }

    #[test]
    fn few_ids_and_frequent_ones_tell_nothing() {
        let few = |late: i64| source(|_| late).split_off(14);
        assert_eq!(found(vec![few(0), few(2000)]), []);
        let mut frequent = source(|_| 2000);
        frequent.iter_mut().for_each(|seen| seen.count = 100);
        assert_eq!(found(vec![source(|_| 0), frequent]), []);
    }

    proptest! {
        #[test]
        fn any_times_are_compared(times in proptest::collection::vec((0..12_u64, any::<i64>()), 0..40)) {
            let half = times.len() / 2;
            let seen = |all: &[(u64, i64)]| {
                all.iter().map(|&(id, first)| Seen { id, first, count: 1 }).collect::<Vec<_>>()
            };
            let sources = [(0, seen(&times[..half])), (1, seen(&times[half..]))];
            prop_assert!(skews(&sources.into_iter().collect()).len() <= 2);
        }
    }
}
