//! Formats whose lines have their parts in a fixed order: each is a row with a [`pattern`].
//!
//! [`web`] has the rows of proxies, load balancers and the like, [`systems`] those of programs.
//! A row that may stand behind a syslog header is tried there too ([`payload`]).
//!
//! Does not: read lines whose parts have names of their own; `pairs`, `columns` and `json` do.

use super::{
    LineRole, Reading,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
};

mod pattern;
mod systems;
mod web;

pub(super) use systems::*;
pub(super) use web::*;

/// A format of fixed parts.
pub(super) struct Layout {
    name: &'static str,
    title: &'static str,
    specification: &'static str,
    /// The first that fits is taken: the longest come first.
    patterns: &'static [&'static str],
    /// The words of `{…:l}`.
    levels: &'static [(&'static str, Level)],
    /// Behind a syslog header, whether the line's own time counts for more than the header's.
    own_time: bool,
    examples: &'static [Example],
}

/// What most rows have.
const PLAIN: Layout = Layout {
    name: "",
    title: "",
    specification: "",
    patterns: &[],
    levels: &[],
    own_time: false,
    examples: &[],
};

impl Layout {
    fn read(
        &self,
        record: &[u8],
        from: usize,
        reading: &mut Reading,
        out: &mut RecordParts,
    ) -> bool {
        let (fields, scratch) = (out.fields.len(), out.scratch.len());
        let known = (out.time, out.fraction_digits, out.level);
        for pattern in self.patterns {
            if let Some(start) = pattern::read(self, pattern, record, from, reading, out) {
                let line = text::first_line(record).len();
                out.message.get_or_insert(Span::record(start, line.max(start)));
                return true;
            }
            out.fields.truncate(fields);
            out.scratch.truncate(scratch);
            (out.time, out.fraction_digits, out.level) = known;
            out.message = None;
        }
        false
    }
}

/// Reads what stands behind a syslog header from byte `from` on, if it is of such a row.
pub(super) fn payload(
    record: &[u8],
    from: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) -> bool {
    const ROWS: [&Layout; 5] = [&HAPROXY, &PAN_OS, &SQUID, &FILTERLOG, &LINUX_AUDIT];
    let header = (out.time, out.fraction_digits);
    let start =
        from + record.get(from..).map_or(0, |rest| rest.len() - rest.trim_ascii_start().len());
    let Some(row) = ROWS.iter().find(|row| row.read(record, start, reading, out)) else {
        return false;
    };
    if header.0.is_some() && !row.own_time {
        (out.time, out.fraction_digits) = header;
    }
    true
}

impl Format for Layout {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn specification(&self) -> &'static str {
        self.specification
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let mut spare = std::mem::take(&mut reading.spare);
        spare.clear();
        let begins = self.read(line, 0, reading, &mut spare);
        reading.spare = spare;
        begins.then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        self.read(record, 0, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        self.examples
    }
}
