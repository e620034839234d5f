//! The border between the page and the lead.
//!
//! 1. The page hands the shards the `File` handles of sources, and sends [`Command::Open`].
//! 2. The lead sends [`Reply::Progress`] (id 0) a few times a second; `revision` rises whenever answers may have changed.
//! 3. The page asks for what is on screen ([`Command::Select`] first, since the others speak of its selection),
//!    and asks again when the revision rises. In each kind of command the newest wins: older ones are never answered.
//!
//! Ranks count the records of the selection in the order of (time, source, place in the source).
//!
//! Does not: carry anything that grows with the files.

use serde::{Deserialize, Serialize};

mod bursts;
mod clocks;
mod explanation;
mod gaps;
mod handover;
mod ids;
mod metrics;
mod patterns;
mod pins;
mod replica;
mod requests;
mod sources;
mod story;
mod tracks;

pub use bursts::{Burst, BurstKind, Bursts, Calm};
pub use clocks::{ClockSkew, Clocks};
pub use explanation::{DifferenceRow, Explanation, OnsetRow, RowKind, Side, Verdict};
pub use gaps::{Gap, Gaps};
pub use handover::{
    ExportAsked, ExportPurpose, Exported, Paper, PaperAsked, RecordForm, Redaction, Review,
    ReviewRow, RuleMistake, SliceEnd, Translated, Written,
};
pub use ids::{IdChoice, IdClass, IdClasses, IdsAt};
pub use metrics::{Heat, MeasureOf, Measured, MetricGroup, Metrics, MetricsAsked, SHARES};
pub use patterns::{Pattern, PatternEdit, PatternSort, PatternValues, Patterns};
pub use pins::{PINS_MAX, PinCounts, Pins};
pub use replica::{Replica, ReplicaTarget};
pub use requests::{
    DurationBucket, RequestClass, RequestFilter, RequestRow, RequestSort, Requests, RequestsAsked,
    RouteRow,
};
pub use sources::{
    Diagnostic, FileNow, FormatName, OpenSource, Progress, SourceSettings, SourceState,
    SourceSummary,
};
pub use story::{DifferingField, LinkedId, Story, StorySpan, StoryStep, StoryVersus};
pub use tracks::{BurstOfTrack, Marked, MetricCard, Mover, Movers, Track, TrackId, Tracks};

pub use super::{Envelope, decode, encode};
pub use crate::engine::{
    formats::{OwnFormat, OwnMistake, OwnPart, Tried, TriedLine},
    level::{LANES, Level, lane},
    query,
    time::{SECOND_NANOS, TimeNanos, TimeRange, Zone},
};

/// A source's number, given by the page in the order of opening, never used twice.
pub type SourceId = u32;

/// Numbers from here on are files inside of archives, so many for each archive.
const INSIDE_FIRST: SourceId = 1 << 31;
/// As many as the engine opens of one archive.
pub const INSIDE_EACH: SourceId = 4096;

/// The number of the first file inside of an archive; none where the archive's own is too high.
pub fn first_inside(archive: SourceId) -> Option<SourceId> {
    archive.checked_mul(INSIDE_EACH)?.checked_add(INSIDE_FIRST)
}

/// The archive that a source lies in, by its number.
pub fn archive_of(source: SourceId) -> Option<SourceId> {
    Some(source.checked_sub(INSIDE_FIRST)? / INSIDE_EACH)
}

/// Which record: the byte offset of its first line in its (decompressed) source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordKey {
    pub source: SourceId,
    pub offset: u64,
}

/// What the page asks of the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Opens sources; one that is open is read again, maybe from another file.
    Open {
        sources: Vec<OpenSource>,
    },
    /// Bytes that each shard holds at most, instead of those that are sensible.
    Limit {
        bytes_max: u64,
    },
    /// Forget a source.
    Close {
        source: SourceId,
    },
    /// Read a source again under other settings.
    Reread {
        source: SourceId,
        settings: SourceSettings,
    },
    /// Files of sources that were read are longer now: what came is read under the settings that
    /// hold, and is there at once. A file that is another one fails its source.
    Grow(Vec<FileNow>),
    /// Stop reading; what is read stays.
    StopLoading,
    /// The filter. `range` narrows rows and facets, not the counts of `Timeline`.
    Select {
        query: String,
        zone: Zone,
        range: Option<TimeRange>,
    },
    /// Counts of the selection and of all records over `range` (none: everything).
    Timeline {
        range: Option<TimeRange>,
        buckets_max: u32,
    },
    /// The same over everything, for the strip below the timeline.
    Overview {
        buckets_max: u32,
    },
    /// The rows of ranks `first .. first + count` of the selection within its range.
    Rows {
        first: u64,
        count: u32,
        columns: Vec<String>,
    },
    /// The same where records of one pattern in a row are one row: the row that holds rank `rank`,
    /// so many rows before it and after. The runs whose first record is in `opened` are shown record
    /// by record. Answered by [`Reply::Rows`].
    FoldedRows {
        rank: u64,
        before: u32,
        after: u32,
        columns: Vec<String>,
        opened: Vec<RecordKey>,
    },
    Facets {
        values_max: u32,
    },
    /// Values of one field whose text contains `search` (without case), the most frequent first.
    FacetValues {
        field: String,
        search: String,
        values_max: u32,
    },
    /// Field names and values for completion.
    Complete {
        field: Option<String>,
        prefix: String,
        count: u32,
    },
    Detail {
        record: RecordKey,
    },
    /// The rows of these records, filtered by nothing; those that are there.
    RowsOf {
        records: Vec<RecordKey>,
    },
    /// The rank at which a time, or a record, stands (or would stand) in the selection.
    RankOfTime {
        time: TimeNanos,
    },
    RankOfRecord {
        record: RecordKey,
    },
    /// The next record of the selection after rank `from` (exclusive) that contains `text`, wrapping around.
    Find {
        text: String,
        from: u64,
        forward: bool,
    },
    /// The next record of the selection after rank `from` (exclusive) that `query` holds for,
    /// wrapping around; answered by [`Reply::Found`]. For "next with the same value".
    FindSame {
        query: String,
        zone: Zone,
        from: u64,
        forward: bool,
    },
    /// What surrounds a record, filtered by nothing.
    Around {
        record: RecordKey,
        scope: Scope,
        before: u32,
        after: u32,
    },
    /// Patterns of the selection within its range: those whose text contains `search` (without
    /// case), `count` of them from the `first` on.
    Patterns {
        search: String,
        sort: PatternSort,
        first: u32,
        count: u32,
        buckets_max: u32,
    },
    /// The values of one variable of a pattern under the selection.
    PatternValues {
        pattern: u64,
        variable: u32,
        values_max: u32,
    },
    /// All corrections of the patterns, in order; they hold until the next such command. Not
    /// answered: the revision rises.
    EditPatterns {
        edits: Vec<PatternEdit>,
    },
    /// Bursts over all time. `filtered`: among the records of the filter; those of
    /// [`BurstKind::Selection`] are always.
    Bursts {
        of: BurstKind,
        filtered: bool,
    },
    /// What differs in a range from `baseline` (none: chosen), and what broke first. The series of
    /// the rows have at most `buckets_max` buckets over `series` (none: everything).
    Explain {
        range: TimeRange,
        baseline: Option<TimeRange>,
        filtered: bool,
        series: Option<TimeRange>,
        buckets_max: u32,
    },
    /// What sets `inside` apart from `against`; answered by [`Reply::Compared`].
    Compare {
        inside: Side,
        against: Side,
        zone: Zone,
        buckets_max: u32,
    },
    /// The longest gaps between records of the selection within its range: of each source, or of all
    /// sources together.
    Gaps {
        over_all: bool,
        count: u32,
    },
    /// Clocks that seem wrong, by the ids that sources share.
    Clocks,
    /// The classes of ids, over every record.
    Ids,
    /// What a person says of classes of ids; it holds until the next such command. Not answered: the
    /// revision rises.
    ChooseIds {
        choices: Vec<IdChoice>,
    },
    /// The class of ids that a person means: the one that is told by a field, or by what ids begin
    /// with, where there is one, else that of an id where it stands.
    ClassOf {
        field: String,
        id: String,
    },
    /// The ids of one record, the best to follow first.
    IdsOf(IdsAt),
    /// Every record that carries an id; of an id that names several requests, long pauses apart, those
    /// of the one that is nearest to a time, where one is given.
    Follow {
        id: String,
        near: Option<TimeNanos>,
    },
    /// Counts of pinned searches over `range` (none: everything), among all records. Rows that are
    /// asked for later say which of them they match.
    Pins {
        queries: Vec<String>,
        zone: Zone,
        range: Option<TimeRange>,
        buckets_max: u32,
    },
    /// The series and markers of metric files over `range` (none: everything). `shown`: the series
    /// whose values are wanted (none: the first few).
    Tracks {
        range: Option<TimeRange>,
        buckets_max: u32,
        shown: Option<Vec<TrackId>>,
    },
    /// The patterns whose rates move with a series.
    Movers(TrackId),
    /// Rates of the selection within its range, and percentiles of the numbers in it.
    Metrics(MetricsAsked),
    /// The requests of a class of ids.
    Requests(RequestsAsked),
    /// What is needed to make a request again, with at most `earlier_max` requests of the same
    /// session or user before it; `unmasked` leaves secrets as they are.
    Replicate {
        id: String,
        target: ReplicaTarget,
        unmasked: bool,
        earlier_max: u32,
    },
    /// Goes through records to write them; [`Command::ExportOn`] goes on with those after.
    Export(Box<ExportAsked>),
    ExportOn,
    Write(Box<PaperAsked>),
    /// The filter within its range in the languages of other tools.
    Translate,
    /// What redaction finds in a text that is about to leave, as [`Reply::Screened`].
    Screen {
        text: String,
        redaction: Redaction,
    },
    /// Shows what answers hold with secrets taken out, or no longer. Not answered: the revision rises.
    Veil(Option<Redaction>),
    /// What a person's own format makes of a source's first lines; answered by [`Reply::FormatTried`].
    TryFormat {
        source: SourceId,
        own: OwnFormat,
    },
}

/// Whose records surround a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Those of its own source, in the source's order.
    Source,
    /// Those of all sources, by time.
    All,
}

/// What the lead tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The lead and its shards listen.
    Ready {
        shards: u32,
        /// Every format that a source can be read as.
        formats: Vec<FormatName>,
    },
    Progress(Progress),
    /// The files that are read as they are now. One that changed again meanwhile is left out: it is
    /// as it was.
    Grown(Vec<FileNow>),
    Selected(Selected),
    Timeline(Timeline),
    Overview(Timeline),
    Rows(RowsPage),
    Facets(Facets),
    FacetValues(FacetField),
    Completions(Completions),
    Detail(Box<Detail>),
    RowsOf(Vec<Row>),
    /// The rank asked for; for a record, none where the selection does not hold it.
    Rank(Option<u64>),
    /// Where the text was found; none: nowhere. `wrapped`: past the end, from the other side.
    Found {
        rank: Option<u64>,
        record: Option<RecordKey>,
        wrapped: bool,
    },
    Around(Around),
    Patterns(Patterns),
    PatternValues(PatternValues),
    Bursts(Bursts),
    Explanation(Box<Explanation>),
    Compared(Box<Explanation>),
    Gaps(Gaps),
    Clocks(Clocks),
    Ids(IdClasses),
    IdsOf(Vec<LinkedId>),
    /// The name of the class that [`Command::ClassOf`] asks for; none: no id is of it.
    ClassOf(Option<String>),
    Story(Box<Story>),
    Metrics(Box<Metrics>),
    Pins(Pins),
    Tracks(Tracks),
    Movers(Movers),
    Requests(Box<Requests>),
    Replica(Box<Replica>),
    FormatTried(Result<Tried, OwnMistake>),
    Exported(Box<Exported>),
    Written(Box<Written>),
    Translated(Vec<Translated>),
    Screened(Review),
    /// The query could not be read; the selection is the one before.
    QueryRefused(QueryMistake),
    /// Something is not as it should be on our side or the machine's: what, what was kept, what to do.
    Trouble {
        what: String,
        advice: String,
    },
}

/// Marks that a person can make.
pub const MARKS_MAX: usize = 500;

/// The selection's size.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Selected {
    /// All records.
    pub records: u64,
    /// Those of the query, over all time.
    pub matching: u64,
    /// Those of the query within the range: the ranks of `Rows`.
    pub in_range: u64,
    /// Fields named in the query that no record has, each with a similar name where there is one.
    pub unknown_fields: Vec<(String, Option<String>)>,
    /// How long it took, in milliseconds, as the shards measured.
    pub took_millis: f64,
    pub revision: u64,
}

/// Counts of equal buckets over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    pub start: TimeNanos,
    pub width_nanos: i64,
    /// Counts of the selection by lane (0 none, 1 trace … 7 fatal).
    pub selected: Vec<[u32; LANES]>,
    /// Counts of all records.
    pub all: Vec<u32>,
}

/// Rows of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RowsPage {
    pub first: u64,
    pub rows: Vec<Row>,
    pub columns: Vec<String>,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub key: RecordKey,
    /// The record's place in time: its own, or that of the record before it.
    pub time: Option<TimeNanos>,
    /// Whether the time is the record's own.
    pub time_own: bool,
    pub level: Option<Level>,
    /// The first line of the message, cut where very long.
    pub message: String,
    /// Byte ranges of `message` that vary between messages of its pattern.
    pub varying: Vec<(u32, u32)>,
    /// Byte ranges of `message` that the query's words match.
    pub matched: Vec<(u32, u32)>,
    /// How many lines the record has.
    pub lines: u32,
    /// The values of the asked columns.
    pub columns: Vec<Option<String>>,
    /// The run that it begins, where rows are folded; none: it stands for itself.
    pub run: Option<Run>,
    /// Which pinned searches it matches: bit `i` for the one with number `i`.
    pub pins: u8,
}

/// Two or more records of one pattern in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub records: u64,
    /// The place in time of its last record.
    pub until: Option<TimeNanos>,
    /// Its records are rows of their own; the row stands for the first alone.
    pub open: bool,
}

impl Row {
    /// How many ranks it takes.
    pub fn ranks(&self) -> u64 {
        self.run.filter(|run| !run.open).map_or(1, |run| run.records)
    }
}

/// Fields worth showing, with counts under the selection and range.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facets {
    /// Of how many records.
    pub records: u64,
    /// The most telling first.
    pub fields: Vec<FacetField>,
    /// How many fields there are; more than `fields` holds where there are very many.
    pub fields_total: u64,
    pub revision: u64,
}

/// One field with its values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetField {
    pub name: String,
    /// Records of the selection that have the field.
    pub records: u64,
    /// Distinct values under the selection; none: more than are counted (`values_max_counted`).
    pub distinct: Option<u64>,
    pub values_max_counted: u64,
    /// Value and exact count, the most frequent first.
    pub values: Vec<(String, u64)>,
}

/// What may stand at the caret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Completions {
    /// Text and, where counted, in how many records.
    pub items: Vec<(String, Option<u64>)>,
}

/// Everything about one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    pub key: RecordKey,
    pub time: Option<TimeNanos>,
    pub time_own: bool,
    pub level: Option<Level>,
    /// Line in the source, from 1, and how many lines.
    pub line: u64,
    pub lines: u32,
    pub message: String,
    /// Fields nested as in the input.
    #[serde(with = "super::as_text")]
    pub fields: serde_json::Value,
    /// The record's text; cut at `raw_bytes_max` where longer, then `raw_bytes` tells the length.
    pub raw: String,
    pub raw_bytes: u64,
    /// The name of the format that read it.
    pub format: String,
    /// Identity of its template, as queried with `pattern=`.
    pub template: u64,
}

/// What surrounds a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Around {
    pub record: RecordKey,
    pub scope: Scope,
    /// The rows, the record itself among them.
    pub rows: Vec<Row>,
}

/// A query that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryMistake {
    /// Byte range in the query's text.
    pub start: usize,
    pub end: usize,
    pub message: String,
    pub suggestion: Option<String>,
}
