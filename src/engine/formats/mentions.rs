//! Values that a running text names without an equals sign: `user "ann"`, `took[221micros]`,
//! `client: 192.0.2.7,`, `Group = ops,`, `User(ann)` and `db:shop login:ann` in lists, requests
//! in quotes, and network addresses (`addresses`).
//!
//! Does not: guess names; the word before a value is its name. Who a login was for `login` finds.

use memchr::memchr3_iter;

use super::{addresses, login, pairs, request};
use crate::{
    record::{Field, Name, Place, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// How much of a message is looked through.
const SEARCH_BYTES: usize = 2_048;

/// Longest value that is taken.
const VALUE_BYTES_MAX: usize = 256;

/// Longest value of several words in a list.
const WORDS_BYTES_MAX: usize = 48;

/// Adds what `record[start..end]` names to `out.fields`.
pub(super) fn scan(record: &[u8], start: usize, end: usize, out: &mut RecordParts) {
    let end = end.min(start + SEARCH_BYTES);
    let text = record.get(..end).unwrap_or(record);
    all_enclosed(text, start, out);
    listed(text, start, out);
    called(text, start, out);
    joined(text, start, out);
    login::scan(text, start, out);
    addresses::scan(text, start, out);
}

/// Adds what the message of a record with named fields says: values in quotes, who a login was
/// for, addresses.
pub(super) fn of_message(record: &[u8], out: &mut RecordParts) {
    let Some(message) = out.message else { return };
    let text = out.bytes(record, message);
    // One cheap look, since most messages of such records have nothing of the kind.
    let told = memchr::memchr3(b'"', b'\'', b'.', text).is_some();
    if !told || text.first() == Some(&b'{') {
        return;
    }
    let (start, end) = (message.start as usize, message.end as usize);
    if message.place == Place::Record {
        told_by(record.get(..end).unwrap_or(record), start, out);
        return;
    }
    // Taken out for a moment, since fields are added to the same parts.
    let scratch = std::mem::take(&mut out.scratch);
    let first = out.fields.len();
    told_by(scratch.get(..end).unwrap_or(&scratch), start, out);
    for field in out.fields.get_mut(first..).unwrap_or_default() {
        field.value.place = Place::Scratch;
        if let Name::Span(name) = &mut field.name {
            name.place = Place::Scratch;
        }
    }
    out.scratch = scratch;
}

fn told_by(text: &[u8], start: usize, out: &mut RecordParts) {
    let text = text.get(..text.len().min(start + SEARCH_BYTES)).unwrap_or(text);
    all_enclosed(text, start, out);
    login::scan(text, start, out);
    addresses::scan(text, start, out);
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
        add(out, name, text, cursor.at + 1, cursor.at + length - 1);
        cursor.at += length;
    }
    if out.fields.len() < first + 2 {
        out.fields.truncate(first);
    }
}

/// `db:shop login:ann`: two or more words that join a name and a value.
fn joined(text: &[u8], start: usize, out: &mut RecordParts) {
    let first = out.fields.len();
    let body = text.get(start..).unwrap_or_default();
    for colon in memchr::memchr_iter(b':', body).map(|at| at + start) {
        let next = text.get(colon + 1).copied().unwrap_or(b' ');
        let Some(name) = name_before(start, text.get(start..colon).unwrap_or_default()) else {
            continue;
        };
        let word = Cursor::new(text, name.start as usize).before();
        let letters = text.get(name.start as usize..colon).unwrap_or_default();
        let named =
            letters.iter().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
        if !(next.is_ascii_alphanumeric() && named && matches!(word, 0 | b' ' | b',' | b'(')) {
            continue;
        }
        let mut cursor = Cursor::new(text, colon + 1);
        cursor.eat_while(|byte| !matches!(byte, b' ' | b',' | b';' | b')' | b'\n'));
        if !cursor.since(colon + 1).contains(&b':') {
            add(out, name, text, colon + 1, cursor.at);
        }
    }
    if out.fields.len() < first + 2 {
        out.fields.truncate(first);
    }
}

fn all_enclosed(text: &[u8], start: usize, out: &mut RecordParts) {
    let body = text.get(start..).unwrap_or_default();
    let mut past = start;
    for at in memchr3_iter(b'"', b'\'', b'[', body).map(|at| at + start) {
        if at >= past
            && let Some(next) = enclosed(text, start, at, out)
        {
            past = next;
        }
    }
}

/// `name "value"`, `name 'value'`, `name: "value"`, `name:"value"`, `name[value]`. Answers where the value ends.
fn enclosed(text: &[u8], start: usize, at: usize, out: &mut RecordParts) -> Option<usize> {
    let open = *text.get(at)?;
    let close = if open == b'[' { b']' } else { open };
    let length = text.get(at + 1..)?.iter().position(|byte| *byte == close)?;
    let value = (at + 1, at + 1 + length);
    let front = text.get(start..at)?;
    let joined = if open == b'[' { front } else { front.trim_ascii_end() };
    let joined = joined.strip_suffix(b":").unwrap_or(joined);
    let apart = joined.len() < front.len();
    let name = name_before(start, joined);
    if open == b'[' && name.is_none() {
        // What stands in such brackets may have names of its own.
        agent(text, value, out);
        return Some(at + 1);
    }
    let quoted = text.get(value.0..value.1)?;
    let is_request = open == b'"' && request::is_request(quoted);
    if is_request {
        request_fields(text, value, out);
    }
    let glued = open != b'[' && !apart || is_request && !front.trim_ascii_end().ends_with(b":");
    if glued || length == 0 || length > VALUE_BYTES_MAX {
        return Some(value.1 + 1);
    }
    if let Some(name) = name {
        add(out, name, text, value.0, value.1);
    }
    Some(value.1 + 1)
}

/// The parts of a request, `"GET /carts HTTP/1.1"`.
pub(super) fn request_fields(text: &[u8], (from, to): (usize, usize), out: &mut RecordParts) {
    let Some(parts) = request::split(text.get(from..to).unwrap_or_default()) else {
        return;
    };
    let named = [
        ("method", Some(parts.method)),
        ("path", Some(parts.target)),
        ("http_version", parts.version),
    ];
    for (name, part) in named {
        if let Some((start, end)) = part {
            addresses::field(out, name, from + start, from + end);
        }
    }
}

/// `[Mozilla/5.0 (X11; …) …]`: a browser says what it is.
fn agent(text: &[u8], (from, to): (usize, usize), out: &mut RecordParts) {
    if text.get(from..to).is_some_and(|value| value.starts_with(b"Mozilla/")) {
        addresses::field(out, "agent", from, to);
    }
}

/// The word that ends here, if it can be a name.
fn name_before(start: usize, front: &[u8]) -> Option<Span> {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = front.iter().rev().take_while(|byte| letter(byte)).count();
    let word = front.get(front.len() - length..)?;
    let named = (2..=32).contains(&length) && word.first().is_some_and(u8::is_ascii_alphabetic);
    named.then(|| Span::record(start + front.len() - length, start + front.len()))
}

/// `…, client: 192.0.2.7, Session Type: VPN, Group = ops`: names with a colon or an equals sign
/// between blanks, in a list or first in a sentence.
fn listed(text: &[u8], start: usize, out: &mut RecordParts) {
    let mut cursor = Cursor::new(text, start);
    while let Some(found) = memchr::memchr2(b':', b'=', cursor.rest()) {
        let mark = cursor.at + found;
        cursor.at = mark + 1;
        if cursor.peek() != b' ' {
            continue;
        }
        cursor.at += 1;
        let equals = text.get(mark) == Some(&b'=');
        let front = text.get(start..mark).unwrap_or_default();
        let front = if equals { front.strip_suffix(b" ") } else { Some(front) };
        let Some(name) = front.and_then(|front| listed_name(start, front)) else {
            continue;
        };
        if matches!(cursor.peek(), b'"' | b'\'') {
            continue;
        }
        let from = cursor.at;
        let in_list = |byte: u8| !matches!(byte, b',' | b';' | b']' | b')' | b'\n');
        cursor.eat_while(in_list);
        let words = cursor.since(from);
        let in_list_length = words.len();
        let sentence = words.windows(2).position(|pair| pair == b". ").unwrap_or(words.len());
        let words = words.get(..sentence).unwrap_or_default().trim_ascii_end();
        let named_inside = words.contains(&b'=') || words.windows(2).any(|pair| pair == b": ");
        let first = words.iter().position(|byte| *byte == b' ').unwrap_or(words.len());
        let whole = words.len() <= WORDS_BYTES_MAX && !named_inside;
        let length = if whole { words.len() } else { first };
        cursor.at = from + length;
        // What begins the message with a colon is more often who speaks than a name.
        let ended = matches!(cursor.peek(), b',' | b';') || sentence < in_list_length;
        let speaker = !(whole && ended) && name.start as usize == start;
        if length > 0 && !speaker && !words.ends_with(b":") {
            add(out, name, text, from, from + length);
        }
    }
}

/// The name that ends here, of up to three words, if it stands in a list or begins a sentence.
fn listed_name(start: usize, front: &[u8]) -> Option<Span> {
    let parts = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ');
    let length = front.iter().rev().take_while(|byte| parts(byte)).count();
    let at = front.len() - length;
    let words = front.get(at..)?.trim_ascii_start();
    let before = front.get(..at).unwrap_or_default();
    if before.ends_with(b".") && front.get(at) != Some(&b' ') {
        return None;
    }
    let count = words.split(|byte| *byte == b' ').count();
    let alone = matches!(before.last(), None | Some(b'[' | b'(' | b'.'));
    let listed = alone || matches!(before.last(), Some(b',' | b';'));
    let most = if alone { 1 } else { 3 };
    let lettered = words.first().is_some_and(u8::is_ascii_alphabetic);
    let fits = listed && lettered && count <= most && (2..=32).contains(&words.len());
    fits.then(|| Span::record(start + front.len() - words.len(), start + front.len()))
}

fn add(out: &mut RecordParts, name: Span, text: &[u8], from: usize, to: usize) {
    let number = pairs::is_number(text.get(from..to).unwrap_or_default());
    let kind = if number { ValueKind::Number } else { ValueKind::Text };
    out.fields.push(Field { name: Name::Span(name), value: Span::record(from, to), kind });
}
