//! What redaction took out, to be looked through before anything is saved.
//!
//! Does not: leave with what is saved: its examples are the values themselves.

use super::kind::Kind;
use crate::engine::limits::REVIEW_EXAMPLES_MAX;

/// Everything that was found, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// By [`Kind::ALL`]; kinds that were not found have no row.
    pub rows: Vec<ReviewRow>,
    /// Bytes of text that were looked through.
    pub bytes: u64,
    /// Bytes of them that were taken out; where it is most of them a rule takes too much.
    pub bytes_taken: u64,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    pub kind: Kind,
    /// Places.
    pub count: u64,
    /// Different values.
    pub distinct: u64,
    /// Values and their names, the first ones.
    pub examples: Vec<(String, String)>,
}

impl Review {
    /// Notes a value that was found.
    pub(super) fn count(&mut self, kind: Kind, value: &str, name: &str, is_new: bool) {
        self.bytes_taken += value.len() as u64;
        let at = self.rows.partition_point(|row| row.kind.rank() < kind.rank());
        if self.rows.get(at).is_none_or(|row| row.kind != kind) {
            self.rows.insert(at, ReviewRow { kind, count: 0, distinct: 0, examples: Vec::new() });
        }
        let Some(row) = self.rows.get_mut(at) else { return };
        row.count += 1;
        row.distinct += u64::from(is_new);
        if is_new && row.examples.len() < REVIEW_EXAMPLES_MAX {
            row.examples.push((value.to_owned(), name.to_owned()));
        }
    }
}
