//! <https://www.ibm.com/docs/en/db2/11.5?topic=logs-interpreting-diagnostic-log-file-entries>: Db2's
//! db2diag.log, entries of `NAME : value` over several lines.
//!
//! Does not: read dumps of memory inside an entry.

use memchr::memmem;

use super::{
    LineRole, Reading,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Db2's diagnostic log.
pub(super) struct Db2Diag;

impl Format for Db2Diag {
    fn name(&self) -> &'static str {
        "db2diag"
    }

    fn title(&self) -> &'static str {
        "Db2 diagnostic log"
    }

    fn specification(&self) -> &'static str {
        "https://www.ibm.com/docs/en/db2/11.5?topic=logs-interpreting-diagnostic-log-file-entries"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        front(line, reading, &mut RecordParts::default()).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some(from) = front(text::first_line(record), reading, out) else {
            return false;
        };
        names(record, from, out);
        let found = |name: &[u8]| {
            let mut fields = out.fields.iter();
            fields.find(|field| out.name(record, field.name) == name).map(|field| field.value)
        };
        let level = found(b"LEVEL").and_then(|value| Level::from_value(out.bytes(record, value)));
        let message = found(b"MESSAGE").or_else(|| found(b"FUNCTION"));
        out.level = level;
        out.message = message.or(Some(Span::record(from, record.trim_ascii_end().len().max(from))));
        true
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "2024-03-09-10.11.12.345678+060 I72564E623            LEVEL: Error\nPID     : 361                  TID : 1399             PROC : db2sysc\nFUNCTION: DB2 UDB, buffer pool services, sqlbpool, probe:10\nMESSAGE : No more pages\n          in the pool",
            time: Some("2024-03-09T09:11:12.345678Z"),
            level: Some(Level::Error),
            message: "No more pages\n          in the pool",
            fields: &[("PID", "361"), ("PROC", "db2sysc")],
        }]
    }
}

/// Reads the time, an offset in minutes and the entry's id; answers where they end.
fn front(line: &[u8], reading: &mut Reading, out: &mut RecordParts) -> Option<usize> {
    let mut cursor = Cursor::new(line, 0);
    if cursor.digits_ahead() != 4 || cursor.peek_at(10) != b'-' {
        return None;
    }
    let read = reading.times.read(&mut cursor)?;
    let time = Span::record(0, cursor.at);
    memmem::find(cursor.rest(), b"LEVEL: ")?;
    out.time = Some(read.time);
    out.fraction_digits = read.fraction_digits;
    text::own_field(reading, out, "time", time);
    cursor.eat_blanks();
    cursor.eat_while(|byte| byte.is_ascii_alphanumeric());
    Some(cursor.at)
}

/// Adds what the entry names in capitals: `PID     : 361`, `LEVEL: Error`, `DATA #1 : …`.
fn names(record: &[u8], from: usize, out: &mut RecordParts) {
    let first = out.fields.len();
    let mut cursor = Cursor::new(record, from);
    while !cursor.at_end() {
        let fresh = matches!(cursor.before(), b' ' | b'\n');
        let start = cursor.at;
        cursor.eat_while(|byte| byte.is_ascii_uppercase() || matches!(byte, b'#' | b'_'));
        let name = (start, cursor.at);
        cursor.eat_while(|byte| byte == b' ');
        if fresh && name.1 > name.0 + 1 && cursor.eat(b':') && cursor.peek() == b' ' {
            close(record, first, start, out);
            cursor.eat_blanks();
            let value = Span::record(cursor.at, record.len());
            let name = Name::Span(Span::record(name.0, name.1));
            out.fields.push(Field { name, value, kind: ValueKind::Text });
            continue;
        }
        cursor.at = name.1;
        cursor.at += usize::from(cursor.at == start);
    }
    close(record, first, record.len(), out);
}

/// Ends the last value where the next name begins.
fn close(record: &[u8], first: usize, end: usize, out: &mut RecordParts) {
    if let Some(last) = out.fields.get_mut(first..).and_then(<[Field]>::last_mut) {
        let from = last.value.start as usize;
        let value = record.get(from..end).unwrap_or_default().trim_ascii_end();
        last.value.end = (from + value.len()) as u32;
    }
}
