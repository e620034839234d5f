//! A 64-bit hash of text that is the same on every machine and in every visit.
//!
//! Identities of templates are built on it, so it must never change. Multiplication by an odd
//! constant and a folded shift, eight bytes at a time (as in MurmurHash64A by A. Appleby, 2008,
//! in the public domain); 64-bit arithmetic only, which WebAssembly does at full speed.
//!
//! Does not: resist an attacker who looks for two texts with one hash.

const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xc6a4_a793_5bd1_e995;

/// `hash` carried on with one more `word`.
#[inline(always)]
pub(super) fn mix(hash: u64, word: u64) -> u64 {
    let word = (word ^ (word >> 29)).wrapping_mul(SECOND);
    let mixed = (hash ^ word ^ (word >> 32)).wrapping_mul(FIRST);
    mixed ^ (mixed >> 29)
}

/// The hash of some bytes.
#[inline]
pub(super) fn text_hash(bytes: &[u8]) -> u64 {
    let mut hash = mix(FIRST, bytes.len() as u64);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    let last = tail.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(hash, last)
}
