//! A set of record numbers, one bit for each record of a block.
//!
//! Bits beyond the length are always 0, so that counts and comparisons need no care at the end.
//!
//! Does not: grow; a set belongs to one block.

use std::ops::Range;

/// A set of numbers below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

const WORD: usize = 64;

impl Bits {
    /// No number of `0..len`.
    pub fn none(len: usize) -> Bits {
        Bits { words: vec![0; len.div_ceil(WORD)], len }
    }

    /// Every number of `0..len`.
    pub fn all(len: usize) -> Bits {
        let mut bits = Bits { words: vec![!0; len.div_ceil(WORD)], len };
        bits.trim();
        bits
    }

    /// The numbers of `0..len` for which `test` holds.
    pub fn from_fn(len: usize, test: impl FnMut(usize) -> bool) -> Bits {
        Bits::all(len).filtered(test)
    }

    /// Those of its numbers for which `holds`; the others are not asked for.
    pub fn filtered(&self, mut holds: impl FnMut(usize) -> bool) -> Bits {
        let filter = |(at, &word): (usize, &u64)| {
            let from = at * WORD;
            // Without a branch for each answer where all are asked: answers are hard to guess.
            if word == !0 {
                return (0..WORD).fold(0, |bits, bit| bits | u64::from(holds(from + bit)) << bit);
            }
            let ones = Ones { word, from: 0 };
            ones.fold(0, |bits, bit| bits | u64::from(holds(from + bit)) << bit)
        };
        Bits { words: self.words.iter().enumerate().map(filter).collect(), len: self.len }
    }

    /// Makes it the empty set of `0..len`; memory stays.
    pub fn reset(&mut self, len: usize) {
        self.words.clear();
        self.words.resize(len.div_ceil(WORD), 0);
        self.len = len;
    }

    /// How many numbers it could hold.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no number is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// How many numbers are in it.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether `at` is in it; false beyond the length.
    pub fn get(&self, at: usize) -> bool {
        self.words.get(at / WORD).is_some_and(|word| word >> (at % WORD) & 1 == 1)
    }

    /// Puts `at` in; nothing happens beyond the length.
    pub fn set(&mut self, at: usize) {
        if at < self.len
            && let Some(word) = self.words.get_mut(at / WORD)
        {
            *word |= 1 << (at % WORD);
        }
    }

    /// Takes `at` out.
    pub fn clear(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / WORD) {
            *word &= !(1 << (at % WORD));
        }
    }

    /// Keeps what is in `other` too.
    pub fn and(&mut self, other: &Bits) {
        self.zip(other, |word, with| word & with);
    }

    /// Adds what is in `other`.
    pub fn or(&mut self, other: &Bits) {
        self.zip(other, |word, with| word | with);
    }

    /// Takes out what is in `other`.
    pub fn minus(&mut self, other: &Bits) {
        self.zip(other, |word, with| word & !with);
    }

    /// Turns it into its complement.
    pub fn not(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        self.trim();
    }

    /// How many of its numbers are below `at`.
    pub fn rank(&self, at: usize) -> usize {
        let at = at.min(self.len);
        let whole = self.words.iter().take(at / WORD).map(|word| word.count_ones() as usize);
        let part = self.words.get(at / WORD).map_or(0, |word| word & !(!0 << (at % WORD)));
        whole.sum::<usize>() + part.count_ones() as usize
    }

    /// Its numbers, ascending.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| Ones { word, from: at * WORD })
    }

    /// Its numbers as ranges without gaps, ascending and as long as can be.
    pub fn runs(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = self.next(from, false);
            let end = self.next(start, true);
            from = end;
            (start < end).then_some(start..end)
        })
    }

    /// The 64 numbers from `64 * i` on, as the bits of word `i`.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The first number from `from` on that is in it (or, `inverted`, that is not), else the length.
    fn next(&self, from: usize, inverted: bool) -> usize {
        let flip = if inverted { !0 } else { 0 };
        let mut mask = !0 << (from % WORD);
        for (at, word) in self.words.iter().enumerate().skip(from / WORD) {
            let found = (word ^ flip) & mask;
            if found != 0 {
                return (at * WORD + found.trailing_zeros() as usize).min(self.len);
            }
            mask = !0;
        }
        self.len
    }

    fn zip(&mut self, other: &Bits, join: impl Fn(u64, u64) -> u64) {
        debug_assert_eq!(self.len, other.len, "sets of different blocks");
        for (word, with) in self.words.iter_mut().zip(&other.words) {
            *word = join(*word, *with);
        }
    }

    fn trim(&mut self) {
        let used = self.len % WORD;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= !(!0 << used);
        }
    }
}

struct Ones {
    word: u64,
    from: usize,
}

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.word == 0 {
            return None;
        }
        let bit = self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(self.from + bit)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Bits;
    use proptest::prelude::*;

    fn bits(len: usize, set: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::none(len);
        set.iter().for_each(|&at| bits.set(at));
        bits
    }

    proptest! {
        #[test]
        fn it_is_a_set(
            len in 0..200_usize,
            left in proptest::collection::btree_set(0..200_usize, 0..150),
            right in proptest::collection::btree_set(0..200_usize, 0..150),
            dense in any::<bool>(),
            at in 0..220_usize,
        ) {
            let within = |set: BTreeSet<usize>| -> BTreeSet<usize> {
                (0..len).filter(|at| set.contains(at) != dense).collect()
            };
            let (left, right) = (within(left), within(right));
            let check = |change: fn(&mut Bits, &Bits), expected: BTreeSet<usize>| {
                let mut found = bits(len, &left);
                change(&mut found, &bits(len, &right));
                assert_eq!(found.ones().collect::<BTreeSet<_>>(), expected);
                assert_eq!(found, bits(len, &expected));
            };
            check(|left, right| left.and(right), &left & &right);
            check(|left, right| left.or(right), &left | &right);
            check(|left, right| left.minus(right), &left - &right);
            check(|left, _| left.not(), (0..len).filter(|at| !left.contains(at)).collect());
            let set = bits(len, &left);
            prop_assert_eq!(set.count(), left.len());
            prop_assert_eq!(set.is_empty(), left.is_empty());
            prop_assert_eq!(set.get(at), left.contains(&at));
            prop_assert_eq!(set.rank(at), left.iter().filter(|&&one| one < at).count());
            prop_assert_eq!(set.runs().flatten().collect::<BTreeSet<_>>(), left.clone());
            prop_assert!(set.runs().zip(set.runs().skip(1)).all(|(a, b)| a.end < b.start));
            prop_assert_eq!(set.filtered(|at| at % 3 == 0), Bits::from_fn(len, |at| {
                left.contains(&at) && at % 3 == 0
            }));
            prop_assert_eq!(Bits::from_fn(len, |at| right.contains(&at)), bits(len, &right));
            let mut cleared = set.clone();
            cleared.clear(at);
            prop_assert!(!cleared.get(at) && cleared.count() + usize::from(set.get(at)) == left.len());
        }
    }
}
