//! Fills a cut with records in the order of the source.
//!
//! The caller hands over text block by block and, for each record in it, where it lies.
//!
//! Does not: look for lines or records in the text.

use super::{Block, Cut, TIME_UNKNOWN, block};
use crate::{level::lane, record::RecordParts, time::TimeNanos};

/// Fills a [`Cut`].
#[derive(Debug)]
pub struct CutBuilder {
    cut: Cut,
    /// Whether blocks keep their text.
    keep_text: bool,
    open: Block,
    last_time: i64,
    /// Where the last record of the open block ends.
    last_end: usize,
}

/// Where a record lies in the text of the block being filled.
#[derive(Clone, Copy, Debug)]
pub struct RecordAt {
    pub start: usize,
    pub end: usize,
    /// The next record, if any in the block, does not begin right behind this one's line end.
    pub end_is_short: bool,
}

impl CutBuilder {
    /// A cut of a source that begins at byte `offset`.
    pub fn new(source: u32, name: &str, offset: u64, keep_text: bool) -> CutBuilder {
        let name = name.to_owned();
        let cut = Cut { source, place: source, name, sorted: true, ..Cut::default() };
        let open = Block { offset, ..Block::default() };
        CutBuilder { cut, keep_text, open, last_time: TIME_UNKNOWN, last_end: 0 }
    }

    /// What was read up to now: every record pushed before the last `seal`.
    pub fn cut(&self) -> &Cut {
        &self.cut
    }

    /// The same, to be sorted or given times.
    pub fn cut_mut(&mut self) -> &mut Cut {
        &mut self.cut
    }

    /// Enters a record of the open block. `text` is the record's own.
    pub fn push(&mut self, at: RecordAt, text: &[u8], parts: &RecordParts) {
        let record = self.cut.times.len();
        if at.end_is_short {
            self.open.short_ends.push((self.open.starts.len() as u32, at.end as u32));
        }
        self.open.starts.push(at.start as u32);
        self.last_end = at.end;
        let time = parts.time.map_or(self.last_time, |TimeNanos(time)| time);
        self.cut.sorted &= self.cut.times.last().is_none_or(|&last| last <= time);
        self.last_time = time;
        self.cut.times.push(time);
        self.cut.own_times.push(u8::from(parts.time.is_some()));
        self.cut.levels.push(lane(parts.level));
        self.cut.shape_of.push(self.cut.shapes.assign(parts.message(text)));
        self.cut.columns.push(record, text, parts);
    }

    /// The record behind the last one is not entered: the last one ends where it did.
    pub fn leave_out(&mut self) {
        let Some(last) = self.open.starts.len().checked_sub(1) else { return };
        let last = last as u32;
        if self.open.short_ends.last().is_none_or(|&(record, _)| record != last) {
            self.open.short_ends.push((last, self.last_end as u32));
        }
    }

    /// Closes the open block with its text. The next begins at byte `offset` of the source, at `line` of the cut.
    pub fn seal(&mut self, text: &[u8], offset: u64, line: u64) {
        let next =
            Block { first: self.cut.times.len(), offset, first_line: line, ..Block::default() };
        let mut block = std::mem::replace(&mut self.open, next);
        if block.starts.is_empty() {
            return;
        }
        block.bytes = text.len();
        block.starts.shrink_to_fit();
        match self.keep_text {
            true => block.text = Some(text.into()),
            false => block.print = block::print(text),
        }
        self.cut.blocks.push(block);
    }

    /// The finished cut.
    pub fn finish(self) -> Cut {
        self.cut
    }
}
