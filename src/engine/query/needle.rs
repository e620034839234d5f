//! Finds ASCII text without regard to case, at the speed of memory.
//!
//! The two rarest letters of the needle are compared at their distance, sixteen places at a time; only
//! where both fit is the rest compared: the "generic SIMD" search,
//! <http://0x80.pl/articles/simd-strfind.html>.
//! Case is that of ASCII: the Kelvin sign is no `k`, the long `ſ` no `s`.
//!
//! Does not: know Unicode; other text goes through a regular expression.

use wide::u8x16;

use crate::arrange::Arrange;

/// Text to look for.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    /// In lower case.
    text: Box<[u8]>,
    first: Probe,
    second: Probe,
}

/// A letter of the needle and where it stands.
#[derive(Clone, Copy, Debug)]
struct Probe {
    offset: usize,
    /// What is set in a byte before it is compared: 0x20 for letters, which makes them lower case.
    fold: u8,
    byte: u8,
}

/// Places compared at once.
const LANES: usize = 16;

/// Bytes of logs from the most to the least frequent; others are rarer still.
const FREQUENT: &[u8] = b" 0e1t2a35oin-\":r4s.9678dlc,/pmu=fg_bh[]vwky()xTjqz{}";

impl Needle {
    /// A needle of ASCII text; none for empty or other text.
    pub(super) fn new(text: &str) -> Option<Needle> {
        if text.is_empty() || !text.is_ascii() {
            return None;
        }
        let text: Box<[u8]> = text.to_ascii_lowercase().into_bytes().into();
        let mut offsets: Vec<usize> = (0..text.len()).collect();
        // Rarest first; of the same letter the first place, so that the two probes differ.
        offsets
            .arrange_by_key(|&at| std::cmp::Reverse(text.get(at).map_or(0, |&byte| rarity(byte))));
        let first = offsets.first().copied().unwrap_or(0);
        let differs = |at: &&usize| text.get(**at) != text.get(first);
        let second = offsets.iter().find(differs).or(offsets.last()).copied().unwrap_or(first);
        Some(Needle { first: Probe::new(&text, first)?, second: Probe::new(&text, second)?, text })
    }

    /// Bytes of the needle.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Where the needle first stands in `hay` at or after `from`.
    pub(super) fn find(&self, hay: &[u8], from: usize) -> Option<usize> {
        let places = hay.len().checked_sub(self.text.len() - 1)?;
        let firsts = hay.get(from + self.first.offset..places + self.first.offset)?;
        let seconds = hay.get(from + self.second.offset..places + self.second.offset)?;
        let (first_chunks, first_rest) = firsts.as_chunks::<LANES>();
        let (second_chunks, second_rest) = seconds.as_chunks::<LANES>();
        for (at, (first, second)) in first_chunks.iter().zip(second_chunks).enumerate() {
            let mut fitting = self.fitting(*first, *second);
            while fitting != 0 {
                let place = from + at * LANES + fitting.trailing_zeros() as usize;
                if self.stands_at(hay, place) {
                    return Some(place);
                }
                fitting &= fitting - 1;
            }
        }
        let rest = from + first_chunks.len() * LANES;
        let fits =
            |(&first, &second): (&u8, &u8)| self.first.fits(first) && self.second.fits(second);
        let mut places = first_rest.iter().zip(second_rest).enumerate();
        places.find_map(|(at, probed)| {
            (fits(probed) && self.stands_at(hay, rest + at)).then_some(rest + at)
        })
    }

    /// The places where both probes fit, a bit each.
    fn fitting(&self, first: [u8; LANES], second: [u8; LANES]) -> u32 {
        (self.first.fits_each(first) & self.second.fits_each(second)).to_bitmask()
    }

    fn stands_at(&self, hay: &[u8], place: usize) -> bool {
        let there = hay.get(place..place + self.text.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(&self.text))
    }
}

impl Probe {
    fn new(text: &[u8], offset: usize) -> Option<Probe> {
        let byte = *text.get(offset)?;
        let fold = if byte.is_ascii_lowercase() { 0x20 } else { 0 };
        Some(Probe { offset, fold, byte })
    }

    /// All ones in the places that fit.
    fn fits_each(&self, bytes: [u8; LANES]) -> u8x16 {
        (u8x16::new(bytes) | u8x16::splat(self.fold)).simd_eq(u8x16::splat(self.byte))
    }

    fn fits(&self, byte: u8) -> bool {
        byte | self.fold == self.byte
    }
}

fn rarity(byte: u8) -> usize {
    FREQUENT.iter().position(|&frequent| frequent == byte).unwrap_or(FREQUENT.len())
}

#[cfg(test)]
mod tests {
    use super::Needle;
    use proptest::prelude::*;

    fn naive(hay: &[u8], needle: &str, from: usize) -> Option<usize> {
        let hay = hay.to_ascii_lowercase();
        let needle = needle.to_ascii_lowercase();
        (from..hay.len()).find(|&at| hay.iter().skip(at).take(needle.len()).eq(needle.as_bytes()))
    }

    #[test]
    fn letters_fold_and_their_neighbours_do_not() {
        let find = |needle, hay: &[u8]| Needle::new(needle).unwrap().find(hay, 0);
        assert_eq!(find("ERROR", b"an Error"), Some(3));
        assert_eq!(find("@a", b"`A@A"), Some(2));
        assert_eq!(find("[x", b"{X[X"), Some(2));
        assert_eq!(find("k", "\u{212a}".as_bytes()), None);
        assert!(Needle::new("").is_none());
        assert!(Needle::new("é").is_none());
    }

    proptest! {
        #[test]
        fn finds_what_a_slow_search_finds(
            hay in "[aAbB@`\\[{ é]{0,150}",
            needle in "[aAbB@`\\[{ ]{1,6}",
            from in 0..160_usize,
        ) {
            let found = Needle::new(&needle).unwrap().find(hay.as_bytes(), from);
            prop_assert_eq!(found, naive(hay.as_bytes(), &needle, from));
        }
    }
}
