//! Every record of a shard, one after the other, whole: for exports and the terminal.
//!
//! Does not: order records of different cuts; `local` and the lead do.

use std::{borrow::Cow, cell::RefCell, collections::VecDeque, rc::Rc};

use serde_json::{Map, Value};

use super::{HeldCut, Host, Shard, unpacked::AllFiles};
use crate::{
    engine::{record::RecordParts, store::Key},
    protocol::shard::{CutId, ShardReply, Slot, WholePart},
};

/// Bytes of text in one answer, which holds at least one record.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Texts of blocks that were read again last: records that follow each other are in the same ones.
#[expect(clippy::rc_buffer, reason = "a text that was read is shared as it is, not copied")]
#[derive(Debug, Default)]
pub(super) struct LastTexts(RefCell<VecDeque<(BlockId, Rc<Vec<u8>>)>>);

/// A cut, and the number of a block of it.
type BlockId = (CutId, usize);

/// Blocks whose texts are kept: records in the order of time come from several sources in turn.
const TEXTS_MAX: usize = 16;

impl LastTexts {
    #[expect(clippy::rc_buffer, reason = "a text that was read is shared as it is, not copied")]
    fn of<'t>(
        &self,
        id: BlockId,
        read: impl FnOnce() -> Result<Cow<'t, [u8]>, String>,
    ) -> Result<Rc<Vec<u8>>, String> {
        let mut kept = self.0.borrow_mut();
        if let Some((_, text)) = kept.iter().find(|(known, _)| *known == id) {
            return Ok(Rc::clone(text));
        }
        let text = Rc::new(read()?.into_owned());
        kept.truncate(TEXTS_MAX - 1);
        kept.push_front((id, Rc::clone(&text)));
        Ok(text)
    }
}

/// A record with all there is to say of it.
#[derive(Debug)]
pub struct Whole<'a> {
    pub key: Key,
    /// From 1, counted in its source.
    pub line: u64,
    pub lines: u64,
    pub parts: &'a RecordParts,
    /// The fields, nested as in the input.
    pub tree: Map<String, Value>,
    pub text: &'a [u8],
    /// Identity of its template.
    pub template: u64,
}

impl Shard {
    /// At most so many keys of a slot's records in a cut, by time from a position on, and the position
    /// behind the last of them.
    pub fn keys_from(
        &self,
        cut: CutId,
        slot: Slot,
        position: usize,
        max: usize,
    ) -> (Vec<Key>, usize) {
        let Some(held) = self.cuts.get(&cut) else { return (Vec::new(), position) };
        let selection = held.selection(slot);
        let mut behind = position;
        let positions = selection.positions(position..held.cut().count()).take(max);
        let key = |at| {
            behind = at + 1;
            held.key_at(at)
        };
        (positions.map(key).collect(), behind)
    }

    /// The cuts the shard holds.
    pub fn cuts(&self) -> impl Iterator<Item = (CutId, &HeldCut)> {
        self.cuts.iter().map(|(&cut, held)| (cut, held))
    }

    /// Hands a record over; whether the shard has it. `first_line`: lines of the source before its cut.
    pub fn visit(
        &self,
        cut: CutId,
        key: Key,
        first_line: u64,
        host: &mut dyn Host,
        visit: &mut dyn FnMut(&Whole<'_>) -> bool,
    ) -> bool {
        let Some(held) = self.cuts.get(&cut) else { return true };
        let Some(record) = held.cut().record_at(key.offset) else { return true };
        let host: &mut dyn Host = &mut AllFiles { unpacked: self.unpacked.clone(), host };
        let block_at = held.cut().block_of(record);
        let Some(block) = held.cut().blocks.get(block_at) else { return true };
        let read;
        let text: &[u8] = match &block.text {
            Some(text) => text,
            None => match self.last_texts.of((cut, block_at), || held.text(block, host)) {
                Ok(text) => {
                    read = text;
                    &read
                }
                Err(_) => return true,
            },
        };
        let taken = held.take_apart_in(block_at, block, record, text);
        let tree = held.reader.borrow_mut().tree(&taken.text);
        visit(&Whole {
            key,
            line: first_line + taken.line + 1,
            lines: 1 + memchr::memchr_iter(b'\n', &taken.text).count() as u64,
            parts: &taken.parts,
            tree,
            text: &taken.text,
            template: held.template_of(record),
        })
    }

    /// Those of these records that the shard holds, as messages.
    pub(super) fn wholes(&self, keys: &[Key], host: &mut dyn Host) -> ShardReply {
        let (mut wholes, mut bytes) = (Vec::new(), 0);
        for key in keys {
            let cuts = self.cuts.iter().filter(|(_, held)| held.cut().source == key.source);
            let mut holds = cuts.filter(|(_, held)| held.cut().record_at(key.offset).is_some());
            let Some((&cut, _)) = holds.next() else { continue };
            if bytes > ANSWER_BYTES_MAX {
                return ShardReply::Wholes(wholes, true);
            }
            self.visit(cut, *key, 0, host, &mut |whole| {
                bytes += whole.text.len();
                wholes.push(part(cut, whole));
                true
            });
        }
        ShardReply::Wholes(wholes, false)
    }
}

fn part(cut: CutId, whole: &Whole<'_>) -> WholePart {
    let parts = whole.parts;
    WholePart {
        key: whole.key,
        cut,
        line: whole.line - 1,
        lines: whole.lines,
        fraction_digits: if parts.time.is_some() { parts.fraction_digits } else { 0 },
        level: parts.level,
        template: whole.template,
        message: String::from_utf8_lossy(parts.message(whole.text)).into_owned(),
        fields: Value::Object(whole.tree.clone()),
        raw: String::from_utf8_lossy(whole.text).into_owned(),
    }
}
