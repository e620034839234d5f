//! <https://www.postgresql.org/docs/current/runtime-config-logging.html>: PostgreSQL's stderr log,
//! any `log_line_prefix`, then a severity with a colon and two blanks.
//!
//! Lines that only add to a message (`DETAIL:`, `HINT:`, `STATEMENT:`, …) and lines behind a tab join
//! the record before them.
//!
//! Does not: read csvlog or jsonlog.

use memchr::memmem;

use super::{
    LineRole, Reading,
    header::Header,
    table::{Example, Format},
    text,
};
use crate::engine::{
    level::Level,
    record::{RecordParts, Span},
};

/// PostgreSQL's own log.
pub(super) struct Postgres;

/// Severities, and what adds to a record. The two blanks tell them from other logs.
const SEVERITIES: [&str; 13] = [
    "LOG:  ",
    "ERROR:  ",
    "FATAL:  ",
    "PANIC:  ",
    "WARNING:  ",
    "NOTICE:  ",
    "INFO:  ",
    "DEBUG1:  ",
    "DEBUG2:  ",
    "DEBUG3:  ",
    "DEBUG4:  ",
    "DEBUG5:  ",
    "DEBUG:  ",
];
const ADDITIONS: [&str; 6] =
    ["DETAIL:  ", "HINT:  ", "STATEMENT:  ", "CONTEXT:  ", "QUERY:  ", "LOCATION:  "];

impl Format for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn title(&self) -> &'static str {
        "PostgreSQL"
    }

    fn specification(&self) -> &'static str {
        "https://www.postgresql.org/docs/current/runtime-config-logging.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        severity(line)?;
        reading.times.find(line).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let Some((at, word_end)) = severity(line) else {
            return false;
        };
        let Some((found, read)) = reading.times.find(line) else {
            return false;
        };
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        text::own_field(reading, out, "time", Span::record(found.start, found.end));
        Header::new(line, found.end.min(at), reading.whole, out).walk_front(at);
        out.level = line.get(at..word_end).and_then(Level::from_word);
        text::own_field(reading, out, "level", Span::record(at, word_end));
        text::finish(record, word_end + 1, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Where a severity stands in a line, up to its colon.
fn severity(line: &[u8]) -> Option<(usize, usize)> {
    let front = line.get(..line.len().min(300)).unwrap_or_default();
    let place = memmem::find(front, b":  ")?;
    let start = front.get(..place)?.iter().rposition(|byte| !byte.is_ascii_alphanumeric());
    let start = start.map_or(0, |before| before + 1);
    let word = front.get(start..place + 3)?;
    let known = |word_list: &[&str]| word_list.iter().any(|known| known.as_bytes() == word);
    (known(&SEVERITIES) || known(&ADDITIONS)).then_some((start, place))
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12.345 CET [4711] app@shop ERROR:  relation \"x\" does not exist at character 15\n\tselect 1",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Error),
        message: "relation \"x\" does not exist at character 15\n\tselect 1",
        fields: &[("pid", "4711"), ("context", "app@shop")],
    },
    Example {
        text: "2024-03-09 10:11:12 UTC LOG:  duration: 59.911 ms  statement: select 1",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "duration: 59.911 ms  statement: select 1",
        fields: &[],
    },
];
