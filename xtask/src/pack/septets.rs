//! Bytes as text of seven bits a character: a seventh longer than the bytes, where base64 is a third.
//!
//! Each group of seven bits is the ASCII character of that number. What HTML changes (NUL, carriage
//! return) or reads as its own (`<`) stands together with the nine bits behind it, as one of the 512
//! characters from 512, 1024 and 1536 on: UTF-8 writes these in two bytes, so that they hold 16 bits in
//! the room of 16. Where fewer than nine bits follow, it stands alone, 256 above its number.
//!
//! Does not: compress.

/// The groups that have no character of their own.
const WITHOUT: [u8; 3] = [0, b'\r', b'<'];
const SEPTET_BITS: usize = 7;
/// Bits that stand together with a group of [`WITHOUT`].
const BEHIND_BITS: usize = 9;

/// The bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 6 / 5);
    let bits = bytes.len() * 8;
    let mut at = 0;
    while at < bits {
        let group = bits_at(bytes, at, SEPTET_BITS);
        at += SEPTET_BITS;
        let without = WITHOUT.iter().position(|&it| u32::from(it) == group);
        let code = match without {
            None => group,
            Some(which) if at + BEHIND_BITS <= bits => {
                let behind = bits_at(bytes, at, BEHIND_BITS);
                at += BEHIND_BITS;
                (which as u32 + 1) << BEHIND_BITS | behind
            }
            Some(_) => 256 + group,
        };
        text.extend(char::from_u32(code));
    }
    text
}

/// So many bits (at most 9) from bit `at` on, the highest first; behind the end they are zeros.
fn bits_at(bytes: &[u8], at: usize, count: usize) -> u32 {
    let byte = |byte: usize| u32::from(bytes.get(byte).copied().unwrap_or(0));
    let three = byte(at / 8) << 16 | byte(at / 8 + 1) << 8 | byte(at / 8 + 2);
    three >> (24 - at % 8 - count) & ((1 << count) - 1)
}

/// The bytes of a text, as the page's loader reads them.
#[cfg(test)]
pub fn decode(text: &str) -> Vec<u8> {
    let (mut held, mut held_bits) = (0u32, 0);
    let mut bytes = Vec::new();
    for code in text.chars().map(u32::from) {
        if code < 512 {
            held = held << 7 | (code & 127);
            held_bits += 7;
        } else {
            let group = u32::from(WITHOUT[(code >> 9) as usize - 1]);
            held = held << 16 | group << 9 | (code & 511);
            held_bits += 16;
        }
        while held_bits >= 8 {
            held_bits -= 8;
            bytes.push((held >> held_bits & 255) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_at_every_length() {
        // The first five bytes are `<<!</`, in septets; behind them a carriage return.
        let tag = [0x78, 0xf1, 0x0b, 0xc5, 0xe0, 0x1a, 0x35];
        let all: Vec<u8> =
            (tag.into_iter().chain(0..=255).chain((0..=255).rev())).chain([0; 9]).collect();
        for length in 0..all.len() {
            let text = encode(&all[..length]);
            assert_eq!(decode(&text), &all[..length]);
            assert!(!text.contains(['\0', '\r', '<']), "{text}");
            assert!(text.chars().all(|it| it.len_utf8() <= 2), "{text}");
        }
    }
}
