//! <https://docs.python.org/3/library/logging.html#logging.Formatter>: Python's logging with a time,
//! `2024-03-09 10:11:12,345 - name - LEVEL - message`, and with `LEVEL:name:message`.
//!
//! Does not: know a program's own format string.

use super::{
    LineRole, Reading,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
};

/// Python's logging.
pub(super) struct PythonLogging;

impl Format for PythonLogging {
    fn name(&self) -> &'static str {
        "python"
    }

    fn title(&self) -> &'static str {
        "Python logging"
    }

    fn specification(&self) -> &'static str {
        "https://docs.python.org/3/library/logging.html#logging.Formatter"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        (basic(line).is_some() || text::begins(line, reading)).then_some(LineRole::Start)
    }

    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        basic(line).is_some() || dashed(line) && text::begins(line, reading)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        if let Some((level_end, name_end)) = basic(line) {
            out.level = line.get(..level_end).and_then(Level::from_word);
            text::own_field(reading, out, "level", Span::record(0, level_end));
            let value = Span::record(level_end + 1, name_end);
            out.fields.push(Field { name: Name::Static("logger"), value, kind: ValueKind::Text });
            text::finish(record, name_end + 1, reading, out);
            return true;
        }
        text::parse(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Whether a level stands between dashes, or in front of them: ` - WARNING - `.
fn dashed(line: &[u8]) -> bool {
    let front = line.get(..line.len().min(200)).unwrap_or_default();
    let words = front.split(|byte| *byte == b' ');
    let mut last_dash = false;
    for word in words {
        if last_dash && python_level(word) {
            return true;
        }
        last_dash = word == b"-";
    }
    false
}

/// `WARNING:name:message` at the very front, as `logging.basicConfig` writes it: where level and
/// name end.
fn basic(line: &[u8]) -> Option<(usize, usize)> {
    let at = line.iter().take(10).position(|byte| *byte == b':')?;
    let rest = line.get(at + 1..)?;
    let name = rest.iter().position(|byte| *byte == b':')?;
    let named = rest
        .get(..name)?
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
    (python_level(line.get(..at)?) && named && name > 0).then_some((at, at + 1 + name))
}

fn python_level(word: &[u8]) -> bool {
    matches!(word, b"DEBUG" | b"INFO" | b"WARNING" | b"ERROR" | b"CRITICAL")
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12,345 - pay.card - ERROR - declined\nTraceback (most recent call last):\n  File \"pay.py\", line 7, in pay\nValueError: 7",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Error),
        message: "declined",
        fields: &[("logger", "pay.card")],
    },
    Example {
        text: "WARNING:pay.card:declined user=7",
        time: None,
        level: Some(Level::Warn),
        message: "declined user=7",
        fields: &[("logger", "pay.card"), ("user", "7")],
    },
];
