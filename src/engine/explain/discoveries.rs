//! Which of many tests hold, when so many were made (Benjamini and Hochberg, JRSS B 1995).
//!
//! Does not: test.

use crate::arrange::Arrange;

/// Share of discoveries that may be chance.
pub const FALSE_SHARE_MAX: f64 = 0.05;

/// For each chance, given as a logarithm, whether it holds among `tests` made in all (at least as
/// many as are given; the others are thought to have shown nothing).
#[must_use]
pub fn discoveries(ln_ps: &[f64], tests: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..ln_ps.len()).collect();
    order.arrange_by(|a, b| ln_ps[*a].total_cmp(&ln_ps[*b]));
    let tests = tests.max(ln_ps.len()) as f64;
    let bound = |rank: usize| (FALSE_SHARE_MAX * (rank + 1) as f64 / tests).ln();
    let kept = (0..order.len()).rev().find(|rank| ln_ps[order[*rank]] <= bound(*rank));
    let mut holds = vec![false; ln_ps.len()];
    for &at in order.iter().take(kept.map_or(0, |last| last + 1)) {
        holds[at] = true;
    }
    holds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_grows_with_the_rank() {
        let ps = [0.04, 0.001, 0.02, 0.5].map(f64::ln);
        assert_eq!(discoveries(&ps, 4), [false, true, true, false]);
        assert_eq!(discoveries(&ps, 400), [false; 4]);
        assert_eq!(discoveries(&[], 0), Vec::<bool>::new());
    }
}
