//! Lead and shards joined by function calls: the terminal and the tests.
//!
//! Does not: use threads yet; one shard after the other works off its queue.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use super::{
    Lead, Outgoing,
    opening::CutSizes,
    shard::{HeldCut, Host, Shard, Whole},
};
use crate::{
    engine::store::Key,
    protocol::{
        Envelope,
        page::{Command, Progress, Reply},
        shard::{CutId, ShardCommand, Slot},
    },
};

/// Keys of a cut that are known ahead.
const KEYS_AHEAD: usize = 1_024;

/// A lead with its shards in one place.
#[derive(Debug)]
pub struct Local<H> {
    lead: Lead,
    shards: Vec<Shard>,
    host: H,
    next_id: u64,
    progress: Option<Progress>,
}

impl<H: Host> Local<H> {
    /// So many shards, reading through `host`.
    pub fn new(shards: usize, host: H) -> Local<H> {
        let shards: Vec<Shard> = (0..shards.max(1)).map(|_| Shard::default()).collect();
        Local { lead: Lead::new(shards.len()), shards, host, next_id: 1, progress: None }
    }

    /// Cuts the sources opened from now on into pieces of these sizes.
    pub fn set_cut_sizes(&self, sizes: CutSizes) {
        self.lead.set_cut_sizes(sizes);
    }

    /// What the shards read through.
    pub fn host_mut(&mut self) -> &mut H {
        &mut self.host
    }

    /// Hands a command over and works until everything is answered; gives the replies to it.
    pub fn ask(&mut self, body: Command) -> Vec<Reply> {
        let id = self.next_id;
        self.next_id += 1;
        self.lead.take_command(carried(Envelope { id, body }));
        let mut replies = Vec::new();
        loop {
            for outgoing in self.lead.outbox() {
                match outgoing {
                    Outgoing::ToPage(reply) if reply.id == id => replies.push(carried(reply).body),
                    Outgoing::ToPage(_) => {}
                    Outgoing::ToShard(at, envelope) => self.hand(at, carried(envelope)),
                }
            }
            if !self.shards.iter().any(Shard::is_asked) {
                break;
            }
            for shard in &mut self.shards {
                for reply in shard.step(&mut self.host) {
                    self.lead.take_reply(carried(reply));
                }
            }
        }
        replies
    }

    fn hand(&mut self, at: usize, envelope: Envelope<ShardCommand>) {
        if let Some(shard) = self.shards.get_mut(at) {
            shard.take(envelope);
        }
    }

    /// What is known of the sources.
    pub fn progress(&mut self) -> Progress {
        if let Some(Reply::Progress(progress)) = self.lead.progress() {
            self.progress = Some(progress);
        }
        self.progress.clone().unwrap_or_default()
    }

    /// The shards, for answers that are not the page's.
    pub fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// Hands over every record of a slot, by time or in the order of the sources, until `visit` says false.
    pub fn each_record(
        &mut self,
        slot: Slot,
        by_time: bool,
        visit: &mut dyn FnMut(&Whole<'_>) -> bool,
    ) {
        if by_time {
            self.each_by_time(slot, visit);
        } else {
            self.each_by_source(slot, visit);
        }
    }

    /// Of each cut some keys are known ahead, so that what is held does not grow with the records.
    fn each_by_time(&mut self, slot: Slot, visit: &mut dyn FnMut(&Whole<'_>) -> bool) {
        let mut cuts: Vec<Coming> = Vec::new();
        for (at, shard) in self.shards.iter().enumerate() {
            let coming = |(cut, _)| Coming { at, cut, keys: VecDeque::new(), position: 0 };
            cuts.extend(shard.cuts().map(coming));
        }
        let mut first = BinaryHeap::new();
        for (number, cut) in cuts.iter_mut().enumerate() {
            first.extend(cut.next(&self.shards, slot).map(|key| Reverse((key, number))));
        }
        while let Some(Reverse((key, number))) = first.pop() {
            let Some(cut) = cuts.get_mut(number) else { continue };
            if !self.visit(cut.at, cut.cut, key, visit) {
                return;
            }
            first.extend(cut.next(&self.shards, slot).map(|key| Reverse((key, number))));
        }
    }

    /// The keys of one cut are known at a time.
    fn each_by_source(&mut self, slot: Slot, visit: &mut dyn FnMut(&Whole<'_>) -> bool) {
        let mut cuts = Vec::new();
        for (at, shard) in self.shards.iter().enumerate() {
            let offset = |held: &HeldCut| held.cut().blocks.first().map_or(0, |it| it.offset);
            let place = |held: &HeldCut| (held.cut().source, offset(held));
            cuts.extend(shard.cuts().map(|(cut, held)| (place(held), at, cut)));
        }
        cuts.sort_unstable();
        for (_, at, cut) in cuts {
            let Some(shard) = self.shards.get(at) else { continue };
            let (mut keys, _) = shard.keys_from(cut, slot, 0, usize::MAX);
            keys.sort_unstable_by_key(|key| key.offset);
            for key in keys {
                if !self.visit(at, cut, key, visit) {
                    return;
                }
            }
        }
    }

    fn visit(
        &mut self,
        at: usize,
        cut: CutId,
        key: Key,
        visit: &mut dyn FnMut(&Whole<'_>) -> bool,
    ) -> bool {
        let first_line = self.lead.first_line(key.source, cut);
        let shard = self.shards.get(at);
        shard.is_none_or(|shard| shard.visit(cut, key, first_line, &mut self.host, visit))
    }
}

/// The records of a cut that are yet to come, by time.
struct Coming {
    /// The number of its shard.
    at: usize,
    cut: CutId,
    /// The next ones.
    keys: VecDeque<Key>,
    /// Where those begin that are not known yet.
    position: usize,
}

impl Coming {
    fn next(&mut self, shards: &[Shard], slot: Slot) -> Option<Key> {
        if self.keys.is_empty() {
            let (keys, behind) =
                shards.get(self.at)?.keys_from(self.cut, slot, self.position, KEYS_AHEAD);
            (self.keys, self.position) = (keys.into(), behind);
        }
        self.keys.pop_front()
    }
}

impl<H: Host> Local<H> {
    /// Hands over the records of these sources and offsets, in no order that matters.
    pub fn each_of(&mut self, records: &[(u32, u64)], visit: &mut dyn FnMut(&Whole<'_>) -> bool) {
        for shard in &self.shards {
            for (cut, held) in shard.cuts() {
                let own = held.cut();
                let here = records.iter().filter(|(source, _)| *source == own.source);
                let keys = here.filter_map(|(_, offset)| Some(own.key(own.record_at(*offset)?)));
                let first_line = self.lead.first_line(own.source, cut);
                for key in keys {
                    shard.visit(cut, key, first_line, &mut self.host, visit);
                }
            }
        }
    }
}

/// A message as it arrives. Here nothing lies between; in tests it is written and read, as in a browser.
#[cfg(not(debug_assertions))]
fn carried<T>(envelope: Envelope<T>) -> Envelope<T> {
    envelope
}

/// The same, written and read.
#[cfg(debug_assertions)]
fn carried<T: serde::Serialize + serde::de::DeserializeOwned>(
    envelope: Envelope<T>,
) -> Envelope<T> {
    let bytes = crate::protocol::encode(&envelope).expect("every message can be written");
    crate::protocol::decode(&bytes).expect("what was written can be read")
}
