//! Sources: how one is opened, what is set for it, how far it is read and what was met in it.
//!
//! Does not: read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MetricCard, OwnFormat, SourceId, TimeNanos, TimeRange, Zone};

/// A source to open. Its `File` goes to the shards beside the message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OpenSource {
    pub id: SourceId,
    /// As shown and as queried with `source=`: the path inside a dropped folder, or the file's name.
    pub name: String,
    pub bytes: u64,
    /// When the file was last modified; a missing year is resolved by it.
    pub modified: TimeNanos,
    pub settings: SourceSettings,
    /// Of an archive: what was set for files inside of it, where that differs.
    pub inside: BTreeMap<SourceId, SourceSettings>,
}

/// The file of an open source as it is now, which the page hands the shards anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNow {
    pub source: SourceId,
    pub bytes: u64,
    pub modified: TimeNanos,
}

/// A format by the name that settings use and the title that people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatName {
    pub name: String,
    pub title: String,
}

/// What a person may set for one source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceSettings {
    /// The zone of times that name none; none means UTC, assumed.
    pub zone: Option<Zone>,
    /// A format's name; none detects it.
    pub format: Option<String>,
    /// What is added to every time, in nanoseconds, to correct the clock that wrote them.
    pub shift_nanos: i64,
    /// Records of other times are left out, and counted as such; none leaves out nothing.
    pub within: Option<TimeRange>,
    /// Not to be taken for a part of a rotated file.
    pub apart: bool,
    /// A format that a person made for it, instead of `format`.
    pub own: Option<OwnFormat>,
}

/// How far reading is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Rises whenever answers may have changed.
    pub revision: u64,
    /// The sources that changed since the news before; the others are as they were.
    pub sources: Vec<SourceSummary>,
    pub records: u64,
    /// Bytes of the files read so far and in all (compressed size where compressed).
    pub bytes_read: u64,
    pub bytes: u64,
    /// First and last time over all sources, the end exclusive.
    pub extent: Option<TimeRange>,
    /// Memory that lead and shards hold.
    pub memory_bytes: u64,
    pub done: bool,
}

/// Where a source is in its life.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum SourceState {
    #[default]
    Waiting,
    Reading,
    Done,
    Stopped,
    /// Not read to its end, since memory is full.
    Full,
    /// Not (wholly) readable, or not as it was any more: why. What was read before stays.
    Failed(String),
}

impl SourceState {
    /// Whether nothing more is read.
    pub fn is_ended(&self) -> bool {
        !matches!(self, SourceState::Waiting | SourceState::Reading)
    }
}

/// What is known of a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceSummary {
    pub id: SourceId,
    pub name: String,
    pub state: SourceState,
    pub bytes: u64,
    pub bytes_read: u64,
    /// Title of the format (of the most frequent where mixed), and all format names found.
    pub format: String,
    pub formats: Vec<String>,
    pub encoding: String,
    pub zone: Zone,
    /// Times without a zone were seen, so `zone` matters.
    pub zone_needed: bool,
    /// A person or the format's specification chose the zone; else it is assumed.
    pub zone_chosen: bool,
    pub settings: SourceSettings,
    /// The name of the rotated file that it is a part of; its records go by that.
    pub group: Option<String>,
    /// Among equal times, records of the lower place come first: the older part's.
    pub place: u32,
    pub lines: u64,
    pub records: u64,
    /// Lines that are structure of the format, in no record.
    pub structure_lines: u64,
    /// Records that were left out, since they are not of the time that was asked for.
    pub left_out: u64,
    pub first: Option<TimeNanos>,
    pub last: Option<TimeNanos>,
    /// Records with a time, and with a level, of their own.
    pub time_known: u64,
    pub level_known: u64,
    pub not_understood: u64,
    pub out_of_order: u64,
    pub diagnostics: Vec<Diagnostic>,
    /// Where its end begins, which is read again when its file got more
    /// ([`Command::Grow`](super::Command::Grow)); none where that cannot be.
    pub grows: Option<u64>,
    /// Of a metric file what is in it, which is no records.
    pub metric: Option<MetricCard>,
}

/// Something odd in the data: counted, with examples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// In plain words: `lines not understood`, `the gzip data ends early`.
    pub kind: String,
    pub count: u64,
    /// Line number (from 1) and the beginning of the line's text.
    pub examples: Vec<(u64, String)>,
}
