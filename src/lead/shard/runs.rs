//! Records in the order of time with their templates: what neighbours of one pattern are told by.
//!
//! Does not: join them to runs; only the lead knows what other shards have in between.

use super::{Shard, held::HeldCut};
use crate::{engine::store::Key, protocol::shard::Slot};

impl Shard {
    /// The first records of a slot between two keys with their templates, or the last, at most `max`;
    /// those that come first on the way come first.
    pub(super) fn patterned(
        &self,
        slot: Slot,
        low: Key,
        high: Key,
        forward: bool,
        max: usize,
    ) -> Vec<(Key, u64)> {
        let mut found = Vec::new();
        for held in self.cuts.values() {
            held.on_the_way(slot, (low, high), forward, max as u64, |record| {
                found.push((held.cut().key(record), held.template_of(record)));
                true
            });
        }
        found.sort_unstable();
        if !forward {
            found.reverse();
        }
        found.truncate(max);
        found
    }

    /// Up to which key no record of a slot has another template, and whether one follows there. Of a
    /// cut no more than `looked_max` records are looked at; then the key is where that ended.
    pub(super) fn same_until(
        &self,
        slot: Slot,
        (mut low, mut high): (Key, Key),
        forward: bool,
        template: u64,
        looked_max: u32,
    ) -> (Key, bool) {
        let mut follows = false;
        for held in self.cuts.values() {
            let (mut looked, mut last, mut other) = (0, None, None);
            held.on_the_way(slot, (low, high), forward, u64::from(looked_max), |record| {
                looked += 1;
                last = Some(record);
                if held.template_of(record) != template {
                    other = last;
                }
                other.is_none()
            });
            let stopped = if looked == looked_max { last } else { None };
            let Some(record) = other.or(stopped) else { continue };
            let key = held.cut().key(record);
            // What was looked at and is alike lies before the end; what differs lies behind it.
            let alike = other.is_none();
            if forward {
                high = if alike { key.after() } else { key };
            } else {
                low = if alike { key } else { key.after() };
            }
            follows = !alike;
        }
        (if forward { high } else { low }, follows)
    }
}

impl HeldCut {
    /// Visits up to `max` records of a slot between two keys, from the lower one on or from the upper
    /// one back, until told to stop.
    fn on_the_way(
        &self,
        slot: Slot,
        (low, high): (Key, Key),
        forward: bool,
        max: u64,
        mut visit: impl FnMut(usize) -> bool,
    ) {
        let selection = self.selection(slot);
        let (start, end) = (self.position_of(low), self.position_of(high));
        let goes_on = |position| visit(self.order().record(position));
        if forward {
            selection.positions(start..end).take(max as usize).all(goes_on);
        } else {
            let (from, to) = (selection.rank(start), selection.rank(end));
            let ranks = (to.saturating_sub(max).max(from)..to).rev();
            ranks.filter_map(|rank| selection.position(rank)).all(goes_on);
        }
    }
}
