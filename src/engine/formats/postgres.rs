//! <https://www.postgresql.org/docs/current/runtime-config-logging.html>: PostgreSQL's stderr log,
//! any `log_line_prefix`, then a severity with a colon and two blanks.
//!
//! Lines that only add to a message (`DETAIL:`, `HINT:`, `STATEMENT:`, …) and lines behind a tab join
//! the record before them.
//!
//! Does not: read csvlog or jsonlog.

use memchr::memmem;

use super::{
    LineRole, Reading,
    header::Header,
    syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
};

/// PostgreSQL's own log.
pub(super) struct Postgres;

/// Severities, and what adds to a record. The two blanks tell them from other logs.
const SEVERITIES: [&str; 13] = [
    "LOG:  ",
    "ERROR:  ",
    "FATAL:  ",
    "PANIC:  ",
    "WARNING:  ",
    "NOTICE:  ",
    "INFO:  ",
    "DEBUG1:  ",
    "DEBUG2:  ",
    "DEBUG3:  ",
    "DEBUG4:  ",
    "DEBUG5:  ",
    "DEBUG:  ",
];
const ADDITIONS: [&str; 6] =
    ["DETAIL:  ", "HINT:  ", "STATEMENT:  ", "CONTEXT:  ", "QUERY:  ", "LOCATION:  "];

impl Format for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn title(&self) -> &'static str {
        "PostgreSQL"
    }

    fn specification(&self) -> &'static str {
        "https://www.postgresql.org/docs/current/runtime-config-logging.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        severity(line)?;
        reading.times.find(line).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let Some((at, word_end)) = severity(line) else {
            return false;
        };
        let Some((found, read)) = reading.times.find(line) else {
            return false;
        };
        text::note(read, out);
        text::own_field(reading, out, "time", Span::record(found.start, found.end));
        Header::new(line, found.end.min(at), reading.whole, out).walk_front(at);
        out.level = line.get(at..word_end).and_then(Level::from_word);
        text::own_field(reading, out, "level", Span::record(at, word_end));
        who(record, found.end.min(at), at, out);
        text::finish(record, word_end + 1, reading, out);
        took(record, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `user@database`, as most prefixes have it.
fn who(record: &[u8], from: usize, to: usize, out: &mut RecordParts) {
    let prefix = record.get(from..to).unwrap_or_default();
    let Some(at) = memchr::memchr(b'@', prefix) else {
        return;
    };
    let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let user = prefix.get(..at).unwrap_or_default().iter().rev().take_while(part).count();
    let database = prefix.get(at + 1..).unwrap_or_default().iter().take_while(part).count();
    if user > 0 && database > 0 {
        let at = from + at;
        syslog::field(out, "user", record, at - user, at);
        syslog::field(out, "database", record, at + 1, at + 1 + database);
    }
}

/// How long a statement took: `duration: 59.911 ms  statement: …`.
fn took(record: &[u8], out: &mut RecordParts) {
    let Some(message) = out.message else { return };
    let text = out.bytes(record, message);
    let Some(rest) = text.strip_prefix(b"duration: ") else { return };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    // With its unit: without one it would be taken for seconds, as it is written.
    let unit = if rest.get(digits..).is_some_and(|rest| rest.starts_with(b" ms")) { 3 } else { 0 };
    let from = message.start as usize + b"duration: ".len();
    syslog::field(out, "duration", record, from, from + digits + unit);
}

/// Where a severity stands in a line, up to its colon.
fn severity(line: &[u8]) -> Option<(usize, usize)> {
    let front = line.get(..line.len().min(300)).unwrap_or_default();
    let place = memmem::find(front, b":  ")?;
    let start = front.get(..place)?.iter().rposition(|byte| !byte.is_ascii_alphanumeric());
    let start = start.map_or(0, |before| before + 1);
    let word = front.get(start..place + 3)?;
    let known = |word_list: &[&str]| word_list.iter().any(|known| known.as_bytes() == word);
    (known(&SEVERITIES) || known(&ADDITIONS)).then_some((start, place))
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12.345 CET [4711] app@shop ERROR:  relation \"x\" does not exist at character 15\n\tselect 1",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Error),
        message: "relation \"x\" does not exist at character 15\n\tselect 1",
        fields: &[("pid", "4711"), ("context", "app@shop")],
    },
    Example {
        text: "2024-03-09 10:11:12 UTC LOG:  duration: 59.911 ms  statement: select 1",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "duration: 59.911 ms  statement: select 1",
        fields: &[("duration", "59.911 ms")],
    },
];
