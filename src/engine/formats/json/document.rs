//! <https://www.rfc-editor.org/rfc/rfc8259>: JSON documents whose records lie in an array, as cloud
//! consoles, browsers (HAR) and OpenTelemetry export them.
//!
//! [`unfold`] makes JSON lines of such a document; from there on it is a source like others.
//! A top-level array holds records; an object does in a member that is known to ([`WRAPPERS`]),
//! unless it has a time of its own.
//!
//! Does not: keep what stands around the records.

use super::{
    lexer::{eat_space, quoted, skip_value},
    roles::role,
};
use crate::{ingest::encoding::BOM, names::FieldRole, time::cursor::Cursor};

/// Members that hold records, or an object that does.
const WRAPPERS: [&[u8]; 17] = [
    b"Records",
    b"records",
    b"logEvents",
    b"events",
    b"Events",
    b"entries",
    b"log",
    b"hits",
    b"value",
    b"items",
    b"results",
    b"resourceLogs",
    b"scopeLogs",
    b"logRecords",
    b"logs",
    b"data",
    b"rows",
];

/// Ranks of names that are times for sure.
pub(super) const SURE_TIME: u8 = 40;

/// Wrappers are looked into this deep.
const DEPTH_MAX: usize = 6;

/// Whether a text begins with a document whose records lie in an array; the head is enough.
pub(in crate::formats) fn is_folded(head: &[u8]) -> bool {
    let mut cursor = Cursor::new(head, 0);
    eat_space(&mut cursor);
    match cursor.peek() {
        b'[' => opens_objects(cursor),
        b'{' => {
            let indented = matches!(cursor.before(), b' ' | b'\t');
            indented && opens_whole(cursor)
                || several_on_a_line(cursor)
                || records_member(cursor, 0).is_some()
        }
        _ => false,
    }
}

/// Whether the object here ends on its line (where that is indented, each line may be an object).
fn opens_whole(cursor: Cursor<'_>) -> bool {
    let mut behind = cursor;
    let read = skip_value(&mut behind).is_some();
    read && !behind.since(cursor.at).contains(&b'\n') && is_member_or_end(cursor)
}

/// Whether another object follows on the line on which the one here ends, as writers leave it that
/// end no lines.
fn several_on_a_line(mut cursor: Cursor<'_>) -> bool {
    if skip_value(&mut cursor).is_none() {
        return false;
    }
    cursor.eat_while(|byte| matches!(byte, b' ' | b'\t' | b','));
    cursor.peek() == b'{' && is_member_or_end(cursor)
}

/// Whether the brace here is followed by what only JSON has there.
fn is_member_or_end(mut cursor: Cursor<'_>) -> bool {
    cursor.at += 1;
    eat_space(&mut cursor);
    matches!(cursor.peek(), b'"' | b'}')
}

/// The records of JSON documents, each on a line of its own. What is no JSON stays as it is, in
/// lines of its own, so that nothing is lost.
pub(in crate::formats) fn unfold(text: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(text.len());
    let mut cursor = Cursor::new(text, 0);
    cursor.eat_text(BOM);
    loop {
        eat_space(&mut cursor);
        if cursor.at_end() {
            return lines;
        }
        if unfold_value(&mut cursor, 0, &mut lines).is_none() {
            lines.extend_from_slice(cursor.rest());
            return lines;
        }
        cursor.eat(b',');
    }
}

/// Writes the records of the value here, and steps over it. None (at what could not be read) where
/// the text ends inside of it.
fn unfold_value(cursor: &mut Cursor<'_>, depth: usize, lines: &mut Vec<u8>) -> Option<()> {
    if cursor.peek() == b'[' && opens_objects(*cursor) {
        return unfold_array(cursor, depth, lines);
    }
    if cursor.peek() == b'{'
        && let Some(member) = records_member(*cursor, depth)
    {
        let mut inner = member;
        unfold_value(&mut inner, depth + 1, lines).or_else(|| {
            *cursor = inner;
            None
        })?;
        return skip_value(cursor);
    }
    let start = cursor.at;
    let read = if matches!(cursor.peek(), b'{' | b'[') { skip_value(cursor) } else { None };
    if read.is_none() {
        cursor.at = start;
        return None;
    }
    let flat = |byte: &u8| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte };
    lines.extend(cursor.since(start).iter().map(flat));
    lines.push(b'\n');
    Some(())
}

fn unfold_array(cursor: &mut Cursor<'_>, depth: usize, lines: &mut Vec<u8>) -> Option<()> {
    cursor.at += 1;
    loop {
        eat_space(cursor);
        if cursor.eat(b']') {
            return Some(());
        }
        unfold_value(cursor, depth + 1, lines)?;
        eat_space(cursor);
        cursor.eat(b',');
    }
}

/// Whether the array here begins with an object.
fn opens_objects(mut cursor: Cursor<'_>) -> bool {
    cursor.at += 1;
    eat_space(&mut cursor);
    cursor.peek() == b'{' && is_member_or_end(cursor)
}

/// Where in the object here the value stands that holds records.
fn records_member<'t>(mut cursor: Cursor<'t>, depth: usize) -> Option<Cursor<'t>> {
    if depth > DEPTH_MAX || !cursor.eat(b'{') {
        return None;
    }
    let mut found = None;
    loop {
        eat_space(&mut cursor);
        let Some(key) = quoted(&mut cursor) else {
            return found;
        };
        eat_space(&mut cursor);
        if !cursor.eat(b':') {
            return found;
        }
        eat_space(&mut cursor);
        let name = cursor.text.get(key.start..key.end).unwrap_or_default();
        let holds = match cursor.peek() {
            b'[' => opens_objects(cursor),
            b'{' => records_member(cursor, depth + 1).is_some(),
            _ => {
                if matches!(role(name), FieldRole::Time(rank) if rank < SURE_TIME) {
                    return None;
                }
                false
            }
        };
        if holds && found.is_none() && WRAPPERS.contains(&name) {
            found = Some(cursor);
        }
        if skip_value(&mut cursor).is_none() {
            return found;
        }
        eat_space(&mut cursor);
        if !cursor.eat(b',') {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let lines = String::from_utf8(unfold(text.as_bytes())).unwrap();
        lines.lines().map(str::to_owned).collect()
    }

    #[test]
    fn arrays_and_wrappers() {
        assert_eq!(lines("[{\"a\":1},\n {\"a\":\n2}]"), ["{\"a\":1}", "{\"a\": 2}"]);
        assert_eq!(
            lines(r#"{"Records":[{"a":1}]} {"Records":[{"a":2}]}"#),
            ["{\"a\":1}", "{\"a\":2}"]
        );
        let traces = r#"{"resourceLogs":[{"x":1,"scopeLogs":[{"logRecords":[{"a":1},{"a":2}]}]}]}"#;
        assert_eq!(lines(traces), ["{\"a\":1}", "{\"a\":2}"]);
        assert_eq!(lines(r#"{"log":{"version":"1.2","entries":[{"a":1}]}}"#), ["{\"a\":1}"]);
    }

    #[test]
    fn a_record_with_a_time_is_no_wrapper() {
        let record = r#"{"time":"2024-03-09T10:11:12Z","events":[{"a":1}]}"#;
        assert_eq!(lines(record), [record]);
        assert!(!is_folded(record.as_bytes()));
        assert!(is_folded(br#" {"x":{"y":[]},"events":[{"a":"#));
        assert!(!is_folded(b"[2024-03-09] x") && !is_folded(b"{") && !is_folded(b""));
    }

    #[test]
    fn objects_without_lines_of_their_own() {
        for text in [r#"{"a":1}{"a":2}"#, r#"{"a":1}, {"a":2}"#, "  {\"a\":1}\n  {\"a\":2}"] {
            assert!(is_folded(text.as_bytes()), "{text}");
            assert_eq!(lines(text), [r#"{"a":1}"#, r#"{"a":2}"#]);
        }
        for text in ["{\"a\":1}\n{\"a\":2}", "{\"a\":1} and {b}", "  {\n\"a\":1}", " {b} c"] {
            assert!(!is_folded(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_ends_too_early_is_kept() {
        assert_eq!(lines(r#"[{"a":1},{"b":"#), [r#"{"a":1}"#, r#"{"b":"#]);
        assert_eq!(lines("[1,2] x"), ["[1,2]", "x"]);
    }
}
