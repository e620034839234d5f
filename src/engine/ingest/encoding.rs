//! Text that is not UTF-8 into UTF-8, as it comes.
//!
//! [`Encoding::of`] decides by the first bytes: a byte order mark, NULs at every second place, or
//! bytes that UTF-8 does not have where it should. A [`Decoder`] takes chunks of any size.
//! UTF-16 is std's; Windows-1252 (and Latin-1, which browsers read as that) is a table of 32, by
//! <https://encoding.spec.whatwg.org/index-windows-1252.txt>: a crate would bring the tables of all
//! encodings into the page.
//!
//! Does not: touch UTF-8, whose bad bytes are counted where they stand.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// How a source's text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

/// The byte order mark in UTF-8.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// Characters of the bytes 0x80 to 0x9f.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Encoding {
    /// By the beginning of a text.
    pub fn of(head: &[u8]) -> Encoding {
        match head {
            [0xff, 0xfe, 0, 0, ..] => return Encoding::Utf8,
            [0xff, 0xfe, ..] => return Encoding::Utf16Le,
            [0xfe, 0xff, ..] => return Encoding::Utf16Be,
            [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
            _ => {}
        }
        let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0);
        let (even, odd, pairs) = (nuls(0).count(), nuls(1).count(), head.len() / 2);
        if pairs >= 2 && even.max(odd) * 10 >= pairs * 4 {
            match (even * 20 <= odd, odd * 20 <= even) {
                (true, false) => return Encoding::Utf16Le,
                (false, true) => return Encoding::Utf16Be,
                _ => return Encoding::Utf8,
            }
        }
        if is_windows_1252(head) { Encoding::Windows1252 } else { Encoding::Utf8 }
    }

    /// As shown.
    pub fn title(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// Whether bytes that are not UTF-8 outnumber characters beyond ASCII that are, in what is text.
fn is_windows_1252(head: &[u8]) -> bool {
    let (mut wrong, mut right) = (0_usize, 0_usize);
    for chunk in head.utf8_chunks() {
        right += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    let control = |byte: &&u8| **byte < b' ' && !b"\t\n\r\x0c\x1b".contains(*byte);
    let controls = head.iter().filter(control).count();
    let high = head.iter().filter(|byte| !byte.is_ascii()).count();
    // A cut character at the head's end is no sign; binary data has controls, or letters nowhere.
    wrong > right + 1 && controls == 0 && high * 3 <= head.len()
}

/// Decodes a stream of chunks.
#[derive(Debug)]
pub struct Decoder {
    encoding: Encoding,
    /// A byte, or the first half of a surrogate pair, that waits for the next chunk.
    waiting: Vec<u8>,
    begun: bool,
}

impl Decoder {
    /// For a stream in this encoding.
    pub fn new(encoding: Encoding) -> Decoder {
        Decoder { encoding, waiting: Vec::new(), begun: false }
    }

    /// What a chunk gives in UTF-8.
    pub fn push<'a>(&mut self, chunk: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
        match self.encoding {
            Encoding::Utf8 => chunk,
            Encoding::Windows1252 => windows_1252(&chunk).into(),
            Encoding::Utf16Le => self.utf16(&chunk, u16::from_le_bytes),
            Encoding::Utf16Be => self.utf16(&chunk, u16::from_be_bytes),
        }
    }

    fn utf16<'a>(&mut self, chunk: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'a, [u8]> {
        let mut bytes = std::mem::take(&mut self.waiting);
        bytes.extend_from_slice(chunk);
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let open = units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
        let kept = rest.len() + if open { 2 } else { 0 };
        units.truncate(units.len() - usize::from(open));
        self.waiting = bytes.get(bytes.len() - kept..).unwrap_or_default().to_vec();
        if !self.begun && !units.is_empty() {
            self.begun = true;
            if units.first() == Some(&0xfeff) {
                units.remove(0);
            }
        }
        let letters = char::decode_utf16(units);
        let text: String =
            letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        text.into_bytes().into()
    }

    /// What is left where the stream ends inside a character.
    pub fn finish(self) -> &'static [u8] {
        if self.waiting.is_empty() { b"" } else { "\u{fffd}".as_bytes() }
    }
}

fn windows_1252(chunk: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(chunk.len() + chunk.len() / 8);
    for &byte in chunk {
        if byte.is_ascii() {
            text.push(byte);
        } else {
            let control = HIGH_CONTROLS.get(usize::from(byte - 0x80)).copied();
            let letter = control.unwrap_or(char::from(byte));
            text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8], chunk_bytes: usize) -> (Encoding, String) {
        let encoding = Encoding::of(bytes);
        let mut decoder = Decoder::new(encoding);
        let mut text = Vec::new();
        for chunk in bytes.chunks(chunk_bytes) {
            text.extend_from_slice(&decoder.push(chunk.into()));
        }
        text.extend_from_slice(decoder.finish());
        (encoding, String::from_utf8(text).unwrap())
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf16_in_any_chunks_with_and_without_a_mark() {
        let text = "10:11:12 ERROR größe 🦀\r\n10:11:13 INFO ok\r\n";
        for chunk_bytes in 1..7 {
            for mark in ["", "\u{feff}"] {
                let marked = format!("{mark}{text}");
                let little = decode(&utf16(&marked, u16::to_le_bytes), chunk_bytes);
                assert_eq!(little, (Encoding::Utf16Le, text.to_owned()));
                let big = decode(&utf16(&marked, u16::to_be_bytes), chunk_bytes);
                assert_eq!(big, (Encoding::Utf16Be, text.to_owned()));
            }
        }
    }

    #[test]
    fn windows_1252_where_utf8_is_broken_again_and_again() {
        let bytes = b"gr\xf6\xdfe \x80 5\nl\xe4uft \x96 gut\n";
        assert_eq!(
            decode(bytes, 3),
            (Encoding::Windows1252, "größe € 5\nläuft – gut\n".to_owned())
        );
    }

    #[test]
    fn utf8_stays_utf8() {
        for text in ["", "a", "größe läuft", "\u{feff}x", "a\0b\0\0"] {
            assert_eq!(Encoding::of(text.as_bytes()), Encoding::Utf8, "{text:?}");
        }
        assert_eq!(Encoding::of("größe größe".as_bytes().split_at(3).0), Encoding::Utf8);
        assert_eq!(Encoding::of(&[0x80, 0, 1, 0xff, 2, 0x99, 3, 0xfe]), Encoding::Utf8);
    }

    proptest! {
        #[test]
        fn chunks_change_nothing(bytes: Vec<u8>, chunk_bytes in 1..9_usize, kind in 0..3_u8) {
            let encoding =
                [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252][usize::from(kind)];
            let all = |chunk_bytes: usize| {
                let mut decoder = Decoder::new(encoding);
                let mut text = Vec::new();
                for chunk in bytes.chunks(chunk_bytes) {
                    text.extend_from_slice(&decoder.push(chunk.into()));
                }
                text.extend_from_slice(decoder.finish());
                text
            };
            prop_assert_eq!(all(chunk_bytes), all(bytes.len().max(1)));
        }
    }
}
