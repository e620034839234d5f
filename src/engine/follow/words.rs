//! Which words stand in a block, as a set of bits that may say yes where it is no, never the other
//! way round (a Bloom filter of ten bits a word and three places: one of sixty is wrong).
//!
//! Does not: keep the words.

/// Bits for each word.
const BITS_EACH: usize = 10;

/// A set of words.
#[derive(Debug, Default)]
pub struct Words {
    /// A power of two of them; none: no word.
    bits: Box<[u64]>,
}

impl Words {
    /// The set of some words by their hashes, which are sorted by it.
    pub fn new(hashes: &mut Vec<u64>) -> Words {
        hashes.sort_unstable();
        hashes.dedup();
        if hashes.is_empty() {
            return Words::default();
        }
        let count = (hashes.len() * BITS_EACH).div_ceil(64).next_power_of_two();
        let mut words = Words { bits: vec![0; count].into() };
        for &hash in hashes.iter() {
            for (at, bit) in words.places(hash) {
                if let Some(word) = words.bits.get_mut(at) {
                    *word |= bit;
                }
            }
        }
        words
    }

    /// Whether a word may be in it.
    #[must_use]
    pub fn may_have(&self, hash: u64) -> bool {
        !self.bits.is_empty()
            && self
                .places(hash)
                .iter()
                .all(|&(at, bit)| self.bits.get(at).is_some_and(|word| word & bit != 0))
    }

    /// Bytes held in memory.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        self.bits.len() * size_of::<u64>()
    }

    fn places(&self, hash: u64) -> [(usize, u64); 3] {
        [0, 21, 42].map(|shift| {
            let place = hash >> shift;
            ((place >> 6) as usize & (self.bits.len() - 1), 1 << (place & 63))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::text_hash;

    #[test]
    fn it_has_what_it_was_given_and_little_else() {
        let hash = |id: u64| text_hash(&id.to_le_bytes());
        let mut hashes: Vec<u64> = (0..5_000).map(hash).collect();
        let words = Words::new(&mut hashes);
        assert!((0..5_000).all(|id| words.may_have(hash(id))));
        let wrong = (5_000..55_000).filter(|&id| words.may_have(hash(id))).count();
        assert!(wrong < 2_500, "{wrong} of 50,000");
        assert!(words.memory_bytes() <= 5_000 * 4);
        assert!(!Words::new(&mut Vec::new()).may_have(hash(1)));
    }
}
