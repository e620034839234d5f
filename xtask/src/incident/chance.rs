//! A seeded sequence of numbers: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
//! Number Generators, 2014).
//!
//! Does not: serve secrets; take care of the small bias of a remainder.

/// The sequence. Parts of the story have one each, so that a change in one leaves the others.
pub struct Chance(u64);

impl Chance {
    /// The sequence of this seed for the part of the story called `part`.
    pub fn new(seed: u64, part: &str) -> Chance {
        let mut chance = Chance(seed);
        for byte in part.bytes() {
            chance.0 = chance.next() ^ u64::from(byte);
        }
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    /// A number in `low..=high`.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// A duration that is mostly near `usual` and now and then several times that.
    pub fn duration(&mut self, usual: u64) -> u64 {
        let long = if self.one_in(12) { self.between(1, 4) * usual } else { 0 };
        usual / 2 + self.below(usual.max(1)) + long
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of several, which must not be empty.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// Lowercase hexadecimal digits, at most 16.
    pub fn hex(&mut self, digits: usize) -> String {
        let number = self.next() >> (64 - 4 * digits.clamp(1, 16));
        format!("{number:0digits$x}")
    }
}
