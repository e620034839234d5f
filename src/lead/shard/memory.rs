//! What a shard holds, and what it lets go before memory runs out.
//!
//! Texts are left in their files first, the oldest cuts' first: they are read again where they are
//! searched or shown. Where that is not enough, reading stops.
//!
//! Does not: measure the memory of the machine; what is held is counted.

use super::{
    Shard,
    held::{CutState, HeldCut},
};
use crate::protocol::{
    Envelope,
    shard::{CutId, ShardReply},
};

impl Shard {
    /// Sets how many bytes are held at most.
    pub(super) fn limit(&mut self, bytes_max: u64) {
        self.bytes_max = Some(bytes_max);
        self.make_room();
    }

    /// Leaves texts in their files where memory gets short; whether there is room.
    pub(super) fn make_room(&mut self) -> bool {
        self.make_room_for(0)
    }

    /// The same for so many bytes more.
    pub(super) fn make_room_for(&mut self, more: u64) -> bool {
        let Some(max) = self.bytes_max else { return true };
        let mut held = self.held_bytes().saturating_add(more);
        if held <= max {
            return true;
        }
        // More than is needed, so that this is not done again for the next record.
        let enough = max / 4 * 3;
        for (&cut, it) in &mut self.cuts {
            if held <= enough {
                break;
            }
            let freed = it.leave_text();
            if freed > 0 {
                held = held.saturating_sub(freed);
                self.told.push(news(cut, it));
            }
        }
        held <= max
    }

    fn held_bytes(&self) -> u64 {
        let held = self.cuts.values().chain(self.aside.values());
        let cuts: u64 = held.map(HeldCut::held_bytes).sum();
        let files: usize = self.unpacked.borrow().values().map(Vec::len).sum();
        cuts + files as u64
    }

    /// News of cuts: of those whose text was left in its file, and of those whose text is not there
    /// any more as it was.
    pub(super) fn tell(&mut self) -> Vec<Envelope<ShardReply>> {
        for (&cut, held) in &mut self.cuts {
            if held.failed.is_none()
                && matches!(held.state, CutState::Read(..))
                && let Some(why) = held.unread.take()
            {
                held.failed = Some(why);
                self.told.push(news(cut, held));
            }
        }
        std::mem::take(&mut self.told)
    }
}

fn news(cut: CutId, held: &HeldCut) -> Envelope<ShardReply> {
    Envelope { id: 0, body: ShardReply::Reading(held.progress(cut)) }
}

impl HeldCut {
    /// Bytes held in memory, nearly. This is asked for at each slice that is read of any cut, so what
    /// does not change any more is counted once.
    pub(super) fn held_bytes(&self) -> u64 {
        let looked_at = self.id_classes.blocks.len();
        if let Some((_, bytes)) = self.counted_bytes.get().filter(|known| known.0 == looked_at) {
            return bytes;
        }
        let ids: usize = self.id_classes.blocks.iter().map(|ids| ids.memory_bytes()).sum();
        let bytes = self.cut().memory_bytes() + ids;
        match &self.state {
            CutState::Reading(progressing) => (bytes + progressing.whole_bytes()) as u64,
            CutState::Read(..) => {
                self.counted_bytes.set(Some((looked_at, bytes as u64)));
                bytes as u64
            }
        }
    }

    /// Leaves the text in the file, where it can be read again; how many bytes that frees.
    fn leave_text(&mut self) -> u64 {
        if !self.rereadable {
            return 0;
        }
        let blocks = &mut self.cut_mut().blocks;
        blocks.iter_mut().map(|block| block.leave_text() as u64).sum()
    }
}
