//! Every record of a shard, one after the other, whole: for exports and the terminal.
//!
//! Does not: order records of different cuts; `local` does.

use serde_json::{Map, Value};

use super::{HeldCut, Host, Shard, unpacked::AllFiles};
use crate::{
    engine::{record::RecordParts, store::Key},
    protocol::shard::{CutId, Slot},
};

/// A record with all there is to say of it.
#[derive(Debug)]
pub struct Whole<'a> {
    pub key: Key,
    /// From 1, counted in its source.
    pub line: u64,
    pub lines: u64,
    pub parts: &'a RecordParts,
    /// The fields, nested as in the input.
    pub tree: Map<String, Value>,
    pub text: &'a [u8],
    /// Identity of its template.
    pub template: u64,
}

impl Shard {
    /// The keys of a slot's records in a cut, by time or in the order of the source.
    pub fn keys(&self, cut: CutId, slot: Slot, by_time: bool) -> Vec<Key> {
        let Some(held) = self.cuts.get(&cut) else { return Vec::new() };
        let selection = held.selection(slot);
        let mut keys: Vec<Key> =
            selection.positions(0..held.cut().count()).map(|at| held.key_at(at)).collect();
        if !by_time {
            keys.sort_unstable_by_key(|key| key.offset);
        }
        keys
    }

    /// The cuts the shard holds.
    pub fn cuts(&self) -> impl Iterator<Item = (CutId, &HeldCut)> {
        self.cuts.iter().map(|(&cut, held)| (cut, held))
    }

    /// Hands a record over; whether the shard has it. `first_line`: lines of the source before its cut.
    pub fn visit(
        &self,
        cut: CutId,
        key: Key,
        first_line: u64,
        host: &mut dyn Host,
        visit: &mut dyn FnMut(&Whole<'_>) -> bool,
    ) -> bool {
        let Some(held) = self.cuts.get(&cut) else { return true };
        let Some(record) = held.cut().record_at(key.offset) else { return true };
        let host: &mut dyn Host = &mut AllFiles { unpacked: self.unpacked.clone(), host };
        let Ok(taken) = held.take_apart(record, host) else { return true };
        let tree = held.reader.borrow_mut().tree(&taken.text);
        visit(&Whole {
            key,
            line: first_line + taken.line + 1,
            lines: 1 + memchr::memchr_iter(b'\n', &taken.text).count() as u64,
            parts: &taken.parts,
            tree,
            text: &taken.text,
            template: held.template_of(record),
        })
    }
}
