//! Which patterns move with a series: whose rate is another one around its bursts, or goes up and
//! down with it, and how long before or after.
//!
//! Around bursts the counts in the bursts' windows, moved by each of some lags, are held against
//! the rest by the exact test of `explain`, paid for by how clumped a pattern comes anyway. Without
//! bursts `sway` compares the whole course. All tests of all patterns and lags are discoveries
//! together.
//!
//! Does not: say what causes what; a lag is a lag.

use std::ops::Range;

use super::sway::{Course, Sway};
use crate::{
    arrange::Arrange,
    explain::{Counts, discoveries, dispersion, ln_p, onset, scale},
    merge::SparseCounts,
};

/// A pattern that moves with a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Its place among the patterns given.
    pub item: usize,
    /// By how many buckets it comes before the series; negative: after.
    pub lead: i64,
    /// Whether its rate rises where the series does.
    pub rises: bool,
    /// Its records in the windows of the bursts moved by the lag, and how many are usual there;
    /// where the whole course was compared all of its records.
    pub inside: u64,
    pub expected: f64,
    /// The correlation of both courses, where these were compared.
    pub correlation: Option<f64>,
    /// Chance of as much, as a logarithm, before so many tests are paid for.
    pub ln_p: f64,
}

/// What moves with a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// The surest first.
    pub moved: Vec<Moved>,
    /// How many tests were made.
    pub tests: usize,
}

/// Fewest records of a pattern in the windows for more than usual, and expected ones for less.
const INSIDE_MIN: u64 = 5;
const EXPECTED_MIN: f64 = 10.0;
/// Fewest buckets that these stand in: one clump may be there by chance.
const BUCKETS_MIN: usize = 3;
/// Expected records from which on a pattern is frequent, and how many such tell of traffic.
const FREQUENT_MIN: f64 = 20.0;
const PATTERNS_MIN: usize = 5;
/// How many times the usual, or what part of it, is worth a row.
const TIMES_MIN: f64 = 1.5;
/// Lags by which windows are moved, in buckets, both ways.
const LAGS: [i64; 12] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];

/// What moves with a series of `values` in `values.len()` buckets (none: not known), whose bursts
/// (and dips) lie in `windows`; `patterns` are counts in the same buckets. Lags are looked for up
/// to `lag_max` buckets.
#[must_use]
pub fn moves(
    values: &[Option<f64>],
    windows: &[Range<usize>],
    patterns: &[SparseCounts],
    lag_max: usize,
) -> Moves {
    let n = values.len();
    let looked = Looked::new(n, windows, patterns);
    let lags: Vec<i64> = LAGS
        .iter()
        .flat_map(|lag| if *lag == 0 { vec![0] } else { vec![*lag, -*lag] })
        .filter(|lag| lag.unsigned_abs() as usize <= lag_max)
        .collect();
    let mut tested: Vec<Moved> = Vec::new();
    let mut tests = 0;
    if !windows.is_empty() {
        let phis: Vec<f64> = patterns.iter().map(|counts| looked.phi(counts, lag_max)).collect();
        for lag in &lags {
            looked.test(*lag, patterns, &phis, &mut tested);
        }
        tests += lags.len() * patterns.len();
    }
    if let Some(course) = Course::of(values, lag_max) {
        for (item, counts) in patterns.iter().enumerate() {
            let Some(sway) = course.with(&counts.dense(n as u32)) else { continue };
            tests += 1;
            tested.push(of_sway(item, &sway, counts.total()));
        }
    }
    let ln_ps: Vec<f64> = tested.iter().map(|moved| moved.ln_p).collect();
    let holds = discoveries(&ln_ps, paid_for(tests));
    let mut best: Vec<Option<Moved>> = vec![None; patterns.len()];
    for (moved, holds) in tested.into_iter().zip(holds) {
        let Some(slot) = best.get_mut(moved.item).filter(|_| holds) else { continue };
        if slot.is_none_or(|known| is_better(&moved, &known)) {
            *slot = Some(moved);
        }
    }
    let mut moved: Vec<Moved> = best.into_iter().flatten().collect();
    for moved in &mut moved {
        if let Some(counts) = patterns.get(moved.item) {
            looked.refine(moved, counts);
        }
    }
    moved.arrange_by(|a, b| a.ln_p.total_cmp(&b.ln_p).then(a.item.cmp(&b.item)));
    Moves { moved, tests }
}

/// How many tests are paid for: those of neighbouring lags hang together, so by as many times more
/// as holds for any tests whatever (Benjamini and Yekutieli, Annals of Statistics 2001).
fn paid_for(tests: usize) -> usize {
    let harmonic = (tests.max(1) as f64).ln() + 0.58;
    (tests as f64 * harmonic.max(1.0)).ceil() as usize
}

/// Surer; of equals the shorter lag.
fn is_better(a: &Moved, b: &Moved) -> bool {
    a.ln_p.total_cmp(&b.ln_p).then(a.lead.abs().cmp(&b.lead.abs())).is_lt()
}

fn of_sway(item: usize, sway: &Sway, total: u64) -> Moved {
    Moved {
        item,
        lead: sway.lead,
        rises: sway.correlation > 0.0,
        inside: total,
        expected: 0.0,
        correlation: Some(sway.correlation),
        ln_p: sway.ln_p,
    }
}

/// How many records inside stand for one outside. A general change of traffic is told by the median
/// of frequent patterns; of a few of them it would be what one of them does.
fn traffic(sides: &[Counts], exposure: f64) -> f64 {
    let is_frequent = |side: &&Counts| side.outside as f64 * exposure >= FREQUENT_MIN;
    match sides.iter().filter(is_frequent).count() {
        0..PATTERNS_MIN => exposure,
        _ => scale(sides, exposure),
    }
}

/// Windows, and what all patterns together are in each bucket.
struct Looked<'a> {
    n: usize,
    windows: &'a [Range<usize>],
    totals: Vec<f64>,
}

impl Looked<'_> {
    fn new<'a>(n: usize, windows: &'a [Range<usize>], patterns: &[SparseCounts]) -> Looked<'a> {
        let mut totals = vec![0.0; n];
        for (bucket, count) in patterns.iter().flat_map(SparseCounts::iter) {
            if let Some(total) = totals.get_mut(bucket as usize) {
                *total += f64::from(count);
            }
        }
        Looked { n, windows, totals }
    }

    /// For each bucket whether it lies in a window that is moved so many buckets ahead, or within
    /// `room` buckets of it.
    fn mask(&self, lead: i64, room: usize) -> Vec<bool> {
        let mut mask = vec![false; self.n];
        for window in self.windows {
            let edge =
                |at: usize, more: i64| (at as i64 - lead + more).clamp(0, self.n as i64) as usize;
            let (from, to) = (edge(window.start, -(room as i64)), edge(window.end, room as i64));
            if let Some(inside) = mask.get_mut(from..to) {
                inside.fill(true);
            }
        }
        mask
    }

    /// How much more than by chance the counts of a pattern stray outside of the windows: from
    /// bucket to bucket, and over stretches as long as a window.
    fn phi(&self, counts: &SparseCounts, lag_max: usize) -> f64 {
        let length = self.windows.iter().map(|window| window.len()).sum::<usize>();
        let length = (length / self.windows.len().max(1)).clamp(1, (self.n / 12).max(1));
        let dense = counts.dense(self.n as u32);
        let near = self.mask(0, lag_max.min(self.n / 8));
        let outside = (0..self.n).filter(|at| near.get(*at) == Some(&false));
        let pairs: Vec<(f64, f64)> = outside
            .map(|at| (f64::from(dense.get(at).copied().unwrap_or(0)), self.total(at)))
            .collect();
        let joined = |length: usize| {
            let sums = pairs.chunks(length).map(|chunk| {
                chunk.iter().fold((0.0, 0.0), |(a, b), (count, total)| (a + count, b + total))
            });
            let (counts, totals): (Vec<f64>, Vec<f64>) = sums.unzip();
            dispersion(&counts, &totals)
        };
        [1, length, length * 2, length * 3].map(joined).into_iter().fold(1.0, f64::max)
    }

    fn total(&self, at: usize) -> f64 {
        self.totals.get(at).copied().unwrap_or(0.0)
    }

    /// Holds every pattern's counts in the moved windows against those outside.
    fn test(&self, lead: i64, patterns: &[SparseCounts], phis: &[f64], to: &mut Vec<Moved>) {
        let mask = self.mask(lead, 0);
        let is_inside = |bucket: u32| mask.get(bucket as usize) == Some(&true);
        let inside_buckets = mask.iter().filter(|inside| **inside).count();
        let covered = |inside: bool| {
            let buckets = mask.iter().zip(&self.totals);
            buckets.filter(|(is, total)| **is == inside && **total > 0.0).count()
        };
        let exposure = covered(true).max(1) as f64 / covered(false).max(1) as f64;
        if inside_buckets == 0 || inside_buckets * 2 > self.n {
            return;
        }
        let mut spread = Vec::with_capacity(patterns.len());
        let sides: Vec<Counts> = patterns
            .iter()
            .map(|counts| {
                let mut side = Counts::default();
                let mut buckets = 0;
                for (bucket, count) in counts.iter() {
                    match is_inside(bucket) {
                        true => {
                            side.inside += u64::from(count);
                            buckets += 1;
                        }
                        false => side.outside += u64::from(count),
                    }
                }
                spread.push(buckets);
                side
            })
            .collect();
        let scale = traffic(&sides, exposure);
        for (item, side) in sides.iter().enumerate() {
            let expected = side.outside as f64 * scale;
            let inside = side.inside as f64;
            let is_more = side.inside >= INSIDE_MIN
                && inside >= TIMES_MIN * expected
                && spread
                    .get(item)
                    .is_some_and(|buckets| *buckets >= BUCKETS_MIN.min(inside_buckets));
            let is_less = expected >= EXPECTED_MIN && inside * TIMES_MIN <= expected;
            if is_more || is_less {
                let ln_p = ln_p(*side, scale) / phis.get(item).copied().unwrap_or(1.0);
                let rises = is_more;
                let inside = side.inside;
                to.push(Moved { item, lead, rises, inside, expected, correlation: None, ln_p });
            }
        }
    }

    /// The lag by where the pattern broke away, rather than by the lags that were tested.
    fn refine(&self, moved: &mut Moved, counts: &SparseCounts) {
        if moved.correlation.is_some() || !moved.rises {
            return;
        }
        let times: Vec<(i64, u64)> =
            counts.iter().map(|(bucket, count)| (i64::from(bucket), u64::from(count))).collect();
        let outside = counts.total().saturating_sub(moved.inside) as f64;
        let inside: usize = self.windows.iter().map(|window| window.len()).sum();
        let usual = outside / self.n.saturating_sub(inside).max(1) as f64;
        let mut leads: Vec<i64> = self
            .windows
            .iter()
            .filter_map(|window| {
                let shifted = window.start as i64 - moved.lead..window.end as i64 - moved.lead;
                let found = onset(&times, usual.max(1e-9), &shifted)?;
                Some(window.start as i64 - found.nanos)
            })
            .collect();
        leads.sort_unstable();
        if let Some(lead) = leads.get(leads.len() / 2) {
            moved.lead = *lead;
        }
    }
}
