//! The query language: text -> tokens -> tree -> matcher; mistakes carry a span.
//!
//! Does not: know shards; a matcher looks at one block of records at a time.

use super::{level::Level, record::RecordParts, time::TimeNanos};

/// A block of records as a matcher sees it. Record numbers count from 0 within the block.
pub trait Records {
    /// How many records the block has.
    fn count(&self) -> usize;
    /// The text of the whole block; record `i` is `self.span(i)` of it, line ends in between.
    fn text(&self) -> &[u8];
    /// Where record `i` lies in `text`, without its last line end.
    fn span(&self, i: usize) -> std::ops::Range<usize>;
    /// The record's level, if it has one.
    fn level(&self, i: usize) -> Option<Level>;
    /// The record's time, its own or that of the record before it.
    fn time(&self, i: usize) -> Option<TimeNanos>;
    /// The name of the source of the block.
    fn source(&self) -> &str;
    /// The identity of the record's template.
    fn template(&self, i: usize) -> u64;
    /// The values of a field as a column, where the store keeps one for it.
    fn column(&self, name: &str) -> Column<'_>;
    /// Takes record `i` apart, for fields without a column.
    fn parse(&self, i: usize, out: &mut RecordParts);
}

/// What the store knows of a field in a block.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// No record of the block has the field.
    Absent,
    /// Every value of the block, by code: record `i` has the value `values[codes(i)]`; code 0 is "no such field".
    Coded { codes: Codes<'a>, values: &'a dyn Values },
    /// Too many or too long values for a column: read from the text.
    Scattered,
}

/// The codes of a block's records, as narrow as they fit.
#[derive(Clone, Copy, Debug)]
pub enum Codes<'a> {
    Narrow(&'a [u8]),
    Wide(&'a [u16]),
}

/// The values behind codes. Code 0 is no value.
pub trait Values: std::fmt::Debug {
    /// How many codes there are, 0 included.
    fn count(&self) -> usize;
    /// The text of a value, unescaped.
    fn text(&self, code: usize) -> &[u8];
}
