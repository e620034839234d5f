//! Where the message of a text record ends, and the values that it names.
//!
//! A stack trace, a class or a JSON object behind a message is no part of it. Named values become
//! fields: `key=value`, `key: value` in lists, `key "value"`, `key[value]`, and addresses.
//!
//! Does not: find where the message begins; `header` does.

use super::{Reading, facts, json, log4j, mentions, pairs, shapes};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Reads `record[start..end]`, which is the message and what hangs on it.
pub(super) fn read(
    record: &[u8],
    start: usize,
    end: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    if whole_json(record, start, end, reading, out) {
        out.message.get_or_insert(Span::record(start, end));
        return;
    }
    let end = before_trace(record, start, end, out);
    let end = start + record.get(start..end).unwrap_or_default().trim_ascii_end().len();
    let end = before_json(record, start, end, out);
    let end = before_class(record, start, end, out);
    let first_pair = out.fields.len();
    let (pairs, others) = pairs::scan(record, start, end, out);
    if pairs >= 2 && pairs > others && pairs::key(&mut Cursor::new(record, start)).is_some() {
        facts::take(record, reading, out);
    } else if out.level.is_none() && pairs > 0 {
        out.level = level_pair(record, first_pair, out);
    }
    mentions::scan(record, start, end, out);
    out.message.get_or_insert(Span::record(start, end));
}

/// A payload that is one JSON object says its own time, level and message.
fn whole_json(
    record: &[u8],
    start: usize,
    end: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) -> bool {
    let text = record.get(start..end).unwrap_or_default();
    let body = text.strip_prefix(b"@cee:").unwrap_or(text).trim_ascii_start();
    let at = end - body.len();
    let object = match body {
        [b'{', ..] => object_fills(record, at, end, out),
        // Of a list with one object, that.
        [b'[', b'{', .., b'}', b']'] => object_fills(record, at + 1, end - 1, out),
        _ => false,
    };
    if object {
        facts::take(record, reading, out);
    }
    object
}

/// Reads the JSON object that is `record[at..end]` into fields; none leaves no trace.
fn object_fills(record: &[u8], at: usize, end: usize, out: &mut RecordParts) -> bool {
    let (fields, scratch) = (out.fields.len(), out.scratch.len());
    let mut cursor = Cursor::new(record.get(..end).unwrap_or(record), at);
    let fills = json::object(&mut cursor, out).is_some() && cursor.at == end;
    if !fills {
        out.fields.truncate(fields);
        out.scratch.truncate(scratch);
    }
    fills
}

/// A stack trace (from the line that names the exception on) is a field of its own.
fn before_trace(record: &[u8], start: usize, end: usize, out: &mut RecordParts) -> usize {
    let text = record.get(start..end).unwrap_or_default();
    let Some(first_end) = memchr::memchr(b'\n', text) else {
        return end;
    };
    let mut at = first_end + 1;
    let mut before = 0;
    if names_exception(text.get(at..).unwrap_or_default()) {
        let value = Span::record(start + at, end);
        out.fields.push(Field { name: Name::Static("trace"), value, kind: ValueKind::Text });
        return start + first_end;
    }
    for line in text.get(at..).unwrap_or_default().split(|byte| *byte == b'\n') {
        let frame = is_frame(line);
        if frame || line.starts_with(b"Traceback (most recent call last)") {
            // The exception is named in the line above its first frame.
            let from = if frame && before > 0 { before } else { at };
            let value = Span::record(start + from, end);
            out.fields.push(Field { name: Name::Static("trace"), value, kind: ValueKind::Text });
            return start + text.get(..from).unwrap_or_default().trim_ascii_end().len();
        }
        before = at;
        at += line.len() + 1;
    }
    end
}

/// `a.b.CException: why`, as Java writes a trace without an indent before it.
pub(super) fn names_exception(text: &[u8]) -> bool {
    let end = text.iter().position(|byte| matches!(byte, b':' | b'\n' | b'\r' | b' '));
    let name = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let named = [&b"Exception"[..], b"Error", b"Throwable"].iter().any(|last| name.ends_with(last));
    named && name.iter().filter(|byte| **byte == b'.').count() >= 2
}

/// `\tat a.b.C(C.java:7)`, `  at f (x.js:1:2)`, `#0 /a.php(7): f()`.
fn is_frame(line: &[u8]) -> bool {
    let body = line.trim_ascii_start();
    let indented = body.len() < line.len();
    indented && body.starts_with(b"at ") || body.starts_with(b"#0 ")
}

/// A JSON object behind some text holds fields (zap, monolog); brackets left behind it are empty.
fn before_json(record: &[u8], start: usize, end: usize, out: &mut RecordParts) -> usize {
    let text = record.get(start..end).unwrap_or_default();
    let body = text.strip_suffix(b"[]").unwrap_or(text).trim_ascii_end();
    if !body.ends_with(b"}") {
        return end;
    }
    let opens = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        before.is_none_or(u8::is_ascii_whitespace) && body.get(at + 1) == Some(&b'"')
    };
    let Some(open) = memchr::memchr_iter(b'{', body).find(opens) else {
        return end;
    };
    if open > 0 && object_fills(record, start + open, start + body.len(), out) {
        start + text.get(..open).unwrap_or_default().trim_ascii_end().len()
    } else {
        end
    }
}

/// Kafka and others put the class last, `message (a.b.Class)`, or behind bars with the thread.
fn before_class(record: &[u8], start: usize, end: usize, out: &mut RecordParts) -> usize {
    let mut text = record.get(start..end).unwrap_or_default();
    for _ in 0..2 {
        let Some(bar) = text.iter().rposition(|byte| *byte == b'|') else {
            break;
        };
        let word = text.get(bar + 1..).unwrap_or_default();
        let spaced = bar > 0 && text.get(bar - 1) == Some(&b' ') && word.starts_with(b" ");
        let plain = word.trim_ascii();
        if !spaced || plain.is_empty() || plain.contains(&b' ') || plain.contains(&b'=') {
            break;
        }
        let from = start + bar + 2;
        let name = if log4j::is_class(plain) { "logger" } else { "context" };
        let value = Span::record(from, from + plain.len());
        out.fields.push(Field { name: Name::Static(name), value, kind: ValueKind::Text });
        text = text.get(..bar).unwrap_or_default().trim_ascii_end();
    }
    let open = text.strip_suffix(b")").and_then(|text| text.iter().rposition(|byte| *byte == b'('));
    let inner = open.and_then(|open| text.get(open + 1..text.len() - 1)).unwrap_or_default();
    let class = inner.split(|byte| *byte == b':').next().unwrap_or_default();
    let dots = class.iter().filter(|byte| **byte == b'.').count();
    let last = class.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let capital = last.first().is_some_and(u8::is_ascii_uppercase);
    let named = dots >= 2 && capital && shapes::is_identifier(class);
    if let Some(open) = open.filter(|open| *open > 0 && named) {
        let from = start + open + 1;
        let value = Span::record(from, from + class.len());
        out.fields.push(Field { name: Name::Static("logger"), value, kind: ValueKind::Text });
        text = text.get(..open).unwrap_or_default().trim_ascii_end();
    }
    start + text.len()
}

/// The level that a pair of a running text names.
fn level_pair(record: &[u8], first: usize, out: &RecordParts) -> Option<Level> {
    out.fields.get(first..)?.iter().find_map(|field| {
        let name = out.name(record, field.name).to_ascii_lowercase();
        let named = matches!(&*name, b"level" | b"lvl" | b"severity" | b"loglevel" | b"log_level");
        named.then(|| Level::from_value(out.bytes(record, field.value)))?
    })
}
