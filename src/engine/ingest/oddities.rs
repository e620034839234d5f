//! What was odd about a source: counted by kind, with a few examples.
//!
//! Does not: stop anything.

use serde::{Deserialize, Serialize};

use crate::limits::DIAGNOSTIC_EXAMPLES_MAX;

/// Bytes of an example's text that are kept.
const EXAMPLE_BYTES_MAX: usize = 200;
/// A line of more bytes is worth a word.
const LONG_LINE_BYTES: usize = 1024 * 1024;

/// Oddities by kind. Merging keeps the examples of the lowest lines, so any cutting gives the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Oddities {
    pub kinds: Vec<Oddity>,
}

/// One kind of oddity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Oddity {
    /// In plain words.
    pub kind: String,
    pub count: u64,
    /// Line (from 0, counted in the cut until merged) and the beginning of its text.
    pub examples: Vec<(u64, String)>,
}

impl Oddities {
    /// Counts one, at a line with this text.
    pub fn count(&mut self, kind: &str, line: u64, text: &[u8]) {
        let Some(oddity) = self.entry(kind) else { return };
        oddity.count += 1;
        if oddity.examples.len() < DIAGNOSTIC_EXAMPLES_MAX {
            let text = text.get(..EXAMPLE_BYTES_MAX).unwrap_or(text);
            oddity.examples.push((line, String::from_utf8_lossy(text).into_owned()));
        }
    }

    /// Counts the lines of a text that are odd whatever their format; the first is line `first_line`.
    pub fn look_at(&mut self, text: &[u8], first_line: u64) {
        let is_text = is_ascii(text) || std::str::from_utf8(text).is_ok();
        let is_plain = is_text && memchr::memchr(0, text).is_none();
        if is_plain && text.len() <= LONG_LINE_BYTES {
            return;
        }
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        for (at, line) in text.split(|&byte| byte == b'\n').enumerate() {
            let at = first_line + at as u64;
            if std::str::from_utf8(line).is_err() {
                self.count("lines with bytes that are not UTF-8", at, line);
            }
            if memchr::memchr(0, line).is_some() {
                self.count("lines with NUL bytes", at, line);
            }
            if line.len() > LONG_LINE_BYTES {
                self.count("lines longer than 1 MiB, shown shortened", at, line);
            }
        }
    }

    /// Adds those of a later part of the same source, whose lines count from `first_line`.
    pub fn add(&mut self, later: &Oddities, first_line: u64) {
        for other in &later.kinds {
            let Some(oddity) = self.entry(&other.kind) else { continue };
            oddity.count += other.count;
            let room = DIAGNOSTIC_EXAMPLES_MAX.saturating_sub(oddity.examples.len());
            let examples = other.examples.iter().take(room);
            oddity.examples.extend(examples.map(|(line, text)| (line + first_line, text.clone())));
        }
    }

    /// The one of this kind, which there is from now on.
    fn entry(&mut self, kind: &str) -> Option<&mut Oddity> {
        // By kind, so that it does not matter which cut met which first.
        let place = self.kinds.binary_search_by(|oddity| oddity.kind.as_str().cmp(kind));
        let at = place.unwrap_or_else(|at| {
            let oddity = Oddity { kind: kind.to_owned(), count: 0, examples: Vec::new() };
            self.kinds.insert(at, oddity);
            at
        });
        self.kinds.get_mut(at)
    }
}

/// Eight bytes at a time: most logs are plain, and WebAssembly checks UTF-8 by four.
fn is_ascii(text: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, tail) = text.as_chunks::<8>();
    words.iter().fold(0, |seen, word| seen | u64::from_le_bytes(*word)) & HIGH == 0
        && tail.is_ascii()
}
