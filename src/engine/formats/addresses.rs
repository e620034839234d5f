//! Network addresses in running text, version 4 and 6, as `ip`, with the port where one stands
//! behind them.
//!
//! Does not: look up names.

use crate::{
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Adds the addresses in `text[start..]` to `out.fields`.
pub(super) fn scan(text: &[u8], start: usize, out: &mut RecordParts) {
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
                port_behind(text, from + length, before == b':', out);
            }
        } else if let Some(colon) = zoned(word) {
            // `outside:192.0.2.7/80`: an interface before the address.
            cursor.at = from + colon + 1;
        } else if word.iter().filter(|byte| **byte == b':').count() >= 2 && version6(word) {
            let end = from + word.len();
            field(out, "ip", from + mapped(word), end);
            port_behind(text, end, false, out);
        }
    }
}

/// A port behind an address: `192.0.2.7/80`, `192.0.2.7#80`, `[192.0.2.7]:80`, `… port 80`.
fn port_behind(text: &[u8], at: usize, zoned: bool, out: &mut RecordParts) {
    const MARKS: [&[u8]; 6] = [b"/", b"#", b"]:", b" port ", b"(", b"["];
    let mut cursor = Cursor::new(text, at);
    if !MARKS.iter().any(|mark| cursor.eat_text(mark)) {
        return;
    }
    let digits = cursor.digits_ahead();
    let next = cursor.peek_at(digits);
    let masked = text.get(at) == Some(&b'/') && digits <= 2 && !zoned;
    if (1..=5).contains(&digits) && !masked && !next.is_ascii_alphanumeric() && next != b'.' {
        field(out, "port", cursor.at, cursor.at + digits);
    }
}

/// Where the address of version 4 begins that an address of version 6 stands for: `::ffff:192.0.2.7`.
fn mapped(word: &[u8]) -> usize {
    let colon = word.iter().rposition(|byte| *byte == b':').map_or(0, |colon| colon + 1);
    if word.get(colon..).is_some_and(|last| last.contains(&b'.')) { colon } else { 0 }
}

/// Where the colon stands behind which a dotted address begins.
fn zoned(word: &[u8]) -> Option<usize> {
    let colon = word.iter().position(|byte| *byte == b':')?;
    version4(word.get(colon + 1..)?).map(|_| colon)
}

/// Adds a field whose value is a span of the text.
pub(super) fn field(out: &mut RecordParts, name: &'static str, from: usize, to: usize) {
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
