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
pub(crate) fn mix(hash: u64, word: u64) -> u64 {
    let word = (word ^ (word >> 29)).wrapping_mul(SECOND);
    let mixed = (hash ^ word ^ (word >> 32)).wrapping_mul(FIRST);
    mixed ^ (mixed >> 29)
}

/// The hash of some bytes.
#[inline]
pub fn text_hash(bytes: &[u8]) -> u64 {
    let hash = FIRST ^ bytes.len() as u64;
    let (words, tail) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(hash, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    if tail.is_empty() { hash } else { mix(hash, short_word(tail)) }
}

/// Up to seven bytes as one number.
#[inline]
fn short_word(bytes: &[u8]) -> u64 {
    match *bytes {
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c] => u64::from(u32::from_le_bytes([a, b, c, 0])),
        [a, b, c, d, ref rest @ ..] => {
            let high = match *rest {
                [e] => [e, 0, 0, 0],
                [e, f] => [e, f, 0, 0],
                [e, f, g, ..] => [e, f, g, 0],
                [] => [0; 4],
            };
            u64::from(u32::from_le_bytes([a, b, c, d])) | u64::from(u32::from_le_bytes(high)) << 32
        }
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids of templates stand in links and notes: these numbers must never change.
    #[test]
    fn hashes_stay_as_they_are() {
        let texts = ["", "a", "to", "failed", "connection", "request done in <*> ms"];
        let hashes = texts.map(|text| format!("{:016x}", text_hash(text.as_bytes())));
        expect_test::expect![[r#"
            [
                "9e3779b97f4a7c15",
                "acc51bcc89d5238b",
                "cdacbe6f55c1fa37",
                "4f380a19aa410735",
                "2db1d263555e168d",
                "b8ea746ffdb481c6",
            ]
        "#]]
        .assert_debug_eq(&hashes);
    }
}
