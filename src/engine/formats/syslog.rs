//! What both syslog formats share: the priority in front, and the program with its message behind.
//!
//! Does not: know times and hosts; `syslog3164` and `syslog5424` do.

use super::{Reading, header, layouts, pairs, shapes, text};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Reads `<PRI>` (RFC 5424, section 6.2.1), with an octet count before it if there is one
/// (RFC 6587, section 3.4.1). Answers the number.
pub(super) fn priority(cursor: &mut Cursor<'_>) -> Option<u64> {
    let mut ahead = *cursor;
    if ahead.peek().is_ascii_digit() {
        ahead.number(6)?;
        if !ahead.eat(b' ') {
            return None;
        }
    }
    if !ahead.eat(b'<') {
        return None;
    }
    let number = u64::from(ahead.number(3)?);
    if !ahead.eat(b'>') || number > 191 {
        return None;
    }
    *cursor = ahead;
    Some(number)
}

/// The names of the facilities, by their numbers (RFC 5424, section 6.2.1).
const FACILITIES: [&str; 24] = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv",
    "ftp", "ntp", "security", "console", "clock", "local0", "local1", "local2", "local3", "local4",
    "local5", "local6", "local7",
];

/// Adds the number between `<` and `>`, and the facility that it names.
pub(super) fn priority_fields(record: &[u8], number: u64, out: &mut RecordParts) {
    let open = record.iter().take(8).position(|byte| *byte == b'<').unwrap_or(0);
    let close = record.iter().take(13).position(|byte| *byte == b'>').unwrap_or(0);
    field(out, "pri", record, open + 1, close);
    if let Some(facility) = FACILITIES.get(number as usize / 8) {
        let at = out.scratch.len();
        out.scratch.extend_from_slice(facility.as_bytes());
        let value = Span::scratch(at, out.scratch.len());
        let name = Name::Static("facility");
        out.fields.push(Field { name, value, kind: ValueKind::Text });
    }
}

/// Adds a field whose value is a span of the record.
pub(super) fn field(
    out: &mut RecordParts,
    name: &'static str,
    record: &[u8],
    start: usize,
    end: usize,
) {
    let text = record.get(start..end).unwrap_or_default();
    let kind = if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
    out.fields.push(Field { name: Name::Static(name), value: Span::record(start, end), kind });
}

/// Reads `program[pid]: ` at the cursor into fields; stays where it is if there is none.
pub(super) fn tag(cursor: &mut Cursor<'_>, out: &mut RecordParts) -> bool {
    let mut ahead = *cursor;
    let start = ahead.at;
    ahead.eat_while(|byte| {
        byte.is_ascii_graphic() && !matches!(byte, b'[' | b':' | b'"' | b'=' | b'{')
    });
    let mut name_end = ahead.at;
    let mut pid = None;
    if ahead.eat(b'[') {
        let from = ahead.at;
        ahead.eat_while(|byte| byte.is_ascii_graphic() && byte != b']');
        pid = Some((from, ahead.at));
        if !ahead.eat(b']') {
            return false;
        }
    }
    // A second part of the name: `com.apple.xpc.launchd[1] (com.apple.x[9]): …`.
    if ahead.peek() == b' ' && ahead.peek_at(1) == b'(' {
        let group = ahead.rest().iter().position(|byte| *byte == b')').unwrap_or(0);
        if ahead.peek_at(group + 1) == b':' {
            ahead.at += group + 1;
        }
    }
    while ahead.peek() == b':' && ahead.peek_at(1).is_ascii_graphic() && pid.is_none() {
        ahead.at += 1;
        ahead.eat_while(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'[' | b':' | b'"' | b'=')
        });
        name_end = ahead.at;
    }
    let ended = ahead.eat(b':') || (pid.is_some() && matches!(ahead.peek(), b' ' | 0));
    if name_end == start || name_end > start + 128 || !ended {
        return false;
    }
    field(out, "app", cursor.text, start, name_end);
    if let Some((from, to)) = pid {
        field(out, "pid", cursor.text, from, to);
    }
    *cursor = ahead;
    true
}

/// Steps over the seconds since boot that the kernel puts before its messages: `[ 3859.354703] `.
fn behind_uptime(record: &[u8], from: usize, out: &mut RecordParts) -> usize {
    let mut cursor = Cursor::new(record, from);
    cursor.eat_blanks();
    if !cursor.eat(b'[') {
        return from;
    }
    cursor.eat_blanks();
    let start = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_digit() || byte == b'.');
    let end = cursor.at;
    if !cursor.since(start).contains(&b'.') || !cursor.eat(b']') {
        return from;
    }
    field(out, "uptime", record, start, end);
    cursor.at
}

/// Takes the rest as the message; its own level (at its front) counts for more than the priority.
pub(super) fn payload(
    record: &[u8],
    from: usize,
    priority: Option<u64>,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    if layouts::payload(record, from, reading, out) {
        out.level = out.level.or(priority.and_then(|number| Level::from_syslog(number % 8)));
        return;
    }
    let from = behind_uptime(record, from, out);
    let own = header::front_level(text::first_line(record), from);
    let cisco = out.field(record, b"app").and_then(|(app, _)| shapes::cisco_level(app));
    out.level = own.or(cisco);
    text::finish(record, from, reading, out);
    if let Some(number) = priority {
        let own = Level::from_syslog(number % 8);
        out.level = out.level.or(own);
    }
}
