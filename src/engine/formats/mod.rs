//! What the lines of a source mean: one file per format, one table that lists them.
//!
//! [`settle`] looks at the head and the tail of a source and decides what no single record can tell
//! (format, zone, day-first, a header). Its answer, [`Settled`], is plain and goes to every shard.
//! There a [`RecordReader`] says which lines begin a record and takes each record apart.
//! What formats share: [`pairs`] (`key=value`), [`header`] (what stands around a time), [`facts`]
//! (time, level and message by field name), [`trace`] (lines that continue a record).
//!
//! Does not: read files or keep records; a file's name matters for markers alone.

// Arithmetic is not linted: nearly all of it is a place in a text plus a length within it. Numbers that
// a text states are read by checked arithmetic, and tests and fuzzing stop where anything overflows.
#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, reason = "a test that fails so says it too"))]

use serde::{Deserialize, Serialize};

use super::time::{TimeNanos, TimeRange, Zone};

mod access;
mod addresses;
mod apt;
mod cef;
mod columns;
mod compose;
mod cri;
mod db2;
mod facts;
mod folded;
mod header;
mod ibm_mq;
mod journal;
mod json;
mod jvm_gc;
mod klog;
mod layouts;
mod lines;
mod log4j;
mod logfmt;
mod login;
mod mentions;
mod message;
mod mysql_slow;
mod nginx_error;
mod own;
mod pairs;
mod place;
mod postgres;
mod postgres_csv;
mod python;
mod reader;
mod redis;
mod request;
mod sccm;
mod settle;
mod setupapi;
mod shapes;
mod strace;
mod syslog;
mod syslog3164;
mod syslog5424;
mod table;
mod text;
mod timed_blocks;
mod trace;
mod tree;
mod wrapped;
mod xml;
mod zeek_rows;

pub use folded::unfold;
pub use json::{STATUSES, repeats_the_record};
pub(crate) use json::{is_time_name, text as json_text};
pub use own::{OwnFormat, OwnMistake, OwnPart, Tried, TriedLine, expression_mistake, try_on};
use reader::Reading;
pub use reader::RecordReader;
pub use settle::settle;
pub use table::{Example, FormatCard, cards, title};

/// What the person or the shell says about a source before it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hints {
    /// A format's name; none detects it.
    pub format: Option<String>,
    /// The zone of times that name none; none means UTC, assumed.
    pub zone: Option<Zone>,
    /// A missing year is the latest that does not put the time after this instant.
    pub latest: TimeNanos,
    /// What is added to every time, in nanoseconds: the clock that wrote them was wrong by as much.
    pub shift_nanos: i64,
    /// Records of other times are left out; none leaves out nothing.
    pub within: Option<TimeRange>,
    /// A format that a person made for it, instead of any other.
    pub own: Option<OwnFormat>,
    /// The file's name: lines of a time and a text are markers only where it says so.
    pub name: String,
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
    /// What is added to every time, in nanoseconds.
    pub shift_nanos: i64,
    /// Records of other times are left out.
    pub within: Option<TimeRange>,
    /// The format that a person made for it.
    pub own: Option<OwnFormat>,
    /// `03/04/2026` is the third of April.
    pub day_first: bool,
    /// Column names from a header line, where the format has one.
    pub header: Vec<String>,
    /// Names from further header lines with other numbers of columns.
    pub other_headers: Vec<Vec<String>>,
    /// What parts the columns, where there is a header: a comma, a tab, a blank; else 0.
    pub separator: u8,
    /// How far from its front the time of a line that begins a record may stand, in bytes.
    pub time_column_max: usize,
    /// Whether a line with a date alone, a clock alone or a bare number of seconds begins a record.
    pub weak_times: bool,
    /// Whether lines that begin a record may begin with blanks.
    pub indented: bool,
    /// Whether records begin with a level in capitals, so that a line with one and no time begins
    /// one too.
    pub levels_lead: bool,
    /// Whether a line that no format claims is a record of its own, rather than part of the one before.
    pub loose_lines: bool,
    /// Whether the source begins like binary data.
    pub binary: bool,
    /// The records do not begin on lines of their own: [`unfold`] makes lines of them first.
    pub folded: bool,
    /// Only reading from the beginning tells where records begin (one pretty-printed document).
    pub one_cut: bool,
}

/// What a line is to the record before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Begins a record.
    Start,
    /// Belongs to the record before it.
    Continues,
    /// Structure of the format (a header, a bracket), no record.
    Structure,
}
