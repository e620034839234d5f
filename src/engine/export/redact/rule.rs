//! A rule: where one may begin, what it takes, and examples that are tests.
//!
//! Does not: decide between rules; see `Redactor`.

use std::ops::Range;

use super::{hay::Hay, kind::Kind};

/// What one file of `rules` holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) kind: Kind,
    /// The bytes at which the rule is asked: a letter or digit where it begins a word, another
    /// byte wherever it stands.
    pub(super) begins: &'static [u8],
    /// Puts what should not leave into the last argument; the place is where such a byte stands.
    pub(super) find: fn(&Hay<'_>, usize, &mut Vec<Range<usize>>),
    /// One form of what can be written in several ways, so that all of them get one name.
    pub(super) canonical: fn(&str) -> String,
    /// A text, and what the rule takes of it, in order.
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are read by people and tests"))]
    pub(super) examples: &'static [(&'static str, &'static [&'static str])],
}

/// As written.
pub(super) fn as_written(text: &str) -> String {
    text.to_owned()
}

/// Every letter and digit, in either case.
pub(super) const WORDS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Every digit.
pub(super) const DIGITS: &[u8] = b"0123456789";
