//! <https://docs.docker.com/reference/cli/docker/compose/logs/>: `web-1  | ` before every line of a
//! container, and `[pod/name/container] ` as kubectl's `--prefix` has it.
//!
//! Does not: read a name that is a level.

use super::{
    LineRole, Reading,
    table::{Example, Format},
    wrapped,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Lines with a container's name before them.
pub(super) struct Compose;

impl Format for Compose {
    fn name(&self) -> &'static str {
        "compose"
    }

    fn title(&self) -> &'static str {
        "Docker Compose"
    }

    fn specification(&self) -> &'static str {
        "https://docs.docker.com/reference/cli/docker/compose/logs/"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let (_, payload) = front(line)?;
        let indented = line.get(payload).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
        Some(if indented { LineRole::Continues } else { LineRole::Start })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        front(line).is_some()
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some(((start, end), payload)) = front(record) else {
            return false;
        };
        let value = Span::record(start, end);
        out.fields.push(Field { name: Name::Static("container"), value, kind: ValueKind::Text });
        wrapped::read(record, payload, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Where the container's name stands and where its line begins.
fn front(line: &[u8]) -> Option<((usize, usize), usize)> {
    let mut cursor = Cursor::new(line, 0);
    if cursor.eat_text(b"[pod/") {
        cursor.eat_while(|byte| byte != b']' && byte != b' ');
        let end = cursor.at;
        return cursor.eat_text(b"] ").then_some(((1, end), end + 2));
    }
    let name = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.')
    };
    let end = cursor.eat_while(name);
    let word = line.get(..end)?;
    let letter = word.first().is_some_and(u8::is_ascii_lowercase);
    cursor.eat_blanks();
    let barred = cursor.at > end && cursor.eat_text(b"|") && (cursor.eat(b' ') || cursor.at_end());
    let named = letter && barred && Level::from_word(word).is_none();
    named.then_some(((0, end), cursor.at))
}

const EXAMPLES: &[Example] = &[Example {
    text: "web-1  | {\"level\":\"error\",\"time\":\"2024-03-09T10:11:12Z\",\"msg\":\"boom\"}",
    time: Some("2024-03-09T10:11:12Z"),
    level: Some(Level::Error),
    message: "boom",
    fields: &[("container", "web-1")],
}];
