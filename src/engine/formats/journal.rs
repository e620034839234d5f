//! <https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-export-format>: `journalctl -o export`, a field
//! a line, a blank line between records; a field that is no plain text has its length before it.
//!
//! Does not: follow a binary field that holds a line like a record's first.

use super::{
    LineRole, Reading, facts, pairs,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

const CURSOR: &[u8] = b"__CURSOR=";
const TIME: &[u8] = b"__REALTIME_TIMESTAMP=";

/// The journal's export format.
pub(super) struct JournalExport;

impl Format for JournalExport {
    fn name(&self) -> &'static str {
        "journal-export"
    }

    fn title(&self) -> &'static str {
        "systemd journal (export)"
    }

    fn specification(&self) -> &'static str {
        "https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-export-format"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        // Exports of chosen fields have no cursor; their time comes first then.
        let (cursor, time) = (line.starts_with(CURSOR), line.starts_with(TIME));
        let starts = cursor || time && !reading.was_open;
        reading.open = cursor || reading.was_open && !time;
        Some(if starts { LineRole::Start } else { LineRole::Continues })
    }

    /// Whether a record is open between its cursor and its time is known behind either.
    fn settles(&self, line: &[u8]) -> bool {
        line.starts_with(CURSOR) || line.starts_with(TIME)
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        self.settles(line)
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !self.sniff(text::first_line(record), reading) {
            return false;
        }
        let mut cursor = Cursor::new(record, 0);
        while !cursor.at_end() {
            field(&mut cursor, out);
        }
        facts::take(record, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `NAME=value`, or `NAME`, a line end, eight bytes of length, the value.
fn field(cursor: &mut Cursor<'_>, out: &mut RecordParts) {
    let start = cursor.at;
    cursor.eat_while(|byte| byte != b'=' && byte != b'\n');
    let name = Span::record(start, cursor.at);
    let named = cursor.at > start;
    let value = if cursor.eat(b'=') {
        let from = cursor.at;
        cursor.eat_while(|byte| byte != b'\n');
        Some((from, cursor.at))
    } else {
        cursor.eat(b'\n');
        if named { sized(cursor) } else { None }
    };
    cursor.eat(b'\n');
    let Some((from, to)) = value else {
        return;
    };
    let text = cursor.text.get(from..to).unwrap_or_default();
    let kind = if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
    out.fields.push(Field { name: Name::Span(name), value: Span::record(from, to), kind });
}

/// The bytes behind a little-endian length; the rest of the line where the length cannot be.
fn sized(cursor: &mut Cursor<'_>) -> Option<(usize, usize)> {
    let length = cursor.rest().first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes))?;
    let from = cursor.at + 8;
    let to = from.checked_add(usize::try_from(length).ok()?)?;
    if to > cursor.text.len() {
        cursor.eat_while(|byte| byte != b'\n');
        return None;
    }
    cursor.at = to;
    Some((from, to))
}

const EXAMPLES: &[Example] = &[Example {
    text: "__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1700000000123456\nPRIORITY=3\n_PID=7\nMESSAGE\n\u{5}\0\0\0\0\0\0\0a\nb c\n",
    time: Some("2023-11-14T22:13:20.123456Z"),
    level: Some(Level::Error),
    message: "a\nb c",
    fields: &[("_PID", "7")],
}];
