//! <https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema>: events as XML, one `<Event …>`
//! a record: Windows' event log, and any log of elements with attributes.
//!
//! Elements and attributes become fields by their names; `<Data Name="x">` by that name.
//!
//! Does not: read entities beyond the five of XML, or documents without `<Event`.

use memchr::memchr;

use super::{
    LineRole, Reading, facts,
    table::{Example, Format},
    tree,
};
use crate::engine::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Events as XML.
pub(super) struct XmlEvents;

/// Between these, text is one value.
const BODY_BYTES_MAX: usize = 64 * 1024;

impl Format for XmlEvents {
    fn name(&self) -> &'static str {
        "xml-events"
    }

    fn title(&self) -> &'static str {
        "Windows events (XML)"
    }

    fn specification(&self) -> &'static str {
        "https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let body = line.trim_ascii_start();
        if body.starts_with(b"<?xml")
            || body.starts_with(b"<Events")
            || body.starts_with(b"</Events")
        {
            return Some(LineRole::Structure);
        }
        Some(if is_event(body) { LineRole::Start } else { LineRole::Continues })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        is_event(line.trim_ascii_start())
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !is_event(record.trim_ascii_start()) {
            return false;
        }
        let mut cursor = Cursor::new(record, 0);
        while let Some(found) = memchr(b'<', cursor.rest()) {
            cursor.at += found + 1;
            element(&mut cursor, out);
        }
        facts::take(record, reading, out);
        if let Some((value, _)) = out.field(record, b"Level")
            && let [digit] = value
        {
            out.level = Level::from_windows(u64::from(digit.wrapping_sub(b'0'))).or(out.level);
        }
        true
    }

    fn tree(
        &self,
        record: &[u8],
        reading: &mut Reading,
    ) -> serde_json::Map<String, serde_json::Value> {
        let mut out = RecordParts::default();
        self.parse(record, reading, &mut out);
        tree::from_parts(record, &out)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

fn is_event(body: &[u8]) -> bool {
    body.starts_with(b"<Event>") || body.starts_with(b"<Event ")
}

/// Reads a tag (behind its `<`): its attributes, and the text it holds.
fn element(cursor: &mut Cursor<'_>, out: &mut RecordParts) {
    let start = cursor.at;
    cursor.eat_while(|byte| !matches!(byte, b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t'));
    let mut name = Span::record(start, cursor.at);
    if cursor.at == start || matches!(cursor.text.get(start), Some(b'/' | b'?' | b'!')) {
        return;
    }
    while !cursor.at_end() && !matches!(cursor.peek(), b'>' | b'/') {
        cursor.eat_while(|byte| byte.is_ascii_whitespace());
        let from = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b'=' | b'>' | b'/') && !byte.is_ascii_whitespace());
        let key = Span::record(from, cursor.at);
        let quote = cursor.peek_at(1);
        if !cursor.eat(b'=') || !matches!(quote, b'"' | b'\'') {
            break;
        }
        cursor.at += 1;
        let from = cursor.at;
        cursor.eat_while(|byte| byte != quote);
        let value = Span::record(from, cursor.at);
        cursor.at += 1;
        if out.bytes(cursor.text, key) == b"Name"
            && cursor.text.get(start..start + 4) == Some(b"Data")
        {
            name = value;
        } else if !out.bytes(cursor.text, key).starts_with(b"xmlns") {
            out.fields.push(Field { name: Name::Span(key), value, kind: ValueKind::Text });
        }
    }
    if cursor.eat(b'>') {
        let from = cursor.at;
        let length = memchr(b'<', cursor.rest()).unwrap_or(0);
        let text = cursor.rest().get(..length).unwrap_or_default();
        let closed = cursor.peek_at(length + 1) == b'/';
        if closed && !text.trim_ascii().is_empty() && length < BODY_BYTES_MAX {
            let value = Span::record(from, from + length);
            out.fields.push(Field { name: Name::Span(name), value, kind: ValueKind::Text });
        }
    }
}

const EXAMPLES: &[Example] = &[Example {
    text: "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"Pay\"/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime=\"2024-03-09T10:11:12.3456789Z\"/></System>\n<EventData><Data Name=\"user\">ann</Data></EventData></Event>",
    time: Some("2024-03-09T10:11:12.3456789Z"),
    level: Some(Level::Error),
    message: "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"Pay\"/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime=\"2024-03-09T10:11:12.3456789Z\"/></System>\n<EventData><Data Name=\"user\">ann</Data></EventData></Event>",
    fields: &[("EventID", "7"), ("user", "ann")],
}];
