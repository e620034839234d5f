//! Cuts that were read aside, since their file grew, take the place of the file's old end.
//!
//! Does not: decide which; the lead does.

use super::{Host, Shard, held::HeldCut};
use crate::protocol::shard::{CutId, Replacement};

/// Blocks that are compared with their file, from a cut's end on.
const BLOCKS_COMPARED: usize = 4;

impl Shard {
    /// Whether the file holds other texts than cuts, whose beginnings and ends are looked at. What cannot
    /// be read now is not known to be another; reading it anew fails then, too.
    pub(super) fn is_other(&self, cuts: &[CutId], host: &mut dyn Host) -> bool {
        cuts.iter().filter_map(|cut| self.cuts.get(cut)).any(|held| {
            let blocks = &held.cut().blocks;
            let behind = blocks.iter().skip(1).rev().take(BLOCKS_COMPARED);
            blocks.first().into_iter().chain(behind).any(|block| {
                let end = block.offset + block.bytes as u64;
                let text = host.read(held.spec.source, block.offset, end);
                text.is_ok_and(|text| !block.is_still(&text))
            })
        })
    }

    /// Lets cuts go and shows others. These are told apart by pattern and searched as the others are,
    /// so that no answer in between is about less.
    pub(super) fn replace(&mut self, replacement: Replacement, host: &mut dyn Host) {
        let Replacement { gone, come, place, fills } = replacement;
        gone.iter().for_each(|cut| drop(self.aside.remove(cut)));
        let gone: Vec<HeldCut> = gone.iter().filter_map(|cut| self.cuts.remove(cut)).collect();
        let mut came = Vec::new();
        for cut in come {
            let Some(mut held) = self.aside.remove(&cut) else { continue };
            held.cut_mut().place = place;
            self.name_templates_of(&mut held, &gone);
            self.cuts.insert(cut, held);
            came.push(cut);
        }
        for (cut, time) in fills {
            if let Some(held) = self.cuts.get_mut(&cut) {
                held.cut_mut().fill_leading(time);
                held.cut_mut().sort();
                held.outdate_slots();
                came.push(cut);
            }
        }
        came.into_iter().for_each(|cut| self.select_in(cut, host));
    }
}
