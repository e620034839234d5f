//! Bytes as text of seven bits a character: a seventh longer than the bytes, where base64 is a third.
//!
//! Each group of seven bits is the ASCII character of that number; the three that HTML changes or
//! reads as its own (NUL, carriage return, `<`) stand as the character 256 above, which UTF-8
//! writes in two bytes. So `code & 127` is the group, whichever it is, and the page stays UTF-8.
//!
//! Does not: compress.

/// What HTML does not leave as it is.
const REPLACED: [u8; 3] = [0, b'\r', b'<'];

/// The bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 6 / 5);
    let (mut held, mut held_bits) = (0u32, 0);
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        held_bits += 8;
        while held_bits >= 7 {
            held_bits -= 7;
            text.push(character((held >> held_bits & 127) as u8));
        }
    }
    if held_bits > 0 {
        text.push(character((held << (7 - held_bits) & 127) as u8));
    }
    text
}

fn character(group: u8) -> char {
    if REPLACED.contains(&group) {
        char::from_u32(256 + u32::from(group)).unwrap_or(char::REPLACEMENT_CHARACTER)
    } else {
        char::from(group)
    }
}

/// The bytes of a text, as the page's loader reads them.
#[cfg(test)]
pub fn decode(text: &str) -> Vec<u8> {
    let (mut held, mut held_bits) = (0u32, 0);
    let mut bytes = Vec::new();
    for character in text.chars() {
        held = held << 7 | (character as u32 & 127);
        held_bits += 7;
        if held_bits >= 8 {
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
        let all: Vec<u8> = (0..=255u8).chain((0..=255).rev()).chain([0; 9]).collect();
        for length in 0..all.len() {
            let text = encode(&all[..length]);
            assert_eq!(decode(&text), &all[..length]);
            assert!(!text.contains(['\0', '\r', '<']));
        }
    }
}
