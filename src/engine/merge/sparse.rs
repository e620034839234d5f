//! Counts by bucket of which most are zero.
//!
//! Does not: keep zeroes.

use serde::{Deserialize, Serialize};

use crate::arrange::Arrange;

/// Buckets and their counts, ascending, none zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SparseCounts(Vec<(u32, u32)>);

impl SparseCounts {
    /// From buckets with their counts, in any order, each once.
    #[must_use]
    pub fn of(mut counts: Vec<(u32, u32)>) -> SparseCounts {
        counts.arrange_by_key(|(bucket, _)| *bucket);
        SparseCounts(counts)
    }

    /// Counts one more; quick where buckets rise.
    pub fn count(&mut self, bucket: u32) {
        match self.0.last_mut() {
            Some((last, count)) if *last == bucket => *count += 1,
            Some((last, _)) if *last > bucket => self.add(&SparseCounts(vec![(bucket, 1)])),
            _ => self.0.push((bucket, 1)),
        }
    }

    /// Adds others.
    pub fn add(&mut self, other: &SparseCounts) {
        if other.0.is_empty() {
            return;
        }
        let mine = std::mem::take(&mut self.0);
        let mut joined = Vec::with_capacity(mine.len() + other.0.len());
        let (mut a, mut b) = (mine.into_iter().peekable(), other.0.iter().copied().peekable());
        while let Some(low) = a.peek().into_iter().chain(b.peek()).map(|(bucket, _)| *bucket).min()
        {
            let from_a = a.next_if(|(bucket, _)| *bucket == low).map_or(0, |(_, count)| count);
            let from_b = b.next_if(|(bucket, _)| *bucket == low).map_or(0, |(_, count)| count);
            joined.push((low, from_a + from_b));
        }
        self.0 = joined;
    }

    /// One entry for each of `buckets` buckets.
    #[must_use]
    pub fn dense(&self, buckets: u32) -> Vec<u32> {
        let mut dense = vec![0; buckets as usize];
        for &(bucket, count) in &self.0 {
            if let Some(slot) = dense.get_mut(bucket as usize) {
                *slot = count;
            }
        }
        dense
    }

    /// Buckets that are not empty, with their counts.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.0.iter().copied()
    }

    /// All counts together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(_, count)| u64::from(*count)).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_add_up_in_any_order(buckets in prop::collection::vec((0..30_u32, any::<bool>()), 0..60)) {
            let mut dense = vec![0; 30];
            let mut parts = [SparseCounts::default(), SparseCounts::default()];
            for &(bucket, part) in &buckets {
                dense[bucket as usize] += 1;
                parts[usize::from(part)].count(bucket);
            }
            let [mut a, mut b] = parts.clone();
            a.add(&parts[1]);
            b.add(&parts[0]);
            prop_assert_eq!(&a, &b);
            prop_assert_eq!(a.dense(30), dense);
            prop_assert_eq!(a.total(), buckets.len() as u64);
        }
    }
}
