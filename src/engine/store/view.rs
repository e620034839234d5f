//! A block as the matcher sees it.
//!
//! Does not: keep the text, which may be read from the file just for this; a query that columns answer
//! asks for none.

use std::{
    borrow::Cow,
    cell::{OnceCell, RefCell},
    ops::Range,
};

use super::{Block, Cut, columns::FieldState};
use crate::{
    formats::RecordReader,
    level::Level,
    query::{Column, Records},
    record::RecordParts,
    store::TIME_UNKNOWN,
    time::TimeNanos,
};

/// One block of a cut with its text and a reader for fields that have no column.
pub struct BlockView<'a> {
    pub cut: &'a Cut,
    pub block: &'a Block,
    pub text: BlockText<'a>,
    pub reader: &'a RefCell<RecordReader>,
    /// Identity of each shape's template, by the cut's shape number.
    pub templates: &'a [u64],
}

/// A block's text, read when it is first wanted.
pub struct BlockText<'a> {
    read: &'a dyn Fn() -> Cow<'a, [u8]>,
    text: OnceCell<Cow<'a, [u8]>>,
}

impl<'a> BlockText<'a> {
    /// The text that `read` gives.
    pub fn new(read: &'a dyn Fn() -> Cow<'a, [u8]>) -> BlockText<'a> {
        BlockText { read, text: OnceCell::new() }
    }

    fn bytes(&self) -> &[u8] {
        self.text.get_or_init(self.read)
    }
}

impl BlockView<'_> {
    fn record(&self, i: usize) -> usize {
        self.block.first + i
    }
}

impl Records for BlockView<'_> {
    fn count(&self) -> usize {
        self.block.count()
    }

    fn text(&self) -> &[u8] {
        self.text.bytes()
    }

    fn span(&self, i: usize) -> Range<usize> {
        self.block.span(i, self.text.bytes())
    }

    fn start(&self, i: usize) -> usize {
        self.block.start(i)
    }

    fn level(&self, i: usize) -> Option<Level> {
        Level::from_lane(self.cut.levels.get(self.record(i)).copied()?)
    }

    fn time(&self, i: usize) -> Option<TimeNanos> {
        let time = *self.cut.times.get(self.record(i))?;
        (time != TIME_UNKNOWN).then_some(TimeNanos(time))
    }

    fn source(&self) -> &str {
        &self.cut.name
    }

    fn template(&self, i: usize) -> u64 {
        let shape = self.cut.shape_of.get(self.record(i)).copied().unwrap_or(0);
        self.templates.get(shape as usize).copied().unwrap_or(0)
    }

    fn column(&self, name: &str) -> Column<'_> {
        match self.cut.columns.field(name.as_bytes()) {
            None => Column::Absent,
            Some(field) => match &field.state {
                FieldState::Scattered => Column::Scattered,
                FieldState::Coded(values) => {
                    let range = self.block.first..self.block.first + self.block.count();
                    let codes = field.codes(range);
                    // What a few records have is quicker read from their text.
                    codes.map_or(Column::Scattered, |codes| Column::Coded { codes, values })
                }
            },
        }
    }

    fn parse(&self, i: usize, out: &mut RecordParts) {
        let record = self.text.bytes().get(self.span(i)).unwrap_or_default();
        self.reader.borrow_mut().parse(record, out);
    }
}
