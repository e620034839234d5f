//! Reads the records of one source with the formats that were settled for it.
//!
//! A line belongs to the first format of the table (among the settled ones) that it begins a record
//! of; a record is read by the first that can, so that mixed sources are read line by line.
//! Terminal colours are taken out first: a stripped copy is read, and spans point into that copy.
//!
//! Does not: detect formats, keep an answer between calls.

use memchr::memchr;
use serde_json::{Map, Value};

use super::{
    LineRole, Settled, header,
    json::RoleMemory,
    lines::Lines,
    own::{Compiled, Own},
    table::{FORMATS, Format},
    trace::{self, Trace},
};
use crate::{
    record::{Field, Name, Place, RecordParts, Span},
    time::{DateOrder, TimeReader},
};

/// What reading a record needs beside its bytes: settled facts and caches.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) settled: Settled,
    pub(super) times: TimeReader,
    pub(super) roles: RoleMemory,
    /// Whether time, level and message are wanted as fields too (for the tree).
    pub(super) whole: bool,
    /// Whether the last line left its record open (a partial line, a quote).
    pub(super) open: bool,
    /// Which of several streams the last partial line was of; 0 for none.
    pub(super) stream: u8,
    /// What `open` was before this line.
    pub(super) was_open: bool,
    /// Whether the last line ended in an opening bracket, so that this one stands inside.
    pub(super) inside_bracket: bool,
    /// The format that a person made for the source.
    pub(super) own: Option<Compiled>,
    /// Room for what is read of a line only to see whether it fits.
    pub(super) spare: RecordParts,
}

impl Reading {
    pub(super) fn new(settled: &Settled) -> Reading {
        let order = if settled.day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
        Reading {
            settled: settled.clone(),
            times: TimeReader::new(&settled.zone, settled.latest, order),
            roles: RoleMemory::new(),
            whole: false,
            open: false,
            stream: 0,
            was_open: false,
            inside_bracket: false,
            own: settled.own.as_ref().and_then(|own| own.compile().ok()),
            spare: RecordParts::default(),
        }
    }
}

/// Takes the records of one source apart. Holds caches (the last time's text), never an answer:
/// two readers given the same settled facts answer the same for the same bytes.
pub struct RecordReader {
    formats: Vec<&'static dyn Format>,
    reading: Reading,
    trace: Trace,
    /// The last line or record without its terminal colours.
    stripped: Vec<u8>,
}

impl std::fmt::Debug for RecordReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.formats.iter().map(|format| format.name()).collect();
        f.debug_struct("RecordReader").field("formats", &names).finish_non_exhaustive()
    }
}

impl RecordReader {
    pub fn new(settled: &Settled) -> RecordReader {
        let wanted = |format: &&&'static dyn Format| {
            settled.formats.iter().any(|name| name == format.name())
        };
        let listed = FORMATS.iter().filter(wanted).copied();
        let own: Option<&'static dyn Format> = settled.own.is_some().then_some(&Own);
        RecordReader {
            formats: own.into_iter().chain(listed).collect(),
            reading: Reading::new(settled),
            trace: Trace::default(),
            stripped: Vec::new(),
        }
    }

    /// What a line (without its line end) is. Depends on the settled facts, the line and those before
    /// it, back to the last one that [`RecordReader::settles`].
    pub fn role(&mut self, line: &[u8]) -> LineRole {
        if !has_colours(line) {
            return self.role_of_plain(line);
        }
        let mut stripped = std::mem::take(&mut self.stripped);
        strip_colours(line, &mut stripped);
        let role = self.role_of_plain(&stripped);
        self.stripped = stripped;
        role
    }

    /// Whether the roles of the lines behind this one are the same whatever stood before it.
    pub fn settles(&self, line: &[u8]) -> bool {
        let mut stripped = Vec::new();
        let line = if strip_colours(line, &mut stripped) { &stripped } else { line };
        (!self.reading.settled.loose_lines || trace::settles(line))
            && self.formats.iter().all(|format| format.settles(line))
    }

    fn role_of_plain(&mut self, line: &[u8]) -> LineRole {
        self.reading.was_open = std::mem::take(&mut self.reading.open);
        let role = self.role_by_formats(line);
        self.reading.inside_bracket =
            matches!(line.trim_ascii_end().last(), Some(b'[' | b'(' | b'{'));
        role
    }

    fn role_by_formats(&mut self, line: &[u8]) -> LineRole {
        for format in &self.formats {
            match format.role(line, &mut self.reading) {
                Some(LineRole::Start) => {
                    self.trace.start(line);
                    return LineRole::Start;
                }
                Some(role) => return role,
                None => {}
            }
        }
        let led = self.reading.settled.levels_lead && header::is_led(line);
        if led || self.reading.settled.loose_lines && !self.trace.continues(line) {
            self.trace.start(line);
            return LineRole::Start;
        }
        LineRole::Continues
    }

    /// Takes a record (its lines, without the last line end) apart into `out`, which is cleared first.
    pub fn parse(&mut self, record: &[u8], out: &mut RecordParts) {
        out.clear();
        self.reading.times.take_out_of_range();
        if has_colours(record) {
            let mut stripped = std::mem::take(&mut self.stripped);
            strip_colours(record, &mut stripped);
            out.scratch.extend_from_slice(&stripped);
            self.parse_plain(&stripped, out);
            point_into_scratch(out);
            self.stripped = stripped;
        } else {
            self.parse_plain(record, out);
        }
        out.out_of_range = self.reading.times.take_out_of_range();
        out.time = out.time.and_then(|time| time.shifted(self.reading.settled.shift_nanos));
    }

    fn parse_plain(&mut self, record: &[u8], out: &mut RecordParts) {
        let scratch = out.scratch.len();
        for format in &self.formats {
            if format.parse(record, &mut self.reading, out) {
                out.understood = true;
                return;
            }
            let kept = std::mem::take(&mut out.scratch);
            out.clear();
            out.scratch = kept;
            out.scratch.truncate(scratch);
        }
        Lines.parse(record, &mut self.reading, out);
    }

    /// The fields as a tree: nested as in the input, numbers as numbers, JSON inside text left as text.
    pub fn tree(&mut self, record: &[u8]) -> Map<String, Value> {
        let mut stripped = Vec::new();
        let record = if strip_colours(record, &mut stripped) { &stripped } else { record };
        let mut out = RecordParts::default();
        let reader = self.formats.iter().find(|format| {
            out.clear();
            format.parse(record, &mut self.reading, &mut out)
        });
        match reader {
            Some(format) => format.tree(record, &mut self.reading),
            None => Lines.tree(record, &mut self.reading),
        }
    }
}

const ESCAPE: u8 = 0x1b;

/// Whether a text has terminal escapes.
fn has_colours(text: &[u8]) -> bool {
    memchr(ESCAPE, text).is_some()
}

/// Copies `text` without its terminal escapes to `to`; false (and nothing copied) where it has none.
pub(super) fn strip_colours(text: &[u8], to: &mut Vec<u8>) -> bool {
    let Some(mut at) = memchr(ESCAPE, text) else {
        return false;
    };
    to.clear();
    let mut rest = text;
    loop {
        to.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = after_escape(rest.get(at..).unwrap_or_default());
        match memchr(ESCAPE, rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    to.extend_from_slice(rest);
    true
}

/// What follows the escape sequence that `text` begins with (ECMA-48, section 5.4: `ESC [`,
/// parameters, a final byte), or the escape byte alone where it is none.
fn after_escape(text: &[u8]) -> &[u8] {
    let body = text.get(1..).unwrap_or_default();
    let Some((b'[', parameters)) = body.split_first() else {
        return body;
    };
    let end = parameters.iter().position(|byte| (0x40..=0x7e).contains(byte));
    let end = end.unwrap_or(parameters.len());
    parameters.get(end + 1..).unwrap_or_default()
}

/// The stripped copy stands at the front of the scratch space: what points into it points there.
fn point_into_scratch(out: &mut RecordParts) {
    let moved = |span: Span| match span.place {
        Place::Record => Span { place: Place::Scratch, ..span },
        Place::Scratch => span,
    };
    for Field { name, value, .. } in &mut out.fields {
        *value = moved(*value);
        if let Name::Span(span) = name {
            *span = moved(*span);
        }
    }
    out.message = out.message.map(moved);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_stripped() {
        let mut to = Vec::new();
        assert!(strip_colours(b"\x1b[0m\x1b[32mSep\x1b[1;31m 19\x1b", &mut to));
        assert_eq!(to, b"Sep 19");
        assert!(!strip_colours(b"plain", &mut to));
        assert!(strip_colours(b"cut \x1b[12", &mut to));
        assert_eq!(to, b"cut ");
    }
}
