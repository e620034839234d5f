//! What redaction took out, to be looked through before anything is saved.
//!
//! Does not: leave with what is saved: its examples are the values themselves.

use super::kind::Kind;
use crate::limits::REVIEW_EXAMPLES_MAX;

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
    /// Notes places where a value was found.
    pub(super) fn count(&mut self, kind: Kind, value: &str, places: u64) {
        self.bytes_taken += value.len() as u64 * places;
        if let Some(row) = self.row(kind) {
            row.count += places;
        }
    }

    /// Notes a value that was not found before.
    pub(super) fn add(&mut self, kind: Kind, value: &str, name: &str) {
        let Some(row) = self.row(kind) else { return };
        row.distinct += 1;
        if row.examples.len() < REVIEW_EXAMPLES_MAX {
            row.examples.push((value.to_owned(), name.to_owned()));
        }
    }

    fn row(&mut self, kind: Kind) -> Option<&mut ReviewRow> {
        let at = self.rows.partition_point(|row| row.kind.rank() < kind.rank());
        if self.rows.get(at).is_none_or(|row| row.kind != kind) {
            self.rows.insert(at, ReviewRow { kind, count: 0, distinct: 0, examples: Vec::new() });
        }
        self.rows.get_mut(at)
    }
}
