//! The records that carry some ids: by the index where there is one, else by their texts.
//!
//! An id that is one word is looked for in the blocks that may have that word; any other text, and
//! blocks without an index, are searched whole. Both find the same.
//!
//! Does not: take records apart.

use memchr::memmem;

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        follow::{is_followable, stands_alone},
        store::{Block, Key},
        templates::text_hash,
    },
    protocol::shard::{CutId, ShardReply},
};

/// A place to go on from: a cut and a block of it.
type From = (CutId, u32);

/// Ids that are looked for, and the records of the first of them that are told.
pub(super) struct Wanted<'a> {
    pub(super) ids: &'a [String],
    /// At most so many, those of the lowest keys, all below one.
    pub(super) keys_max: usize,
    pub(super) below: Key,
    /// The highest of these instead.
    pub(super) highest: bool,
}

/// An id to search for.
struct Needle<'a> {
    finder: memmem::Finder<'a>,
    /// Of an id that is one word.
    hash: Option<u64>,
}

/// What was found so far.
struct Found {
    counts: Vec<u64>,
    keys: Vec<Key>,
}

impl Found {
    fn reply(self, wanted: &Wanted<'_>, next: Option<From>) -> ShardReply {
        let Found { counts, mut keys } = self;
        keys.sort_unstable();
        if wanted.highest {
            keys.drain(..keys.len().saturating_sub(wanted.keys_max));
        }
        keys.truncate(wanted.keys_max);
        ShardReply::Carriers { counts, keys, next }
    }
}

impl Shard {
    /// How many records carry each of some ids, and which the first: as far as a turn gets.
    pub(super) fn carriers(
        &self,
        wanted: &Wanted<'_>,
        from: From,
        host: &mut dyn Host,
    ) -> ShardReply {
        let mut turn = Turn::new(host);
        let needles: Vec<Needle<'_>> = wanted.ids.iter().map(|id| Needle::new(id)).collect();
        let mut found = Found { counts: vec![0; needles.len()], keys: Vec::new() };
        for (&id, held) in self.cuts.range(from.0..) {
            let first = if id == from.0 { from.1 as usize } else { 0 };
            for (at, block) in held.cut().blocks.iter().enumerate().skip(first) {
                let here: Vec<(usize, &Needle<'_>)> =
                    needles.iter().enumerate().filter(|it| held.may_have(at, it.1)).collect();
                if here.is_empty() {
                    continue;
                }
                if !turn.goes_on(host) {
                    return found.reply(wanted, Some((id, at as u32)));
                }
                held.search(block, &here, wanted.below, &mut found, host);
            }
        }
        found.reply(wanted, None)
    }

    /// The records that carry any of some ids as one of some classes, of blocks with an index.
    pub(super) fn id_records(&self, identities: &[u64], hashes: &[u64]) -> Vec<(u64, Key)> {
        let mut found = Vec::new();
        for held in self.cuts.values() {
            let classes = held.id_classes.classes.numbers(identities);
            for (block, ids) in held.cut().blocks.iter().zip(&held.id_classes.blocks) {
                ids.each_of(&classes, hashes, |hash, record| {
                    found.push((hash, held.cut().key(block.first + record as usize)));
                });
            }
        }
        // A record may carry an id under two names.
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl<'a> Needle<'a> {
    fn new(id: &'a str) -> Needle<'a> {
        let hash = is_followable(id.as_bytes()).then(|| text_hash(id.as_bytes()));
        Needle { finder: memmem::Finder::new(id), hash }
    }
}

impl HeldCut {
    /// Whether a block is worth searching for an id.
    fn may_have(&self, block: usize, needle: &Needle<'_>) -> bool {
        let indexed = self.id_classes.blocks.get(block).zip(needle.hash);
        !needle.finder.needle().is_empty() && indexed.is_none_or(|(ids, hash)| ids.may_have(hash))
    }

    /// Counts the records of a block that carry some of the ids; the keys of the first id's are kept.
    fn search(
        &self,
        block: &Block,
        needles: &[(usize, &Needle<'_>)],
        below: Key,
        found: &mut Found,
        host: &mut dyn Host,
    ) {
        let Ok(text) = self.text(block, host) else { return };
        for &(at, needle) in needles {
            each_record(block, &text, needle, |record| {
                if let Some(count) = found.counts.get_mut(at) {
                    *count += 1;
                }
                let key = self.cut().key(record);
                found.keys.extend(Some(key).filter(|key| at == 0 && *key < below));
            });
        }
    }
}

/// Calls `visit` with each record of a block in which an id stands alone.
fn each_record(block: &Block, text: &[u8], needle: &Needle<'_>, mut visit: impl FnMut(usize)) {
    let length = needle.finder.needle().len();
    let mut last = None;
    for at in needle.finder.find_iter(text) {
        if !stands_alone(text, at, at + length) {
            continue;
        }
        let i = block.starts.partition_point(|&start| start as usize <= at);
        let Some(i) = i.checked_sub(1).filter(|i| Some(*i) != last) else { continue };
        last = Some(i);
        visit(block.first + i);
    }
}
