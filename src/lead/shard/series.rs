//! Items over time: counts of buckets, what is in a stretch, and times.
//!
//! Does not: find bursts in them; the lead does.

use std::collections::BTreeMap;

use super::{Shard, held::HeldCut, members::ERROR_LANE};
use crate::{
    engine::{
        explain::Item,
        merge::SparseCounts,
        timeline::{Buckets, count_into},
    },
    protocol::shard::{SeriesOf, SeriesPart, Slot, Stretch, StretchPart},
};

impl Shard {
    /// Counts items of a slot's records over buckets.
    pub(super) fn series(&self, of: SeriesOf, slot: Slot, grid: &Buckets) -> SeriesPart {
        let mut all = vec![0; grid.count as usize];
        let mut series: BTreeMap<Item, SparseCounts> = BTreeMap::new();
        let mut add = |item: Item, counts: SparseCounts| {
            if counts.total() > 0 {
                series.entry(item).or_default().add(&counts);
            }
        };
        for held in self.cuts.values() {
            held.count_times(grid, &mut all);
            match of {
                SeriesOf::Errors => add(Item::Errors, held.errors_counted(slot, grid)),
                SeriesOf::Records => add(Item::Any, held.records_counted(slot, grid)),
                SeriesOf::Templates => held.each_template(slot, grid, &mut add),
                SeriesOf::Habits => {
                    held.each_template(slot, grid, &mut add);
                    let source = Item::Source(held.cut().name.clone());
                    add(source, held.records_counted(slot, grid));
                }
            }
        }
        SeriesPart { all, series: series.into_iter().collect() }
    }

    /// What is in each stretch.
    pub(super) fn stretches(&self, slot: Slot, stretches: &[Stretch]) -> Vec<StretchPart> {
        stretches
            .iter()
            .map(|stretch| {
                let mut part = StretchPart::default();
                self.cuts.values().for_each(|held| held.look_at(slot, stretch, &mut part));
                part
            })
            .collect()
    }

    /// Times of the records of each item, ascending; of one that has more than `max` none.
    pub(super) fn times(&self, slot: Slot, items: &[Item], max: u32) -> Vec<Vec<i64>> {
        items.iter().map(|item| self.times_of(slot, item, max as usize)).collect()
    }

    fn times_of(&self, slot: Slot, item: &Item, max: usize) -> Vec<i64> {
        let mut times = Vec::new();
        for held in self.cuts.values() {
            let members = held.members(item);
            held.in_range(slot, None, |_, record| {
                if times.len() <= max
                    && members.has(record)
                    && let Some(&time) = held.cut().times.get(record)
                    && time != crate::engine::store::TIME_UNKNOWN
                {
                    times.push(time);
                }
            });
        }
        if times.len() > max {
            return Vec::new();
        }
        times.sort_unstable();
        times
    }
}

impl StretchPart {
    /// Adds what is in other records.
    pub(crate) fn join(&mut self, other: StretchPart) {
        self.records += other.records;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
        for (name, count) in other.sources {
            match self.sources.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known += count,
                None => self.sources.push((name, count)),
            }
        }
    }
}

impl HeldCut {
    fn count_times(&self, grid: &Buckets, all: &mut [u32]) {
        let times = self.cut().times.get(..self.cut().count()).unwrap_or_default();
        count_into(grid, times.iter().copied(), |bucket| {
            if let Some(slot) = all.get_mut(bucket) {
                *slot += 1;
            }
        });
    }

    fn records_counted(&self, slot: Slot, grid: &Buckets) -> SparseCounts {
        let mut counts = SparseCounts::default();
        self.each_bucket(slot, grid, |_, bucket| counts.count(bucket));
        counts
    }

    fn errors_counted(&self, slot: Slot, grid: &Buckets) -> SparseCounts {
        let levels = &self.cut().levels;
        let mut counts = SparseCounts::default();
        self.each_bucket(slot, grid, |record, bucket| {
            if levels.get(record).is_some_and(|lane| *lane >= ERROR_LANE) {
                counts.count(bucket);
            }
        });
        counts
    }

    fn each_template(&self, slot: Slot, grid: &Buckets, add: &mut impl FnMut(Item, SparseCounts)) {
        let cut = self.cut();
        let mut shapes = vec![SparseCounts::default(); cut.shapes.rows().len()];
        self.each_bucket(slot, grid, |record, bucket| {
            let shape = cut.shape_of.get(record).and_then(|shape| shapes.get_mut(*shape as usize));
            if let Some(counts) = shape {
                counts.count(bucket);
            }
        });
        for (counts, template) in shapes.into_iter().zip(&self.templates) {
            add(Item::Template(*template), counts);
        }
    }

    /// A slot's records that lie in a bucket, in the order of time.
    pub(super) fn each_bucket(
        &self,
        slot: Slot,
        grid: &Buckets,
        mut visit: impl FnMut(usize, u32),
    ) {
        let mut cursor = grid.cursor();
        let times = &self.cut().times;
        self.in_range(slot, None, |_, record| {
            let bucket = times.get(record).and_then(|time| cursor.bucket(*time));
            if let Some(bucket) = bucket {
                visit(record, bucket as u32);
            }
        });
    }

    fn look_at(&self, slot: Slot, stretch: &Stretch, part: &mut StretchPart) {
        let members = self.members(&stretch.item);
        let counted = match stretch.among_errors {
            true => self.members(&Item::Errors),
            false => self.members(&Item::Any),
        };
        let (mut records, mut first, mut last) = (0, None, 0);
        self.in_range(slot, Some(stretch.range), |position, record| {
            if members.has(record) && counted.has(record) {
                records += 1;
                first = first.or(Some(position));
                last = position;
            }
        });
        if let Some(first) = first {
            part.join(StretchPart {
                records,
                first: Some(self.key_at(first)),
                last: Some(self.key_at(last)),
                sources: vec![(self.cut().name.clone(), records)],
            });
        }
    }
}
