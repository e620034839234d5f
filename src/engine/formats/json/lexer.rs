//! Splits one JSON object into its scalars in a single pass, without making a value of it.
//!
//! [`object`] fills [`RecordParts::fields`] with the dotted name and the value of every scalar and
//! array, in the order of the text. Nothing is copied, except text that holds a backslash (unescaped
//! in the scratch space) and a name below the first level that is not known yet (joined there).
//!
//! Does not: check what a full parser would (numbers, escapes); it only finds where things end.

use memchr::memchr2;

use super::roles::role;
use crate::{
    names::NameId,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Objects nested deeper than this are kept as JSON.
const DEPTH_MAX: usize = 12;

/// Text between quotes: where it stands, and whether it holds backslashes.
#[derive(Clone, Copy)]
pub(crate) struct Quoted {
    pub(crate) start: usize,
    pub(crate) end: usize,
    escaped: bool,
}

/// Takes apart the object at the cursor into `out.fields`, and steps over it. None where it is no
/// whole object.
pub(in crate::formats) fn object(cursor: &mut Cursor<'_>, out: &mut RecordParts) -> Option<()> {
    object_below(cursor, Name::Known(NameId::ROOT), 0, out)
}

fn object_below(
    cursor: &mut Cursor<'_>,
    path: Name,
    depth: usize,
    out: &mut RecordParts,
) -> Option<()> {
    if !cursor.eat(b'{') {
        return None;
    }
    eat_space(cursor);
    if cursor.eat(b'}') {
        return Some(());
    }
    loop {
        let name = name(cursor, path, out)?;
        if cursor.peek() == b'{' && depth < DEPTH_MAX {
            object_below(cursor, name, depth + 1, out)?;
        } else {
            let (value, kind) = value(cursor, out)?;
            out.fields.push(Field { name, value, kind });
        }
        eat_space(cursor);
        if cursor.eat(b'}') {
            return Some(());
        }
        if !cursor.eat(b',') {
            return None;
        }
        eat_space(cursor);
    }
}

/// Steps over the name at the cursor and what stands between it and its value.
#[inline]
fn name(cursor: &mut Cursor<'_>, path: Name, out: &mut RecordParts) -> Option<Name> {
    if let Name::Known(parent) = path
        && let Some((id, length)) = out.names.guess(parent, cursor.rest())
    {
        cursor.at += length;
        eat_space(cursor);
        return Some(Name::Known(id));
    }
    let start = cursor.at;
    let key = quoted(cursor)?;
    eat_space(cursor);
    if !cursor.eat(b':') {
        return None;
    }
    let (record, written) = (cursor.text, cursor.since(start));
    eat_space(cursor);
    if let Name::Known(parent) = path
        && !key.escaped
    {
        let own = record.get(key.start..key.end).unwrap_or_default();
        if let Some(id) = out.names.enter(parent, written, own, role) {
            return Some(Name::Known(id));
        }
    }
    Some(Name::Span(joined_name(record, key, path, out)))
}

/// A name's text: where it stands, or joined to the names around it.
fn joined_name(record: &[u8], key: Quoted, path: Name, out: &mut RecordParts) -> Span {
    if path == Name::Known(NameId::ROOT) {
        return text(record, key, out);
    }
    let above = out.name(record, path).to_vec();
    let from = out.scratch.len();
    out.scratch.extend_from_slice(&above);
    out.scratch.push(b'.');
    let own = record.get(key.start..key.end).unwrap_or_default();
    if key.escaped {
        unescape(own, &mut out.scratch);
    } else {
        out.scratch.extend_from_slice(own);
    }
    Span::scratch(from, out.scratch.len())
}

fn text(record: &[u8], quoted: Quoted, out: &mut RecordParts) -> Span {
    if !quoted.escaped {
        return Span::record(quoted.start, quoted.end);
    }
    let from = out.scratch.len();
    unescape(record.get(quoted.start..quoted.end).unwrap_or_default(), &mut out.scratch);
    Span::scratch(from, out.scratch.len())
}

fn value(cursor: &mut Cursor<'_>, out: &mut RecordParts) -> Option<(Span, ValueKind)> {
    let start = cursor.at;
    match cursor.peek() {
        b'"' => {
            let quoted = quoted(cursor)?;
            Some((text(cursor.text, quoted, out), ValueKind::Text))
        }
        b'[' | b'{' => {
            skip_nested(cursor)?;
            Some((Span::record(start, cursor.at), ValueKind::Json))
        }
        b'-' | b'0'..=b'9' => {
            cursor.eat_while(|byte| {
                byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-')
            });
            Some((Span::record(start, cursor.at), ValueKind::Number))
        }
        b't' if cursor.eat_text(b"true") => Some((Span::record(start, cursor.at), ValueKind::Bool)),
        b'f' if cursor.eat_text(b"false") => {
            Some((Span::record(start, cursor.at), ValueKind::Bool))
        }
        b'n' if cursor.eat_text(b"null") => Some((Span::record(start, start), ValueKind::Null)),
        // Python's and JavaScript's writers put these where JSON has no word.
        b'N' if cursor.eat_text(b"NaN") => Some((Span::record(start, cursor.at), ValueKind::Text)),
        _ => None,
    }
}

/// Steps over the string at the cursor.
#[inline]
pub(crate) fn quoted(cursor: &mut Cursor<'_>) -> Option<Quoted> {
    if !cursor.eat(b'"') {
        return None;
    }
    let start = cursor.at;
    let mut escaped = false;
    loop {
        cursor.at += quote_or_backslash(cursor.rest())?;
        if cursor.peek() == b'"' {
            cursor.at += 1;
            return Some(Quoted { start, end: cursor.at - 1, escaped });
        }
        escaped = true;
        cursor.at += 2;
    }
}

/// Most names and values are short: some words of eight bytes are done sooner than a call.
const NEAR_WORDS: usize = 4;

/// How far the next quote or backslash is.
#[inline]
fn quote_or_backslash(text: &[u8]) -> Option<usize> {
    let (words, tail) = text.as_chunks::<8>();
    for (at, word) in words.iter().take(NEAR_WORDS).enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero_byte(word ^ QUOTES) | zero_byte(word ^ BACKSLASHES);
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    if words.len() <= NEAR_WORDS {
        let at = tail.iter().position(|byte| matches!(*byte, b'"' | b'\\'))?;
        return Some(words.len() * 8 + at);
    }
    let far = text.get(NEAR_WORDS * 8..)?;
    Some(memchr2(b'"', b'\\', far)? + NEAR_WORDS * 8)
}

const EACH_BYTE: u64 = 0x0101_0101_0101_0101;
const QUOTES: u64 = EACH_BYTE * b'"' as u64;
const BACKSLASHES: u64 = EACH_BYTE * b'\\' as u64;

/// Marks the highest bit of the first byte that is zero (those behind it may be wrong).
/// <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>
#[inline]
fn zero_byte(word: u64) -> u64 {
    word.wrapping_sub(EACH_BYTE) & !word & (EACH_BYTE << 7)
}

/// Steps over the value at the cursor, whatever it is.
pub(crate) fn skip_value(cursor: &mut Cursor<'_>) -> Option<()> {
    match cursor.peek() {
        b'"' => quoted(cursor).map(|_| ()),
        b'[' | b'{' => skip_nested(cursor),
        _ => (cursor.eat_while(|byte| !matches!(byte, b',' | b'}' | b']')) > 0).then_some(()),
    }
}

/// Steps over the array or object at the cursor.
fn skip_nested(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut depth = 0_usize;
    while !cursor.at_end() {
        match cursor.peek() {
            b'"' => {
                quoted(cursor)?;
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    cursor.at += 1;
                    return Some(());
                }
            }
            _ => {}
        }
        cursor.at += 1;
    }
    None
}

#[inline(always)]
pub(crate) fn eat_space(cursor: &mut Cursor<'_>) {
    while matches!(cursor.peek(), b' ' | b'\n' | b'\t' | b'\r') {
        cursor.at += 1;
    }
}

/// Writes what an escaped text means; an escape that means nothing stays as written.
pub(crate) fn unescape(text: &[u8], to: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        to.extend_from_slice(rest.get(..at).unwrap_or_default());
        let mut cursor = Cursor::new(rest, at + 1);
        let plain = match cursor.peek() {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'b' => 8,
            b'f' => 12,
            quoted @ (b'"' | b'\\' | b'/') => quoted,
            b'u' => {
                cursor.at += 1;
                match unicode(&mut cursor) {
                    Some(letter) => {
                        to.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                    None => to.extend_from_slice(b"\\u"),
                }
                rest = cursor.rest();
                continue;
            }
            _ => {
                to.push(b'\\');
                rest = cursor.rest();
                continue;
            }
        };
        to.push(plain);
        cursor.at += 1;
        rest = cursor.rest();
    }
    to.extend_from_slice(rest);
}

/// The character of the four hex digits here, or of a surrogate pair; a lone surrogate is U+FFFD.
fn unicode(cursor: &mut Cursor<'_>) -> Option<char> {
    let first = hex4(cursor)?;
    if !(0xd800..0xe000).contains(&first) {
        return char::from_u32(first);
    }
    let mut second_at = *cursor;
    if first < 0xdc00
        && second_at.eat_text(b"\\u")
        && let Some(second) = hex4(&mut second_at)
        && (0xdc00..0xe000).contains(&second)
    {
        *cursor = second_at;
        return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
    }
    Some(char::REPLACEMENT_CHARACTER)
}

fn hex4(cursor: &mut Cursor<'_>) -> Option<u32> {
    let digits = std::str::from_utf8(cursor.rest().get(..4)?).ok()?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    cursor.at += 4;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(text: &str) -> Option<Vec<(String, String)>> {
        let mut out = RecordParts::default();
        object(&mut Cursor::new(text.as_bytes(), 0), &mut out)?;
        let text = text.as_bytes();
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let field = |field: &Field| {
            (string(out.name(text, field.name)), string(out.bytes(text, field.value)))
        };
        Some(out.fields.iter().map(field).collect())
    }

    #[test]
    fn joins_nested_names() {
        let found = fields(r#"{"a":{"b":{"c":1},"d":"x"},"e":[1,{"f":"]"}]}"#).unwrap();
        let pairs: Vec<_> = found.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(pairs, ["a.b.c=1", "a.d=x", r#"e=[1,{"f":"]"}]"#]);
    }

    #[test]
    fn unescapes() {
        let found = fields(r#"{"a\tb":"\u00e9\ud83d\ude00\n\"\\ \ud83d \q"}"#).unwrap();
        assert_eq!(found, [("a\tb".to_owned(), "é😀\n\"\\ \u{fffd} \\q".to_owned())]);
    }

    #[test]
    fn broken_objects_are_none() {
        for text in
            ["", "{", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":[1,{]", "{\"a\":\"\\", "{a:1}"]
        {
            assert_eq!(fields(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_no_trouble(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut text = b"{\"a\":".to_vec();
            text.extend(bytes);
            let mut out = RecordParts::default();
            object(&mut Cursor::new(&text, 0), &mut out);
            for field in &out.fields {
                prop_assert!(field.value.end as usize <= text.len().max(out.scratch.len()));
            }
        }
    }
}
