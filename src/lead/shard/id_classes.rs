//! The classes of ids in a shard's records.
//!
//! Does not: judge them; the lead does.

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        follow::{Classes, Place},
        store::{Block, TIME_UNKNOWN},
    },
    protocol::shard::ShardReply,
};

/// The classes of a cut, as far as its blocks were looked at.
#[derive(Debug, Default)]
pub(super) struct LookedAt {
    classes: Classes,
    blocks: usize,
}

impl Shard {
    /// Looks for ids for a turn; whether all are found.
    pub(super) fn class_ids(&mut self, host: &mut dyn Host) -> bool {
        let mut turn = Turn::new(host);
        self.cuts.values_mut().all(|held| held.class_ids(host, &mut turn))
    }

    /// What is known of every class.
    pub(super) fn id_classes(&self) -> ShardReply {
        let parts = self.cuts.values().flat_map(|held| held.id_classes.classes.parts());
        ShardReply::IdClasses(parts.collect())
    }
}

impl HeldCut {
    fn class_ids(&mut self, host: &mut dyn Host, turn: &mut Turn) -> bool {
        let mut looked = std::mem::take(&mut self.id_classes);
        while looked.blocks < self.cut().blocks.len() && turn.goes_on(host) {
            if let Some(block) = self.cut().blocks.get(looked.blocks)
                && let Ok(text) = self.text(block, host)
            {
                self.class_block(block, &text, &mut looked.classes);
            }
            looked.blocks += 1;
        }
        let done = looked.blocks == self.cut().blocks.len();
        self.id_classes = looked;
        done
    }

    fn class_block(&self, block: &Block, text: &[u8], classes: &mut Classes) {
        let cut = self.cut();
        let shapes = cut.shapes.rows();
        for i in 0..block.count() {
            let record = block.first + i;
            let shape = cut.shape_of.get(record).and_then(|&at| shapes.get(at as usize));
            let time = cut.times.get(record).copied().filter(|&time| time != TIME_UNKNOWN);
            let template = shape.map_or(0, |shape| shape.hash);
            let place = Place { time, template, source: cut.source };
            classes.take(text.get(block.span(i, text)).unwrap_or_default(), place);
        }
    }
}
