//! Going through the blocks of a cut with their texts, a turn at a time.
//!
//! Does not: keep where it was.

use super::{Host, held::HeldCut, turn::Turn};
use crate::engine::store::Block;

impl HeldCut {
    /// Shows blocks with their texts, on from one, as long as a turn lasts; the block to go on with. A
    /// block whose text cannot be read has none.
    pub(super) fn look_on(
        &self,
        from: usize,
        turn: &mut Turn,
        host: &mut dyn Host,
        mut visit: impl FnMut(usize, &Block, &[u8]),
    ) -> usize {
        let blocks = self.cut().blocks.iter().enumerate().skip(from);
        for (at, block) in blocks {
            if !turn.goes_on(host) {
                return at;
            }
            match self.text(block, host) {
                Ok(text) => visit(at, block, &text),
                Err(_) => visit(at, block, &[]),
            }
        }
        self.cut().blocks.len()
    }
}
