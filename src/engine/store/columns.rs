//! The fields of a cut as dictionary-coded columns.
//!
//! A field with at most [`COLUMN_VALUES_MAX`] short values is [`FieldState::Coded`]: one code a record. A
//! field with more, or with a long one, is [`FieldState::Scattered`]: only its presence is kept, its
//! values are read from the text. Which of the two a field is depends on the set of its values
//! alone, so joining the columns of several cuts gives what one cut would have given.
//!
//! Does not: keep values of scattered fields.

use hashbrown::HashMap;

use super::dictionary::Dictionary;
use crate::{
    limits::{COLUMN_VALUE_BYTES_MAX, COLUMN_VALUES_MAX},
    query::Codes,
    record::{Name, RecordParts, ValueKind},
};

/// One field's column.
#[derive(Debug)]
pub struct FieldColumn {
    pub name: Box<[u8]>,
    pub state: FieldState,
    codes: CodeColumn,
    /// The code given last: most values repeat.
    last: usize,
    /// The record that last had the field: a duplicate key counts once.
    last_record: usize,
}

/// Whether a field's values are kept.
#[derive(Debug)]
pub enum FieldState {
    Coded(Dictionary),
    /// Codes are 1 where the field is present.
    Scattered,
}

/// Codes of the records up to the last one that has the field; the rest are 0.
#[derive(Debug)]
enum CodeColumn {
    /// Record and code where few records have the field, so that any number of fields fits.
    Sparse(Vec<(u32, u16)>),
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

/// All fields of a cut.
#[derive(Debug, Default)]
pub struct Columns {
    fields: Vec<FieldColumn>,
    by_name: HashMap<Box<[u8]>, usize>,
    /// The column of the field at each position of the record before: most records look alike.
    guesses: Vec<usize>,
    /// The column of each known name, by its number; `usize::MAX` where it was not met yet.
    of_known: Vec<usize>,
}

impl Columns {
    /// Enters the fields of record number `at`; every record comes in the same, cleared parts, whose
    /// known names these columns remember.
    pub fn push(&mut self, at: usize, record: &[u8], parts: &RecordParts) {
        for (position, field) in parts.fields.iter().enumerate() {
            let column = match field.name {
                Name::Known(id) => self.column_of_known(id.number(), parts.names.text(id)),
                name => self.column_index(position, parts.name(record, name)),
            };
            if let Some(column) = self.fields.get_mut(column) {
                let kind = field.kind;
                column.push(at, parts.bytes(record, field.value), kind);
            }
        }
    }

    /// Every field, in the order of first appearance.
    pub fn fields(&self) -> impl Iterator<Item = &FieldColumn> {
        self.fields.iter()
    }

    /// The column of a field.
    pub fn field(&self, name: &[u8]) -> Option<&FieldColumn> {
        self.by_name.get(name).and_then(|&index| self.fields.get(index))
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        self.fields.iter().map(FieldColumn::memory_bytes).sum()
    }

    #[inline]
    fn column_of_known(&mut self, number: usize, name: &[u8]) -> usize {
        match self.of_known.get(number) {
            Some(&column) if column != usize::MAX => column,
            _ => {
                let column = self.column_named(name);
                if self.of_known.len() <= number {
                    self.of_known.resize(number + 1, usize::MAX);
                }
                self.of_known[number] = column;
                column
            }
        }
    }

    fn column_index(&mut self, position: usize, name: &[u8]) -> usize {
        if let Some(&guess) = self.guesses.get(position)
            && self.fields.get(guess).is_some_and(|column| *column.name == *name)
        {
            return guess;
        }
        let index = self.column_named(name);
        if self.guesses.len() <= position {
            self.guesses.resize(position + 1, usize::MAX);
        }
        self.guesses[position] = index;
        index
    }

    fn column_named(&mut self, name: &[u8]) -> usize {
        match self.by_name.get(name) {
            Some(&index) => index,
            None => {
                self.by_name.insert(name.into(), self.fields.len());
                self.fields.push(FieldColumn::new(name));
                self.fields.len() - 1
            }
        }
    }
}

impl FieldColumn {
    fn new(name: &[u8]) -> FieldColumn {
        FieldColumn {
            name: name.into(),
            state: FieldState::Coded(Dictionary::default()),
            codes: CodeColumn::Sparse(Vec::new()),
            last: 0,
            last_record: usize::MAX,
        }
    }

    /// The codes of records `range`; records past the last entry have code 0. None where only a
    /// few of them have the field: see [`FieldColumn::sparse_codes`].
    pub fn codes(&self, range: std::ops::Range<usize>) -> Option<Codes<'_>> {
        fn part<T>(all: &[T], range: std::ops::Range<usize>) -> &[T] {
            let end = range.end.min(all.len());
            all.get(range.start.min(end)..end).unwrap_or_default()
        }
        match &self.codes {
            CodeColumn::Sparse(all) => {
                let from = all.partition_point(|&(record, _)| (record as usize) < range.start);
                let first = all.get(from).map_or(usize::MAX, |&(record, _)| record as usize);
                (first >= range.end).then_some(Codes::Narrow(&[]))
            }
            CodeColumn::Narrow(all) => Some(Codes::Narrow(part(all, range))),
            CodeColumn::Wide(all) => Some(Codes::Wide(part(all, range))),
        }
    }

    /// Records and their codes, where few records have the field.
    pub fn sparse_codes(&self) -> &[(u32, u16)] {
        if let CodeColumn::Sparse(all) = &self.codes { all } else { &[] }
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        let codes = match &self.codes {
            CodeColumn::Sparse(all) => all.capacity() * 8,
            CodeColumn::Narrow(all) => all.capacity(),
            CodeColumn::Wide(all) => all.capacity() * 2,
        };
        let own = size_of::<FieldColumn>() + 2 * self.name.len();
        own + codes
            + if let FieldState::Coded(values) = &self.state { values.memory_bytes() } else { 0 }
    }

    fn push(&mut self, at: usize, value: &[u8], kind: ValueKind) {
        if self.last_record == at {
            return; // a duplicate key: the first value counts, as in `RecordParts::field`
        }
        self.last_record = at;
        let code = match &mut self.state {
            FieldState::Scattered => 1,
            FieldState::Coded(values) => {
                if value.len() > COLUMN_VALUE_BYTES_MAX || kind == ValueKind::Json {
                    self.scatter();
                    1
                } else if self.last != 0 && values.is(self.last, value) {
                    self.last
                } else {
                    let code = values.code(value);
                    self.last = code;
                    if values.len() > COLUMN_VALUES_MAX {
                        self.scatter();
                        1
                    } else {
                        code
                    }
                }
            }
        };
        self.codes.set(at, code);
    }

    fn scatter(&mut self) {
        self.state = FieldState::Scattered;
        let present = match &mut self.codes {
            CodeColumn::Sparse(all) => return all.iter_mut().for_each(|(_, code)| *code = 1),
            CodeColumn::Narrow(all) => all.iter().map(|&code| u8::from(code != 0)).collect(),
            CodeColumn::Wide(all) => all.iter().map(|&code| u8::from(code != 0)).collect(),
        };
        self.codes = CodeColumn::Narrow(present);
    }
}

impl CodeColumn {
    fn set(&mut self, at: usize, code: usize) {
        if let CodeColumn::Sparse(entries) = self {
            // An entry takes eight bytes, a record of a dense column one or two.
            if entries.len() * 8 < at {
                entries.push((at as u32, code as u16));
                return;
            }
            *self = CodeColumn::dense(entries);
        }
        if let CodeColumn::Narrow(all) = self
            && code > usize::from(u8::MAX)
        {
            *self = CodeColumn::Wide(all.iter().map(|&code| u16::from(code)).collect());
        }
        match self {
            CodeColumn::Sparse(_) => {}
            CodeColumn::Narrow(all) => {
                if all.len() < at {
                    all.resize(at, 0);
                }
                all.push(code as u8);
            }
            CodeColumn::Wide(all) => {
                if all.len() < at {
                    all.resize(at, 0);
                }
                all.push(code as u16);
            }
        }
    }

    fn dense(entries: &[(u32, u16)]) -> CodeColumn {
        let wide = entries.iter().any(|&(_, code)| code > u16::from(u8::MAX));
        let mut dense =
            if wide { CodeColumn::Wide(Vec::new()) } else { CodeColumn::Narrow(Vec::new()) };
        entries.iter().for_each(|&(record, code)| dense.set(record as usize, usize::from(code)));
        dense
    }
}
