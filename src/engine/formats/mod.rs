//! What the lines of a source mean: one file per format, one table that lists them.
//!
//! [`settle`] looks at the head and the tail of a source and decides what no single record can tell
//! (format, zone, day-first, a header). Its answer, [`Settled`], is plain and goes to every shard.
//! There a [`RecordReader`] says which lines begin a record and takes each record apart.
//!
//! Does not: read files, keep records, or look at a file's name.

use serde::{Deserialize, Serialize};

use super::{
    record::RecordParts,
    time::{TimeNanos, Zone},
};

/// What the person or the shell says about a source before it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hints {
    /// A format's name; none detects it.
    pub format: Option<String>,
    /// The zone of times that name none; none means UTC, assumed.
    pub zone: Option<Zone>,
    /// A missing year is the latest that does not put the time after this instant.
    pub latest: TimeNanos,
}

/// What was decided about a source; the same for every cut of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// Names of the formats that its lines are in, the most frequent first; never empty.
    pub formats: Vec<String>,
    /// The zone of times that name none.
    pub zone: Zone,
    /// Whether times were seen that name no zone, so that `zone` matters.
    pub zone_needed: bool,
    /// Whether `zone` was chosen by a person (or by the format's specification), not assumed.
    pub zone_chosen: bool,
    pub latest: TimeNanos,
    /// `03/04/2026` is the third of April.
    pub day_first: bool,
    /// Column names from a header line, where the format has one.
    pub header: Vec<String>,
    /// Only reading from the beginning tells where records begin (one pretty-printed document).
    pub one_cut: bool,
}

/// What a line is to the record before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Begins a record, whatever came before it. A cut may begin here.
    Start,
    /// Belongs to the record before it.
    Continues,
    /// Structure of the format (a header, a bracket), no record.
    Structure,
}

/// Decides what the lines of a source are, from its head and (where it is longer) its tail.
/// Neither need end at a line's end. Never fails: what nothing fits is `lines`.
#[must_use]
pub fn settle(head: &[u8], tail: &[u8], hints: &Hints) -> Settled {
    let _ = (head, tail);
    Settled {
        formats: vec!["lines".to_owned()],
        zone: hints.zone.clone().unwrap_or_default(),
        zone_needed: false,
        zone_chosen: hints.zone.is_some(),
        latest: hints.latest,
        day_first: false,
        header: Vec::new(),
        one_cut: false,
    }
}

/// Takes the records of one source apart. Holds caches (the last time's layout), never an answer:
/// two readers given the same settled facts answer the same for the same bytes.
#[derive(Debug)]
pub struct RecordReader {
    settled: Settled,
}

impl RecordReader {
    pub fn new(settled: &Settled) -> RecordReader {
        RecordReader { settled: settled.clone() }
    }

    /// What a line (without its line end) is. Depends on the line, the settled facts and the lines
    /// since the last [`LineRole::Start`] alone, which is what lets cuts begin at any `Start`.
    pub fn role(&mut self, line: &[u8]) -> LineRole {
        let _ = (line, &self.settled);
        LineRole::Start
    }

    /// Takes a record (its lines, without the last line end) apart into `out`, which is cleared first.
    pub fn parse(&mut self, record: &[u8], out: &mut RecordParts) {
        let _ = record;
        out.clear();
    }

    /// The fields as a tree: nested as in the input, numbers as numbers, JSON inside text left as text.
    pub fn tree(&mut self, record: &[u8]) -> serde_json::Map<String, serde_json::Value> {
        let _ = record;
        serde_json::Map::new()
    }
}

/// What a format is called on screen.
#[must_use]
pub fn title(name: &str) -> &str {
    name
}
