//! <https://en.wikipedia.org/wiki/Logging_(computing)>: any line with a time near its front, a level
//! word, letter or number, and a rest. What no named format claims is read like this.
//!
//! Does not: know any product's layout.

use memchr::memchr;

use super::{
    LineRole, Reading, facts,
    header::Header,
    json, pairs,
    table::{Example, Format},
};
use crate::engine::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::{Found, cursor::Cursor},
};

/// Lines with a time.
pub(super) struct TimedText;

impl Format for TimedText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn title(&self) -> &'static str {
        "Text with times"
    }

    fn specification(&self) -> &'static str {
        "https://en.wikipedia.org/wiki/Logging_(computing)"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        begins(line, reading).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        parse(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Whether a line has its time where lines of the source that begin a record have it.
pub(super) fn begins(line: &[u8], reading: &mut Reading) -> bool {
    let blank = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    if blank && !reading.settled.indented {
        return false;
    }
    let Some((found, _)) = reading.times.find(line) else {
        return false;
    };
    found.start <= reading.settled.time_column_max
        && (found.is_whole() || reading.settled.weak_times)
}

/// Reads a record by its time and what stands around it.
pub(super) fn parse(record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
    let line = first_line(record);
    let Some((found, read)) = reading.times.find(line) else {
        return false;
    };
    out.time = Some(read.time);
    out.fraction_digits = read.fraction_digits;
    own_field(reading, out, "time", Span::record(found.start, found.end));
    Header::new(line, 0, out).walk_front(front_end(line, &found));
    let from = Header::new(line, found.end, out).walk();
    finish(record, from, reading, out);
    true
}

/// Where a line's front ends: before its time and the bracket that opens it.
fn front_end(line: &[u8], found: &Found) -> usize {
    let front = line.get(..found.start).unwrap_or_default();
    front.len() - usize::from(front.ends_with(b"[") || front.ends_with(b"("))
}

/// Takes the rest of a record from byte `from` on as its message, and what is clear in it: JSON,
/// `key=value` pairs.
pub(super) fn finish(record: &[u8], from: usize, reading: &mut Reading, out: &mut RecordParts) {
    let rest = record.get(from..).unwrap_or_default();
    let start = from + (rest.len() - rest.trim_ascii_start().len());
    let end = from + rest.trim_ascii_end().len();
    let end = end.max(start);
    payload(record, start, end, reading, out);
    let message = *out.message.get_or_insert(Span::record(start, end));
    own_field(reading, out, "message", message);
}

/// The fields that stand in a payload. JSON says its own message; the message of pairs does too.
fn payload(record: &[u8], start: usize, end: usize, reading: &mut Reading, out: &mut RecordParts) {
    let text = record.get(start..end).unwrap_or_default();
    let text = text.strip_prefix(b"@cee:").unwrap_or(text);
    if let Some(brace) = memchr(b'{', text.get(..text.len().min(1)).unwrap_or_default()) {
        let at = end - text.len() + brace;
        let (fields, scratch) = (out.fields.len(), out.scratch.len());
        let mut cursor = Cursor::new(record.get(..end).unwrap_or(record), at);
        if json::object(&mut cursor, out).is_some() && cursor.rest().trim_ascii().is_empty() {
            facts::take(record, reading, out);
            return;
        }
        out.fields.truncate(fields);
        out.scratch.truncate(scratch);
    }
    let first_pair = out.fields.len();
    let (pairs, others) = pairs::scan(record, start, end, out);
    if pairs >= 2 && pairs > others && pairs::key(&mut Cursor::new(record, start)).is_some() {
        facts::take(record, reading, out);
    } else if out.level.is_none() && pairs > 0 {
        out.level = level_pair(record, first_pair, out);
    }
}

/// The level that a pair of a running text names.
fn level_pair(record: &[u8], first: usize, out: &RecordParts) -> Option<Level> {
    out.fields.get(first..)?.iter().find_map(|field| {
        let name = out.name(record, field.name).to_ascii_lowercase();
        let named = matches!(&*name, b"level" | b"lvl" | b"severity" | b"loglevel" | b"log_level");
        named.then(|| Level::from_value(out.bytes(record, field.value)))?
    })
}

/// Adds time, level or message as a field too, where the tree is wanted.
pub(super) fn own_field(reading: &Reading, out: &mut RecordParts, name: &'static str, value: Span) {
    if reading.whole {
        out.fields.push(Field { name: Name::Static(name), value, kind: ValueKind::Text });
    }
}

/// A record up to its first line end.
pub(super) fn first_line(record: &[u8]) -> &[u8] {
    let end = memchr(b'\n', record).unwrap_or(record.len());
    let line = record.get(..end).unwrap_or(record);
    line.strip_suffix(b"\r").unwrap_or(line)
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12.345 +0100 [worker-3] WARN pool: 2 of 8 busy limit=8",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Warn),
        message: "2 of 8 busy limit=8",
        fields: &[("context", "worker-3"), ("limit", "8")],
    },
    Example {
        text: "[Sat Mar 09 10:11:12 2024] [core:error] [pid 71:tid 9] [client ::1:5860] File does not exist: /a",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "File does not exist: /a",
        fields: &[("pid", "71"), ("tid", "9"), ("client", "::1:5860")],
    },
    Example {
        text: "1709979072.5 started {\"a\":1}",
        time: Some("2024-03-09T10:11:12.5Z"),
        level: None,
        message: "started {\"a\":1}",
        fields: &[],
    },
    Example {
        text: "[2024-03-09T10:11:12Z] info/Checker: all well\n  detail of it",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "all well\n  detail of it",
        fields: &[("context", "Checker")],
    },
];
