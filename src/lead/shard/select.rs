//! Evaluates a query over the blocks of all cuts, block by block, and remembers how far.
//!
//! Asked the same query again after more was read, it looks at the new blocks alone.
//!
//! Does not: know what a query means; its matcher does.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        query::{Bits, Context, Matcher, Query},
        store::view::{BlockText, BlockView},
    },
    protocol::shard::{CutId, QueryContext, ShardReply, Slot},
};

/// The query in each slot; a slot that is missing selects every record.
pub(super) type SlotQueries = BTreeMap<Slot, Asked>;

/// What is asked for in a slot. It takes several turns to answer, and is read and compiled for the first.
#[derive(Debug)]
pub(super) struct Asked {
    text: String,
    context: QueryContext,
    query: Query,
    matcher: Matcher,
}

impl Asked {
    fn is(&self, text: &str, context: &QueryContext) -> bool {
        self.text == text && self.context == *context
    }
}

/// The query of a text; one that cannot be read selects nothing new, since the lead has refused it before.
pub(super) fn query_of(text: &str, context: &QueryContext) -> Option<Query> {
    let context = Context { zone: context.zone.clone(), latest: context.latest };
    Query::parse_again(text, &context).ok()
}

impl Shard {
    /// Works on a slot for a turn; whether it is done.
    pub(super) fn select(
        &mut self,
        slot: Slot,
        text: &str,
        context: &QueryContext,
        host: &mut dyn Host,
    ) -> bool {
        if !self.queries.get(&slot).is_some_and(|asked| asked.is(text, context)) {
            let Some(query) = query_of(text, context) else { return true };
            self.ask(slot, text, context, query);
        }
        let Some(asked) = self.queries.get(&slot) else { return true };
        let mut turn = Turn::new(host);
        for held in self.cuts.values_mut() {
            if !held.evaluate(slot, &asked.matcher, host, &mut turn) {
                return false;
            }
        }
        let within = within(slot);
        self.cuts.values_mut().for_each(|held| held.settle_slot(slot, within));
        true
    }

    /// Puts a query into a slot. What was found stays if it means the same as the one before.
    fn ask(&mut self, slot: Slot, text: &str, context: &QueryContext, query: Query) {
        let before = self.queries.remove(&slot);
        if query.selects_all() || before.is_none_or(|before| before.query != query) {
            self.cuts.values_mut().for_each(|held| held.clear_slot(slot));
        }
        if query.selects_all() {
            return;
        }
        let matcher = Matcher::new(&query);
        let (text, context) = (text.to_owned(), context.clone());
        self.queries.insert(slot, Asked { text, context, query, matcher });
    }

    /// Evaluates every slot's query over a cut that came, at once.
    pub(super) fn select_in(&mut self, cut: CutId, host: &mut dyn Host) {
        let Some(held) = self.cuts.get_mut(&cut) else { return };
        for (&slot, asked) in &self.queries {
            let mut turn = Turn::new(host);
            while !held.evaluate(slot, &asked.matcher, host, &mut turn) {
                turn = Turn::new(host);
            }
        }
        self.resettle_slots(cut);
    }

    /// Has every query evaluated anew when it is asked next.
    pub(super) fn forget_queries(&mut self) {
        self.queries.clear();
    }

    /// The sizes of a slot.
    pub(super) fn selected(&self, slot: Slot, took_millis: f64) -> ShardReply {
        let matching = self.cuts.values().map(|held| held.selection(slot).count()).sum();
        let records = self.cuts.values().map(|held| held.cut().count() as u64).sum();
        ShardReply::Selected { matching, records, took_millis }
    }

    /// Brings a cut's selections up to date after its order changed.
    pub(super) fn resettle_slots(&mut self, cut: CutId) {
        if let Some(held) = self.cuts.get_mut(&cut) {
            let slots: Vec<Slot> = held.slots.keys().copied().collect();
            for slot in slots {
                held.settle_slot(slot, within(slot));
            }
        }
    }
}

fn within(slot: Slot) -> Option<Slot> {
    (slot == Slot::Find).then_some(Slot::Filter)
}

impl HeldCut {
    /// Evaluates the blocks that are new as long as the turn lasts; whether all are done.
    fn evaluate(
        &mut self,
        slot: Slot,
        matcher: &Matcher,
        host: &mut dyn Host,
        turn: &mut Turn,
    ) -> bool {
        let mut bits = self.take_bits(slot);
        let mut found = Bits::none(0);
        while bits.blocks < self.cut().blocks.len() && turn.goes_on(host) {
            let Some(block) = self.cut().blocks.get(bits.blocks) else { break };
            let (host, unreadable) = (RefCell::new(&mut *host), Cell::new(false));
            let read = || {
                self.text(block, *host.borrow_mut()).unwrap_or_else(|_why| {
                    unreadable.set(true); // why is said by the source's own state
                    Cow::default()
                })
            };
            let view = BlockView {
                cut: self.cut(),
                block,
                text: BlockText::new(&read),
                reader: &self.reader,
                templates: &self.templates,
            };
            matcher.matches(&view, &mut found);
            if unreadable.get() {
                found.reset(block.count());
            }
            place(&mut bits.words, block.first, block.count(), found.words());
            bits.blocks += 1;
        }
        let done = bits.blocks == self.cut().blocks.len();
        self.slots.insert(slot, bits);
        done
    }
}

/// Lays `count` bits into `words` from bit `first` on, which is their end so far.
fn place(words: &mut Vec<u64>, first: usize, count: usize, bits: &[u64]) {
    words.resize((first + count).div_ceil(64), 0);
    let shift = first % 64;
    for (at, &word) in bits.iter().enumerate() {
        let low = first / 64 + at;
        if let Some(slot) = words.get_mut(low) {
            *slot |= word << shift;
        }
        if shift > 0
            && let Some(slot) = words.get_mut(low + 1)
        {
            *slot |= word >> (64 - shift);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn bits_land_where_their_records_are() {
        let mut words = Vec::new();
        place(&mut words, 0, 3, &[0b101]);
        place(&mut words, 3, 70, &[u64::MAX, 0b10_0001]);
        assert_eq!(words, [u64::MAX << 3 | 0b101, 0b1_0000_1111]);
    }
}
