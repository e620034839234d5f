//! The records that carry an id, and those that carry any of some ids.
//!
//! Does not: order them, or tell what a request is.

use memchr::memmem;

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        follow::{Step, StepToken, each_token, identity, request, status},
        record::RecordParts,
        store::Block,
        templates::text_hash,
    },
    protocol::shard::{CutId, ShardReply, StepsOf},
};

/// A place to go on from: a cut and a block of it.
type From = (CutId, u32);

impl Shard {
    /// The steps that are asked for, on from a place, as many as a turn finds.
    pub(super) fn steps(&self, of: &StepsOf, from: From, host: &mut dyn Host) -> ShardReply {
        let mut turn = Turn::new(host);
        let mut found = Found::default();
        for (&id, held) in self.cuts.range(from.0..) {
            let first = if id == from.0 { from.1 as usize } else { 0 };
            for (at, block) in held.cut().blocks.iter().enumerate().skip(first) {
                if !turn.goes_on(host) {
                    return found.reply(Some((id, at as u32)));
                }
                held.steps_of_block(block, of, &mut found, host);
            }
        }
        found.reply(None)
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    steps: Vec<(u64, Step)>,
    /// Records found, more than there are steps where only some are wanted.
    records: u64,
    parts: RecordParts,
}

impl Found {
    fn reply(self, next: Option<From>) -> ShardReply {
        ShardReply::Steps { steps: self.steps, records: self.records, next }
    }
}

impl HeldCut {
    fn steps_of_block(&self, block: &Block, of: &StepsOf, found: &mut Found, host: &mut dyn Host) {
        let Ok(text) = self.text(block, host) else { return };
        match of {
            StepsOf::Id { id, .. } if id.is_empty() => {}
            StepsOf::Id { id, steps_max } => {
                let mut last = None;
                for at in memmem::find_iter(&text, id.as_bytes()) {
                    if !stands_alone(&text, at, at + id.len()) {
                        continue;
                    }
                    let i = block.starts.partition_point(|&start| start as usize <= at);
                    let Some(i) = i.checked_sub(1).filter(|i| Some(*i) != last) else { continue };
                    last = Some(i);
                    found.records += 1;
                    if found.steps.len() < *steps_max as usize {
                        let step = self.step(block, i, &text, true, found);
                        found.steps.push((0, step));
                    }
                }
            }
            StepsOf::Ids { identities, hashes } => {
                for i in 0..block.count() {
                    let own = text.get(block.span(i, &text)).unwrap_or_default();
                    if let Some(id) = first_of(own, identities, hashes) {
                        found.records += 1;
                        let step = self.step(block, i, &text, false, found);
                        found.steps.push((id, step));
                    }
                }
            }
        }
    }

    /// Record `i` of a block as a step, with the ids in it if they are wanted.
    fn step(&self, block: &Block, i: usize, text: &[u8], ids: bool, found: &mut Found) -> Step {
        let record = block.first + i;
        let own = text.get(block.span(i, text)).unwrap_or_default();
        let parts = &mut found.parts;
        self.reader.borrow_mut().parse(own, parts);
        let mut tokens = Vec::new();
        if ids {
            each_token(own, |token| {
                tokens.push(StepToken {
                    identity: identity(token.class),
                    hash: text_hash(token.value),
                    text: String::from_utf8_lossy(token.value).into_owned(),
                });
            });
        }
        Step {
            key: self.cut().key(record),
            template: self.template_of(record),
            level: parts.level,
            status: status(own, parts),
            request: request(own, parts),
            tokens,
        }
    }
}

/// The first of some ids in a record, by its hash.
fn first_of(record: &[u8], identities: &[u64], hashes: &[u64]) -> Option<u64> {
    let mut first = None;
    each_token(record, |token| {
        let hash = text_hash(token.value);
        let wanted = || hashes.binary_search(&hash).is_ok();
        if first.is_none() && wanted() && identities.contains(&identity(token.class)) {
            first = Some(hash);
        }
    });
    first
}

/// Whether no letter, digit or joining sign touches what stands here.
fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let joins = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'-' || *byte >= 0x80
        })
    };
    !joins(start.checked_sub(1)) && !joins(Some(end))
}
