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

#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}
impl Bits {
    pub fn none(len: usize) -> Bits {
        Bits { words: vec![0; len.div_ceil(64)], len }
    }
    pub fn reset(&mut self, len: usize) {
        *self = Bits::none(len);
    }
    pub fn words(&self) -> &[u64] {
        &self.words
    }
}
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    text: String,
}
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub zone: super::time::Zone,
    pub latest: TimeNanos,
}
#[derive(Clone, Debug)]
pub struct QueryError {
    pub span: std::ops::Range<usize>,
    pub suggestion: Option<String>,
}
impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "x")
    }
}
pub struct FieldUse {
    pub name: String,
}
impl Query {
    pub fn parse(text: &str, _: &Context) -> Result<Query, QueryError> {
        Ok(Query { text: text.to_owned() })
    }
    pub fn selects_all(&self) -> bool {
        self.text.is_empty()
    }
    pub fn fields(&self) -> &[FieldUse] {
        &[]
    }
}
pub struct Matcher {
    needle: Vec<u8>,
}
impl Matcher {
    pub fn new(query: &Query) -> Matcher {
        Matcher { needle: query.text.to_lowercase().into_bytes() }
    }
    pub fn matches(&mut self, records: &impl Records, out: &mut Bits) {
        *out = Bits::none(records.count());
        for i in 0..records.count() {
            let text = records.text()[records.span(i)].to_ascii_lowercase();
            if memchr::memmem::find(&text, &self.needle).is_some() {
                out.words[i / 64] |= 1 << (i % 64);
            }
        }
    }
}
pub fn nearest<'n>(_: &str, _: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    None
}
pub fn highlights(_: &Query, _: &[u8]) -> Vec<std::ops::Range<usize>> {
    Vec::new()
}
pub fn quoted(text: &str) -> String {
    text.to_owned()
}
