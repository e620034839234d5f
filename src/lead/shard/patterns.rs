//! The templates of a slot's records, counted.
//!
//! Does not: know their texts; the lead does.

use std::collections::BTreeMap;

use super::{Shard, held::HeldCut};
use crate::{
    engine::{level::LANES, merge::SparseCounts, time::TimeRange, timeline::Buckets},
    protocol::shard::{PatternPart, Slot},
};

/// What is counted of one shape in one cut; positions are in the order of time.
#[derive(Clone, Default)]
struct OfShape {
    lanes: [u64; LANES],
    first: usize,
    last: usize,
    counts: SparseCounts,
}

impl Shard {
    /// The templates of a slot's records within a range, with counts over `grid`.
    pub(super) fn patterns(
        &self,
        slot: Slot,
        range: Option<TimeRange>,
        grid: &Buckets,
    ) -> Vec<PatternPart> {
        let mut found: BTreeMap<u64, PatternPart> = BTreeMap::new();
        for held in self.cuts.values() {
            for (shape, counted) in held.shapes_counted(slot, range, grid).into_iter().enumerate() {
                let id = held.templates.get(shape).copied().unwrap_or(0);
                if counted.lanes.iter().sum::<u64>() == 0 {
                    continue;
                }
                let part = held.pattern_part(id, counted);
                match found.get_mut(&id) {
                    Some(joined) => joined.join(&part),
                    None => drop(found.insert(id, part)),
                }
            }
        }
        found.into_values().collect()
    }
}

impl PatternPart {
    /// Adds the counts of other records.
    pub(crate) fn join(&mut self, other: &PatternPart) {
        for (lane, count) in self.lanes.iter_mut().zip(other.lanes) {
            *lane += count;
        }
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.counts.add(&other.counts);
    }
}

impl HeldCut {
    fn shapes_counted(&self, slot: Slot, range: Option<TimeRange>, grid: &Buckets) -> Vec<OfShape> {
        let cut = self.cut();
        let mut shapes = vec![OfShape::default(); cut.shapes.rows().len()];
        let mut cursor = grid.cursor();
        self.in_range(slot, range, |position, record| {
            let shape = cut.shape_of.get(record).and_then(|shape| shapes.get_mut(*shape as usize));
            let (Some(shape), Some(&lane)) = (shape, cut.levels.get(record)) else { return };
            if shape.lanes.iter().all(|count| *count == 0) {
                shape.first = position;
            }
            shape.last = position;
            if let Some(slot) = shape.lanes.get_mut(usize::from(lane)) {
                *slot += 1;
            }
            let time = cut.times.get(record).copied().unwrap_or(i64::MIN);
            if let Some(bucket) = cursor.bucket(time) {
                shape.counts.count(bucket as u32);
            }
        });
        shapes
    }

    fn pattern_part(&self, id: u64, counted: OfShape) -> PatternPart {
        let OfShape { lanes, first, last, counts } = counted;
        let last = self.key_at(last).time;
        PatternPart { id, lanes, first: self.key_at(first), last, counts }
    }
}
