//! Percentiles and heat maps of what the shards counted.
//!
//! Does not: ask.

use std::collections::BTreeMap;

use super::split::Split;
use crate::{
    engine::{
        merge::SparseCounts,
        metrics::{Cell, Mark, quantile},
        timeline::Buckets,
    },
    protocol::{
        page::{Heat, Measured, MetricGroup, Metrics, SHARES},
        shard::{MeasuresPart, Rate},
    },
};

/// Rows of a heat map, and how many marks they span at least: a constant has a row, not a picture.
const ROWS_MAX: i32 = 22;
const MARKS_MIN: i32 = 110;

/// What an answer is made of.
pub(super) struct Made<'a> {
    pub(super) grid: Buckets,
    pub(super) counted: &'a MeasuresPart,
    pub(super) split: &'a Split,
}

impl Made<'_> {
    pub(super) fn metrics(&self, mut measured: Vec<Measured>) -> Metrics {
        for (measured, cells) in measured.iter_mut().zip(&self.counted.measures) {
            self.measure(cells, measured);
        }
        Metrics {
            records: self.rate(Rate::Records),
            errors: self.rate(Rate::Errors),
            answered: self.rate(Rate::Answered),
            failed: self.rate(Rate::Failed),
            groups: self.groups(),
            measured,
            ..Metrics::default()
        }
    }

    /// Cells of a rate with their counts.
    fn cells_of(&self, rate: Rate) -> impl Iterator<Item = (Cell, u32)> {
        let mark = Mark::ZERO.up(rate as i16);
        cells(&self.counted.rates).filter(move |(cell, _)| cell.mark == mark)
    }

    fn rate(&self, rate: Rate) -> Vec<u32> {
        let mut counts = vec![0; self.grid.count as usize];
        for (cell, count) in self.cells_of(rate) {
            if let Some(slot) = counts.get_mut(usize::from(cell.bucket)) {
                *slot += count;
            }
        }
        counts
    }

    /// Each value that records are split by, then the rest; none where they are not split.
    fn groups(&self) -> Vec<MetricGroup> {
        if self.split.items.is_empty() {
            return Vec::new();
        }
        let values = self.split.values.iter().cloned().map(Some).chain([None]);
        let counts = vec![0; self.grid.count as usize];
        let group = |value| MetricGroup { value, counts: counts.clone(), ..MetricGroup::default() };
        let mut groups: Vec<MetricGroup> = values.map(group).collect();
        for (cell, count) in self.cells_of(Rate::Records) {
            let Some(group) = groups.get_mut(usize::from(cell.group)) else { continue };
            group.records += u64::from(count);
            if let Some(slot) = group.counts.get_mut(usize::from(cell.bucket)) {
                *slot += count;
            }
        }
        for (cell, count) in self.cells_of(Rate::Errors) {
            if let Some(group) = groups.get_mut(usize::from(cell.group)) {
                group.errors += u64::from(count);
            }
        }
        groups
    }

    fn measure(&self, counted: &SparseCounts, measured: &mut Measured) {
        let all = marks(counted, |_| 0);
        let count = |is_number: bool| {
            let of_kind = all.values().flatten().filter(|(mark, _)| mark.is_number() == is_number);
            of_kind.map(|(_, count)| count).sum()
        };
        (measured.numbers, measured.others) = (count(true), count(false));
        measured.all = all.get(&0).and_then(|marks| percentiles(marks));
        let by_bucket = marks(counted, |cell| cell.bucket);
        let of = |bucket: u32| percentiles(by_bucket.get(&(bucket as u16))?);
        measured.lines = (0..self.grid.count).map(of).collect();
        let by_group = marks(counted, |cell| u16::from(cell.group));
        let groups = if self.split.items.is_empty() { 0 } else { self.split.items.len() + 1 };
        let of = |group: usize| {
            let marks = by_group.get(&(group as u16)).map(Vec::as_slice).unwrap_or_default();
            let numbers = marks.iter().filter(|(mark, _)| mark.is_number());
            (numbers.map(|(_, count)| count).sum(), percentiles(marks))
        };
        measured.groups = (0..groups).map(of).collect();
        measured.heat = heat(self.grid, &by_bucket);
    }
}

fn cells(counts: &SparseCounts) -> impl Iterator<Item = (Cell, u32)> {
    counts.iter().map(|(bits, count)| (Cell::from_bits(bits), count))
}

/// Marks with their counts, ascending, by something of their cells.
fn marks(counts: &SparseCounts, by: impl Fn(Cell) -> u16) -> BTreeMap<u16, Vec<(Mark, u64)>> {
    let mut sums: BTreeMap<(u16, Mark), u64> = BTreeMap::new();
    for (cell, count) in cells(counts) {
        *sums.entry((by(cell), cell.mark)).or_default() += u64::from(count);
    }
    let mut marks: BTreeMap<u16, Vec<(Mark, u64)>> = BTreeMap::new();
    for ((key, mark), count) in sums {
        marks.entry(key).or_default().push((mark, count));
    }
    marks
}

fn percentiles(marks: &[(Mark, u64)]) -> Option<[f64; 4]> {
    let found = SHARES.map(|share| quantile(marks, share));
    found.iter().all(Option::is_some).then(|| found.map(Option::unwrap_or_default))
}

/// Rows of equal ratio from the lowest positive value to the highest; what is zero or below has one
/// more row.
fn heat(grid: Buckets, by_bucket: &BTreeMap<u16, Vec<(Mark, u64)>>) -> Heat {
    let each = || by_bucket.values().flatten().filter(|(mark, _)| mark.is_number());
    let positive = || each().map(|(mark, _)| *mark).filter(|mark| *mark > Mark::ZERO);
    let has_low = each().any(|(mark, _)| *mark <= Mark::ZERO);
    let (Some(low), Some(high)) = (positive().min(), positive().max()) else {
        return Heat::default();
    };
    let missing = (MARKS_MIN - high.above(low)).max(0) as i16;
    let low = low.up(-1 - missing / 2);
    let band = (high.above(low) + i32::from(missing) / 2).div_euclid(ROWS_MAX) as i16 + 1;
    let rows = (high.above(low) + i32::from(missing) / 2) / i32::from(band) + 1;
    let edge = |row: i32| low.up((row * i32::from(band)) as i16).highest();
    let below = usize::from(has_low);
    let mut heat = Heat {
        edges: std::iter::repeat_n(0.0, below).chain((0..=rows).map(edge)).collect(),
        counts: Vec::new(),
    };
    heat.counts = vec![0; heat.rows() * grid.count as usize];
    for (bucket, marks) in by_bucket {
        for (mark, count) in marks.iter().filter(|(mark, _)| mark.is_number()) {
            let row = match *mark > Mark::ZERO {
                true => (mark.above(low) - 1) as usize / band as usize + below,
                false => 0,
            };
            let at = row * grid.count as usize + usize::from(*bucket);
            if let Some(slot) = heat.counts.get_mut(at) {
                *slot += *count as u32;
            }
        }
    }
    heat
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every number is in the row whose edges are around it.
        #[test]
        fn heat_holds_every_number(values in prop::collection::vec(-2.0..1e9_f64, 1..60)) {
            let grid = Buckets { start: 0, width_nanos: 1, count: 3 };
            let mut sums: BTreeMap<Mark, u64> = BTreeMap::new();
            values.iter().for_each(|value| *sums.entry(Mark::of(*value)).or_default() += 1);
            let by_bucket = [(1, sums.clone().into_iter().collect())].into_iter().collect();
            let found = heat(grid, &by_bucket);
            if sums.keys().any(|mark| *mark > Mark::ZERO) {
                prop_assert_eq!(found.counts.iter().sum::<u32>() as usize, values.len());
                prop_assert!(found.rows() <= ROWS_MAX as usize + 2);
                prop_assert!(found.edges.is_sorted());
            }
            for (row, counts) in found.counts.chunks(3).enumerate() {
                let within = sums.iter().filter(|(mark, _)| {
                    let value = mark.value();
                    value <= found.edges[row + 1] && (row == 0 || value > found.edges[row])
                });
                prop_assert_eq!(u64::from(counts[1]), within.map(|(_, count)| count).sum::<u64>());
            }
        }
    }
}
