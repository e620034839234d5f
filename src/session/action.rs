//! Everything that can happen: what a person means, and what the shell reports.
//!
//! Does not: do anything.

use super::{
    bursts::BurstAction,
    comparing::CompareAction,
    explaining::ExplainAction,
    following::FollowAction,
    handover::HandAction,
    keys::Intent,
    longest_gaps::GapAction,
    marks::MarkAction,
    metrics::MetricAction,
    own_format::OwnAction,
    pattern_list::PatternAction,
    pins::PinAction,
    requests::RequestsAction,
    state::{Dialog, Prefs, Tab, Theme},
    tails::TailAction,
    tracks::TrackAction,
};
use crate::protocol::page::{
    Envelope, RecordKey, Reply, Scope, SourceId, TimeNanos, TimeRange, Zone,
};

/// A fact or an intent.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    // The shell reports.
    /// The page is there, with the hash of its address and what was stored.
    Started {
        /// Without `#`; where the page was loaded again, what the browser remembers of it.
        link: String,
        /// What was stored.
        prefs: Prefs,
        /// Whether the example incident is in the page.
        example: bool,
        /// Whether the page holds files that it opens with.
        slice: bool,
    },
    /// The browser moved through its history, or its address was changed by hand.
    Travelled {
        /// The link of that entry.
        link: String,
        /// Its place in our stack; none where it is not ours.
        position: Option<u32>,
    },
    /// The lead said something.
    Replied {
        /// The shell's clock, in milliseconds.
        at_millis: f64,
        /// What it said.
        reply: Envelope<Reply>,
    },
    /// A worker died. The shell has stopped them all and started new ones.
    WorkersFailed {
        /// What is known, without log text.
        what: String,
    },
    /// A zone that was wanted is there; none where the browser does not know it.
    ZoneLoaded {
        /// What for.
        purpose: ZonePurpose,
        /// The zone.
        zone: Option<Zone>,
    },
    /// The time of a notice is over.
    NoticeFaded {
        /// Which one.
        number: u64,
    },
    /// Something was to be copied, and was, or was not.
    Copied {
        /// Whether it was.
        done: bool,
    },
    /// The address was to be copied with a link, and was, or was not.
    LinkCopied {
        /// Whether it was.
        done: bool,
    },
    /// Ends of files were hashed; none where they could not be read.
    FilesHashed(Vec<(SourceId, Option<u64>)>),
    /// Something that the shell tried did not work.
    Troubled {
        /// What.
        what: String,
        /// What to do.
        advice: String,
    },

    // Opening.
    /// Files hang over the page, or no longer.
    FilesHovered(bool),
    /// Files were dropped, picked or pasted.
    FilesChosen(Vec<ChosenFile>),
    /// Show the system's dialog for files.
    PickerAsked {
        /// For a folder instead.
        folder: bool,
    },
    /// Open the example incident.
    ExampleAsked,
    /// Stop reading; what is read stays.
    LoadingStopped,
    /// An investigation file was dropped or picked.
    InvestigationOpened {
        /// Its name.
        name: String,
        /// What stands in it; none where it could not be read.
        text: Option<String>,
    },
    /// Save the investigation to a file.
    InvestigationSaveAsked,
    /// What was said of an investigation or of other files was read.
    DifferencesDismissed,
    /// Read a source from its beginning again.
    SourceReadAgain(SourceId),
    /// Forget a source.
    SourceClosed(SourceId),
    /// Forget everything.
    AllClosed,
    /// The times of a source that name no zone are in this zone (by name); none: UTC, assumed.
    SourceZoneChosen {
        /// Which source.
        source: SourceId,
        /// The zone's name.
        zone: Option<String>,
    },
    /// A source is to be read as this format; none: detect it.
    SourceFormatChosen {
        /// Which source.
        source: SourceId,
        /// The format's name.
        format: Option<String>,
    },
    /// Only a time of a source is to be read, or all of it again.
    SourceNarrowed {
        /// Which one.
        source: SourceId,
        /// The time that is kept.
        within: Option<TimeRange>,
    },
    /// How many bytes each worker that reads may hold.
    MemoryChosen(u64),
    /// So many nanoseconds are added to the times of a source; 0: none.
    SourceShifted {
        /// Which source.
        source: SourceId,
        /// To every time.
        nanos: i64,
    },
    /// The parts of a rotated file are sources by themselves, or no longer.
    SourceTakenApart {
        /// Any of the parts.
        source: SourceId,
        /// By themselves.
        apart: bool,
    },
    /// A source has another colour.
    SourceColoured {
        /// Which source.
        source: SourceId,
        /// Below [`COLOURS`](super::source_notes::COLOURS).
        colour: u8,
    },
    /// Something happens to files that are followed.
    Tail(TailAction),
    /// Try again after the workers failed too often.
    RetryAsked,

    // The filter.
    /// The text of the query bar changed.
    QueryEdited {
        /// All of it.
        text: String,
        /// Byte offset of the caret.
        caret: usize,
    },
    /// The query bar was left: the next edit is a new step of undo.
    QueryCommitted,
    /// Enter was pressed in it: the marked completion is taken, or the filter is done.
    QueryEntered,
    /// Escape was pressed in it: the completions are closed, or the bar is left.
    QueryEscaped,
    /// The filter was replaced as a whole.
    QueryReplaced(String),
    /// A field's value is to be the only one, or none of them.
    TermChosen {
        /// The field, nested by dots; `level`, `source` and `pattern` too.
        field: String,
        /// The value's text.
        value: String,
        /// Which.
        choice: Choice,
    },
    /// An item of the completion list was marked, forward or back.
    CompletionMoved {
        /// Down the list.
        forward: bool,
    },
    /// An item of the completion list was chosen; none: the marked one.
    CompletionChosen(Option<usize>),
    /// Show the lines that no format understood.
    NotUnderstoodAsked,

    // Time.
    /// Zoom to a range; none: everything.
    RangeCommitted(Option<TimeRange>),
    /// Back to the range before the last zoom.
    ZoomedBack,
    /// Zoom by a factor (below 1: in) around a time; none: the middle.
    ZoomedBy {
        /// New width by old width.
        factor: f64,
        /// What stays in place.
        at: Option<TimeNanos>,
    },
    /// Move the range by a part of its width, negative to the left.
    PannedBy(f64),
    /// How many buckets fit the canvas.
    TimelineMeasured {
        /// At most so many.
        buckets_max: u32,
    },
    /// Go to a time, as typed.
    TimeTyped(String),
    /// Mark the event at a time, or the next one after.
    TimeChosen(TimeNanos),
    /// Show times in this zone, by name: `UTC`, `local`, `Europe/Berlin`.
    ZoneChosen(String),

    // The events list.
    /// The list was scrolled, or its size changed.
    Scrolled {
        /// The rank at the upper edge, with fraction.
        top: f64,
        /// Rows that fit.
        page: f64,
    },
    /// So many rows fit the list, which was not scrolled by that.
    ListMeasured {
        /// Rows that fit.
        page: f64,
    },
    /// The wheel was turned by so many lines, where the bar is too coarse for it.
    Wheeled(f64),
    /// A row was pointed at: mark it and open its detail; a run is opened instead.
    RowChosen(u64),
    /// Show the records of the open run at a rank as one row again.
    RunClosed(u64),
    /// Show events of one pattern in a row as one row, or no longer.
    FoldToggled,
    /// Open a record's detail, wherever it stands.
    RecordChosen(RecordKey),
    /// Show a field as a column, or no longer.
    ColumnToggled(String),
    /// Close the detail.
    DetailClosed,
    /// Go to the next or previous row that has the same value in a field.
    SameAsked {
        /// The field, nested by dots.
        field: String,
        /// Its value.
        value: String,
        /// Later in time.
        forward: bool,
    },
    /// Show what surrounds a record.
    ContextAsked {
        /// The record.
        record: RecordKey,
        /// Whose records.
        scope: Scope,
    },
    /// More of what surrounds it.
    ContextWidened,
    /// Back to the events list.
    ContextClosed,
    /// The find bar is open, or not.
    FindOpened(bool),
    /// What to find.
    FindEdited(String),
    /// Go to the next or previous row that contains it.
    FindAsked {
        /// Later in time.
        forward: bool,
    },

    // Facets.
    /// Search for fields and values.
    FacetsSearched(String),
    /// Search the values of one field; an empty text finds the most frequent ones.
    FacetSearched {
        /// The field.
        field: String,
        /// What its values shall contain.
        text: String,
    },
    /// No longer search the values of a field.
    FacetSearchEnded,
    /// Hide the values of a field, or show them.
    FacetFolded(String),

    // The panels that say why.
    /// Something about bursts.
    Bursts(BurstAction),
    /// Something about the longest gaps.
    Gaps(GapAction),
    /// Something about an explanation.
    Explain(ExplainAction),
    /// Something about a request that is followed.
    Follow(FollowAction),
    /// Something about the table of requests.
    Requests(RequestsAction),
    /// Something about patterns.
    Patterns(PatternAction),
    /// Something about a comparison.
    Compare(CompareAction),
    /// Something about pinned searches.
    Pins(PinAction),
    /// Something about marks.
    Marks(MarkAction),
    /// Something about metric files.
    Tracks(TrackAction),
    /// Something about metrics.
    Metrics(MetricAction),
    /// Something about a person's own format.
    OwnFormat(OwnAction),
    /// Something about what leaves the tab.
    HandOver(HandAction),

    // The rest.
    /// Another panel.
    TabChosen(Tab),
    /// Something over the page; none: nothing any more.
    DialogOpened(Option<Dialog>),
    /// Another theme.
    ThemeChosen(Theme),
    /// Put a text on the clipboard.
    CopyAsked(String),
    /// Copy the address with what is looked at.
    LinkCopyAsked,
    /// The banner was read.
    TroubleDismissed,
    /// A key was pressed that means something.
    Intended(Intent),
}

/// A file whose handle the shell keeps under `id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Given by the shell, never twice.
    pub id: SourceId,
    /// The path inside a folder, or the file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// When it was last modified.
    pub modified: TimeNanos,
    /// Whether the shell can look at it again.
    pub live: bool,
}

/// What a chosen value does to the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Only records with this value.
    Only,
    /// No records with this value.
    Not,
    /// Remove what the filter says of this value.
    Clear,
}

/// What a zone is loaded for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZonePurpose {
    /// To show times in; the step of undo is made by `ZoneChosen`, not by a link.
    Display {
        /// Whether a person chose it just now.
        chosen: bool,
    },
    /// For the times of a source.
    Source(SourceId),
}
