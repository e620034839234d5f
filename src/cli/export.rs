//! `squall export`: the records for other tools, every one, as they are read.
//!
//! Does not: hold them all; each is written and forgotten.

use std::{
    collections::BTreeMap,
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use super::{
    Failure,
    arguments::{Export, ExportForm, Order, Redaction},
    opened::Opened,
};
use crate::{
    engine::{
        export::{
            redact::{OwnRule, RedactSettings, Redactor},
            rows::{Form, Row, Writer},
        },
        store::TIME_UNKNOWN,
        time::TimeNanos,
    },
    lead::shard::Whole,
    protocol::{page::SourceSummary, shard::Slot},
};

/// Prints the records.
pub(super) fn run(command: &Export) -> Result<ExitCode, Failure> {
    let mut redactor = match command.redact || !command.redaction.own.is_empty() {
        true => Some(redactor(&command.redaction)?),
        false => None,
    };
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::with_capacity(1 << 20, stdout().lock());
    let names = names(&opened.sources);
    let form = match command.form {
        ExportForm::Jsonl => Form::JsonLines,
        ExportForm::Csv => Form::Csv,
        ExportForm::Text => Form::Text,
        ExportForm::Markdown => Form::Markdown,
    };
    let writer = Writer::new(form, command.fields.clone());
    let mut text = String::new();
    writer.head(&mut text);
    let mut written = Ok(());
    let by_time = command.order == Order::Time;
    opened.local.each_record(Slot::Filter, by_time, &mut |record: &Whole<'_>| {
        let mut row = row(&names, record);
        if let Some(redactor) = &mut redactor {
            row.redact(redactor);
        }
        writer.row(&row, &mut text);
        written = out.write_all(text.as_bytes());
        text.clear();
        written.is_ok()
    });
    written?;
    out.write_all(text.as_bytes())?;
    out.flush()?;
    if let Some(redactor) = &redactor {
        say_what_was_taken(redactor);
    }
    Ok(opened.exit_code())
}

/// The names that records go by: those of rotated files where they are parts of one.
pub(super) fn names(sources: &[SourceSummary]) -> BTreeMap<u32, String> {
    let named = sources.iter().map(|source| {
        let name = source.group.as_ref().unwrap_or(&source.name);
        (source.id, name.clone())
    });
    named.collect()
}

/// A record as a row.
pub(super) fn row<'r>(names: &'r BTreeMap<u32, String>, record: &Whole<'r>) -> Row<'r> {
    let parts = record.parts;
    let time = (record.key.time != TIME_UNKNOWN).then_some(TimeNanos(record.key.time));
    Row {
        source: names.get(&record.key.source).map_or("", String::as_str).into(),
        line: record.line,
        lines: record.lines,
        time,
        fraction_digits: if parts.time.is_some() { parts.fraction_digits } else { 0 },
        level: parts.level,
        message: String::from_utf8_lossy(parts.message(record.text)),
        fields: record.tree.clone(),
        template: record.template,
        raw: String::from_utf8_lossy(record.text),
    }
}

/// Ready to redact, with the person's own rules.
pub(super) fn redactor(redaction: &Redaction) -> Result<Redactor, Failure> {
    let own = redaction.own.iter();
    let own = own.map(|pattern| OwnRule { pattern: pattern.clone(), ignore_case: false });
    let settings = RedactSettings { kept: Vec::new(), own: own.collect() };
    Redactor::new(&settings).map_err(|mistake| Failure::Usage(mistake.to_string()))
}

/// The review list, to standard error.
pub(super) fn say_what_was_taken(redactor: &Redactor) {
    let review = redactor.review();
    for row in &review.rows {
        let (title, count, distinct) = (row.kind.title(), row.count, row.distinct);
        let examples = row.examples.iter().map(|(value, name)| format!("{name} is {value:?}"));
        let examples = examples.take(2).collect::<Vec<_>>().join(", ");
        eprintln!("squall: took out {count} {title}, {distinct} new ones; {examples}");
    }
    if review.bytes_taken * 2 > review.bytes {
        eprintln!("squall: more than half of the text was taken out; a rule may take too much");
    }
}
