//! A shard: holds cuts and answers questions about them, a little at a time.
//!
//! Commands queue in the order they came. [`Shard::step`] works on the first for some milliseconds, or reads
//! a slice of a cut when no question waits, so that a newer command is seen soon. `cancel` takes
//! a question out of the queue wherever it stands.
//!
//! Does not: know other shards, or what its answers are merged into.

mod answers;
mod blocks;
mod carriers;
mod chosen;
mod facets;
mod field_looks;
mod growing;
mod held;
mod id_classes;
mod ids;
mod inputs;
mod items;
mod measures;
mod members;
mod memory;
mod patterns;
mod ranks;
mod reading;
mod requests;
mod rows;
mod runs;
mod select;
mod series;
mod shapes;
mod spells;
mod steps;
mod timeline;
mod tracks;
mod try_format;
mod turn;
mod unpacked;
mod values;
mod whole;

use std::collections::{BTreeMap, VecDeque};

pub use held::HeldCut;
use whole::LastTexts;
pub use whole::Whole;

use crate::{
    engine::limits::SHARD_BYTES_MAX,
    protocol::{
        Envelope,
        shard::{CutId, ShardCommand, ShardReply},
    },
};
use select::SlotQueries;
use turn::Turn;
use unpacked::{AllFiles, Unpacked};

/// What the shell gives a shard: bytes of files and a stopwatch.
pub trait Host {
    /// Bytes `start..end` of a source's file; fewer where the file ends before.
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String>;
    /// Milliseconds from any fixed point.
    fn now_millis(&self) -> f64;
}

/// Holds cuts and answers questions about them.
#[derive(Debug, Default)]
pub struct Shard {
    /// Bytes of each attached source's file.
    file_bytes: BTreeMap<u32, u64>,
    cuts: BTreeMap<CutId, HeldCut>,
    /// Cuts that no question is about yet.
    aside: BTreeMap<CutId, HeldCut>,
    unpacked: Unpacked,
    last_texts: LastTexts,
    /// Small files that were looked at and are about to be read, by source.
    small: BTreeMap<u32, Vec<u8>>,
    queries: SlotQueries,
    queue: VecDeque<Envelope<ShardCommand>>,
    /// Cuts being read, with the id of the command that asked for it.
    reading: VecDeque<(u64, CutId)>,
    /// Whether ids are looked for where nothing else is to be done.
    looks_ahead: bool,
    /// Bytes that are held at most; none: as many as there are.
    bytes_max: Option<u64>,
    /// News of cuts that are to be told.
    told: Vec<Envelope<ShardReply>>,
    /// Answers to cuts that were stopped.
    stopped: Vec<Envelope<ShardReply>>,
}

impl Shard {
    /// One in the page: it looks for ids where nothing else is to be done, so that they are known when
    /// asked for, and its memory ends.
    pub fn looking_ahead() -> Shard {
        Shard { looks_ahead: true, bytes_max: Some(SHARD_BYTES_MAX), ..Shard::default() }
    }

    /// Takes a command into the queue; `Cancel` and `StopReading` work at once.
    pub fn take(&mut self, envelope: Envelope<ShardCommand>) {
        match envelope.body {
            ShardCommand::Cancel { id } => self.queue.retain(|waiting| waiting.id != id),
            ShardCommand::Drop { source } | ShardCommand::Forget { source } => {
                self.queue.retain(
                    |waiting| !matches!(&waiting.body, ShardCommand::Read { spec, .. } if spec.source == source),
                );
                for cuts in [&mut self.cuts, &mut self.aside] {
                    cuts.retain(|_, held| held.cut().source != source);
                }
                let (cuts, aside) = (&self.cuts, &self.aside);
                self.reading.retain(|(_, cut)| cuts.contains_key(cut) || aside.contains_key(cut));
                self.small.remove(&source);
                if matches!(envelope.body, ShardCommand::Forget { .. }) {
                    self.unpacked.borrow_mut().remove(&source);
                }
            }
            _ => self.queue.push_back(envelope),
        }
    }

    /// Whether `step` has something to do that was asked for.
    pub fn is_asked(&self) -> bool {
        !self.queue.is_empty() || !self.reading.is_empty()
    }

    /// What is not done goes on in the next turn. Looking for ids reads all text and depends on no
    /// filter, so it lets others go first: none waits for it.
    fn put_back(&mut self, unfinished: Envelope<ShardCommand>) {
        match unfinished.body {
            ShardCommand::IdClasses => self.queue.push_back(unfinished),
            _ => self.queue.push_front(unfinished),
        }
    }

    /// Works for some milliseconds; gives the answers that are ready. Where nothing was asked it looks ahead.
    pub fn step(&mut self, host: &mut dyn Host) -> Vec<Envelope<ShardReply>> {
        let host: &mut dyn Host = &mut AllFiles { unpacked: self.unpacked.clone(), host };
        let mut replies = Vec::new();
        let mut turn = Turn::new(host);
        while !self.queue.is_empty() && turn.goes_on(host) {
            let Some(envelope) = self.queue.pop_front() else { break };
            let id = envelope.id;
            match self.answer(envelope, host) {
                Ok(Some(body)) => replies.push(Envelope { id, body }),
                Ok(None) => {}
                Err(unfinished) => {
                    self.put_back(*unfinished);
                    break;
                }
            }
            replies.append(&mut self.stopped);
        }
        let mut turn = Turn::new(host);
        while self.queue.is_empty() && !self.reading.is_empty() && turn.goes_on(host) {
            replies.extend(self.read_slice(host));
        }
        if replies.is_empty() && !self.is_asked() {
            self.look_ahead(host);
        }
        // First, so that whoever takes an answer knows what it leaves out.
        let mut told = self.tell();
        told.append(&mut replies);
        told
    }
}
