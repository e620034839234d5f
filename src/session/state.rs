//! What is on screen, as a record of slices that `update` replaces one by one.
//!
//! Does not: change itself; only `session::update` makes a new state.

mod open;

use std::{collections::BTreeMap, rc::Rc};

use super::{
    asking::Asking, bursts::BurstsShown, comparing::Comparing, explaining::Explaining,
    following::Following, handover::HandOver, investigation::Outcome, longest_gaps::GapsShown,
    marks::Marks, metrics::MetricsShown, own_format::OwnEditing, pattern_list::PatternsShown,
    pins::PinsShown, requests::RequestsShown, tracks::TracksShown,
};
pub use open::{Open, Pace, Workers};

use crate::protocol::page::{
    Around, Completions, Detail, FacetField, Facets, IdChoice, OwnFormat, QueryMistake, RecordKey,
    Redaction, Row, Scope, Selected, TimeNanos, TimeRange, Timeline, Zone, query,
};

/// Everything the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Sources and how far they are read.
    pub open: Rc<Open>,
    /// The filter.
    pub query: Rc<Query>,
    /// What is looked at and how.
    pub view: Rc<View>,
    /// The events list.
    pub rows: Rc<Rows>,
    /// Counts over time.
    pub timeline: Rc<Timelines>,
    /// Fields and values with counts.
    pub facets: Rc<FacetsShown>,
    /// Bursts and silences.
    pub bursts: Rc<BurstsShown>,
    /// The longest gaps.
    pub gaps: Rc<GapsShown>,
    /// What is explained, where something is.
    pub explaining: Option<Rc<Explaining>>,
    /// The request that is followed, where one is.
    pub following: Option<Rc<Following>>,
    /// The requests panel.
    pub requests: Rc<RequestsShown>,
    /// The patterns panel.
    pub patterns: Rc<PatternsShown>,
    /// The compare panel.
    pub compare: Rc<Comparing>,
    /// Pinned searches.
    pub pins: Rc<PinsShown>,
    /// Series and markers of metric files.
    pub tracks: Rc<TracksShown>,
    /// The metrics panel.
    pub metrics: Rc<MetricsShown>,
    /// What a person marked.
    pub marks: Rc<Marks>,
    /// What leaves the tab.
    pub handing: Rc<HandOver>,
    /// A format in the making.
    pub own_format: Option<Rc<OwnEditing>>,
    /// The event that is open.
    pub detail: Rc<DetailShown>,
    /// What surrounds an event, where that was asked for.
    pub context: Option<Rc<Context>>,
    /// Searching within the rows.
    pub find: Rc<Find>,
    /// What was chosen for this person: theme and zone.
    pub prefs: Rc<Prefs>,
    /// Something is not as it should be, until it is dismissed.
    pub trouble: Option<Rc<Trouble>>,
    /// A short remark that fades: `Copied`.
    pub notice: Option<Rc<Notice>>,
    /// Commands that were not answered yet.
    pub asking: Rc<Asking>,
    /// The place in the stack of undo and redo, which is the browser's history.
    pub history: Rc<History>,
}

/// The filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// As it stands in the query bar.
    pub text: String,
    /// Byte offset of the caret in it.
    pub caret: usize,
    /// The text that the shown result belongs to: the last one that was understood.
    pub shown: String,
    /// What is wrong with `text`; the result of `shown` stays meanwhile.
    pub mistake: Option<QueryMistake>,
    /// Size of the selection of `shown`.
    pub selected: Selected,
    /// The range that the selection was made with.
    pub selected_range: Option<TimeRange>,
    /// Whether the person is typing: further edits belong to the same step of undo.
    pub typing: bool,
    /// What may stand at the caret.
    pub completions: Option<Completing>,
}

/// What may stand at the caret, while the list is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Completing {
    /// What is wanted there, and which part of the text a choice replaces.
    pub wanted: query::Completion,
    /// What the lead answered.
    pub items: Completions,
    /// Which item is marked; none until an arrow key was pressed.
    pub marked: Option<usize>,
}

/// What is looked at and how. The link holds what stands here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The part of time that is zoomed to; none: everything.
    pub range: Option<TimeRange>,
    /// The ranges left by zooming in, outermost first (none: everything); zooming back returns there.
    pub zooms: Vec<Option<TimeRange>>,
    /// The zone that times are shown in and typed in.
    pub zone: Zone,
    /// Fields shown as columns of the events list.
    pub columns: Vec<String>,
    /// Events of one pattern in a row are one row.
    pub folded: bool,
    /// Which panel fills the middle.
    pub tab: Tab,
    /// What the person said of kinds of ids, each once.
    pub ids: Vec<IdChoice>,
    /// What lies over the page.
    pub dialog: Option<Dialog>,
    /// Why the text in the dialog was not understood.
    pub dialog_mistake: Option<String>,
    /// A record of a link, until its source is read: offset and source name.
    pub wanted: Option<(u64, String)>,
    /// Why a link could not be followed.
    pub link_mistake: Option<String>,
    /// What came of an investigation file that was opened, beside what is shown.
    pub investigation: Option<Rc<Outcome>>,
}

/// Which panel fills the middle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The events list.
    #[default]
    Events,
    /// The patterns of the messages.
    Patterns,
    /// Bursts and silences.
    Bursts,
    /// Two sets compared.
    Compare,
    /// What was opened, and what is odd in it.
    Sources,
    /// The requests that the records tell of.
    Requests,
    /// Rates and percentiles over time.
    Metrics,
    /// What a person marked.
    Marks,
}

impl Tab {
    /// Each with the name by which links know it.
    const NAMES: [(Tab, &str); 8] = [
        (Tab::Events, "events"),
        (Tab::Patterns, "patterns"),
        (Tab::Bursts, "bursts"),
        (Tab::Compare, "compare"),
        (Tab::Sources, "sources"),
        (Tab::Requests, "requests"),
        (Tab::Metrics, "metrics"),
        (Tab::Marks, "marks"),
    ];

    /// The name by which links know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(tab, _)| *tab == self).map_or("", |(_, name)| name)
    }

    /// The tab of a name; the events for any other.
    #[must_use]
    pub fn named(name: &str) -> Tab {
        Self::NAMES.iter().find(|(_, known)| *known == name).map_or(Tab::Events, |(tab, _)| *tab)
    }
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The keys, and the query language.
    Help,
    /// Go to a time.
    GoToTime,
    /// Choose the zone that times are shown in.
    Zone,
    /// Make a format for a source.
    OwnFormat,
    /// Write the note of a mark.
    Note,
    /// Records, reports and questions for other tools.
    HandOver,
}

/// The events list. Ranks count the selection within the range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// How many rows there are.
    pub count: u64,
    /// The rows that are known, by rank: those around the screen.
    pub known: BTreeMap<u64, Rc<Row>>,
    /// The columns the known rows were asked with.
    pub columns: Vec<String>,
    /// The rank at the upper edge of the screen, with the part of a row that is scrolled out.
    pub top: f64,
    /// Rows that fit the screen.
    pub page: f64,
    /// The rank that is marked.
    pub cursor: Option<u64>,
    /// Where the selection began that ends at the marked row; none: that row alone is selected.
    pub anchor: Option<u64>,
    /// The record there, once it is known.
    pub cursor_key: Option<RecordKey>,
    /// That very record is wanted: where it is within a run, the run is opened.
    pub cursor_exact: bool,
    /// Where rows are folded: first records of the runs that are shown record by record.
    pub opened: Vec<RecordKey>,
    /// The known rows are of an older selection; they stay until the new ones are there.
    pub stale: bool,
    /// What the rank that is being asked for is wanted for.
    pub seek: Option<Seek>,
    /// The rank to mark, past the end the last, once the rows of a newer selection are there.
    pub then: Option<u64>,
    /// Where the person was when workers stopped, until all is read again.
    pub resume: Option<Resume>,
    /// Names of the sources by number, as shown.
    pub sources: Rc<BTreeMap<u32, String>>,
}

impl Rows {
    /// The first rank and how many rows are selected: those between the marked one and where the
    /// selection began.
    #[must_use]
    pub fn selected(&self) -> Option<(u64, u64)> {
        let cursor = self.cursor?;
        let anchor = self.anchor.unwrap_or(cursor);
        Some((cursor.min(anchor), cursor.abs_diff(anchor) + 1))
    }
}

/// A place in the list that is brought back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resume {
    /// The rank at the upper edge.
    pub top: f64,
    /// The rank that was marked, and the record there.
    pub cursor: Option<u64>,
    /// See `cursor`.
    pub record: Option<RecordKey>,
    /// How many rows below the upper edge it stood.
    pub below: Option<f64>,
}

/// What a rank is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seek {
    /// To keep in its place what is on screen: so many rows below the upper edge.
    Stay {
        /// Rows from the upper edge, negative above it.
        below: f64,
    },
    /// To mark it and bring it on screen.
    Go,
}

/// Counts over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timelines {
    /// Over the range, or over everything.
    pub counts: Option<Rc<Timeline>>,
    /// The range that `counts` was asked for.
    pub counts_range: Option<TimeRange>,
    /// Over everything, for the strip below.
    pub overview: Option<Rc<Timeline>>,
    /// First and last time over all sources.
    pub extent: Option<TimeRange>,
    /// How many buckets fit the canvas; 0 until it was measured.
    pub buckets_max: u32,
    /// The marked event's time.
    pub cursor: Option<TimeNanos>,
}

/// Fields and values with counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FacetsShown {
    /// What the lead answered last.
    pub facets: Option<Rc<Facets>>,
    /// Only fields whose name, or a value of which, contains this.
    pub search: String,
    /// The field whose values are searched, the text, and the answer.
    pub searched: Option<FacetSearched>,
    /// Fields whose values are hidden.
    pub folded: Vec<String>,
}

/// A search among the values of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetSearched {
    /// The field.
    pub field: String,
    /// What its values shall contain, without case.
    pub text: String,
    /// The values found; none until answered.
    pub found: Option<Rc<FacetField>>,
}

/// The event that is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DetailShown {
    /// Whether the pane is open.
    pub open: bool,
    /// Which event; none until its row is known.
    pub record: Option<RecordKey>,
    /// The last answer; it may be that of the record before until the new one is there.
    pub detail: Option<Rc<Detail>>,
}

/// What surrounds an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The event.
    pub record: RecordKey,
    /// Whose records surround it.
    pub scope: Scope,
    /// How many are shown before and after it.
    pub reach: u32,
    /// The answer; none until it is there.
    pub around: Option<Rc<Around>>,
}

/// Searching within the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// Whether the find bar is open.
    pub open: bool,
    /// What to find, without case.
    pub text: String,
    /// What came of it.
    pub outcome: FindOutcome,
}

/// What came of searching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindOutcome {
    /// Nothing was searched yet.
    #[default]
    None,
    /// Not answered yet.
    Searching,
    /// Found at this rank.
    Found {
        /// Past the end, from the other side.
        wrapped: bool,
    },
    /// Not in any row.
    Nowhere,
}

/// What was chosen for this person; kept in the browser's storage.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Name of the zone times are shown in; none: UTC.
    pub zone: Option<String>,
    /// Formats that the person made.
    pub formats: Vec<OwnFormat>,
    /// What stays in what leaves, and the person's own rules of what does not.
    pub redaction: Redaction,
    /// Bytes that each worker that reads holds at most, where that is less than it could.
    pub shard_bytes_max: Option<u64>,
}

/// What each worker that reads may hold, in words and bytes; its memory ends at four gibibytes.
pub const MEMORY_CHOICES: [(&str, u64); 4] =
    [("0.5 GB", 1 << 29), ("1 GB", 1 << 30), ("2.5 GB", 5 << 29), ("3.5 GB", 7 << 29)];

impl Prefs {
    /// How many bytes each worker that reads may hold.
    #[must_use]
    pub fn memory_chosen(&self) -> u64 {
        self.shard_bytes_max.unwrap_or(MEMORY_CHOICES[2].1)
    }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Something is not as it should be, on our side or the machine's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What happened, without log text.
    pub what: String,
    /// What was kept, and what to do.
    pub advice: String,
}

/// A remark that fades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells this remark from the next, so that a timer fades the right one.
    pub number: u64,
    /// The remark.
    pub text: String,
}

/// The place in the stack of undo and redo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Which entry is shown, from 0.
    pub position: u32,
    /// The last entry that redo can reach.
    pub last: u32,
}

impl State {
    /// Whether every slice is the very same.
    #[must_use]
    pub fn same(&self, other: &State) -> bool {
        fn same<T>(a: Option<&Rc<T>>, b: Option<&Rc<T>>) -> bool {
            a.map(Rc::as_ptr) == b.map(Rc::as_ptr)
        }
        same(self.context.as_ref(), other.context.as_ref())
            && same(self.explaining.as_ref(), other.explaining.as_ref())
            && same(self.following.as_ref(), other.following.as_ref())
            && same(self.own_format.as_ref(), other.own_format.as_ref())
            && Rc::ptr_eq(&self.bursts, &other.bursts)
            && Rc::ptr_eq(&self.gaps, &other.gaps)
            && Rc::ptr_eq(&self.patterns, &other.patterns)
            && Rc::ptr_eq(&self.requests, &other.requests)
            && Rc::ptr_eq(&self.compare, &other.compare)
            && Rc::ptr_eq(&self.metrics, &other.metrics)
            && Rc::ptr_eq(&self.pins, &other.pins)
            && Rc::ptr_eq(&self.marks, &other.marks)
            && Rc::ptr_eq(&self.handing, &other.handing)
            && Rc::ptr_eq(&self.tracks, &other.tracks)
            && same(self.trouble.as_ref(), other.trouble.as_ref())
            && same(self.notice.as_ref(), other.notice.as_ref())
            && Rc::ptr_eq(&self.open, &other.open)
            && Rc::ptr_eq(&self.query, &other.query)
            && Rc::ptr_eq(&self.view, &other.view)
            && Rc::ptr_eq(&self.rows, &other.rows)
            && Rc::ptr_eq(&self.timeline, &other.timeline)
            && Rc::ptr_eq(&self.facets, &other.facets)
            && Rc::ptr_eq(&self.detail, &other.detail)
            && Rc::ptr_eq(&self.find, &other.find)
            && Rc::ptr_eq(&self.prefs, &other.prefs)
            && Rc::ptr_eq(&self.asking, &other.asking)
            && Rc::ptr_eq(&self.history, &other.history)
    }

    /// What each panel holds, where that is known.
    #[must_use]
    pub fn tab_counts(&self) -> Vec<(Tab, Option<u64>)> {
        let patterns = self.patterns.answer.as_ref().map(|answer| answer.patterns_total);
        let bursts = self.bursts.found.get(&self.bursts.kind()).map(|found| found.bursts_total);
        vec![
            (Tab::Events, Some(self.rows.count)),
            (Tab::Patterns, patterns),
            (Tab::Bursts, bursts),
            (Tab::Compare, None),
            (Tab::Sources, Some(self.open.sources.len() as u64)),
            (Tab::Requests, self.requests.answer.as_ref().map(|answer| answer.total)),
            (Tab::Metrics, None),
            (Tab::Marks, Some(self.marks.list.len() as u64)),
        ]
    }

    /// Whether anything was opened.
    pub fn opened(&self) -> bool {
        !self.open.sources.is_empty()
    }

    /// Whether nothing is under way: all is read and every command answered, or the workers gave up.
    pub fn idle(&self) -> bool {
        let told = |id| self.open.progress.sources.iter().any(|source| source.id == id);
        let read = self.open.sources.is_empty()
            || (self.open.progress.done && self.open.sources.iter().all(|source| told(source.id)));
        if self.open.workers == Workers::Failed {
            return true;
        }
        read && self.open.workers != Workers::Starting
            && !self.open.hashing
            && self.asking.all_answered()
            && self.asking.seen_revision >= self.open.progress.revision
    }

    /// The range on screen: the zoom, or everything.
    pub fn range_shown(&self) -> Option<TimeRange> {
        self.view.range.or(self.timeline.extent)
    }
}
