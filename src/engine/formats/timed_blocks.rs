//! <https://docs.oracle.com/en/database/oracle/oracle-database/19/admin/diagnosing-and-resolving-problems.html>:
//! text under lines that hold a time alone, as Oracle's alert log and audit files have it.
//!
//! Does not: read blocks that begin with anything but a time.

use memchr::memmem;

use super::{
    LineRole, Reading, header,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Blocks of text under a time.
pub(super) struct TimedBlocks;

impl Format for TimedBlocks {
    fn name(&self) -> &'static str {
        "timed-blocks"
    }

    fn title(&self) -> &'static str {
        "Text under lines of time (Oracle)"
    }

    fn specification(&self) -> &'static str {
        "https://docs.oracle.com/en/database/oracle/oracle-database/19/admin/diagnosing-and-resolving-problems.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let first = line.first()?;
        if !first.is_ascii_alphanumeric() || line.len() > 40 {
            return None;
        }
        let (found, _) = reading.times.find(line)?;
        let alone = found.start == 0 && line.get(found.end..)?.trim_ascii().is_empty();
        (alone && found.is_whole()).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        if self.role(line, reading).is_none() {
            return false;
        }
        let Some((found, read)) = reading.times.find(line) else {
            return false;
        };
        text::note(read, out);
        text::own_field(reading, out, "time", Span::record(found.start, found.end));
        values(record, line.len(), out);
        text::finish(record, line.len(), reading, out);
        out.level = out.level.or_else(|| level(record.get(line.len()..).unwrap_or_default()));
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `DATABASE USER:[3] 'ann'`, of a length that is told.
fn values(record: &[u8], from: usize, out: &mut RecordParts) {
    let mut at = from;
    while let Some(found) = memmem::find(record.get(at..).unwrap_or_default(), b":[") {
        let colon = at + found;
        at = colon + 2;
        let front = record.get(..colon).unwrap_or_default();
        let start = front.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let name = front.get(start..).unwrap_or_default().trim_ascii_end();
        let mut cursor = Cursor::new(record, at);
        let length = cursor.number(9).unwrap_or(0) as usize;
        let quoted = cursor.eat_text(b"] '");
        let to = cursor.at + length;
        let named =
            !name.is_empty() && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b' ');
        if quoted && named && record.get(to) == Some(&b'\'') {
            let name = Name::Span(Span::record(start, start + name.len()));
            let value = Span::record(cursor.at, to);
            out.fields.push(Field { name, value, kind: ValueKind::Text });
            at = to;
        }
    }
}

/// The gravest level that a line of a block says at its front; `ORA-00600: …` is an error.
fn level(block: &[u8]) -> Option<Level> {
    let lines = block.split(|byte| *byte == b'\n');
    let said = lines.map(|line| {
        let oracle = line.starts_with(b"ORA-") && line.get(4).is_some_and(u8::is_ascii_digit);
        let errors = oracle || line.starts_with(b"Errors in file ");
        if errors { Some(Level::Error) } else { header::front_level(line, 0) }
    });
    said.flatten().max()
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09T10:11:12.345678+01:00\nErrors in file /u01/trace/shop.trc:\nORA-00060: deadlock detected",
        time: Some("2024-03-09T09:11:12.345678Z"),
        level: Some(Level::Error),
        message: "Errors in file /u01/trace/shop.trc:\nORA-00060: deadlock detected",
        fields: &[],
    },
    Example {
        text: "Sat Mar  9 10:11:12 2024 +01:00\nLENGTH : '60'\nACTION :[7] 'CONNECT'\nDATABASE USER:[3] 'ann'",
        time: Some("2024-03-09T09:11:12Z"),
        level: None,
        message: "LENGTH : '60'\nACTION :[7] 'CONNECT'\nDATABASE USER:[3] 'ann'",
        fields: &[("ACTION", "CONNECT"), ("DATABASE USER", "ann")],
    },
];
