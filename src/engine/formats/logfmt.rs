//! <https://brandur.org/logfmt>: a record of `key=value` pairs, as Go's loggers write them.
//!
//! Does not: read pairs that follow a message; `text` does.

use super::{
    LineRole, Reading, facts, pairs, syslog,
    table::{Example, Format},
    text,
};
use crate::{level::Level, record::RecordParts, time::cursor::Cursor};

/// logfmt.
pub(super) struct Logfmt;

impl Format for Logfmt {
    fn name(&self) -> &'static str {
        "logfmt"
    }

    fn title(&self) -> &'static str {
        "logfmt"
    }

    fn specification(&self) -> &'static str {
        "https://brandur.org/logfmt"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let mut cursor = Cursor::new(line, 0);
        let mut out = RecordParts::default();
        syslog::priority(&mut cursor);
        let first = pairs::pair(&mut cursor, &mut out);
        if !first || !cursor.eat(b' ') {
            return None;
        }
        cursor.eat_blanks();
        pairs::key(&mut cursor).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let mut cursor = Cursor::new(record, 0);
        let priority = syslog::priority(&mut cursor);
        if pairs::key(&mut cursor.clone()).is_none() {
            return false;
        }
        let (pairs, others) = pairs::scan(record, cursor.at, record.len(), out);
        if pairs < 2 || others > 2 * pairs {
            return false;
        }
        facts::take(record, reading, out);
        if out.time.is_none() && others > 0 && is_timed_text(record, reading) {
            return false;
        }
        if let Some(number) = priority {
            out.level = out.level.or(Level::from_syslog(number % 8));
        }
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Whether a time stands between the pairs by itself: `pid=7 2024-03-09T10:11:12Z INFO: …`.
fn is_timed_text(record: &[u8], reading: &mut Reading) -> bool {
    let line = text::first_line(record);
    let Some((found, _)) = reading.times.find(line) else {
        return false;
    };
    let before = found.start.checked_sub(1).and_then(|at| line.get(at));
    found.is_whole() && before == Some(&b' ')
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "ts=2024-03-09T10:11:12.5Z level=warn caller=pay.go:41 msg=\"card \\\"x\\\" declined\" amount=12.5",
        time: Some("2024-03-09T10:11:12.5Z"),
        level: Some(Level::Warn),
        message: "card \"x\" declined",
        fields: &[("caller", "pay.go:41"), ("amount", "12.5")],
    },
    Example {
        text: "id=fw sn=7 time=\"2024-03-09 10:11:12 UTC\" pri=4 msg=\"no route\"",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "no route",
        fields: &[("sn", "7")],
    },
    Example {
        text: "logger=http t=1709979072 lvl=eror msg=gone",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "gone",
        fields: &[("logger", "http")],
    },
];
