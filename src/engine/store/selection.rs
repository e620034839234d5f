//! A subset of a cut's records, in the order of time, with ranks.
//!
//! Does not: decide which records belong to it; `query` does.

use super::order::Ordered;

/// How many words one entry of the directory spans.
const DIRECTORY_WORDS: usize = 64;

/// Bits over positions of the order, with a directory of counts, so that ranks take no scan.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// None: every position.
    words: Option<Vec<u64>>,
    /// Ones before each group of words.
    directory: Vec<u64>,
    positions: usize,
    ones: u64,
}

impl Selection {
    /// Every record of `positions`.
    pub fn all(positions: usize) -> Selection {
        Selection { words: None, directory: Vec::new(), positions, ones: positions as u64 }
    }

    /// The records whose bit is set in `by_record` (bit i of word i / 64 is record i), by their order.
    pub fn new(by_record: &[u64], order: Ordered<'_>) -> Selection {
        let positions = order.count();
        let mut words = vec![0u64; positions.div_ceil(64)];
        if order.is_identity() {
            for (word, &from) in words.iter_mut().zip(by_record) {
                *word = from;
            }
            if let Some(last) = words.last_mut()
                && !positions.is_multiple_of(64)
            {
                *last &= (1 << (positions % 64)) - 1;
            }
        } else {
            for position in 0..positions {
                let record = order.record(position);
                let bit = by_record.get(record / 64).map_or(0, |word| word >> (record % 64) & 1);
                words[position / 64] |= bit << (position % 64);
            }
        }
        let mut directory = Vec::with_capacity(words.len() / DIRECTORY_WORDS + 1);
        let mut ones = 0u64;
        for group in words.chunks(DIRECTORY_WORDS) {
            directory.push(ones);
            ones += group.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
        }
        Selection { words: Some(words), directory, positions, ones }
    }

    /// How many records.
    pub fn count(&self) -> u64 {
        self.ones
    }

    /// Whether it is every record.
    pub fn is_all(&self) -> bool {
        self.words.is_none()
    }

    /// Whether the record at a position belongs to it.
    pub fn contains(&self, position: usize) -> bool {
        match &self.words {
            None => position < self.positions,
            Some(words) => {
                words.get(position / 64).is_some_and(|word| word >> (position % 64) & 1 == 1)
            }
        }
    }

    /// How many of its records stand before a position.
    pub fn rank(&self, position: usize) -> u64 {
        let position = position.min(self.positions);
        let Some(words) = &self.words else { return position as u64 };
        let word = position / 64;
        let group = word / DIRECTORY_WORDS;
        let before = self.directory.get(group).copied().unwrap_or(self.ones);
        let whole = words.get(group * DIRECTORY_WORDS..word).unwrap_or_default();
        let rest = words.get(word).map_or(0, |word| word & ((1 << (position % 64)) - 1));
        before
            + whole.iter().map(|word| u64::from(word.count_ones())).sum::<u64>()
            + u64::from(rest.count_ones())
    }

    /// The position of its `rank`th record (from 0).
    pub fn position(&self, rank: u64) -> Option<usize> {
        if rank >= self.ones {
            return None;
        }
        let Some(words) = &self.words else { return Some(rank as usize) };
        let group = self.directory.partition_point(|&before| before <= rank).checked_sub(1)?;
        let mut left = rank - self.directory.get(group)?;
        for (at, &word) in words.iter().enumerate().skip(group * DIRECTORY_WORDS) {
            let ones = u64::from(word.count_ones());
            if left < ones {
                return Some(at * 64 + nth_one(word, left as u32));
            }
            left -= ones;
        }
        None
    }

    /// Its positions within `range`, ascending.
    pub fn positions(&self, range: std::ops::Range<usize>) -> Positions<'_> {
        let end = range.end.min(self.positions);
        Positions { words: self.words.as_deref(), next: range.start, end }
    }

    /// Only the records that belong to `other` too.
    pub fn intersect(mut by_record: Vec<u64>, other: &[u64]) -> Vec<u64> {
        for (at, word) in by_record.iter_mut().enumerate() {
            *word &= other.get(at).copied().unwrap_or(0);
        }
        by_record
    }
}

/// Walks the positions of a selection.
#[derive(Debug)]
pub struct Positions<'a> {
    words: Option<&'a [u64]>,
    next: usize,
    end: usize,
}

impl Iterator for Positions<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let Some(words) = self.words else {
            let position = self.next;
            self.next += 1;
            return (position < self.end).then_some(position);
        };
        while self.next < self.end {
            let rest = words.get(self.next / 64)? >> (self.next % 64);
            if rest == 0 {
                self.next = (self.next / 64 + 1) * 64;
                continue;
            }
            let position = self.next + rest.trailing_zeros() as usize;
            self.next = position + 1;
            return (position < self.end).then_some(position);
        }
        None
    }
}

fn nth_one(mut word: u64, n: u32) -> usize {
    for _ in 0..n {
        word &= word - 1;
    }
    word.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::order::Order;
    use proptest::prelude::*;

    proptest! {
        /// Ranks and positions are what counting one by one gives, in any order of time.
        #[test]
        fn ranks_are_counts(times in prop::collection::vec(0i64..50, 0..9000), seed in 0u64..1000) {
            let mut words = vec![0u64; times.len().div_ceil(64)];
            for (record, time) in times.iter().enumerate() {
                if (time.wrapping_mul(31) as u64 + seed).is_multiple_of(3) {
                    words[record / 64] |= 1 << (record % 64);
                }
            }
            let mut order = Order::default();
            order.update(&times);
            let order = order.view(times.len(), false);
            let selection = Selection::new(&words, order);
            let slow: Vec<usize> = (0..times.len())
                .filter(|&p| words[order.record(p) / 64] >> (order.record(p) % 64) & 1 == 1)
                .collect();
            prop_assert_eq!(selection.count(), slow.len() as u64);
            prop_assert_eq!(selection.positions(0..times.len()).collect::<Vec<_>>(), slow.clone());
            for (rank, &position) in slow.iter().enumerate() {
                prop_assert_eq!(selection.position(rank as u64), Some(position));
                prop_assert_eq!(selection.rank(position), rank as u64);
            }
            prop_assert_eq!(selection.rank(times.len()), slow.len() as u64);
        }
    }
}
