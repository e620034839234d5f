//! Values that a running text names without an equals sign: `user "ann"`, `took[221micros]`,
//! `client: 192.0.2.7,`, `User(ann)` in lists, and network addresses (`ip`).
//!
//! Does not: guess names; the word before a value is its name. Who a login was for `login` finds.

use memchr::memchr3_iter;

use super::{login, pairs};
use crate::engine::{
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// How much of a message is looked through.
const SEARCH_BYTES: usize = 2_048;

/// Longest value that is taken.
const VALUE_BYTES_MAX: usize = 256;

/// Adds what `record[start..end]` names to `out.fields`.
pub(super) fn scan(record: &[u8], start: usize, end: usize, out: &mut RecordParts) {
    let end = end.min(start + SEARCH_BYTES);
    let text = record.get(..end).unwrap_or(record);
    let body = text.get(start..).unwrap_or_default();
    let mut past = start;
    for at in memchr3_iter(b'"', b'\'', b'[', body).map(|at| at + start) {
        if at >= past
            && let Some(next) = enclosed(text, start, at, out)
        {
            past = next;
        }
    }
    listed(text, start, out);
    called(text, start, out);
    login::scan(text, start, out);
    addresses(text, start, out);
}

/// `User(ann), RemoteIp(192.0.2.7), Roles(a: b)`: two or more names with brackets, nothing between.
pub(super) fn called(text: &[u8], start: usize, out: &mut RecordParts) {
    let first = out.fields.len();
    let mut cursor = Cursor::new(text, start);
    loop {
        cursor.eat_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'-'));
        let from = cursor.at;
        cursor.eat_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let name = Span::record(from, cursor.at);
        let length = pairs::balanced(cursor.rest(), b'(', b')').filter(|_| cursor.peek() == b'(');
        let Some(length) = length.filter(|_| cursor.at > from + 1) else {
            break;
        };
        let value = Span::record(cursor.at + 1, cursor.at + length - 1);
        out.fields.push(Field { name: Name::Span(name), value, kind: ValueKind::Text });
        cursor.at += length;
    }
    if out.fields.len() < first + 2 {
        out.fields.truncate(first);
    }
}

/// `name "value"`, `name 'value'`, `name: "value"`, `name:"value"`, `name[value]`. Answers where the value ends.
fn enclosed(text: &[u8], start: usize, at: usize, out: &mut RecordParts) -> Option<usize> {
    let open = *text.get(at)?;
    let close = if open == b'[' { b']' } else { open };
    let length = text.get(at + 1..)?.iter().position(|byte| *byte == close)?;
    let value = Span::record(at + 1, at + 1 + length);
    let front = text.get(start..at)?;
    let joined = if open == b'[' { front } else { front.trim_ascii_end() };
    let joined = joined.strip_suffix(b":").unwrap_or(joined);
    let apart = joined.len() < front.len();
    if open != b'[' && !apart || length == 0 || length > VALUE_BYTES_MAX {
        return Some(at + 2 + length);
    }
    if let Some(name) = name_before(start, joined) {
        out.fields.push(Field { name: Name::Span(name), value, kind: ValueKind::Text });
    }
    Some(at + 2 + length)
}

/// The word that ends here, if it can be a name.
fn name_before(start: usize, front: &[u8]) -> Option<Span> {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = front.iter().rev().take_while(|byte| letter(byte)).count();
    let word = front.get(front.len() - length..)?;
    let named = (2..=32).contains(&length) && word.first().is_some_and(u8::is_ascii_alphabetic);
    named.then(|| Span::record(start + front.len() - length, start + front.len()))
}

/// `…, client: 192.0.2.7, server: a.example, host: "b"`: names with a colon behind a comma.
fn listed(text: &[u8], start: usize, out: &mut RecordParts) {
    let mut cursor = Cursor::new(text, start);
    while let Some(found) = memchr::memmem::find(cursor.rest(), b": ") {
        let colon = cursor.at + found;
        let front = text.get(start..colon).unwrap_or_default();
        cursor.at = colon + 2;
        let Some(name) = name_before(start, front) else {
            continue;
        };
        let before = text.get(start..name.start as usize).unwrap_or_default().trim_ascii_end();
        let in_list = before.ends_with(b",")
            || before.ends_with(b"[")
            || before.ends_with(b"(")
            || before.ends_with(b".")
            || before.is_empty();
        if !in_list || matches!(cursor.peek(), b'"' | b'\'') {
            continue;
        }
        let from = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b',' | b' ' | b']' | b')' | b'\n'));
        let value = cursor.since(from);
        let kind = if pairs::is_number(value) { ValueKind::Number } else { ValueKind::Text };
        if !value.is_empty() {
            let value = Span::record(from, cursor.at);
            out.fields.push(Field { name: Name::Span(name), value, kind });
        }
    }
}

/// Network addresses, version 4 and 6, as `ip`, with the port where one stands behind it.
pub(super) fn addresses(text: &[u8], start: usize, out: &mut RecordParts) {
    let mut cursor = Cursor::new(text, start);
    while !cursor.at_end() {
        let from = cursor.at;
        let hex = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':');
        if cursor.eat_while(hex) == 0 {
            cursor.eat_while(|byte| !hex(byte));
            continue;
        }
        let before = Cursor::new(text, from).before();
        if before.is_ascii_alphanumeric()
            && let Some(colon) = zoned(cursor.since(from))
        {
            // `outside:192.0.2.7/80`: the interface stands before the address.
            cursor.at = from + colon + 1;
            continue;
        }
        let joined = before.is_ascii_alphanumeric() || cursor.peek().is_ascii_alphanumeric();
        let word = cursor.since(from);
        let word = word.strip_suffix(b".").or_else(|| word.strip_suffix(b":")).unwrap_or(word);
        if joined || word.len() < 3 {
            continue;
        }
        if let Some(length) = version4(word) {
            field(out, "ip", from, from + length);
            if word.get(length) == Some(&b':') && word.len() > length + 1 {
                field(out, "port", from + length + 1, from + word.len());
            } else {
                port_behind(text, from + length, out);
            }
        } else if let Some(colon) = zoned(word) {
            // `outside:192.0.2.7/80`: an interface before the address.
            cursor.at = from + colon + 1;
        } else if word.iter().filter(|byte| **byte == b':').count() >= 2 && version6(word) {
            field(out, "ip", from, from + word.len());
        }
    }
}

/// A port behind an address: `192.0.2.7/80`, `192.0.2.7#80`, `[192.0.2.7]:80`, `… port 80`.
fn port_behind(text: &[u8], at: usize, out: &mut RecordParts) {
    const MARKS: [&[u8]; 6] = [b"/", b"#", b"]:", b" port ", b"(", b"["];
    let mut cursor = Cursor::new(text, at);
    if !MARKS.iter().any(|mark| cursor.eat_text(mark)) {
        return;
    }
    let digits = cursor.digits_ahead();
    let next = cursor.peek_at(digits);
    let masked = text.get(at) == Some(&b'/') && digits <= 2;
    if (1..=5).contains(&digits) && !masked && !next.is_ascii_alphanumeric() && next != b'.' {
        field(out, "port", cursor.at, cursor.at + digits);
    }
}

/// Where the colon stands behind which a dotted address begins.
fn zoned(word: &[u8]) -> Option<usize> {
    let colon = word.iter().position(|byte| *byte == b':')?;
    version4(word.get(colon + 1..)?).map(|_| colon)
}

fn field(out: &mut RecordParts, name: &'static str, from: usize, to: usize) {
    let kind = if name == "port" { ValueKind::Number } else { ValueKind::Text };
    out.fields.push(Field { name: Name::Static(name), value: Span::record(from, to), kind });
}

/// Length of the dotted address that a word begins with; only a port may follow it.
fn version4(word: &[u8]) -> Option<usize> {
    let length = word.iter().position(|byte| *byte == b':').unwrap_or(word.len());
    let address = std::str::from_utf8(word.get(..length)?).ok()?;
    address.parse::<std::net::Ipv4Addr>().ok()?;
    let port = word.get(length + 1..).unwrap_or_default();
    (port.len() <= 5 && port.iter().all(u8::is_ascii_digit)).then_some(length)
}

fn version6(word: &[u8]) -> bool {
    std::str::from_utf8(word).is_ok_and(|text| text.parse::<std::net::Ipv6Addr>().is_ok())
}
