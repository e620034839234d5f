//! The query language: text -> lexemes -> tree -> matcher; mistakes carry a span.
//!
//! [`Query::parse`] reads the text (`lexer`, `parser`, `value`) into a tree of [`Node`]s, which
//! [`Matcher`] runs over a block of [`Records`] at a time into [`Bits`]. `tokens`, `completion`
//! and `edit` serve the bar in which people type; `syntax` is the language's own table.
//!
//! Does not: know shards; a matcher looks at one block of records at a time.

#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg_attr(test, allow(clippy::panic, reason = "a test says what is wrong by it"))]

use std::{fmt, ops::Range};

use super::{
    level::Level,
    record::RecordParts,
    time::{TimeNanos, Zone},
};

mod asked;
mod bits;
mod compare;
mod completion;
mod decimal;
mod edit;
mod error;
mod fields;
mod highlight;
mod instant;
mod lexer;
mod matcher;
mod needle;
mod parser;
mod print;
mod quantity;
mod regexes;
mod required;
mod scan;
mod suggest;
mod syntax;
mod tokens;
mod tree;
mod value;

pub use asked::{asked_levels, asked_quantity, asked_times};
pub use bits::Bits;
pub use completion::{Completion, Want, completion};
pub use edit::{field_term, has_term, level_lanes, with_term};
pub use error::{Mistake, QueryError};
pub use highlight::{Highlights, highlights};
pub use instant::Instant;
pub use matcher::Matcher;
pub use print::quoted;
pub use quantity::{Measure, duration_nanos, duration_nanos_in};
pub use suggest::nearest;
pub use syntax::{SYNTAX, SyntaxRow};
pub use tokens::{Class, Token, tokens};
pub use tree::{Amount, Field, Leaf, Node, Op, Pattern, Value};

/// A query that was read.
#[derive(Clone, Debug)]
pub struct Query {
    root: Node,
    fields: Vec<FieldUse>,
    zone: Zone,
}

/// What a query's times mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Of times without a zone, in the query and in values of fields.
    pub zone: Zone,
    /// What relative times count from: the last time of all records.
    pub latest: TimeNanos,
}

/// A place in the text that names a field of the records' own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldUse {
    pub name: String,
    /// Bytes of the query's text.
    pub span: Range<usize>,
}

impl QueryError {
    /// The warning for a field that no record has, with a similar name that some have.
    pub fn unknown_field(field: &FieldUse, similar: Option<&str>) -> QueryError {
        let mistake = Mistake::UnknownField { name: field.name.clone() };
        QueryError::new(field.span.clone(), mistake).suggest(similar.map(str::to_owned))
    }
}

impl Query {
    /// Reads a query's text; an empty one selects every record.
    pub fn parse(text: &str, context: &Context) -> Result<Query, QueryError> {
        let query = Query::parse_again(text, context)?;
        regexes::check(&query.root)?;
        Ok(query)
    }

    /// Reads a text that [`Query::parse`] took before: its regular expressions are not tried again.
    pub fn parse_again(text: &str, context: &Context) -> Result<Query, QueryError> {
        let parsed = parser::parse(text, context)?;
        Ok(Query { root: parsed.root, fields: parsed.fields, zone: context.zone.clone() })
    }

    /// The query as a tree, for whoever translates it.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The zone of times in values of fields that name none.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether it selects every record.
    pub fn selects_all(&self) -> bool {
        self.root == Node::All
    }

    /// Every place that names a field of the records' own.
    pub fn fields(&self) -> &[FieldUse] {
        &self.fields
    }

    /// The places that name a field which `known` does not know. They are no mistakes, since such
    /// a query can be evaluated, but worth a warning: [`QueryError::unknown_field`].
    pub fn unknown_fields(&self, known: &dyn Fn(&str) -> bool) -> Vec<FieldUse> {
        self.fields.iter().filter(|field| !known(&field.name)).cloned().collect()
    }
}

/// Queries are equal that select the same by the same conditions, however they were written.
impl PartialEq for Query {
    fn eq(&self, other: &Query) -> bool {
        self.root == other.root && self.zone == other.zone
    }
}

/// Text that reads back as an equal query; empty where it selects all.
impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Node::All => Ok(()),
            root => root.fmt(out),
        }
    }
}

/// A block of records as a matcher sees it. Record numbers count from 0 within the block.
pub trait Records {
    /// How many records the block has.
    fn count(&self) -> usize;
    /// The text of the whole block; record `i` is `self.span(i)` of it, line ends in between.
    fn text(&self) -> &[u8];
    /// How this block's format may write a value of a field otherwise than it is: `Some(&[])` if
    /// every value (of kind text or number) stands in its record's text as it is, `Some(["\\u"])`
    /// if it does in records without `\\u` (JSON, for values without quote, backslash, slash,
    /// control and non-ASCII characters, which are always looked for in full), `None` if a value
    /// may not stand in the text at all. Lets a matcher skip records without taking them apart.
    fn escapes(&self) -> Option<&[&[u8]]> {
        None
    }
    /// Where record `i` lies in `text`, without its last line end. Spans ascend and do not overlap.
    fn span(&self, i: usize) -> Range<usize>;
    /// Where record `i` begins in `text`; its end for a number that none has.
    fn start(&self, i: usize) -> usize {
        self.span(i).start
    }
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
    /// Every value of the block, by code: record `i` has the value `values[codes(i)]`; code 0 is
    /// "no such field".
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
