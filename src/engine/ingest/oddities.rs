//! What was odd about a source: counted by kind, with a few examples.
//!
//! Does not: stop anything.

use serde::{Deserialize, Serialize};

use crate::engine::limits::DIAGNOSTIC_EXAMPLES_MAX;

/// Bytes of an example's text that are kept.
const EXAMPLE_BYTES_MAX: usize = 200;

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
        let oddity = self.entry(kind);
        oddity.count += 1;
        if oddity.examples.len() < DIAGNOSTIC_EXAMPLES_MAX {
            let text = text.get(..EXAMPLE_BYTES_MAX).unwrap_or(text);
            oddity.examples.push((line, String::from_utf8_lossy(text).into_owned()));
        }
    }

    /// Adds those of a later part of the same source, whose lines count from `first_line`.
    pub fn add(&mut self, later: &Oddities, first_line: u64) {
        for other in &later.kinds {
            let oddity = self.entry(&other.kind);
            oddity.count += other.count;
            let room = DIAGNOSTIC_EXAMPLES_MAX.saturating_sub(oddity.examples.len());
            let examples = other.examples.iter().take(room);
            oddity.examples.extend(examples.map(|(line, text)| (line + first_line, text.clone())));
        }
    }

    fn entry(&mut self, kind: &str) -> &mut Oddity {
        let at = self.kinds.iter().position(|oddity| oddity.kind == kind).unwrap_or_else(|| {
            self.kinds.push(Oddity { kind: kind.to_owned(), count: 0, examples: Vec::new() });
            self.kinds.len() - 1
        });
        &mut self.kinds[at]
    }
}
