//! The names that stand for what was taken out: `ip-17`, `user-3`. The same value has the same
//! name wherever it stands, so that the story still holds.
//!
//! Names are numbered by their first place, so the same texts in the same order give the same names.
//!
//! Does not: forget; it grows with the distinct values.

use hashbrown::HashMap;

use super::kind::Kind;

/// Values and their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// By canonical text, whichever rule found it first.
    by_value: HashMap<String, (&'static str, u32)>,
    /// How many names each stem has.
    given: Vec<(&'static str, u32)>,
}

impl Names {
    /// The name of a value, and whether it is new.
    pub(super) fn name(&mut self, kind: Kind, canonical: String) -> (String, bool) {
        if let Some((stem, number)) = self.by_value.get(&canonical) {
            return (format!("{stem}-{number}"), false);
        }
        let stem = kind.stem();
        let number = match self.given.iter_mut().find(|(given, _)| *given == stem) {
            Some((_, number)) => {
                *number += 1;
                *number
            }
            None => {
                self.given.push((stem, 1));
                1
            }
        };
        self.by_value.insert(canonical, (stem, number));
        (format!("{stem}-{number}"), true)
    }
}
