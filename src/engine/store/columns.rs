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
use crate::engine::{
    limits::{COLUMN_VALUE_BYTES_MAX, COLUMN_VALUES_MAX, COLUMNS_MAX},
    query::Codes,
    record::{RecordParts, ValueKind},
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
    /// More names were met than are kept.
    pub overflowed: bool,
}

impl Columns {
    /// Enters the fields of record number `at`.
    pub fn push(&mut self, at: usize, record: &[u8], parts: &RecordParts) {
        for (position, field) in parts.fields.iter().enumerate() {
            let name = parts.name(record, field.name);
            let Some(column) = self.column_index(position, name) else { continue };
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

    fn column_index(&mut self, position: usize, name: &[u8]) -> Option<usize> {
        if let Some(&guess) = self.guesses.get(position)
            && self.fields.get(guess).is_some_and(|column| *column.name == *name)
        {
            return Some(guess);
        }
        let index = match self.by_name.get(name) {
            Some(&index) => index,
            None if self.fields.len() >= COLUMNS_MAX => {
                self.overflowed = true;
                return None;
            }
            None => {
                self.by_name.insert(name.into(), self.fields.len());
                self.fields.push(FieldColumn::new(name));
                self.fields.len() - 1
            }
        };
        if self.guesses.len() <= position {
            self.guesses.resize(position + 1, usize::MAX);
        }
        self.guesses[position] = index;
        Some(index)
    }
}

impl FieldColumn {
    fn new(name: &[u8]) -> FieldColumn {
        FieldColumn {
            name: name.into(),
            state: FieldState::Coded(Dictionary::default()),
            codes: CodeColumn::Narrow(Vec::new()),
            last: 0,
            last_record: usize::MAX,
        }
    }

    /// The codes of records `range`; records past the last entry have code 0.
    pub fn codes(&self, range: std::ops::Range<usize>) -> Codes<'_> {
        fn part<T>(all: &[T], range: std::ops::Range<usize>) -> &[T] {
            let end = range.end.min(all.len());
            all.get(range.start.min(end)..end).unwrap_or_default()
        }
        match &self.codes {
            CodeColumn::Narrow(all) => Codes::Narrow(part(all, range)),
            CodeColumn::Wide(all) => Codes::Wide(part(all, range)),
        }
    }

    /// The code of one record; 0 where it lacks the field.
    pub fn code(&self, record: usize) -> usize {
        match &self.codes {
            CodeColumn::Narrow(all) => all.get(record).map_or(0, |&code| usize::from(code)),
            CodeColumn::Wide(all) => all.get(record).map_or(0, |&code| usize::from(code)),
        }
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        let codes = match &self.codes {
            CodeColumn::Narrow(all) => all.len(),
            CodeColumn::Wide(all) => all.len() * 2,
        };
        codes + if let FieldState::Coded(values) = &self.state { values.memory_bytes() } else { 0 }
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
                } else if self.last != 0 && values.value(self.last) == value {
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
        let present = match &self.codes {
            CodeColumn::Narrow(all) => all.iter().map(|&code| u8::from(code != 0)).collect(),
            CodeColumn::Wide(all) => all.iter().map(|&code| u8::from(code != 0)).collect(),
        };
        self.codes = CodeColumn::Narrow(present);
    }
}

impl CodeColumn {
    fn set(&mut self, at: usize, code: usize) {
        if let CodeColumn::Narrow(all) = self
            && code > usize::from(u8::MAX)
        {
            *self = CodeColumn::Wide(all.iter().map(|&code| u16::from(code)).collect());
        }
        match self {
            CodeColumn::Narrow(all) => {
                all.resize(at, 0);
                all.push(code as u8);
            }
            CodeColumn::Wide(all) => {
                all.resize(at, 0);
                all.push(code as u16);
            }
        }
    }
}
