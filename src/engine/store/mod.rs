//! The columns of one cut: time, level, template, fields and text of its records.
//!
//! A [`CutBuilder`] takes records in the order of the source and fills a [`Cut`]. The text lies in
//! [`Block`]s of some hundred KiB, each whole records; a block's text is kept, or left in the file
//! and read again. Fields with few values become dictionary-coded [`columns`]. [`order`] gives the
//! records by time, [`selection`] a subset of them with ranks.
//!
//! ```text
//! record   0      1      2    …        times, levels, shapes, field codes: one entry a record
//! block   |---- 0 ----|---- 1 ----|    text and where its records start
//! ```
//!
//! Does not: read bytes, know formats, or compare cuts with each other.

pub mod block;
pub mod builder;
pub mod columns;
pub mod dictionary;
pub mod order;
pub mod selection;
pub mod view;

use crate::time::TimeNanos;

pub use block::Block;
pub use builder::{CutBuilder, RecordAt};
pub use selection::Selection;

/// A time that is not known: before every known one.
pub const TIME_UNKNOWN: i64 = i64::MIN;

/// Where a record stands among all records: by time, then the source's place, then place in the source.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Key {
    /// Nanoseconds; [`TIME_UNKNOWN`] where no record of the source up to this one has a time.
    pub time: i64,
    /// The source's place among all: its number, but for parts of a rotated file the older first.
    pub place: u32,
    pub source: u32,
    pub offset: u64,
}

impl Key {
    /// Before every record.
    pub const FIRST: Key = Key { time: i64::MIN, place: 0, source: 0, offset: 0 };
    /// After every record.
    pub const LAST: Key =
        Key { time: i64::MAX, place: u32::MAX, source: u32::MAX, offset: u64::MAX };

    /// The first key at or after a time.
    pub fn at(time: TimeNanos) -> Key {
        Key { time: time.0, place: 0, source: 0, offset: 0 }
    }

    /// The next key: between it and this one there is none.
    pub fn after(self) -> Key {
        match self.offset.checked_add(1) {
            Some(offset) => Key { offset, ..self },
            None => Key::LAST,
        }
    }
}

/// The records of one contiguous piece of a source.
#[derive(Debug, Default)]
pub struct Cut {
    pub source: u32,
    /// The source's place among all, for the order of records with equal times.
    pub place: u32,
    /// The source's name, as `source=` compares it.
    pub name: String,
    pub blocks: Vec<Block>,
    /// Each record's time, or that of the record before it; [`TIME_UNKNOWN`] where there is none yet.
    pub times: Vec<i64>,
    /// 1 where the time is the record's own.
    pub own_times: Vec<u8>,
    /// Each record's lane (0 none, 1 trace … 7 fatal).
    pub levels: Vec<u8>,
    /// Each record's shape, a number of `shapes`.
    pub shape_of: Vec<u32>,
    pub shapes: crate::templates::Shapes,
    pub columns: columns::Columns,
    /// Whether `times` never falls, so that the order of records is that of the source.
    pub sorted: bool,
    order: order::Order,
}

impl Cut {
    /// How many records, in whole blocks: the columns may be ahead while the cut is read.
    pub fn count(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.first + block.count())
    }

    /// The key of a record; `record` must be below `count`.
    pub fn key(&self, record: usize) -> Key {
        let block = self.block_of(record);
        let offset = self.blocks.get(block).map_or(0, |block| block.record_offset(record));
        let time = self.times.get(record).copied().unwrap_or(TIME_UNKNOWN);
        Key { time, place: self.place, source: self.source, offset }
    }

    /// The number of the block that holds a record.
    pub fn block_of(&self, record: usize) -> usize {
        self.blocks.partition_point(|block| block.first <= record).saturating_sub(1)
    }

    /// The record that starts at a byte offset of the source.
    pub fn record_at(&self, offset: u64) -> Option<usize> {
        let block = self.blocks.partition_point(|block| block.offset <= offset).checked_sub(1)?;
        self.blocks.get(block)?.record_at(offset)
    }

    /// The records in the order of time; equal times keep their place in the source.
    pub fn order(&self) -> order::Ordered<'_> {
        self.order.view(self.count(), self.sorted)
    }

    /// Brings `order` up to date; cheap where nothing was added or all is sorted.
    pub fn sort(&mut self) {
        if !self.sorted {
            let count = self.count();
            self.order.update(self.times.get(..count).unwrap_or_default());
        }
    }

    /// Gives the records before the first that has a time a time from outside: that of the record
    /// before the cut, or the first time after them.
    pub fn fill_leading(&mut self, time: i64) {
        let leading = self.own_times.iter().take_while(|&&own| own == 0).count();
        for slot in self.times.iter_mut().take(leading) {
            *slot = time;
        }
        self.sorted = self.times.is_sorted();
        self.order = order::Order::default();
    }

    /// The first and the last time of the records, if any is known.
    pub fn extent(&self) -> Option<(i64, i64)> {
        let times = self.times.iter().take(self.count());
        let known = times.copied().filter(|&time| time != TIME_UNKNOWN);
        known.fold(None, |extent, time| match extent {
            None => Some((time, time)),
            Some((first, last)) => Some((time.min(first), time.max(last))),
        })
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        let text: usize = self.blocks.iter().map(Block::memory_bytes).sum();
        let records = self.times.capacity() * 8
            + self.own_times.capacity()
            + self.levels.capacity()
            + self.shape_of.capacity() * 4;
        text + records + self.columns.memory_bytes()
    }
}
