//! Bytes as text of seven bits a character: a seventh longer than the bytes, where base64 is a third.
//!
//! Each group of seven bits is the ASCII character of that number. What HTML changes (NUL, carriage
//! return) or reads as its own (`<`, if `/` or `!` follow) stands as the character 256 above, which
//! UTF-8 writes in two bytes. So `code & 127` is the group, whichever it is, and the page stays UTF-8.
//!
//! Does not: compress.

/// The bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 6 / 5);
    let mut groups = groups(bytes).peekable();
    while let Some(group) = groups.next() {
        // At the end the block's own `</script>` follows.
        let mut opens = || matches!(groups.peek(), None | Some(b'/' | b'!'));
        let replaced = matches!(group, 0 | b'\r') || group == b'<' && opens();
        let above = if replaced { 256 } else { 0 };
        text.extend(char::from_u32(above + u32::from(group)));
    }
    text
}

/// Seven bits each, the highest first; the last is filled up with zeros.
fn groups(bytes: &[u8]) -> impl Iterator<Item = u8> {
    (0..(bytes.len() * 8).div_ceil(7)).map(|at| {
        let (byte, bit) = (at * 7 / 8, at * 7 % 8);
        let at = |byte: usize| u16::from(bytes.get(byte).copied().unwrap_or(0));
        ((at(byte) << 8 | at(byte + 1)) >> (9 - bit) & 127) as u8
    })
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
        // The first five bytes are `<<!</`, in septets.
        let tag = [0x78, 0xf1, 0x0b, 0xc5, 0xe0];
        let all: Vec<u8> =
            (tag.into_iter().chain(0..=255).chain((0..=255).rev())).chain([0; 9]).collect();
        for length in 0..all.len() {
            let text = encode(&all[..length]);
            assert_eq!(decode(&text), &all[..length]);
            assert!(!text.contains(['\0', '\r']) && !text.ends_with('<'));
            assert!(!text.contains("</") && !text.contains("<!"), "{text}");
        }
    }
}
