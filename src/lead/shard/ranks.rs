//! Where keys stand among the records of a slot, cut by cut.
//!
//! Does not: add up over shards.

use std::borrow::Cow;

use super::{Shard, held::HeldCut};
use crate::{
    engine::store::{Key, Selection},
    protocol::shard::{RankPart, Slot},
};

impl Shard {
    /// Counts a slot's records below `low` and from there to `high`, with about `samples` keys of the latter.
    pub(super) fn ranks(&self, slot: Slot, low: Key, high: Key, samples: u32) -> RankPart {
        let cuts: Vec<_> = self.cuts.values().map(|held| held.between(slot, low, high)).collect();
        let inside: u64 = cuts.iter().map(|part| part.to - part.from).sum();
        let stride = (inside / u64::from(samples.max(1))).max(1);
        let sampled = self.cuts.values().zip(&cuts).map(|(held, part)| {
            let ranks = (part.from + stride - 1..part.to).step_by(stride as usize);
            let position = |rank| part.selection.position(rank);
            ranks.filter_map(position).map(|position| held.key_at(position)).collect::<Vec<_>>()
        });
        let sampled = if samples == 0 {
            Vec::new()
        } else {
            sampled.filter(|keys| !keys.is_empty()).collect()
        };
        RankPart {
            below: cuts.iter().map(|part| part.from).sum(),
            inside,
            cuts: sampled,
            stride,
            cut_count: cuts.iter().filter(|part| part.to > part.from).count() as u64,
        }
    }

    /// The first keys of a slot between two, in order.
    pub(super) fn first_keys(&self, slot: Slot, low: Key, high: Key, max: usize) -> Vec<Key> {
        let mut keys = Vec::new();
        for held in self.cuts.values() {
            let part = held.between(slot, low, high);
            let positions = (part.from..part.to).filter_map(|rank| part.selection.position(rank));
            keys.extend(positions.take(max).map(|position| held.key_at(position)));
        }
        keys.sort_unstable();
        keys.truncate(max);
        keys
    }

    /// The key of a record and whether a slot holds it.
    pub(super) fn key_of(&self, slot: Slot, source: u32, offset: u64) -> Option<(Key, bool)> {
        let (held, record) = self.find(source, offset)?;
        let key = held.cut().key(record);
        let position = held.position_of(key);
        Some((key, held.selection(slot).contains(position)))
    }

    /// The first record of a slot at or after a key, or the last one before it.
    pub(super) fn next(&self, slot: Slot, from: Key, forward: bool) -> Option<Key> {
        let nearest = |held: &HeldCut| {
            let selection = held.selection(slot);
            let rank = if forward {
                selection.rank(held.position_of(from))
            } else {
                selection.rank(held.position_of(from)).checked_sub(1)?
            };
            Some(held.key_at(selection.position(rank)?))
        };
        let nearest = self.cuts.values().filter_map(nearest);
        if forward { nearest.min() } else { nearest.max() }
    }

    /// Keys of the records of a cut around one, in the order of the source.
    pub(super) fn neighbours(&self, source: u32, offset: u64, before: u32, after: u32) -> Vec<Key> {
        let mut keys = Vec::new();
        for held in self.cuts.values().filter(|held| held.cut().source == source) {
            let cut = held.cut();
            let block = cut.blocks.partition_point(|block| block.offset <= offset);
            let first = cut.blocks.get(block.wrapping_sub(1)).map_or(0, |block| block.first);
            let mut at = first;
            while at < cut.count() && cut.key(at).offset < offset {
                at += 1;
            }
            let from = at.saturating_sub(before as usize);
            let to = (at + after as usize + 1).min(cut.count());
            keys.extend((from..to).map(|record| cut.key(record)));
        }
        keys
    }

    /// The cut and the number in it of a record.
    pub(super) fn find(&self, source: u32, offset: u64) -> Option<(&HeldCut, usize)> {
        let cuts = self.cuts.values().filter(|held| held.cut().source == source);
        cuts.filter_map(|held| Some((held, held.cut().record_at(offset)?))).next()
    }
}

/// The ranks in a cut of the records between two keys.
struct Between<'a> {
    selection: Cow<'a, Selection>,
    from: u64,
    to: u64,
}

impl HeldCut {
    fn between(&self, slot: Slot, low: Key, high: Key) -> Between<'_> {
        let selection = self.selection(slot);
        let from = selection.rank(self.position_of(low));
        let to = selection.rank(self.position_of(high)).max(from);
        Between { selection, from, to }
    }

    /// The first position in the order of time whose key is not below `key`.
    pub(super) fn position_of(&self, key: Key) -> usize {
        self.order().partition(|record| self.cut().key(record) < key)
    }

    pub(super) fn key_at(&self, position: usize) -> Key {
        self.cut().key(self.order().record(position))
    }
}
