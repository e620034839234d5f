//! What each byte means to the lexer, as one table of marks.
//!
//! Does not: look at more than one byte.

/// White space and control bytes: between tokens.
pub(super) const SPACE: u16 = 1;
/// A token of its own.
pub(super) const PUNCTUATION: u16 = 1 << 1;
pub(super) const DIGIT: u16 = 1 << 2;
/// `a` to `f`.
pub(super) const HEX: u16 = 1 << 3;
/// `g` to `z`.
pub(super) const LOWER: u16 = 1 << 4;
pub(super) const UPPER: u16 = 1 << 5;
pub(super) const DOT: u16 = 1 << 6;
pub(super) const COLON: u16 = 1 << 7;
pub(super) const SLASH: u16 = 1 << 8;
pub(super) const BACKSLASH: u16 = 1 << 9;
pub(super) const AT: u16 = 1 << 10;
/// A byte of a character beyond ASCII.
pub(super) const WIDE: u16 = 1 << 11;
/// `!` and `?`: with the dot and the colon, what may end a sentence.
pub(super) const STOP: u16 = 1 << 12;
/// Any other byte of a word: `_ - $ * # % & + ~ ^` and the like.
pub(super) const JOINT: u16 = 1 << 13;

pub(super) const LETTER: u16 = HEX | LOWER | UPPER;
pub(super) const BREAK: u16 = SPACE | PUNCTUATION;

const MARKS: [u16; 256] = table();

/// The marks of a byte.
#[inline(always)]
pub(super) fn marks(byte: u8) -> u16 {
    MARKS[byte as usize]
}

const fn table() -> [u16; 256] {
    let mut table = [JOINT; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            0..=b' ' | 0x7f => SPACE,
            b'=' | b',' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => PUNCTUATION,
            b'<' | b'>' | b'"' | b'\'' | b'|' => PUNCTUATION,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' => HEX,
            b'g'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'.' => DOT,
            b':' => COLON,
            b'/' => SLASH,
            b'\\' => BACKSLASH,
            b'@' => AT,
            b'!' | b'?' => STOP,
            0x80..=0xff => WIDE,
            _ => JOINT,
        };
        byte += 1;
    }
    table
}
