//! Rows of the list and the detail of one record, read from its text.
//!
//! Does not: order or rank them.

use super::{Host, Shard, held::HeldCut, select::query_of};
use crate::{
    engine::{
        level::Level,
        query::Highlights,
        record::RecordParts,
        store::{Block, Key, TIME_UNKNOWN},
        templates,
        time::TimeNanos,
    },
    protocol::{
        page::{Detail, PINS_MAX, Row},
        shard::{DetailPart, QueryContext, ShardRow, Slot},
    },
};

/// Bytes of a message that a row shows.
const ROW_BYTES_MAX: usize = 1_000;
/// Bytes of a record's text that its detail shows.
const RAW_BYTES_MAX: usize = 1024 * 1024;

impl Shard {
    /// The rows of these records, those that the shard holds.
    pub(super) fn rows(
        &self,
        keys: &[Key],
        columns: &[String],
        query: &str,
        context: &QueryContext,
        host: &mut dyn Host,
    ) -> Vec<ShardRow> {
        let marks = query_of(query, context).map(|query| Highlights::new(&query));
        let row = |key: &Key| {
            let (held, record) = self.find(key.source, key.offset)?;
            Some(held.row(record, columns, marks.as_ref(), host))
        };
        keys.iter().filter_map(row).collect()
    }

    /// Everything about one record.
    pub(super) fn detail(
        &self,
        source: u32,
        offset: u64,
        host: &mut dyn Host,
    ) -> Option<Box<DetailPart>> {
        let (&cut, held) = self.cuts.iter().find(|(_, held)| {
            held.cut().source == source && held.cut().record_at(offset).is_some()
        })?;
        let record = held.cut().record_at(offset)?;
        held.detail(cut, record, host).map(Box::new)
    }
}

/// A record's text and what its format found in it.
pub(super) struct Taken {
    pub(super) text: Vec<u8>,
    pub(super) parts: RecordParts,
    /// From 0, counted in the cut.
    pub(super) line: u64,
}

impl HeldCut {
    /// The text of a record.
    pub(super) fn own_text(&self, record: usize, host: &mut dyn Host) -> Result<Vec<u8>, String> {
        let cut = self.cut();
        let block = cut.blocks.get(cut.block_of(record)).ok_or("no such record")?;
        let text = self.text(block, host)?;
        let own = block.span(record.saturating_sub(block.first), &text);
        Ok(text.get(own).unwrap_or_default().to_vec())
    }

    pub(super) fn take_apart(&self, record: usize, host: &mut dyn Host) -> Result<Taken, String> {
        let cut = self.cut();
        let block_at = cut.block_of(record);
        let block = cut.blocks.get(block_at).ok_or("no such record")?;
        let text = self.text(block, host)?;
        Ok(self.take_apart_in(block_at, block, record, &text))
    }

    /// The same of a record in the text of its block.
    pub(super) fn take_apart_in(
        &self,
        block_at: usize,
        block: &Block,
        record: usize,
        text: &[u8],
    ) -> Taken {
        let i = record.saturating_sub(block.first);
        let own = text.get(block.span(i, text)).unwrap_or_default().to_vec();
        let line = self.line(block_at, i, text);
        let mut parts = RecordParts::default();
        self.reader.borrow_mut().parse(&own, &mut parts);
        Taken { text: own, parts, line }
    }

    /// Which pinned searches a record matches, a bit for each.
    fn pins_of(&self, record: usize) -> u8 {
        let matches = |pin: &u8| {
            let bits = self.slots.get(&Slot::Pin(*pin));
            let word = bits.and_then(|bits| bits.words.get(record / 64));
            word.is_some_and(|word| word >> (record % 64) & 1 == 1)
        };
        (0..PINS_MAX as u8).filter(matches).fold(0, |bits, pin| bits | 1 << pin)
    }

    fn time_of(&self, record: usize) -> Option<TimeNanos> {
        let time = self.cut().times.get(record).copied()?;
        (time != TIME_UNKNOWN).then_some(TimeNanos(time))
    }

    fn row(
        &self,
        record: usize,
        columns: &[String],
        marks: Option<&Highlights>,
        host: &mut dyn Host,
    ) -> ShardRow {
        let cut = self.cut();
        let key = cut.key(record);
        let mut row = Row {
            key: key.into(),
            time: self.time_of(record),
            time_own: cut.own_times.get(record) == Some(&1),
            level: cut.levels.get(record).copied().and_then(Level::from_lane),
            message: String::new(),
            varying: Vec::new(),
            matched: Vec::new(),
            lines: 1,
            columns: vec![None; columns.len()],
            run: None,
            pins: self.pins_of(record),
        };
        match self.take_apart(record, host) {
            Err(why) => row.message = format!("({why})"),
            Ok(taken) => {
                row.lines = 1 + memchr::memchr_iter(b'\n', &taken.text).count() as u32;
                row.message = first_line(taken.parts.message(&taken.text));
                row.varying = ranges(&row.message, templates::variables(row.message.as_bytes()));
                let matched = marks.map(|marks| marks.ranges(&row.message));
                row.matched = ranges(&row.message, matched.unwrap_or_default());
                for (slot, column) in row.columns.iter_mut().zip(columns) {
                    let value = taken.parts.field(&taken.text, column.as_bytes());
                    *slot = value.map(|(value, _)| String::from_utf8_lossy(value).into_owned());
                }
            }
        }
        ShardRow { key, row }
    }

    fn detail(&self, cut: u32, record: usize, host: &mut dyn Host) -> Option<DetailPart> {
        let key = self.cut().key(record);
        let taken = self.take_apart(record, host).ok()?;
        let fields = self.reader.borrow_mut().tree(&taken.text);
        let raw = taken.text.get(..RAW_BYTES_MAX).unwrap_or(&taken.text);
        let detail = Detail {
            key: key.into(),
            time: self.time_of(record),
            time_own: taken.parts.time.is_some(),
            level: taken.parts.level,
            line: taken.line,
            lines: 1 + memchr::memchr_iter(b'\n', &taken.text).count() as u32,
            message: String::from_utf8_lossy(taken.parts.message(&taken.text)).into_owned(),
            fields: serde_json::Value::Object(fields),
            raw: String::from_utf8_lossy(raw).into_owned(),
            raw_bytes: taken.text.len() as u64,
            format: self.spec.settled.formats.first().cloned().unwrap_or_default(),
            template: self.template_of(record),
        };
        Some(DetailPart { cut, line: taken.line, detail })
    }
}

/// The first line that is not blank, without control characters, cut where very long.
fn first_line(message: &[u8]) -> String {
    let message = message.trim_ascii_start();
    let line = message.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = line.get(..ROW_BYTES_MAX).unwrap_or(line);
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    String::from_utf8_lossy(line).trim_end().chars().map(visible).collect()
}

/// Byte ranges that begin and end at characters of `text`.
fn ranges(text: &str, found: Vec<std::ops::Range<usize>>) -> Vec<(u32, u32)> {
    let whole = |range: &std::ops::Range<usize>| {
        range.start < range.end
            && text.is_char_boundary(range.start)
            && text.is_char_boundary(range.end)
    };
    found.into_iter().filter(whole).map(|range| (range.start as u32, range.end as u32)).collect()
}
