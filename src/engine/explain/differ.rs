//! What differs between two sets of records, item by item.
//!
//! An item is a pattern, a level, a source or a field's value; the caller knows which, here it is a
//! pair of counts. Too many or too few inside is tested exactly, all tests together are paid for,
//! and what is left ranks by the excess that is sure.
//!
//! Does not: combine items (`combine` does), or know times (`onset` does).

use serde::{Deserialize, Serialize};

use super::{
    discoveries::discoveries,
    tail::{ln_binomial_head, ln_binomial_tail},
};
use crate::arrange::Arrange;

/// How often an item is in each set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub inside: u64,
    pub outside: u64,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    New,
    Up,
    Down,
    Gone,
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Its place among the items given.
    pub item: usize,
    pub counts: Counts,
    /// How many inside the baseline lets expect.
    pub expected: f64,
    /// Inside by expected; None where none is expected.
    pub ratio: Option<f64>,
    /// Records more (or fewer) than expected that are sure, never negative.
    pub sure: f64,
    /// Share of the whole excess that is surely explained, 0 to 1.
    pub explains: f64,
    /// Chance of a count so far from the expected, as a logarithm.
    pub ln_p: f64,
    pub verdict: Verdict,
}

/// Inside records from which on an excess counts.
const INSIDE_MIN: u64 = 5;
/// Share of the whole excess that an item must surely explain.
const EXPLAINS_MIN: f64 = 0.05;
/// Standard errors by which an excess is sure at 95 %, one-sided.
const SURE_ERRORS: f64 = 1.645;
/// What absorbs a general change of traffic stays within this factor.
const TRAFFIC_MAX: f64 = 5.0;
/// Expected records from which on an item's ratio tells of traffic.
const FREQUENT_MIN: f64 = 20.0;

/// How many records inside stand for one outside: `exposure` is inside's length (or size) by
/// outside's, and a general change of traffic is absorbed by the median ratio of frequent items.
#[must_use]
pub fn scale(items: &[Counts], exposure: f64) -> f64 {
    let exposure = if exposure.is_finite() && exposure > 0.0 { exposure } else { 1.0 };
    let due = |item: &Counts| item.outside as f64 * exposure;
    let frequent = items.iter().filter(|item| due(item) >= FREQUENT_MIN);
    let mut ratios: Vec<f64> = frequent.map(|item| item.inside as f64 / due(item)).collect();
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or(1.0);
    exposure * median.clamp(1.0 / TRAFFIC_MAX, TRAFFIC_MAX)
}

/// The items that differ, the most surely explaining first; `scale` as above, `excess` the records
/// inside beyond the expected that are to be explained.
#[must_use]
pub fn differ(items: &[Counts], scale: f64, excess: f64) -> Vec<Difference> {
    let ln_ps: Vec<f64> = items.iter().map(|item| ln_p(*item, scale)).collect();
    let holds = discoveries(&ln_ps, items.len());
    let mut found: Vec<Difference> = (0..items.len())
        .filter(|item| holds[*item])
        .map(|item| difference(item, items[item], scale, excess, ln_ps[item]))
        .filter(Difference::has_support)
        .collect();
    found.arrange_by(|a, b| {
        let (a_up, b_up) = (a.is_more(), b.is_more());
        b_up.cmp(&a_up).then(b.sure.total_cmp(&a.sure)).then(a.item.cmp(&b.item))
    });
    found
}

/// The difference of one item, tested or not.
#[must_use]
pub fn difference(item: usize, counts: Counts, scale: f64, excess: f64, ln_p: f64) -> Difference {
    let (inside, outside) = (counts.inside as f64, counts.outside as f64);
    let expected = outside * scale;
    let away = inside - expected;
    let error = (inside + outside * scale * scale + 0.25).sqrt();
    let sure = (away.abs() - SURE_ERRORS * error).max(0.0);
    let verdict = match (counts.inside, counts.outside) {
        (0, _) => Verdict::Gone,
        (_, 0) => Verdict::New,
        _ if away > 0.0 => Verdict::Up,
        _ => Verdict::Down,
    };
    Difference {
        item,
        counts,
        expected,
        ratio: (expected > 0.0).then(|| inside / expected),
        sure,
        explains: if excess > 0.0 { (sure / excess).min(1.0) } else { 0.0 },
        ln_p,
        verdict,
    }
}

impl Difference {
    /// More inside than expected.
    #[must_use]
    pub fn is_more(&self) -> bool {
        matches!(self.verdict, Verdict::New | Verdict::Up)
    }

    /// The same for an item that strays more than chance by the factor `phi` of its variance.
    #[must_use]
    pub fn dispersed(self, phi: f64, scale: f64, excess: f64) -> Difference {
        let counts = self.counts;
        let (inside, outside) = (counts.inside as f64, counts.outside as f64);
        let error = (phi * (inside + outside * scale * scale) + 0.25).sqrt();
        let sure = ((inside - self.expected).abs() - SURE_ERRORS * error).max(0.0);
        let explains = if excess > 0.0 { (sure / excess).min(1.0) } else { 0.0 };
        Difference { sure, explains, ln_p: self.ln_p / phi, ..self }
    }

    /// The share of its records inside that are beyond the usual; of what is less, the share of
    /// the usual that is missing. 1 for what is new and what is gone.
    #[must_use]
    pub fn purity(&self) -> f64 {
        let inside = self.counts.inside as f64;
        let (much, little) = match self.is_more() {
            true => (inside, self.expected),
            false => (self.expected, inside),
        };
        if much > 0.0 { (1.0 - little / much).clamp(0.0, 1.0) } else { 1.0 }
    }

    /// Enough records for a row. What is gone has none inside by its nature.
    #[must_use]
    pub fn has_support(&self) -> bool {
        self.verdict == Verdict::Gone
            || (self.explains >= EXPLAINS_MIN
                && (self.counts.inside >= INSIDE_MIN || self.verdict == Verdict::Down))
    }
}

/// Chance, two-sided and as a logarithm, of a split of the item's records as uneven as this.
#[must_use]
pub fn ln_p(counts: Counts, scale: f64) -> f64 {
    let (inside, all) = (counts.inside as f64, (counts.inside + counts.outside) as f64);
    if all == 0.0 {
        return 0.0;
    }
    let share = scale / (1.0 + scale);
    let one_sided = if inside >= all * share {
        ln_binomial_tail(inside, all, share)
    } else {
        ln_binomial_head(inside, all, share)
    };
    (one_sided + std::f64::consts::LN_2).min(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(inside: u64, outside: u64) -> Counts {
        Counts { inside, outside }
    }

    #[test]
    fn each_verdict_and_none() {
        let items =
            [counts(400, 100), counts(60, 0), counts(100, 1000), counts(0, 900), counts(2, 900)];
        let found = differ(&items, 0.1, 450.0);
        let shown: Vec<_> = found.iter().map(|row| (row.item, row.verdict)).collect();
        let expected =
            [(0, Verdict::Up), (1, Verdict::New), (3, Verdict::Gone), (4, Verdict::Down)];
        assert_eq!(shown, expected);
        assert_eq!(found[0].ratio, Some(40.0));
        assert!((0.7..0.9).contains(&found[0].explains));
    }

    #[test]
    fn a_general_change_of_traffic_is_no_difference() {
        let items: Vec<Counts> = (1..30).map(|n| counts(n * 20, n * 100)).collect();
        assert_eq!(scale(&items, 0.1), 0.2);
        assert_eq!(differ(&items, 0.2, 1000.0), []);
    }

    proptest! {
        #[test]
        fn answers_are_finite(
            items in prop::collection::vec((0..2000_u64, 0..2000_u64), 0..30),
            exposure in 0.0..20.0_f64,
            excess in 0.0..900.0_f64,
        ) {
            let items: Vec<_> = items.into_iter().map(|(a, b)| counts(a, b)).collect();
            let scale = scale(&items, exposure);
            for row in differ(&items, scale, excess) {
                prop_assert!(row.sure.is_finite() && row.ln_p < 0.0);
                prop_assert!((0.0..=1.0).contains(&row.explains));
            }
        }
    }
}
