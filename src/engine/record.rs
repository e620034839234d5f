//! What a format found in one record, borrowed from its bytes.
//!
//! A format fills a [`RecordParts`]; it is cleared and used again for the next record, so that
//! reading a record allocates nothing. Names and values are [`Span`]s into the record's bytes, or
//! into `scratch` where a value had to be unescaped or a nested name joined; a name met before is
//! known by its number.
//!
//! Does not: own the record, decide what is stored.

use super::{
    level::Level,
    names::{KnownNames, NameId},
    time::TimeNanos,
};

/// Where some text lies: in the record's bytes or in the scratch space beside them. Offsets in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub place: Place,
    pub start: u32,
    pub end: u32,
}

/// Which bytes a [`Span`] counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Record,
    Scratch,
}

/// A field's name: fixed by the format (`status`), or found in the record. Nested names are joined by dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Static(&'static str),
    /// One of [`RecordParts::names`].
    Known(NameId),
    Span(Span),
}

/// What kind of value the text of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Text, unescaped and without its quotes.
    Text,
    /// A number, as written.
    Number,
    /// `true` or `false`.
    Bool,
    /// JSON's null; the value is empty.
    Null,
    /// A JSON array (or an object nested too deep), as written.
    Json,
}

/// One field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Name,
    pub value: Span,
    pub kind: ValueKind,
}

/// What a format found in one record.
#[derive(Clone, Debug, Default)]
pub struct RecordParts {
    pub time: Option<TimeNanos>,
    /// Digits of the second's fraction as written, 0 to 9.
    pub fraction_digits: u8,
    /// Whether a time was met that is outside the years that [`TimeNanos`] holds.
    pub out_of_range: bool,
    pub level: Option<Level>,
    /// The message without time, level and the like; none where the format has no such thing.
    pub message: Option<Span>,
    pub fields: Vec<Field>,
    pub scratch: Vec<u8>,
    /// Names met in this and earlier records.
    pub names: KnownNames,
    /// False where the record is kept whole as text because no format could read it.
    pub understood: bool,
    /// It names columns anew, in the midst of a table.
    pub further_header: bool,
}

impl RecordParts {
    /// Empties it for the next record; capacity stays, and the names that are known.
    pub fn clear(&mut self) {
        self.time = None;
        self.fraction_digits = 0;
        self.out_of_range = false;
        self.level = None;
        self.message = None;
        self.fields.clear();
        self.scratch.clear();
        self.names.restart();
        self.understood = false;
        self.further_header = false;
    }

    /// The bytes of a span; empty where the span does not fit `record`.
    pub fn bytes<'a>(&'a self, record: &'a [u8], span: Span) -> &'a [u8] {
        let from = match span.place {
            Place::Record => record,
            Place::Scratch => &self.scratch,
        };
        from.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The bytes of a field's name.
    pub fn name<'a>(&'a self, record: &'a [u8], name: Name) -> &'a [u8] {
        match name {
            Name::Static(text) => text.as_bytes(),
            Name::Known(id) => self.names.text(id),
            Name::Span(span) => self.bytes(record, span),
        }
    }

    /// The first field of this name, as bytes and kind.
    pub fn field<'a>(&'a self, record: &'a [u8], name: &[u8]) -> Option<(&'a [u8], ValueKind)> {
        let field = self.fields.iter().find(|field| self.name(record, field.name) == name)?;
        Some((self.bytes(record, field.value), field.kind))
    }

    /// The message's bytes; the whole record where there is no message.
    pub fn message<'a>(&'a self, record: &'a [u8]) -> &'a [u8] {
        self.message.map_or(record, |span| self.bytes(record, span))
    }
}

impl Span {
    /// Bytes `start..end` of the record.
    pub fn record(start: usize, end: usize) -> Span {
        Span { place: Place::Record, start: start as u32, end: end as u32 }
    }

    /// Bytes `start..end` of the scratch space.
    pub fn scratch(start: usize, end: usize) -> Span {
        Span { place: Place::Scratch, start: start as u32, end: end as u32 }
    }
}
