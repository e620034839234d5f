//! `key=value` pairs in running text, with quoted values.
//!
//! Does not: know what the keys mean; `facts` does.

use memchr::memchr2;

use crate::{
    record::{Field, Name, Place, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Longest key of a pair.
const KEY_BYTES_MAX: usize = 64;

/// Adds the pairs of `record[from..to]` to `out.fields`. Answers how many there were, and how many
/// other words.
pub(super) fn scan(record: &[u8], from: usize, to: usize, out: &mut RecordParts) -> (usize, usize) {
    let mut cursor = Cursor::new(record.get(..to).unwrap_or(record), from);
    let (mut pairs, mut others) = (0, 0);
    while !cursor.at_end() {
        if cursor.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b',' | b';' | b'|')) > 0 {
            continue;
        }
        if pair(&mut cursor, out) {
            pairs += 1;
        } else {
            others += 1;
            step_over_word(&mut cursor);
        }
    }
    (pairs, others)
}

/// The same for what stands in brackets, `[sub=a b opID=7]`: there a value may hold blanks, up to
/// the next key.
pub(super) fn scan_group(
    record: &[u8],
    from: usize,
    to: usize,
    out: &mut RecordParts,
) -> (usize, usize) {
    let first = out.fields.len();
    let counts = scan(record, from, to, out);
    let known = out.fields.get_mut(first..).unwrap_or_default();
    let mut next_key = to;
    for field in known.iter_mut().rev() {
        let (Name::Span(key), value) = (field.name, field.value) else { continue };
        let rest = record.get(value.end as usize..next_key).unwrap_or_default();
        let bare = record.get(key.end as usize + 1) != Some(&b'"');
        if bare && value.place == Place::Record && rest.first() == Some(&b' ') {
            let rest = rest.trim_ascii_end();
            field.value.end += rest.strip_suffix(b",").unwrap_or(rest).len() as u32;
        }
        next_key = key.start as usize;
    }
    counts
}

/// Reads the pair that begins here, if one does.
pub(super) fn pair(cursor: &mut Cursor<'_>, out: &mut RecordParts) -> bool {
    let key_start = cursor.at;
    let Some(key) = key(cursor) else {
        return false;
    };
    let (value, kind) = value(cursor, key_start, out);
    out.fields.push(Field { name: Name::Span(key), value, kind });
    true
}

/// The key that begins here, up to and with its `=`.
pub(super) fn key(cursor: &mut Cursor<'_>) -> Option<Span> {
    let mut ahead = *cursor;
    let first = ahead.peek();
    if !(first.is_ascii_alphabetic() || matches!(first, b'_' | b'@')) {
        return None;
    }
    ahead.eat_while(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'@' | b'/' | b'%')
    });
    let end = ahead.at;
    let next = ahead.peek_at(1);
    if end - cursor.at > KEY_BYTES_MAX || !ahead.eat(b'=') || next == b'=' || next == b'>' {
        return None;
    }
    let span = Span::record(cursor.at, end);
    cursor.at = ahead.at;
    Some(span)
}

fn value(cursor: &mut Cursor<'_>, key_start: usize, out: &mut RecordParts) -> (Span, ValueKind) {
    if let quote @ (b'"' | b'\'') = cursor.peek()
        && let Some(span) = quoted(cursor, quote, out)
    {
        return (span, ValueKind::Text);
    }
    let start = cursor.at;
    if let Some(close) = closing(cursor.peek())
        && let Some(length) = balanced(cursor.rest(), cursor.peek(), close)
    {
        cursor.at += length;
    }
    if separator(*cursor) == Some(b'|') {
        // Between bars values may hold blanks.
        cursor.eat_while(|byte| !matches!(byte, b'|' | b'\n' | b'\r'));
    } else if let Some(length) = between_semicolons(cursor, key_start) {
        cursor.at += length;
    } else if let Some(comma) = separator(*cursor) {
        cursor.eat_while(|byte| byte != comma);
    } else {
        cursor.eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }
    let mut end = cursor.at;
    if matches!(cursor.text.get(end.wrapping_sub(1)), Some(b',' | b';')) && end > start {
        end -= 1;
    }
    let (start, end) = unbracketed(cursor.text, start, end);
    let text = cursor.text.get(start..end).unwrap_or_default();
    let kind = match text {
        b"true" | b"false" => ValueKind::Bool,
        _ if is_number(text) => ValueKind::Number,
        _ => ValueKind::Text,
    };
    (Span::record(start, end), kind)
}

/// A value without the brackets around all of it, `[ann]`, `<ann@a.example>`, and without one that
/// was opened before it: `(id=7)`. Lists keep theirs.
fn unbracketed(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let value = text.get(start..end).unwrap_or_default();
    let (Some(first), Some(last)) = (value.first(), value.last()) else {
        return (start, end);
    };
    let open = match last {
        b']' => b'[',
        b')' => b'(',
        b'}' => b'{',
        b'>' => b'<',
        _ => return (start, end),
    };
    let list = value.iter().any(|byte| matches!(byte, b',' | b' ' | b'{'));
    match value.iter().filter(|byte| **byte == open).count() {
        0 if value.len() > 1 && !value.ends_with(b"->") => (start, end - 1),
        1 if *first == open && open != b'(' && !list && value.len() > 2 => (start + 1, end - 1),
        _ => (start, end),
    }
}

/// Length of a value of several words behind a semicolon: `USER=root ; COMMAND=/bin/ls -la`.
fn between_semicolons(cursor: &Cursor<'_>, key_start: usize) -> Option<usize> {
    if !cursor.text.get(..key_start)?.ends_with(b"; ") {
        return None;
    }
    let rest = cursor.rest();
    let end = rest.iter().position(|byte| matches!(byte, b';' | b'\n' | b'\r'));
    let value = rest.get(..end.unwrap_or(rest.len()))?.trim_ascii_end();
    let mut words = value.split(|byte| *byte == b' ');
    let pairs = words.any(|word| key(&mut Cursor::new(word, 0)).is_some());
    (!pairs).then_some(value.len())
}

/// What parts this value from the next pair where that is no blank: `a=1|b=x y|c=3`, `a=1,b=2`.
fn separator(mut cursor: Cursor<'_>) -> Option<u8> {
    cursor.eat_while(|byte| !matches!(byte, b'|' | b',' | b' ' | b'\n' | b'\r' | b'\t'));
    if cursor.peek() == b' ' {
        let blank = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b'|' | b'=' | b'\n'));
        if cursor.peek() != b'|' || cursor.at > blank + 256 {
            return None;
        }
    }
    let mark = cursor.peek();
    if !matches!(mark, b'|' | b',') {
        return None;
    }
    cursor.at += 1;
    key(&mut cursor).map(|_| mark)
}

/// The text between quotes here, unescaped; steps over it. None where the quote is never closed.
pub(super) fn quoted(cursor: &mut Cursor<'_>, quote: u8, out: &mut RecordParts) -> Option<Span> {
    let mut ahead = *cursor;
    ahead.at += 1;
    let start = ahead.at;
    let mut escaped = false;
    loop {
        ahead.at += memchr2(quote, b'\\', ahead.rest())?;
        if ahead.peek() == quote {
            break;
        }
        escaped = true;
        ahead.at += 2;
    }
    let end = ahead.at;
    cursor.at = end + 1;
    if !escaped {
        return Some(Span::record(start, end));
    }
    let from = out.scratch.len();
    unescape(cursor.text.get(start..end).unwrap_or_default(), &mut out.scratch);
    Some(Span::scratch(from, out.scratch.len()))
}

fn unescape(text: &[u8], to: &mut Vec<u8>) {
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            to.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => to.push(b'\n'),
            Some(b't') => to.push(b'\t'),
            Some(b'r') => to.push(b'\r'),
            Some(quoted @ (b'"' | b'\'' | b'\\' | b']' | b'=')) => to.push(quoted),
            Some(other) => to.extend_from_slice(&[b'\\', other]),
            None => to.push(b'\\'),
        }
    }
}

/// Whether a text is a number as JSON writes it.
pub(super) fn is_number(text: &[u8]) -> bool {
    let body = text.strip_prefix(b"-").unwrap_or(text);
    let whole = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let leading_zero = whole > 1 && body.first() == Some(&b'0');
    let rest = body.get(whole..).unwrap_or_default();
    let fraction = rest.strip_prefix(b".").unwrap_or_default();
    let fraction_only = !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit);
    whole > 0 && whole <= 19 && !leading_zero && (rest.is_empty() || fraction_only)
}

pub(super) fn closing(open: u8) -> Option<u8> {
    Some(match open {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        b'<' => b'>',
        _ => return None,
    })
}

/// Length of the bracketed text that `text` begins with, brackets included; on one line only.
pub(super) fn balanced(text: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in text.iter().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at + 1);
            }
        } else if byte == b'\n' {
            return None;
        }
    }
    None
}

fn step_over_word(cursor: &mut Cursor<'_>) {
    let start = cursor.at;
    if matches!(cursor.peek(), b'"') {
        let quote = cursor.peek();
        cursor.at += 1;
        if let Some(length) = memchr::memchr2(quote, b'\n', cursor.rest())
            && cursor.peek_at(length) == quote
        {
            cursor.at += length + 1;
        }
        return;
    }
    cursor
        .eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'"' | b',' | b'(' | b'[' | b'{'));
    if cursor.at == start {
        cursor.at += 1;
    }
}
