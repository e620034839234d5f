//! Items that belong together: those on the same records, and those that only together set the
//! burst apart.
//!
//! Each record's [`Signature`] says which of up to 64 chosen items it has; records with one
//! signature are counted together, so any number of shards send a small table, and every count of
//! a combination is exact.
//!
//! Does not: choose the items.

use serde::{Deserialize, Serialize};

use super::{differ::Counts, tail::ln_binomial_tail};

/// Records inside and outside that have exactly the items of `mask` among those chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub mask: u64,
    pub counts: Counts,
}

/// The bit of a mask that says that a record is an error, whatever the items.
pub const ERROR_BIT: u32 = 63;

/// Items that a combination has at most.
const TERMS_MAX: u32 = 4;
/// Share of the excess that a further item must keep.
const EXCESS_KEPT: f64 = 0.85;
/// An item that so many of the baseline's records with the others have is implied by them.
const IMPLIED_MIN: f64 = 0.8;
/// Chance up to which a further item is taken, over all items that could be.
const P_MAX: f64 = 1e-3;
/// Overlap by which items are on the same records.
const SAME_MIN: f64 = 0.9;
/// Records that the baseline's share of an item among all is worth beside what was counted.
const PRIOR_RECORDS: f64 = 5.0;

/// How many records have every item of `mask`.
#[must_use]
pub fn count(signatures: &[Signature], mask: u64) -> Counts {
    let having = signatures.iter().filter(|signature| signature.mask & mask == mask);
    having.fold(Counts::default(), |sum, signature| Counts {
        inside: sum.inside + signature.counts.inside,
        outside: sum.outside + signature.counts.outside,
    })
}

/// Whether two items are on the same records inside, but for a tenth.
#[must_use]
pub fn is_same(signatures: &[Signature], a: usize, b: usize) -> bool {
    let (a, b) = (1_u64 << a, 1_u64 << b);
    let both = count(signatures, a | b).inside as f64;
    let either = count(signatures, a).inside as f64 + count(signatures, b).inside as f64 - both;
    either > 0.0 && both >= SAME_MIN * either
}

/// The item `seed` extended, step by step, by the items that its records inside have and that the
/// baseline does not explain; as a mask, the seed alone where there is none. Of several the one
/// that the baseline makes least likely is taken first.
#[must_use]
pub fn extended(signatures: &[Signature], seed: usize, items: usize, scale: f64) -> u64 {
    let mut mask = 1_u64 << seed;
    while mask.count_ones() < TERMS_MAX {
        let others = (0..items.min(64)).filter(|item| mask >> item & 1 == 0);
        let worth = others.filter_map(|item| {
            let ln_p = ln_p_of_term(signatures, mask, item, scale)?;
            (ln_p < (P_MAX / items as f64).ln()).then_some((ln_p, item))
        });
        let Some((_, item)) = worth.reduce(|a, b| if b.0 < a.0 { b } else { a }) else { break };
        mask |= 1 << item;
    }
    without_implied(signatures, mask, seed)
}

/// Chance, as a logarithm, that so many records inside of the items in `mask` have `item` too, by
/// the baseline; None where it takes too much of the excess away or is implied.
fn ln_p_of_term(signatures: &[Signature], mask: u64, item: usize, scale: f64) -> Option<f64> {
    let (before, after) = (count(signatures, mask), count(signatures, mask | 1 << item));
    let excess = |counts: Counts| counts.inside as f64 - scale * counts.outside as f64;
    let share = shrunk_share(signatures, before, after, item);
    let keeps = excess(after) >= EXCESS_KEPT * excess(before) && after.inside > 0;
    if !keeps || share > IMPLIED_MIN {
        return None;
    }
    Some(ln_binomial_tail(after.inside as f64, before.inside as f64, share))
}

/// The baseline's share of the records before that have the item, drawn towards its share of all.
fn shrunk_share(signatures: &[Signature], before: Counts, after: Counts, item: usize) -> f64 {
    let all = count(signatures, 0).outside as f64;
    let having = count(signatures, 1 << item).outside as f64;
    let prior = (having + 0.5) / (all + 1.0);
    (after.outside as f64 + PRIOR_RECORDS * prior) / (before.outside as f64 + PRIOR_RECORDS)
}

/// The mask without items that the others imply inside.
fn without_implied(signatures: &[Signature], mask: u64, seed: usize) -> u64 {
    let mut kept = mask;
    for item in (0..64).filter(|item| *item != seed && mask >> item & 1 == 1) {
        let rest = kept & !(1 << item);
        let (with, without) = (count(signatures, kept), count(signatures, rest));
        let same_outside = with.outside == without.outside && without.outside > 0;
        if with.inside == without.inside && same_outside {
            kept = rest;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(mask: u64, inside: u64, outside: u64) -> Signature {
        Signature { mask, counts: Counts { inside, outside } }
    }

    #[test]
    fn a_value_is_joined_to_the_path_it_is_on() {
        // Items: 0 status=503, 1 path=/pay, 2 method=POST, 3 path=/list.
        let signatures = [
            signature(0b0111, 90, 0),
            signature(0b1001, 2, 0),
            signature(0b0110, 10, 1000),
            signature(0b1000, 700, 8000),
        ];
        assert_eq!(extended(&signatures, 0, 4, 0.1) & 0b0011, 0b0011);
        assert_eq!(count(&signatures, 0b0011), Counts { inside: 90, outside: 0 });
        assert!(is_same(&signatures, 1, 2));
        assert!(!is_same(&signatures, 0, 3));
    }

    #[test]
    fn what_is_everywhere_joins_nothing() {
        // Item 1 is on every record, item 2 on half of those with item 0.
        let signatures =
            [signature(0b011, 50, 5), signature(0b111, 50, 5), signature(0b010, 900, 9000)];
        assert_eq!(extended(&signatures, 0, 3, 0.1), 0b001);
    }
}
