//! Joins the partial answers of shards: in any order, in any grouping, the same.
//!
//! Does not: ask for them.

mod sparse;

use std::collections::BTreeMap;

pub use sparse::SparseCounts;

use super::limits::COLUMN_VALUES_MAX;
use crate::arrange::Arrange;

/// Adds counts entry by entry.
pub fn add_counts(total: &mut [u32], part: &[u32]) {
    for (total, part) in total.iter_mut().zip(part) {
        *total += part;
    }
}

/// The counts of one field's values over all shards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldCounts {
    /// Records that have the field.
    pub records: u64,
    /// More values than are counted, somewhere or together.
    pub scattered: bool,
    /// Selected records by value.
    pub values: BTreeMap<String, u64>,
}

impl FieldCounts {
    /// Adds a shard's counts.
    pub fn add(&mut self, records: u64, scattered: bool, values: Vec<(String, u64)>) {
        self.records += records;
        self.scattered |= scattered;
        for (value, count) in values {
            *self.values.entry(value).or_default() += count;
        }
    }

    /// Settles whether all values together are too many, and forgets those that no record has.
    pub fn settle(&mut self) {
        self.scattered |= self.values.len() > COLUMN_VALUES_MAX;
        if self.scattered {
            self.values.clear();
        }
        self.values.retain(|_, count| *count > 0);
    }

    /// Values by count, the most frequent first; equal counts by text.
    pub fn top(&self, values_max: usize) -> Vec<(String, u64)> {
        let mut values: Vec<_> = self.values.iter().map(|(v, &count)| (v.clone(), count)).collect();
        values.arrange_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| a.cmp(b)));
        values.truncate(values_max);
        values
    }
}
