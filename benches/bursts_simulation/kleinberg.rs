//! Kleinberg's automaton of two states over counts (Bursty and Hierarchical Structure in Streams,
//! KDD 2002), as a reference: scaling 2, cost of a change 1 · ln n.
//!
//! Does not: allow for more spread than a Poisson process has.

use std::ops::Range;

/// The ranges of buckets in the upper state.
pub(crate) fn bursts(counts: &[f64]) -> Vec<Range<usize>> {
    let n = counts.len();
    let usual = (counts.iter().sum::<f64>() / n as f64).max(1e-9);
    let cost = |count: f64, rate: f64| rate - count * rate.ln();
    let change = (n as f64).ln();
    let mut best = [0.0, change];
    let mut from: Vec<[usize; 2]> = Vec::with_capacity(n);
    for &count in counts {
        let low = if best[0] <= best[1] { 0 } else { 1 };
        let high = if best[1] <= best[0] + change { 1 } else { 0 };
        let to_high = best[high] + if high == 0 { change } else { 0.0 };
        best = [best[low] + cost(count, usual), to_high + cost(count, 2.0 * usual)];
        from.push([low, high]);
    }
    let mut state = usize::from(best[1] < best[0]);
    let mut upper = vec![false; n];
    for at in (0..n).rev() {
        upper[at] = state == 1;
        state = from[at][state];
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..n).filter(|at| upper[*at]) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}
