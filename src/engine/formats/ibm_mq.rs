//! <https://www.ibm.com/docs/en/ibm-mq/9.4?topic=logs-error-log-directories>: IBM MQ's error logs, a
//! block of lines a record: a head of `Name(value)`, then `AMQ9999E: message`, then its explanation.
//!
//! Does not: read the JSON form; that is JSON lines.

use memchr::memmem;

use super::{
    LineRole, Reading, mentions,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// IBM MQ's error logs.
pub(super) struct IbmMq;

impl Format for IbmMq {
    fn name(&self) -> &'static str {
        "ibm-mq"
    }

    fn title(&self) -> &'static str {
        "IBM MQ error log"
    }

    fn specification(&self) -> &'static str {
        "https://www.ibm.com/docs/en/ibm-mq/9.4?topic=logs-error-log-directories"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let rule = line.starts_with(b"----- ") && line.ends_with(b"-----");
        let role = if is_head(line) { LineRole::Start } else { LineRole::Continues };
        Some(if rule { LineRole::Structure } else { role })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        is_head(line)
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        if !is_head(line) {
            return false;
        }
        let head = memmem::find(record, b"\nAMQ").map_or(record.len(), |at| at + 1);
        let pairs = memmem::find(line, b" - ").map_or(0, |at| at + 3);
        mentions::called(record.get(..head).unwrap_or(record), pairs, out);
        // The head's own time is local; `Time(…)` says it in UTC, with milliseconds.
        let utc = out.field(record, b"Time").and_then(|(value, _)| reading.times.value(value));
        if let Some(read) = utc.or_else(|| reading.times.find(line).and_then(|(_, read)| read)) {
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
        }
        message(record, head, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `03/09/24 10:11:12 - Process(4711.1) User(mqm) Program(strmqm)`
fn is_head(line: &[u8]) -> bool {
    let front = line.get(..line.len().min(60)).unwrap_or_default();
    line.first().is_some_and(u8::is_ascii_digit) && memmem::find(front, b" - Process(").is_some()
}

/// `AMQ8576I: text` over some lines: its code, whose last letter is the level, and its message.
fn message(record: &[u8], head: usize, reading: &Reading, out: &mut RecordParts) {
    let mut cursor = Cursor::new(record, head);
    cursor.eat_while(|byte| byte.is_ascii_alphanumeric());
    let code = Span::record(head, cursor.at);
    out.level = match cursor.before() {
        b'I' => Some(Level::Info),
        b'W' => Some(Level::Warn),
        b'E' => Some(Level::Error),
        b'S' | b'T' => Some(Level::Fatal),
        _ => None,
    };
    if code.end > code.start {
        out.fields.push(Field { name: Name::Static("code"), value: code, kind: ValueKind::Text });
    }
    cursor.eat(b':');
    cursor.eat_blanks();
    let blank = memmem::find(cursor.rest(), b"\n\n").or(memmem::find(cursor.rest(), b"\r\n\r\n"));
    let end = blank.map_or(record.len(), |at| cursor.at + at);
    let value = Span::record(cursor.at.min(end), end);
    out.message = Some(value);
    text::own_field(reading, out, "message", value);
}

const EXAMPLES: &[Example] = &[Example {
    text: "03/09/24 11:11:12 - Process(4711.1) User(mqm) Program(strmqm)\n                    Host(MQ1) Installation(Installation1)\n                    VRMF(9.4.0.0)\n                    Time(2024-03-09T10:11:12.345Z)\n\nAMQ6776E: Recovery log not correctly\nconfigured.\n\nEXPLANATION:\nThe log is on the wrong disk.",
    time: Some("2024-03-09T10:11:12.345Z"),
    level: Some(Level::Error),
    message: "Recovery log not correctly\nconfigured.",
    fields: &[("User", "mqm"), ("Host", "MQ1"), ("code", "AMQ6776E")],
}];
