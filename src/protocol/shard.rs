//! The border between the lead and its shards: questions about cuts, answers that can be merged.
//!
//! 1. [`ShardCommand::Attach`] names a source whose `File` the page hands the shard.
//! 2. [`ShardCommand::Settle`] looks at its head and tail.
//! 3. [`ShardCommand::Read`] reads a cut: [`ShardReply::Reading`] while it lasts, then [`ShardReply::Read`].
//! 4. All other questions are about the cuts a shard holds then; [`ShardCommand::Select`] fills a slot that they name.
//!
//! Does not: reach the page.

mod counts;
mod metrics;
mod tracks;

use serde::{Deserialize, Serialize};

use super::page::{MetricCard, RecordKey, SourceId, TimeNanos, TimeRange, TrackId, Zone};
use crate::engine::{
    clocks::Seen,
    export::replica::Input,
    follow::{ClassPart, RunsPart, Step},
    formats::{Hints, OwnFormat, OwnMistake, Settled, Tried},
    ingest::{Coding, cut_reader::Tally},
    level::{LANES, Level},
    store::Key,
    templates::Shape,
    timeline::Buckets,
    timeline::spells::Spells,
};

pub use crate::engine::ingest::CutSpec;
pub use counts::{
    ChosenPart, ChosenSpec, Count, ItemPart, ItemsPart, PatternPart, SeriesOf, SeriesPart,
    SideSpec, Sides, Stretch, StretchPart,
};
pub use metrics::{FieldLook, Measure, MeasureSpec, MeasuresPart, Rate};
pub use tracks::{CoursePart, MarkerPart, TrackBurst, TrackPart};

/// A cut's number, given by the lead.
pub type CutId = u32;

impl From<Key> for RecordKey {
    fn from(key: Key) -> RecordKey {
        RecordKey { source: key.source, offset: key.offset }
    }
}

/// Which selection a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slot {
    /// Every record.
    All,
    /// The person's filter.
    Filter,
    /// What is searched for within the filter.
    Find,
    /// The first and the second of two sets that are compared.
    Inside,
    Against,
    /// A pinned search, by its number.
    Pin(u8),
}

/// Cuts that take the place of others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replacement {
    pub gone: Vec<CutId>,
    pub come: Vec<CutId>,
    /// The source's place among all.
    pub place: u32,
    /// Cuts whose records before the first time take this one.
    pub fills: Vec<(CutId, i64)>,
}

/// What the lead asks of a shard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ShardCommand {
    /// A source whose `File`, of this size and time, comes from the page. Not answered.
    Attach {
        source: SourceId,
        bytes: u64,
        modified: TimeNanos,
    },
    /// Bytes to hold at most. Not answered.
    Limit {
        bytes_max: u64,
    },
    Settle {
        source: SourceId,
        hints: Hints,
    },
    /// Takes an archive apart and keeps its files, as sources from `first` on.
    Unpack {
        source: SourceId,
        first: SourceId,
    },
    /// `aside`: no question is about it until [`ShardCommand::Replace`].
    Read {
        cut: CutId,
        coding: Coding,
        spec: Box<CutSpec>,
        aside: bool,
    },
    /// Whether the file holds other texts than these cuts, as far as their beginnings and ends tell.
    IsOther {
        cuts: Vec<CutId>,
    },
    /// Cuts that were read aside take the place of others, in one step. Not answered.
    Replace(Replacement),
    /// The name that a source's records go by, and the source's place among all.
    Place {
        source: SourceId,
        name: String,
        place: u32,
    },
    /// Records before the first time of a cut take this one.
    FillLeading {
        cut: CutId,
        time: i64,
    },
    /// Forget the cuts of a source. Not answered.
    Drop {
        source: SourceId,
    },
    /// Forget the cuts of a source and its file. Not answered.
    Forget {
        source: SourceId,
    },
    /// Stop reading cuts; what is read stays. Not answered.
    StopReading,
    /// Stop working on a question. Not answered.
    Cancel {
        id: u64,
    },
    Select {
        slot: Slot,
        query: String,
        context: QueryContext,
    },
    /// Where keys stand in a slot: for `Ranks`.
    Ranks {
        slot: Slot,
        low: Key,
        high: Key,
        samples: u32,
    },
    /// The first keys of a slot between two, at most `max`.
    FirstKeys {
        slot: Slot,
        low: Key,
        high: Key,
        max: u32,
    },
    Rows {
        keys: Vec<Key>,
        columns: Vec<String>,
        query: String,
        context: QueryContext,
    },
    Timeline {
        start: TimeNanos,
        width_nanos: i64,
        buckets: u32,
    },
    Facets {
        range: Option<TimeRange>,
    },
    FacetValues {
        field: String,
        range: Option<TimeRange>,
    },
    Detail {
        source: SourceId,
        offset: u64,
    },
    /// The key of a record, and whether a slot holds it.
    KeyOf {
        slot: Slot,
        source: SourceId,
        offset: u64,
    },
    /// The first record of a slot at or after a key, or the last one before it.
    Next {
        slot: Slot,
        from: Key,
        forward: bool,
    },
    /// The first records of a slot between two keys with their templates, at most `max`; or the last.
    Patterned {
        slot: Slot,
        low: Key,
        high: Key,
        forward: bool,
        max: u32,
    },
    /// How far the records of a slot between two keys are of one template, from the lower key on or
    /// from the upper one back; no more than `looked_max` are looked at.
    SameUntil {
        slot: Slot,
        low: Key,
        high: Key,
        forward: bool,
        template: u64,
        looked_max: u32,
    },
    /// Keys of records around one, in the order of its source (which may go on in other cuts).
    Neighbours {
        source: SourceId,
        offset: u64,
        before: u32,
        after: u32,
    },
    /// The spells of the filter's records within a range, of each source by its name, where no gap
    /// is `gap_nanos` long or longer; of all sources together under an empty name.
    Spells {
        range: Option<TimeRange>,
        over_all: bool,
        gap_nanos: i64,
    },
    /// Field names.
    Fields,
    /// The shapes of all messages.
    Shapes,
    /// Which template each shape belongs to: hash of the shape, identity of the template.
    Templates {
        of_shapes: Vec<(u64, u64)>,
    },
    /// When ids were first seen in each source, of `max` ids a source.
    Ids {
        max: usize,
    },
    /// The classes of ids.
    IdClasses,
    /// How many records carry each of some ids, wherever these stand by themselves, on from a cut and
    /// a block of it; and the lowest keys below one of those that carry the first, at most so many.
    Carriers {
        ids: Vec<String>,
        keys_max: u32,
        below: Key,
        /// The highest of these keys instead of the lowest.
        highest: bool,
        from: (CutId, u32),
    },
    /// The records that carry any of some ids (hashes of their texts, ascending) as one of some
    /// classes; for this and `Runs`, [`ShardCommand::IdClasses`] is asked before.
    IdRecords {
        identities: Vec<u64>,
        hashes: Vec<u64>,
    },
    /// Records as steps; with what is shown of them, if that is wanted.
    Steps {
        keys: Vec<Key>,
        shown: bool,
    },
    /// What records tell of requests, and their texts where these are wanted.
    Inputs {
        keys: Vec<Key>,
        texts: bool,
    },
    /// Records with all there is to say of them, at most some megabytes of them.
    Wholes {
        keys: Vec<Key>,
    },
    /// The texts of ids by their hashes, each of a record that carries it.
    IdTexts {
        of: Vec<(u64, Key)>,
    },
    /// The requests of some classes, on from a cut and a block of it.
    Runs {
        identities: Vec<u64>,
        pause_nanos: i64,
        from: (CutId, u32),
    },
    /// A number that copies of a source have in common, which takes the text of one record in `every`.
    Print {
        source: SourceId,
        every: u64,
    },
    /// Tries a person's own format on the first lines of a source.
    TryFormat {
        source: SourceId,
        own: OwnFormat,
        hints: Hints,
    },
    /// The series and markers of metric files: over a grid those of `shown` (none: names alone).
    Tracks {
        grid: Option<Buckets>,
        shown: Vec<TrackId>,
    },
    /// The bursts of every series, on from one; those that were found so far.
    TrackBursts,
    /// One series over a grid, and where its bursts and dips lie.
    TrackCourse {
        id: TrackId,
        grid: Buckets,
    },
    /// Counts of items over time or in sets of records.
    Count(Count),
    /// How the values of every field look.
    FieldLooks,
    /// Numbers of the filter's records over time.
    Measure(Box<MeasureSpec>),
}

/// What a query's times and relative times mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryContext {
    pub zone: Zone,
    /// What `-15m` counts from: the last time of all records.
    pub latest: TimeNanos,
}

/// What a shard answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ShardReply {
    Settled {
        settled: Settled,
        coding: Coding,
    },
    /// The source is an archive.
    Archive,
    /// Names and bytes of an archive's files, and those that are not opened, with the reason.
    Unpacked {
        entries: Vec<(String, u64)>,
        skipped: Vec<(String, String)>,
    },
    Reading(CutProgress),
    Read(CutProgress),
    /// A source that cannot be read (further): why.
    Unreadable {
        why: String,
    },
    Done,
    Selected {
        matching: u64,
        records: u64,
        took_millis: f64,
    },
    Ranks(RankPart),
    FirstKeys(Vec<Key>),
    Rows(Vec<ShardRow>),
    /// Selected counts by lane and counts of all records, one entry a bucket.
    Timeline {
        selected: Vec<[u32; LANES]>,
        all: Vec<u32>,
    },
    Facets(FacetsPart),
    Detail(Option<Box<DetailPart>>),
    KeyOf(Option<(Key, bool)>),
    Next(Option<Key>),
    Patterned(Vec<(Key, u64)>),
    /// Between here and where it began there is no other template, and whether one follows.
    SameUntil(Key, bool),
    Neighbours(Vec<Key>),
    Spells(Vec<(String, Spells)>),
    Fields(Vec<(String, u64)>),
    Shapes(Vec<Shape>),
    Patterns(Vec<PatternPart>),
    Series(SeriesPart),
    Stretches(Vec<StretchPart>),
    Times(Vec<Vec<i64>>),
    /// Values with their counts, and where the next stretch begins; none of the values where there
    /// are too many. `records` counts all stretches, and comes with the first.
    Values {
        records: u64,
        scattered: bool,
        values: Vec<(String, u64)>,
        next: Option<(CutId, u32)>,
    },
    Items(ItemsPart),
    Chosen(ChosenPart),
    Ids(Vec<(SourceId, Vec<Seen>)>),
    IdClasses(Vec<ClassPart>),
    Carriers {
        counts: Vec<u64>,
        keys: Vec<Key>,
        next: Option<(CutId, u32)>,
    },
    IdRecords(Vec<(u64, Key)>),
    Steps(Vec<Step>),
    Inputs(Vec<(Key, Input, String)>),
    /// Those of the keys that the shard holds, and whether some of them were too many.
    Wholes(Vec<WholePart>, bool),
    IdTexts(Vec<(u64, String)>),
    Runs {
        part: RunsPart,
        next: Option<(CutId, u32)>,
    },
    IsOther(bool),
    /// None: a text could not be read.
    Print(Option<u64>),
    FormatTried(Result<Tried, OwnMistake>),
    FieldLooks(Vec<(String, FieldLook)>),
    Measures(MeasuresPart),
    Tracks(Vec<TrackPart>, Vec<MarkerPart>),
    TrackBursts(Vec<TrackBurst>),
    TrackCourse(Option<CoursePart>),
}

/// How far a cut is read, and what is in it so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CutProgress {
    pub cut: CutId,
    /// Bytes of the file that were read for it, and the byte behind the last of them.
    pub bytes_read: u64,
    pub records: u64,
    pub tally: Tally,
    /// First and last time.
    pub extent: Option<(i64, i64)>,
    /// Whether its first record lacks a time, and the time of its last.
    pub starts_untimed: bool,
    pub last_time: Option<i64>,
    /// The first time known in the order of the source.
    pub first_time: Option<i64>,
    pub memory_bytes: u64,
    /// The file could not be read to its end, or not again: why.
    pub failed: Option<String>,
    /// Reading was stopped since memory is full.
    pub full: bool,
    /// Where it begins in its source.
    pub start: u64,
    /// Whether the file's end alone ended its last record, so that a longer file may go on with it.
    pub open_end: bool,
    /// Of a metric file, once it is read.
    pub metric: Option<MetricCard>,
}

/// Where the records of a slot stand between two keys.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RankPart {
    /// Records below the lower key.
    pub below: u64,
    /// Records from the lower key (inclusive) to the upper (exclusive).
    pub inside: u64,
    /// For each cut: every `stride`th key inside, `stride` records apart, the first after `stride - 1`.
    pub cuts: Vec<Vec<Key>>,
    pub stride: u64,
    /// How many cuts have records inside.
    pub cut_count: u64,
}

/// A row before the lead gives it its rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShardRow {
    pub key: Key,
    pub row: super::page::Row,
}

/// Counts of field values in a shard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetsPart {
    pub records: u64,
    pub fields: Vec<FacetPart>,
}

/// Counts of one field's values in a shard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetPart {
    pub name: String,
    pub records: u64,
    /// More values than are counted, in some cut.
    pub scattered: bool,
    /// How many values any record of the shard has, selected or not.
    pub values: Vec<(String, u64)>,
}

/// A record's detail before the lead adds its source's lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailPart {
    pub cut: CutId,
    /// Line from 0, counted in the cut.
    pub line: u64,
    pub detail: super::page::Detail,
}

/// A record with all there is to say of it, before the lead adds its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WholePart {
    pub key: Key,
    pub cut: CutId,
    /// Line from 0, counted in the cut, and how many.
    pub line: u64,
    pub lines: u64,
    /// Digits of the second's fraction; 0 where the time is not its own.
    pub fraction_digits: u8,
    pub level: Option<Level>,
    pub template: u64,
    pub message: String,
    /// Nested as in the input.
    #[serde(with = "super::as_text")]
    pub fields: serde_json::Value,
    pub raw: String,
}
