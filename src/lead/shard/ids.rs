//! Ids of a shard's sources, and a print of a source's records: what sources are compared by.
//!
//! Does not: compare; the lead does.

use std::collections::BTreeMap;

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::clocks::{IdSketch, Seen},
    engine::store::{Block, TIME_UNKNOWN},
    engine::templates::text_hash,
    protocol::shard::ShardReply,
};

/// The ids of a cut, as far as its blocks were looked at.
#[derive(Debug, Default)]
pub(super) struct Looked {
    max: usize,
    sketch: IdSketch,
    blocks: usize,
}

impl Shard {
    /// Looks for ids for a turn; whether all are found.
    pub(super) fn look_for_ids(&mut self, max: usize, host: &mut dyn Host) -> bool {
        let mut turn = Turn::new(host);
        self.cuts.values_mut().all(|held| held.look_for_ids(max, host, &mut turn))
    }

    /// The ids of each source.
    pub(super) fn ids(&self, max: usize) -> ShardReply {
        let mut sources: BTreeMap<u32, IdSketch> = BTreeMap::new();
        for held in self.cuts.values() {
            let sketch = sources.entry(held.cut().source).or_default();
            held.looked.sketch.seen().for_each(|seen| sketch.enter(seen, max));
        }
        let sources = sources.into_iter();
        ShardReply::Ids(
            sources.map(|(id, sketch)| (id, sketch.seen().collect::<Vec<Seen>>())).collect(),
        )
    }

    /// A number that two sources have in common where their records are the same: of every record
    /// its level and shape, of one in `every` its text too. None where a text cannot be read.
    pub(super) fn print(&self, source: u32, every: u64, host: &mut dyn Host) -> Option<u64> {
        let cuts = self.cuts.values().filter(|held| held.cut().source == source);
        cuts.map(|held| held.print(every, host))
            .try_fold(0, |sum: u64, cut| Some(sum.wrapping_add(cut?)))
    }
}

impl HeldCut {
    fn look_for_ids(&mut self, max: usize, host: &mut dyn Host, turn: &mut Turn) -> bool {
        let mut looked = std::mem::take(&mut self.looked);
        if looked.max != max {
            looked = Looked { max, ..Looked::default() };
        }
        looked.blocks = self.look_on(looked.blocks, turn, host, |_, block, text| {
            self.look_in(block, text, &mut looked.sketch, max);
        });
        let done = looked.blocks == self.cut().blocks.len();
        self.looked = looked;
        done
    }

    fn look_in(&self, block: &Block, text: &[u8], sketch: &mut IdSketch, max: usize) {
        let cut = self.cut();
        let records = (0..block.count()).map(|i| (i, block.first + i));
        for (i, record) in records.filter(|(_, at)| cut.own_times.get(*at) == Some(&1)) {
            let time = cut.times.get(record).copied().unwrap_or(TIME_UNKNOWN);
            sketch.take(text.get(block.span(i, text)).unwrap_or_default(), time, max);
        }
    }

    fn print(&self, every: u64, host: &mut dyn Host) -> Option<u64> {
        let cut = self.cut();
        let shapes = cut.shapes.rows();
        let mut sum = 0_u64;
        for block in &cut.blocks {
            let mut text = None;
            for i in 0..block.count() {
                let record = block.first + i;
                let shape = cut.shape_of.get(record).and_then(|&at| shapes.get(at as usize));
                let level = cut.levels.get(record).copied().unwrap_or(0);
                let time = cut.times.get(record).copied().unwrap_or(0);
                let columns = [shape.map_or(0, |shape| shape.hash), u64::from(level), time as u64];
                let mut print = text_hash(columns.map(u64::to_le_bytes).as_flattened());
                let samples = print.is_multiple_of(every.max(1));
                if samples && text.is_none() {
                    text = Some(self.text(block, host).ok()?);
                }
                if let Some(text) = text.as_deref().filter(|_| samples) {
                    print ^= text_hash(text.get(block.span(i, text)).unwrap_or_default());
                }
                sum = sum.wrapping_add(print);
            }
        }
        Some(sum)
    }
}
