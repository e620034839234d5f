//! More of some items: their series, their sources, and which of them are on the same records.
//!
//! Does not: choose them.

use std::collections::BTreeMap;

use super::{Shard, held::HeldCut, items::ERROR, members::Members};
use crate::{
    engine::{
        explain::{Counts, ERROR_BIT, Item, Signature},
        merge::SparseCounts,
        timeline::Buckets,
    },
    protocol::shard::{ChosenPart, ChosenSpec},
};

impl Shard {
    /// Answers about the chosen items, in their order.
    pub(super) fn chosen(&self, spec: &ChosenSpec) -> ChosenPart {
        let mut part = ChosenPart {
            shown: vec![SparseCounts::default(); spec.items.len()],
            near: vec![SparseCounts::default(); spec.items.len()],
            habit: vec![SparseCounts::default(); spec.items.len() + 1],
            sources: vec![Vec::new(); spec.items.len()],
            signatures: Vec::new(),
        };
        let mut signatures: BTreeMap<u64, Counts> = BTreeMap::new();
        for held in self.cuts.values() {
            let members: Vec<Members<'_>> =
                spec.items.iter().map(|item| held.members(item)).collect();
            held.count_chosen(spec, &members, &mut part);
            held.count_signatures(spec, &members, &mut part, &mut signatures);
        }
        part.signatures =
            signatures.into_iter().map(|(mask, counts)| Signature { mask, counts }).collect();
        part
    }
}

impl ChosenPart {
    /// Adds what is in other records.
    pub(crate) fn join(&mut self, other: ChosenPart) {
        let add = |mine: &mut Vec<SparseCounts>, theirs: &[SparseCounts]| {
            mine.resize(mine.len().max(theirs.len()), SparseCounts::default());
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.add(theirs));
        };
        add(&mut self.shown, &other.shown);
        add(&mut self.near, &other.near);
        add(&mut self.habit, &other.habit);
        self.sources.resize(self.sources.len().max(other.sources.len()), Vec::new());
        for (mine, theirs) in self.sources.iter_mut().zip(other.sources) {
            theirs.into_iter().for_each(|(name, count)| add_source(mine, &name, count));
        }
        let mut joined: BTreeMap<u64, Counts> = BTreeMap::new();
        for signature in self.signatures.drain(..).chain(other.signatures) {
            let counts = joined.entry(signature.mask).or_default();
            counts.inside += signature.counts.inside;
            counts.outside += signature.counts.outside;
        }
        let joined = joined.into_iter();
        self.signatures = joined.map(|(mask, counts)| Signature { mask, counts }).collect();
    }
}

fn add_source(sources: &mut Vec<(String, u64)>, name: &str, count: u64) {
    match sources.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known += count,
        None => sources.push((name.to_owned(), count)),
    }
}

/// Counts a record for each of the items that it belongs to.
fn count_each<'m, 'c: 'm>(
    members: impl Iterator<Item = &'m Members<'c>>,
    counts: &mut [SparseCounts],
    record: usize,
    bucket: u32,
) {
    for (members, counts) in members.zip(counts) {
        if members.has(record) {
            counts.count(bucket);
        }
    }
}

impl HeldCut {
    /// Counts the items over both grids.
    fn count_chosen(&self, spec: &ChosenSpec, members: &[Members<'_>], part: &mut ChosenPart) {
        let errors = self.members(&Item::Errors);
        let slot = spec.sides.inside.slot;
        self.each_bucket(slot, &spec.shown, |record, bucket| {
            count_each(members.iter(), &mut part.shown, record, bucket);
        });
        if let Some(habit) = &spec.habit {
            self.each_bucket(slot, habit, |record, bucket| {
                count_each(members.iter().chain([&Members::All]), &mut part.habit, record, bucket);
            });
        }
        let Some(near) = &spec.near else { return };
        self.each_bucket_near(slot, near, |record, bucket| {
            let is_error = errors.has(record);
            for (at, (members, counts)) in members.iter().zip(&mut part.near).enumerate() {
                let counted = is_error || spec.among_errors.get(at) != Some(&true);
                if counted && members.has(record) {
                    counts.count(bucket);
                }
            }
        });
    }

    fn each_bucket_near(
        &self,
        slot: crate::protocol::shard::Slot,
        grid: &Buckets,
        mut visit: impl FnMut(usize, u32),
    ) {
        use crate::engine::time::{TimeNanos, TimeRange};
        let range = TimeRange { start: TimeNanos(grid.start), end: TimeNanos(grid.end()) };
        let mut cursor = grid.cursor();
        self.in_range(slot, Some(range), |_, record| {
            let time = self.cut().times.get(record).copied().unwrap_or(i64::MIN);
            if let Some(bucket) = cursor.bucket(time) {
                visit(record, bucket as u32);
            }
        });
    }

    /// Counts the records of both sets by the items they have.
    fn count_signatures(
        &self,
        spec: &ChosenSpec,
        members: &[Members<'_>],
        part: &mut ChosenPart,
        signatures: &mut BTreeMap<u64, Counts>,
    ) {
        let mut sources = vec![0; members.len()];
        for (record, mark) in self.marks(&spec.sides).into_iter().enumerate() {
            let (inside, outside) = (u64::from(mark & 1), u64::from(mark >> 1 & 1));
            if inside + outside == 0 {
                continue;
            }
            let mut mask = u64::from(mark & ERROR != 0) << ERROR_BIT;
            for (at, members) in members.iter().enumerate() {
                if members.has(record) {
                    mask |= 1 << at;
                    sources[at] += inside;
                }
            }
            let counts = signatures.entry(mask).or_default();
            counts.inside += inside;
            counts.outside += outside;
        }
        for (at, count) in sources.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            if let Some(known) = part.sources.get_mut(at) {
                add_source(known, &self.cut().name, count);
            }
        }
    }
}
