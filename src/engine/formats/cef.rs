//! <https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/>
//! and <https://www.ibm.com/docs/en/dsm?topic=leef-overview>: `CEF:0|vendor|product|version|id|name|severity|key=value …`
//! and its cousin LEEF, alone or behind any front with a time.
//!
//! Does not: rename the standard's short keys.

use memchr::memmem;

use super::{
    LineRole, Reading, facts,
    header::Header,
    pairs, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// ArcSight's and QRadar's formats of events.
pub(super) struct Cef;

/// How far from the front the event may begin.
const FRONT_BYTES_MAX: usize = 300;

const CEF_NAMES: [&str; 6] = ["vendor", "product", "version", "event_id", "name", "severity"];
const LEEF_NAMES: [&str; 4] = ["vendor", "product", "version", "event_id"];

impl Format for Cef {
    fn name(&self) -> &'static str {
        "cef"
    }

    fn title(&self) -> &'static str {
        "CEF and LEEF"
    }

    fn specification(&self) -> &'static str {
        "https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        event(line).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some((start, leef)) = event(record) else {
            return false;
        };
        let front = record.get(..start).unwrap_or_default();
        if let Some((found, read)) = reading.times.find(front) {
            text::note(read, out);
            text::own_field(reading, out, "time", Span::record(found.start, found.end));
            Header::new(front, found.end, reading.whole, out).walk_front(start);
            out.level = None;
        }
        let priority = syslog::priority(&mut Cursor::new(front, 0));
        if let Some(number) = priority {
            syslog::priority_fields(record, number, out);
        }
        let names: &[&'static str] = if leef { &LEEF_NAMES } else { &CEF_NAMES };
        let mut cursor = Cursor::new(record, start);
        cursor.eat_while(|byte| byte != b'|');
        for name in names {
            cursor.eat(b'|');
            let value = column(&mut cursor);
            out.fields.push(Field { name: Name::Static(name), value, kind: ValueKind::Text });
            match *name {
                "name" => out.message = Some(value),
                "severity" => out.level = severity(out.bytes(record, value)),
                _ => {}
            }
        }
        cursor.eat(b'|');
        let delimiter = if leef { delimiter(&mut cursor) } else { None };
        match delimiter {
            Some(mark) => delimited(cursor, mark, out),
            None => extension(cursor, out),
        }
        reading_facts(record, reading, out);
        out.level = out.level.or(priority.and_then(|number| Level::from_syslog(number % 8)));
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Where the event begins, and whether it is LEEF.
fn event(line: &[u8]) -> Option<(usize, bool)> {
    let front = line.get(..line.len().min(FRONT_BYTES_MAX))?;
    let marked = |mark: &[u8]| {
        memmem::find(front, mark)
            .filter(|at| front.get(at + mark.len()).is_some_and(u8::is_ascii_digit))
    };
    let cef = marked(b"CEF:").map(|at| (at, false));
    let (start, leef) = cef.or_else(|| marked(b"LEEF:").map(|at| (at, true)))?;
    let bars = line.get(start..)?.iter().filter(|byte| **byte == b'|').count();
    (bars >= if leef { 4 } else { 6 }).then_some((start, leef))
}

/// The text up to the next bar that no backslash stands before.
fn column(cursor: &mut Cursor<'_>) -> Span {
    let start = cursor.at;
    while !cursor.at_end() && cursor.peek() != b'|' {
        cursor.at += 1 + usize::from(cursor.peek() == b'\\');
    }
    cursor.at = cursor.at.min(cursor.text.len());
    Span::record(start, cursor.at)
}

/// What parts the pairs of a LEEF event: LEEF 2 names it (`^|`, `x09|`), else it is a tab.
fn delimiter(cursor: &mut Cursor<'_>) -> Option<u8> {
    let length = memchr::memchr(b'|', cursor.rest().get(..6).unwrap_or(cursor.rest()));
    let named = length.map(|length| cursor.rest().get(..length).unwrap_or_default());
    let mark = match named {
        Some(&[mark]) => Some(mark),
        Some([b'0', b'x', hex @ ..] | [b'x', hex @ ..]) => {
            std::str::from_utf8(hex).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
        }
        _ => None,
    };
    if let (Some(mark), Some(length)) = (mark, length) {
        cursor.at += length + 1;
        return Some(mark);
    }
    memchr::memchr(b'\t', cursor.rest()).map(|_| b'\t')
}

/// `key=value^key=value`.
fn delimited(mut cursor: Cursor<'_>, mark: u8, out: &mut RecordParts) {
    while !cursor.at_end() {
        cursor.eat_while(|byte| byte == mark || matches!(byte, b' ' | b'\n' | b'\r'));
        let key = pairs::key(&mut cursor);
        let start = cursor.at;
        cursor.eat_while(|byte| byte != mark);
        if let Some(key) = key {
            let value = cursor.since(start).trim_ascii_end();
            let kind = if pairs::is_number(value) { ValueKind::Number } else { ValueKind::Text };
            let value = Span::record(start, start + value.len());
            out.fields.push(Field { name: Name::Span(key), value, kind });
        }
    }
}

/// `key=value key=value with blanks key=…`: a value ends before the next key.
fn extension(mut cursor: Cursor<'_>, out: &mut RecordParts) {
    while !cursor.at_end() {
        if cursor.eat_blanks() > 0 || cursor.eat(b'\n') {
            continue;
        }
        let Some(key) = pairs::key(&mut cursor) else {
            cursor.eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n'));
            continue;
        };
        let start = cursor.at;
        let mut end = cursor;
        loop {
            end.eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n'));
            let mut next = end;
            next.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'\n'));
            if next.at_end() || pairs::key(&mut next.clone()).is_some() {
                break;
            }
            end = next;
        }
        cursor.at = end.at;
        let value = cursor.since(start);
        let plain = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
        let quote = usize::from(plain.is_some());
        let kind = if pairs::is_number(value) { ValueKind::Number } else { ValueKind::Text };
        let value = Span::record(start + quote, end.at - quote);
        out.fields.push(Field { name: Name::Span(key), value, kind });
    }
}

/// The time and the message that the extension names (`rt`, `end`, `start`, `msg`), where the front had none.
fn reading_facts(record: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    for name in [&b"rt"[..], b"devTime", b"end", b"start"] {
        if out.time.is_none()
            && let Some((value, _)) = out.field(record, name)
            && let Some(read) = reading.times.whole_value(value)
        {
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
        }
    }
    facts::take(record, reading, out);
}

/// Severities 0 to 10 (LEEF has none here), or words.
fn severity(text: &[u8]) -> Option<Level> {
    let number: Option<u8> =
        std::str::from_utf8(text).ok().and_then(|text| text.trim().parse().ok());
    match number {
        Some(0..=3) => Some(Level::Info),
        Some(4..=6) => Some(Level::Warn),
        Some(7..=8) => Some(Level::Error),
        Some(9..=10) => Some(Level::Fatal),
        Some(_) => None,
        None if text.eq_ignore_ascii_case(b"very-high") => Some(Level::Fatal),
        None => Level::from_value(text),
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "Mar 09 2024 10:11:12 fw-1 CEF:0|Acme|Wall|1.0|100|port scan|8|src=192.0.2.7 msg=ten ports in a row spt=4711",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "port scan",
        fields: &[("vendor", "Acme"), ("msg", "ten ports in a row"), ("spt", "4711")],
    },
    Example {
        text: "LEEF:1.0|Acme|Wall|1.0|login|devTime=2024-03-09 10:11:12\tsev=5\tusrName=ann lee",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "LEEF:1.0|Acme|Wall|1.0|login|devTime=2024-03-09 10:11:12\tsev=5\tusrName=ann lee",
        fields: &[("event_id", "login"), ("usrName", "ann lee")],
    },
];
