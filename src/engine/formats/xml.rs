//! <https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema>: events as XML, one element
//! a record: Windows' event log, log4j's and log4net's events, the records of java.util.logging
//! (<https://docs.oracle.com/en/java/javase/21/core/java-logging-overview.html>).
//!
//! Elements and attributes become fields by their names; `<Data Name="x">` by that name.
//!
//! Does not: read entities, or elements of other names ([`RECORDS`]).

use memchr::{memchr, memmem};

use super::{
    LineRole, Reading, facts,
    table::{Example, Format},
    tree,
};
use crate::{
    ingest::encoding::BOM,
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Events as XML.
pub(super) struct XmlEvents;

/// Elements that are a record each.
const RECORDS: [&[u8]; 8] = [
    b"Event",
    b"log4j:event",
    b"log4net:event",
    b"nlog:event",
    b"record",
    b"AuditRecord",
    b"AUDIT_RECORD",
    b"E2ETraceEvent",
];

/// What stands around the records: the declaration, and the elements that hold them.
const AROUND: [&[u8]; 10] = [
    b"<?xml",
    b"<!DOCTYPE",
    b"<Events",
    b"</Events",
    b"<log>",
    b"</log>",
    b"<log4j:events",
    b"</log4j:events",
    b"<AUDIT>",
    b"</AUDIT>",
];

/// How much of a text is looked at to see whether its records share lines.
const HEAD_BYTES: usize = 64 * 1024;

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
        if AROUND.iter().any(|around| body.starts_with(around)) {
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
    record_name(body).is_some()
}

/// The name of the element that a text begins with, if it is a record.
fn record_name(body: &[u8]) -> Option<&'static [u8]> {
    let body = body.strip_prefix(b"<")?;
    RECORDS.into_iter().find(|name| {
        let behind = body.strip_prefix(*name).and_then(|rest| rest.first());
        matches!(behind, Some(b'>' | b' ' | b'\n' | b'\r'))
    })
}

/// Whether one record of a document begins on the line on which another one ends.
pub(super) fn is_folded(head: &[u8]) -> bool {
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    let body = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    if body.first() != Some(&b'<') {
        return false;
    }
    let mut starts = memchr::memchr_iter(b'<', body).filter_map(|at| {
        let name = record_name(body.get(at..)?)?;
        Some((at, name))
    });
    let Some((first, name)) = starts.next() else {
        return false;
    };
    let follows = starts.find(|(_, other)| *other == name).map(|(at, _)| at);
    let between = body.get(first..follows.unwrap_or(first)).unwrap_or_default();
    let ends = memchr::memrchr(b'\n', between).map_or(0, |at| at + 1);
    follows.is_some() && !between.get(ends..).unwrap_or_default().trim_ascii().is_empty()
}

/// The document with every record, and what closes them, from a new line on.
pub(super) fn unfold(text: &[u8]) -> Vec<u8> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let mut lines = Vec::with_capacity(text.len() + text.len() / 64);
    let mut past = 0;
    for at in memchr::memchr_iter(b'<', text) {
        let body = text.get(at..).unwrap_or_default();
        let closes = body.starts_with(b"</") && AROUND.iter().any(|end| body.starts_with(end));
        if !closes && record_name(body).is_none() {
            continue;
        }
        lines.extend_from_slice(text.get(past..at).unwrap_or_default());
        if !lines.is_empty() && !lines.ends_with(b"\n") {
            lines.push(b'\n');
        }
        past = at;
    }
    lines.extend_from_slice(text.get(past..).unwrap_or_default());
    lines
}

/// Reads a tag (behind its `<`): its attributes, and the text it holds.
fn element(cursor: &mut Cursor<'_>, out: &mut RecordParts) {
    let start = cursor.at;
    cursor.eat_while(|byte| !matches!(byte, b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t'));
    // `log4j:message` is a message.
    let prefix = memchr(b':', cursor.since(start)).map_or(0, |colon| colon + 1);
    let mut name = Span::record(start + prefix, cursor.at);
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
    if cursor.eat_text(b"><![CDATA[") {
        let from = cursor.at;
        let length = memmem::find(cursor.rest(), b"]]>").unwrap_or(0);
        if length > 0 {
            let value = Span::record(from, from + length);
            out.fields.push(Field { name: Name::Span(name), value, kind: ValueKind::Text });
            cursor.at += length;
        }
    } else if cursor.eat(b'>') {
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

const EXAMPLES: &[Example] = &[
    Example {
        text: "<log4j:event logger=\"pay.card\" timestamp=\"1709979072345\" level=\"WARN\" thread=\"main\">\n<log4j:message><![CDATA[no <card>]]></log4j:message>\n</log4j:event>",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "no <card>",
        fields: &[("logger", "pay.card"), ("thread", "main")],
    },
    Example {
        text: "<record>\n  <date>2024-03-09T10:11:12.345Z</date>\n  <logger>pay.card</logger>\n  <level>SEVERE</level>\n  <message>no card</message>\n</record>",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Error),
        message: "no card",
        fields: &[("logger", "pay.card")],
    },
    Example {
        text: "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"Pay\"/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime=\"2024-03-09T10:11:12.3456789Z\"/></System>\n<EventData><Data Name=\"user\">ann</Data></EventData></Event>",
        time: Some("2024-03-09T10:11:12.3456789Z"),
        level: Some(Level::Error),
        message: "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"Pay\"/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime=\"2024-03-09T10:11:12.3456789Z\"/></System>\n<EventData><Data Name=\"user\">ann</Data></EventData></Event>",
        fields: &[("EventID", "7"), ("user", "ann")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_that_share_a_line_are_parted() {
        let one =
            "<?xml version=\"1.0\"?><Events><Event a=\"1\"><X/></Event><Event a=\"2\"/></Events>";
        assert!(is_folded(one.as_bytes()));
        let lines = String::from_utf8(unfold(one.as_bytes())).unwrap();
        let whole: Vec<&str> = lines.lines().collect();
        assert_eq!(whole.get(1), Some(&"<Event a=\"1\"><X/></Event>"), "{lines}");
        assert_eq!(whole.get(2..), Some(&["<Event a=\"2\"/>", "</Events>"][..]), "{lines}");
        for text in ["<Event a=\"1\"/>\n <Event a=\"2\"/>", "<a/>", "x <Event/><Event/>", ""] {
            assert!(!is_folded(text.as_bytes()), "{text}");
        }
    }
}
