//! <https://dev.mysql.com/doc/refman/8.4/en/slow-query-log.html>: MySQL's and MariaDB's slow query
//! log: lines of `# Key: value`, `SET timestamp=…;`, then the statement.
//!
//! Does not: read the general or the error log; they are text with times.

use memchr::memmem;

use super::{
    LineRole, Reading, pairs, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// MySQL's slow query log.
pub(super) struct MysqlSlow;

impl Format for MysqlSlow {
    fn name(&self) -> &'static str {
        "mysql-slow"
    }

    fn title(&self) -> &'static str {
        "MySQL slow query log"
    }

    fn specification(&self) -> &'static str {
        "https://dev.mysql.com/doc/refman/8.4/en/slow-query-log.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        if is_preamble(line) {
            return Some(LineRole::Structure);
        }
        // The time is written only when it changed; then the user's line belongs to it.
        let time = line.starts_with(b"# Time: ");
        let user = line.starts_with(b"# User@Host: ");
        reading.open = time;
        Some(match (time, user && !reading.was_open) {
            (false, false) => LineRole::Continues,
            _ => LineRole::Start,
        })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        line.starts_with(b"# Time: ") || line.starts_with(b"# User@Host: ")
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !self.sniff(text::first_line(record), reading) {
            return false;
        }
        let mut at = 0;
        for line in record.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b"#") && !line.starts_with(COMMAND) {
                keys(record, at + 1, at + line.len(), out);
            } else if !is_preface(line) {
                break;
            }
            at += line.len();
        }
        time(record, reading, out);
        let end = record.trim_ascii_end().len().max(at);
        out.message = Some(Span::record(at, end));
        text::own_field(reading, out, "message", Span::record(at, end));
        out.level = Some(Level::Info);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// What a client asked without a statement.
const COMMAND: &[u8] = b"# administrator command: ";

/// `SET timestamp=…;` and `use database;` stand before the statement.
fn is_preface(line: &[u8]) -> bool {
    line.starts_with(b"SET timestamp=")
        || line.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"use "))
}

/// The lines that the server writes whenever it opens its log.
fn is_preamble(line: &[u8]) -> bool {
    line.starts_with(b"Tcp port: ")
        || line.starts_with(b"TCP Port: ")
        || line.starts_with(b"Time ") && line.ends_with(b"Argument")
        || line.ends_with(b"started with:") && memmem::find(line, b", Version: ").is_some()
}

/// The time is that of the statement's end (`SET timestamp` is when it began, in seconds). Old
/// servers write the end in local time without a zone; then the beginning is the surer one.
fn time(record: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    let set = memmem::find(record, b"SET timestamp=").map(|at| at + b"SET timestamp=".len());
    let own = record.strip_prefix(b"# Time: ").map(|_| b"# Time: ".len());
    let zoned = text::first_line(record).ends_with(b"Z");
    let order = if zoned { [own, set] } else { [set, own] };
    for at in order.into_iter().flatten() {
        let mut cursor = Cursor::new(record, at);
        cursor.eat_blanks();
        if out.time.is_none()
            && let Some(read) = reading.times.read(&mut cursor)
        {
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
            text::own_field(reading, out, "time", Span::record(at, cursor.at));
        }
    }
}

/// The `Key: value` pairs of a comment line.
fn keys(record: &[u8], from: usize, to: usize, out: &mut RecordParts) {
    let mut cursor = Cursor::new(record.get(..to).unwrap_or(record), from);
    while !cursor.at_end() {
        cursor.eat_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        let start = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b':' | b' ' | b'\n'));
        let name = (start, cursor.at);
        if !cursor.eat(b':') {
            continue;
        }
        cursor.eat_blanks();
        if cursor.text.get(name.0..name.1) == Some(b"User@Host") {
            user(&mut cursor, out);
            continue;
        }
        let value = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b' ' | b'\n' | b'\r'));
        let text = cursor.since(value);
        if text.is_empty() || text.ends_with(b":") || name.1 == name.0 {
            cursor.at = value;
            continue;
        }
        let kind = if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
        let name = Name::Span(Span::record(name.0, name.1));
        out.fields.push(Field { name, value: Span::record(value, cursor.at), kind });
    }
}

/// `root[root] @ localhost [192.0.2.7]`
fn user(cursor: &mut Cursor<'_>, out: &mut RecordParts) {
    let text = cursor.text;
    let start = cursor.at;
    cursor.eat_while(|byte| !matches!(byte, b'[' | b'\n'));
    syslog::field(out, "user", text, start, cursor.at);
    cursor.eat_while(|byte| !matches!(byte, b'@' | b'\n'));
    cursor.eat(b'@');
    cursor.eat_blanks();
    let host = cursor.at;
    cursor.eat_while(|byte| !matches!(byte, b' ' | b'[' | b'\n'));
    if cursor.at > host {
        syslog::field(out, "host", text, host, cursor.at);
    }
    cursor.eat_blanks();
    let from = cursor.at + 1;
    if cursor.eat(b'[') && cursor.eat_while(|byte| !matches!(byte, b']' | b'\n')) > 0 {
        syslog::field(out, "ip", text, from, cursor.at);
    }
    cursor.eat(b']');
}

const EXAMPLES: &[Example] = &[Example {
    text: "# Time: 2024-03-09T10:11:12.345678Z\n# User@Host: app[app] @ web-1 [192.0.2.7]  Id:    47\n# Query_time: 2.000227  Lock_time: 0.000010 Rows_sent: 1\nSET timestamp=1709979070;\nselect sleep(2);",
    time: Some("2024-03-09T10:11:12.345678Z"),
    level: Some(Level::Info),
    message: "select sleep(2);",
    fields: &[("user", "app"), ("host", "web-1"), ("Id", "47"), ("Query_time", "2.000227")],
}];
