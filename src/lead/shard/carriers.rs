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
        let (mut counts, mut keys, mut next) = (vec![0; needles.len()], Vec::new(), None);
        'cuts: for (&id, held) in self.cuts.range(from.0..) {
            let first = if id == from.0 { from.1 as usize } else { 0 };
            for (at, block) in held.cut().blocks.iter().enumerate().skip(first) {
                let here: Vec<usize> =
                    (0..needles.len()).filter(|&it| held.may_have(at, &needles[it])).collect();
                if here.is_empty() {
                    continue;
                }
                if !turn.goes_on(host) {
                    next = Some((id, at as u32));
                    break 'cuts;
                }
                let Ok(text) = held.text(block, host) else { continue };
                for it in here {
                    each_record(block, &text, &needles[it], |record| {
                        counts[it] += 1;
                        if it == 0 {
                            keys.extend(Some(held.cut().key(record)).filter(|k| *k < wanted.below));
                        }
                    });
                }
            }
        }
        keys.sort_unstable();
        if wanted.highest {
            keys.drain(..keys.len().saturating_sub(wanted.keys_max));
        }
        keys.truncate(wanted.keys_max);
        ShardReply::Carriers { counts, keys, next }
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
