//! <https://www.rfc-editor.org/rfc/rfc5424>: `<PRI>1 TIME HOST APP PROCID MSGID [DATA] MSG`.
//!
//! Does not: read lines without a version.

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

/// Syslog as RFC 5424 has it.
pub(super) struct Syslog5424;

impl Format for Syslog5424 {
    fn name(&self) -> &'static str {
        "syslog5424"
    }

    fn title(&self) -> &'static str {
        "Syslog (RFC 5424)"
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc5424"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        front(line).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some((priority, mut cursor)) = front(text::first_line(record)) else {
            return false;
        };
        if let Some(number) = priority {
            syslog::priority_fields(record, number, out);
        }
        let start = cursor.at;
        cursor.eat_while(|byte| byte != b' ');
        if let Some(read) = reading.times.value(cursor.since(start)) {
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
            text::own_field(reading, out, "time", Span::record(start, cursor.at));
        }
        for name in ["host", "app", "pid", "msgid"] {
            cursor.eat(b' ');
            let start = cursor.at;
            cursor.eat_while(|byte| byte != b' ');
            if cursor.since(start) != b"-" {
                syslog::field(out, name, record, start, cursor.at);
            }
        }
        cursor.eat_blanks();
        structured_data(&mut cursor, out);
        cursor.eat_blanks();
        cursor.eat_text(b"\xef\xbb\xbf");
        syslog::payload(record, cursor.at, priority, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Reads `<PRI>1 ` and stops at the time, which has to be one or `-`. A relay may have taken the
/// priority away; then the version has to be 1, and the time a full one.
fn front(line: &[u8]) -> Option<(Option<u64>, Cursor<'_>)> {
    let mut cursor = Cursor::new(line, 0);
    let priority = syslog::priority(&mut cursor);
    let bare = priority.is_none();
    if bare && !(line.starts_with(b"1 ") && line.get(12) == Some(&b'T')) {
        return None;
    }
    let versioned = cursor.number(2).is_some() && cursor.eat(b' ');
    let dated =
        cursor.digits_ahead() == 4 && cursor.peek_at(4) == b'-' || cursor.rest().starts_with(b"- ");
    (versioned && dated).then_some((priority, cursor))
}

/// `[id key="value" …][id …]` or `-`: each value is the field `id.key`, or `key` where ids are few.
fn structured_data(cursor: &mut Cursor<'_>, out: &mut RecordParts) {
    if cursor.eat_text(b"- ") || cursor.rest() == b"-" {
        cursor.eat(b'-');
        return;
    }
    while cursor.peek() == b'[' {
        let mut element = *cursor;
        element.at += 1;
        element.eat_while(|byte| !matches!(byte, b' ' | b']' | b'"'));
        loop {
            element.eat_blanks();
            if element.eat(b']') {
                break;
            }
            let start = element.at;
            element.eat_while(|byte| !matches!(byte, b'=' | b' ' | b']' | b'"'));
            let name = Span::record(start, element.at);
            if !element.eat(b'=') || element.peek() != b'"' {
                return;
            }
            let Some(value) = pairs::quoted(&mut element, b'"', out) else {
                return;
            };
            out.fields.push(Field { name: Name::Span(name), value, kind: ValueKind::Text });
        }
        *cursor = element;
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "<165>1 2024-03-09T10:11:12.003Z web-1 pay 8710 ID47 [req@1 id=\"a\\\"b\" user=\"ann\"] card declined",
        time: Some("2024-03-09T10:11:12.003Z"),
        level: Some(Level::Notice),
        message: "card declined",
        fields: &[
            ("host", "web-1"),
            ("app", "pay"),
            ("pid", "8710"),
            ("msgid", "ID47"),
            ("id", "a\"b"),
        ],
    },
    Example {
        text: "<11>1 - - pay - - - no time here",
        time: None,
        level: Some(Level::Error),
        message: "no time here",
        fields: &[("app", "pay")],
    },
];
