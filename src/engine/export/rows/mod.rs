//! Records as text that other tools read, one after the other, so that no number of them is too
//! many: JSON lines, CSV, plain text as in the input, Markdown.
//!
//! A [`Writer`] has a [`Form`] and maybe chosen columns; each [`Row`] is a record with all there is
//! to say of it. JSON lines are also what `languages` asks in DuckDB, ClickHouse and jq.
//!
//! Does not: hold records; each is written and forgotten.

pub mod csv;
mod markdown;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub(super) use markdown::{escape as escape_markdown, head as table_head, line as table_line};

use serde_json::{Map, Value};

use super::{
    super::{
        level::Level,
        time::{SECOND_NANOS, TimeNanos, written as instant_text},
    },
    redact::Redactor,
};

/// A record to be written.
#[derive(Clone, Debug, Default)]
pub struct Row<'r> {
    /// The name that the source goes by.
    pub source: Cow<'r, str>,
    /// From 1, and how many.
    pub line: u64,
    pub lines: u64,
    /// Its own, or that of the record before it, which it is sorted and filtered by.
    pub time: Option<TimeNanos>,
    /// Digits of the second's fraction.
    pub fraction_digits: u8,
    pub level: Option<Level>,
    pub message: Cow<'r, str>,
    /// Nested as in the input.
    pub fields: Map<String, Value>,
    pub template: u64,
    /// As in the input.
    pub raw: Cow<'r, str>,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    JsonLines,
    Csv,
    Text,
    Markdown,
}

/// What every record has; other columns are fields.
pub const OWN_COLUMNS: [&str; 9] =
    ["source", "line", "lines", "time", "level", "message", "fields", "template", "raw"];

/// The columns of a table where none are chosen: fields differ from record to record.
const TABLE_COLUMNS: [&str; 5] = ["time", "level", "source", "line", "message"];

/// Writes records.
#[derive(Clone, Debug)]
pub struct Writer {
    form: Form,
    /// Empty: what the form has by itself.
    columns: Vec<String>,
}

impl Writer {
    /// For a form and chosen columns: names of [`OWN_COLUMNS`] or of fields, nested ones joined by
    /// dots; `fields.level` is the record's own field of that name.
    pub fn new(form: Form, columns: Vec<String>) -> Writer {
        let tabular = matches!(form, Form::Csv | Form::Markdown);
        let columns = match columns.is_empty() && tabular {
            true => TABLE_COLUMNS.map(str::to_owned).to_vec(),
            false => columns,
        };
        Writer { form, columns }
    }

    /// What stands before the first record.
    pub fn head(&self, out: &mut String) {
        match self.form {
            Form::Csv => csv::line(self.columns.iter().map(|name| Cow::from(name.as_str())), out),
            Form::Markdown => {
                let names: Vec<&str> = self.columns.iter().map(String::as_str).collect();
                table_head(&names, out);
            }
            Form::JsonLines | Form::Text => {}
        }
    }

    /// One record.
    pub fn row(&self, row: &Row<'_>, out: &mut String) {
        match self.form {
            Form::JsonLines => {
                out.push_str(&self.json(row).to_string());
                out.push('\n');
            }
            Form::Csv => csv::line(self.columns.iter().map(|name| row.text(name)), out),
            Form::Markdown => markdown::line(self.columns.iter().map(|name| row.text(name)), out),
            Form::Text if self.columns.is_empty() => {
                out.push_str(&row.raw);
                out.push('\n');
            }
            Form::Text => {
                let values: Vec<Cow<'_, str>> =
                    self.columns.iter().map(|name| row.text(name)).collect();
                out.push_str(&values.join("\t"));
                out.push('\n');
            }
        }
    }

    fn json(&self, row: &Row<'_>) -> Value {
        let mut object = Map::new();
        if self.columns.is_empty() {
            for name in OWN_COLUMNS {
                object.insert(name.to_owned(), row.value(name));
            }
        }
        for name in &self.columns {
            object.insert(name.clone(), row.value(name));
        }
        Value::Object(object)
    }
}

impl Row<'_> {
    /// Takes out what should not leave.
    pub fn redact(&mut self, redactor: &mut Redactor) {
        redactor.next_record();
        // All of it stands in the text, where it is counted.
        redactor.count_places(false);
        let mut fields = Value::Object(std::mem::take(&mut self.fields));
        redactor.fields("", &mut fields);
        if let Value::Object(fields) = fields {
            self.fields = fields;
        }
        self.source = redactor.text(&self.source).into_owned().into();
        self.message = redactor.record_text(&self.message).into();
        redactor.count_places(true);
        self.raw = redactor.record_text(&self.raw).into();
    }

    /// The value of a column; null where the record has none.
    fn value(&self, column: &str) -> Value {
        match column {
            "source" => self.source.as_ref().into(),
            "line" => self.line.into(),
            "lines" => self.lines.into(),
            "time" => self.time.map(|time| written(time, self.fraction_digits)).into(),
            "level" => self.level.map(Level::word).into(),
            "message" => self.message.as_ref().into(),
            "fields" => Value::Object(self.fields.clone()),
            "template" => format!("{:016x}", self.template).into(),
            "raw" => self.raw.as_ref().into(),
            name => self.field(name.strip_prefix("fields.").unwrap_or(name)).cloned().into(),
        }
    }

    /// The same as text; empty where the record has none.
    fn text(&self, column: &str) -> Cow<'_, str> {
        match column {
            "message" => Cow::from(self.message.as_ref()),
            "raw" => Cow::from(self.raw.as_ref()),
            "source" => Cow::from(self.source.as_ref()),
            column => match self.value(column) {
                Value::Null => Cow::from(""),
                Value::String(text) => Cow::from(text),
                other => Cow::from(other.to_string()),
            },
        }
    }

    /// A field by its name, joined by dots or nested.
    fn field(&self, name: &str) -> Option<&Value> {
        if let Some(value) = self.fields.get(name) {
            return Some(value);
        }
        let (mut steps, mut inner) = (name.split('.'), &self.fields);
        let mut value = inner.get(steps.next()?)?;
        for step in steps {
            inner = value.as_object()?;
            value = inner.get(step)?;
        }
        Some(value)
    }
}

/// RFC 3339 in UTC with so many digits of the second's fraction, more where the time has more.
pub fn written(time: TimeNanos, fraction_digits: u8) -> String {
    let stamp = instant_text(time.0);
    // Without the milliseconds, which have a length of their own here.
    let seconds = stamp.rsplit_once('.').map_or("", |(seconds, _)| seconds);
    let nanos = format!("{:09}", time.0.rem_euclid(SECOND_NANOS));
    let digits = nanos.trim_end_matches('0').len().max(usize::from(fraction_digits).min(9));
    match nanos.get(..digits) {
        Some(digits) if !digits.is_empty() => format!("{seconds}.{digits}Z"),
        _ => format!("{seconds}Z"),
    }
}
