//! A text that rules look into: bytes by place, words, and what stands before and after.
//!
//! Does not: know what is secret.

use std::ops::Range;

/// A text and the word or sign in it that a rule is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hay<'t> {
    pub(super) bytes: &'t [u8],
    /// The end of the word that begins where the rule is asked; of a sign the place behind it.
    pub(super) word_end: usize,
}

impl<'t> Hay<'t> {
    /// The byte at a place; a line end outside the text.
    pub(super) fn at(&self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or(b'\n')
    }

    /// The byte before a place; a line end before the text.
    pub(super) fn before(&self, place: usize) -> u8 {
        place.checked_sub(1).map_or(b'\n', |place| self.at(place))
    }

    /// The bytes of a stretch; none outside the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &'t [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// Where the run of such bytes that begins at `from` ends.
    pub(super) fn run(&self, from: usize, holds: impl Fn(u8) -> bool) -> usize {
        let rest = self.slice(from..self.bytes.len());
        from + rest.iter().position(|&byte| !holds(byte)).unwrap_or(rest.len())
    }

    /// Where the run of such bytes that ends at `to` begins.
    pub(super) fn run_back(&self, to: usize, holds: impl Fn(u8) -> bool) -> usize {
        let before = self.slice(0..to);
        before.iter().rposition(|&byte| !holds(byte)).map_or(0, |last| last + 1)
    }

    /// Whether this text stands at a place, in any case.
    pub(super) fn has(&self, place: usize, text: &str) -> bool {
        self.slice(place..place + text.len()).eq_ignore_ascii_case(text.as_bytes())
    }

    /// Whether this text ends at a place, in any case.
    pub(super) fn ends_with(&self, place: usize, text: &str) -> bool {
        place.checked_sub(text.len()).is_some_and(|start| self.has(start, text))
    }

    /// Whether a place lies in the authority of a URL: behind `://`, before the path.
    pub(super) fn in_authority(&self, place: usize) -> bool {
        let start =
            self.run_back(place, |byte| !byte.is_ascii_whitespace() && !b"\"'<>".contains(&byte));
        let word = self.slice(start..place);
        let scheme = word.windows(3).rposition(|three| three == b"://");
        let after = scheme.and_then(|at| word.get(at + 3..));
        after.is_some_and(|after| !after.iter().any(|byte| b"/?#".contains(byte)))
    }

    /// Behind the spaces at a place, at most `max`.
    pub(super) fn skip_spaces(&self, place: usize, max: usize) -> usize {
        self.run(place, |byte| byte == b' ' || byte == b'\t').min(place + max)
    }
}

/// A letter or digit of ASCII.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

/// What a token is made of: letters, digits, `_` and `-`.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}
