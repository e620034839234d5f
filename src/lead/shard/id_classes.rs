//! The classes of ids in a shard's records, and where in each block they stand.
//!
//! Does not: judge them; the lead does.

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        follow::{BlockIds, BlockIdsBuilder, Classes, Place},
        store::{Block, TIME_UNKNOWN},
    },
    protocol::shard::ShardReply,
};

/// The ids of a cut, as far as its blocks were looked at.
#[derive(Debug, Default)]
pub(super) struct LookedAt {
    pub(super) classes: Classes,
    /// By block.
    pub(super) blocks: Vec<BlockIds>,
    builder: BlockIdsBuilder,
}

impl Shard {
    /// Looks for ids for a turn; whether all are found.
    pub(super) fn class_ids(&mut self, host: &mut dyn Host) -> bool {
        let mut turn = Turn::new(host);
        let done = self.cuts.values_mut().all(|held| held.class_ids(host, &mut turn));
        self.make_room();
        done
    }

    /// What is known of every class.
    pub(super) fn id_classes(&self) -> ShardReply {
        let parts = self.cuts.values().flat_map(|held| held.id_classes.classes.parts());
        ShardReply::IdClasses(parts.collect())
    }

    /// Whether there are records in memory in which no ids were looked for.
    pub fn may_look_ahead(&self) -> bool {
        self.looks_ahead && self.cuts.values().any(HeldCut::may_look_ahead)
    }

    /// Looks for ids in one block before anybody asks for them: a question that comes meanwhile waits
    /// for no more.
    pub(super) fn look_ahead(&mut self, host: &mut dyn Host) {
        if !self.looks_ahead {
            return;
        }
        let mut turn = Turn::of_one_piece(host);
        if let Some(held) = self.cuts.values_mut().find(|held| held.may_look_ahead()) {
            held.class_ids(host, &mut turn);
            self.make_room();
        }
    }
}

impl HeldCut {
    fn may_look_ahead(&self) -> bool {
        let next = self.cut().blocks.get(self.id_classes.blocks.len());
        next.is_some_and(|block| block.text.is_some())
    }

    fn class_ids(&mut self, host: &mut dyn Host, turn: &mut Turn) -> bool {
        let mut looked = std::mem::take(&mut self.id_classes);
        let from = looked.blocks.len();
        let next = self.look_on(from, turn, host, |_, block, text| {
            self.class_block(block, text, &mut looked);
        });
        self.id_classes = looked;
        next == self.cut().blocks.len()
    }

    fn class_block(&self, block: &Block, text: &[u8], looked: &mut LookedAt) {
        let cut = self.cut();
        let shapes = cut.shapes.rows();
        let LookedAt { classes, blocks, builder } = looked;
        for i in 0..block.count() {
            let record = block.first + i;
            let shape = cut.shape_of.get(record).and_then(|&at| shapes.get(at as usize));
            let time = cut.times.get(record).copied().filter(|&time| time != TIME_UNKNOWN);
            let template = shape.map_or(0, |shape| shape.hash);
            let place = Place { time, template, source: cut.source };
            let own = text.get(block.span(i, text)).unwrap_or_default();
            classes.take(own, place, i as u32, builder);
        }
        blocks.push(builder.finish());
    }
}
