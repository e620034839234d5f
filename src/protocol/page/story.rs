//! The story of one id: its records over all sources, and what a good request did otherwise.
//!
//! A [`Story`] is drawn as a waterfall: each [`StoryStep`] is a bar in a lane, from `start` to `end`;
//! steps that belong to one [`StorySpan`] stand within it. [`StoryVersus`] brings the steps of a good
//! request along, so that both can be shown side by side without another question.
//!
//! Does not: hold whole texts of records; rows and details do.

use serde::{Deserialize, Serialize};

use super::{Level, RecordKey, TimeNanos};

/// What is known of an id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    pub id: String,
    /// How its class is told, and whether that names requests; empty where it is of none.
    pub class: String,
    pub offered: bool,
    /// How many requests it names, long pauses apart, and which of them this is, from 1; 0: all.
    pub requests: u32,
    pub request: u32,
    /// Records that carry it, in order; `records_total` says how many there are in all.
    pub steps: Vec<StoryStep>,
    pub records_total: u64,
    /// The lanes of the waterfall, in the order in which they are first met: a service where a field
    /// names one, else a source's name.
    pub lanes: Vec<String>,
    /// Units of work that records name by ids of their own (OpenTelemetry, `traceparent`), parents
    /// before what they hold; empty where no record does.
    pub spans: Vec<StorySpan>,
    /// Other ids in these records, those of the fewest records first; at most 32, and
    /// `linked_total` says how many there are.
    pub linked: Vec<LinkedId>,
    pub linked_total: u64,
    /// None: no good request of the same route is known.
    pub versus: Option<StoryVersus>,
    pub revision: u64,
}

/// One record of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryStep {
    pub record: RecordKey,
    pub time: Option<TimeNanos>,
    /// What the bar stands for: equal to the record's time, or the time that a field of the record
    /// says that it took (until its time, or from it where the record names its start). None where
    /// no time is known.
    pub start: Option<TimeNanos>,
    pub end: Option<TimeNanos>,
    /// A place in [`Story::lanes`].
    pub lane: u32,
    /// A place in [`Story::spans`].
    pub span: Option<u32>,
    pub level: Option<Level>,
    /// Its pattern, as queried with `pattern=`, and the pattern's text.
    pub template: u64,
    pub text: String,
    /// The first line of its message, cut where very long.
    pub message: String,
    /// Method and path of what was asked, and the status of the answer.
    pub request: Option<(String, String)>,
    pub status: Option<u16>,
    /// Its level is error or above, or its status 500 or above.
    pub failed: bool,
}

/// One unit of work within a trace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StorySpan {
    pub id: String,
    /// A name where a record gives one.
    pub name: Option<String>,
    /// The one that it is a part of: a lower place in [`Story::spans`].
    pub parent: Option<u32>,
    /// How many it lies within.
    pub depth: u32,
    pub lane: u32,
    pub start: Option<TimeNanos>,
    pub end: Option<TimeNanos>,
    /// One of its own records failed.
    pub failed: bool,
}

/// An id that records of a story carry beside its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LinkedId {
    pub id: String,
    /// How its class is told: `user_id=…`.
    pub class: String,
    /// Names a thing that lasts (a user, a host), not a request.
    pub entity: bool,
    /// Records over all sources that carry it.
    pub records: u64,
}

/// What sets it apart from good requests of the same route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoryVersus {
    /// The id of a good one that goes the usual way, and its steps; their lanes are those of the story.
    pub good: String,
    pub good_steps: Vec<StoryStep>,
    /// So many steps of each were compared at most; `words` say so where there are more.
    pub compared: u32,
    /// Equal steps: a place in [`Story::steps`] and one in `good_steps`, both ascending.
    pub pairs: Vec<(u32, u32)>,
    /// Method and path without what varies; none where no record names them.
    pub route: Option<String>,
    /// How many good requests take the same way as that one, of how many that were compared.
    pub like_it: u64,
    pub goods: u64,
    /// Patterns of steps that only the good one has, that only this one has, and that took longer (by
    /// nanoseconds).
    pub missing: Vec<String>,
    pub extra: Vec<String>,
    pub slower: Vec<(String, i64)>,
    /// Fields that nearly all good ones agree on, and this one has otherwise.
    pub differing: Vec<DifferingField>,
    /// All of it in sentences, the most telling first: `never reached: authorised in ‹n› ms`.
    pub words: Vec<String>,
}

/// A field whose value is not what good requests have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DifferingField {
    pub name: String,
    /// What good requests have, and how many of those that have the field have it, 0 to 1.
    pub usual: String,
    pub share: f64,
    pub this: String,
}
