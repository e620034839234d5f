//! <https://manpages.debian.org/stable/apt/apt.conf.5.en.html> (`Dir::Log::History`): what apt installed
//! and removed, `/var/log/apt/history.log`; a block of `Name: value` a run, from `Start-Date:` on.
//!
//! Does not: read apt's terminal log.

use super::{
    LineRole, Reading, settle,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
};

/// apt's history.
pub(super) struct AptHistory;

/// What the first line of a block begins with.
const START: &[u8] = b"Start-Date: ";

impl Format for AptHistory {
    fn name(&self) -> &'static str {
        "apt-history"
    }

    fn title(&self) -> &'static str {
        "apt history"
    }

    fn specification(&self) -> &'static str {
        "https://manpages.debian.org/stable/apt/apt.conf.5.en.html"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        Some(if line.starts_with(START) { LineRole::Start } else { LineRole::Continues })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        line.starts_with(START)
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !record.starts_with(START) {
            return false;
        }
        let mut at = 0;
        for line in settle::lines_of(record) {
            value(record, at, line, reading, out);
            at += line.len();
            at += usize::from(record.get(at) == Some(&b'\r')) + 1;
        }
        let said = out.field(record, b"Error").is_some();
        out.level = Some(if said { Level::Error } else { Level::Info });
        if let Some(message) = out.message {
            text::own_field(reading, out, "message", message);
        }
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `Name: value`, at byte `at` of the record. The first behind the time, the command line most often,
/// is the message.
fn value(record: &[u8], at: usize, line: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    let Some(colon) = line.windows(2).position(|pair| pair == b": ") else {
        return;
    };
    let text = line.get(colon + 2..).unwrap_or_default().trim_ascii_end();
    let from = at + colon + 2 + (text.len() - text.trim_ascii_start().len());
    let value = Span::record(from, at + colon + 2 + text.len());
    if line.starts_with(START) {
        text::note(reading.times.value(record.get(from..at + line.len()).unwrap_or_default()), out);
        text::own_field(reading, out, "time", value);
        return;
    }
    let name = Name::Span(Span::record(at, at + colon));
    out.message.get_or_insert(value);
    out.fields.push(Field { name, value, kind: ValueKind::Text });
}

const EXAMPLES: &[Example] = &[Example {
    text: "Start-Date: 2024-03-09  10:11:12\nCommandline: apt-get install pay\nInstall: pay:amd64 (1.2-3)\nEnd-Date: 2024-03-09  10:11:19",
    time: Some("2024-03-09T10:11:12Z"),
    level: Some(Level::Info),
    message: "apt-get install pay",
    fields: &[("Install", "pay:amd64 (1.2-3)"), ("End-Date", "2024-03-09  10:11:19")],
}];
