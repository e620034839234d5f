//! The requests of a class of ids: counted exactly over every record, a page of them at a time.
//!
//! An id that comes again after a pause far longer than usual (a process number, say) names another
//! request: each is a row of its own.
//!
//! Does not: hold steps; a [`super::Story`] does.

use serde::{Deserialize, Serialize};

use super::{Level, RecordKey, SourceId, TimeNanos};

/// Which requests, and which of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RequestsAsked {
    /// One of [`Requests::classes`]; none: the best one.
    pub class: Option<u64>,
    pub filter: RequestFilter,
    /// Only those of this route, as in [`RouteRow::route`].
    pub route: Option<String>,
    /// Only those that took from .. to (exclusive) nanoseconds.
    pub duration_nanos: Option<(i64, i64)>,
    pub sort: RequestSort,
    pub descending: bool,
    /// Rows `first .. first + count` of what is left; at most 1,000.
    pub first: u32,
    pub count: u32,
}

/// Requests of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestFilter {
    #[default]
    All,
    /// With a record of level error or above, or answered with a status of 500 or above.
    Failing,
    /// That took longer than 99 in 100 of all requests.
    Slow,
    /// That touch a set of patterns that at most 1 in 100 of the requests of their route touch.
    Odd,
}

/// A column to sort by; equal ones by start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestSort {
    #[default]
    Start,
    Duration,
    Records,
    Sources,
    Level,
    Route,
    Status,
    Id,
}

/// The answer to [`RequestsAsked`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Requests {
    /// What can be asked for, the best first; empty where nothing names requests.
    pub classes: Vec<RequestClass>,
    /// The class that this is about.
    pub class: Option<u64>,
    /// Counts over all of the class, whatever is asked for; those of one kind may be of another too.
    pub total: u64,
    pub failing: u64,
    pub slow: u64,
    pub odd: u64,
    /// How many are left by filter, route and duration: the ranks of `rows`.
    pub matching: u64,
    /// Rank of the first row here.
    pub first: u32,
    pub rows: Vec<RequestRow>,
    /// Median and 99th percentile of all durations (exact, nearest rank); a request is slow above it.
    pub median_nanos: i64,
    pub p99_nanos: i64,
    /// Durations of what filter and route leave, in order and without holes.
    pub durations: Vec<DurationBucket>,
    /// Routes of all requests, those with the most failing first, then the most frequent; at most
    /// 200, and `routes_total` says how many there are.
    pub routes: Vec<RouteRow>,
    pub routes_total: u64,
    /// A pause of an id that is longer than this begins another request.
    pub pause_nanos: i64,
    /// More requests than are held (`requests_max`): all counts are of those with the lowest hashes
    /// of ids, a fixed choice. Said on screen when true.
    pub capped: bool,
    pub requests_max: u64,
    pub revision: u64,
}

/// A class of ids that names requests.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RequestClass {
    /// What [`RequestsAsked::class`] takes.
    pub class: u64,
    /// How it is told, all ways: `request_id=…`, `trace=…`.
    pub names: Vec<String>,
    /// Ids, nearly where `exact` is false.
    pub ids: u64,
    pub exact: bool,
}

/// One request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RequestRow {
    pub id: String,
    /// Its first record.
    pub record: Option<RecordKey>,
    pub start: Option<TimeNanos>,
    /// As a record with method and path says, else from the first to the last record.
    pub duration_nanos: i64,
    pub records: u64,
    pub sources: Vec<SourceId>,
    /// The worst level.
    pub level: Option<Level>,
    /// Method and path without what varies: `POST /cart/*`.
    pub route: Option<String>,
    pub status: Option<u16>,
    /// How it ended, in words: the pattern of its first error, else `answered 200`, else the pattern
    /// of its last record.
    pub outcome: String,
    pub failing: bool,
    pub slow: bool,
    pub odd: bool,
}

/// Requests that took about as long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationBucket {
    /// From .. to (exclusive). Bounds are 1, 2 and 5 times powers of ten; the first is from 0.
    pub from_nanos: i64,
    pub to_nanos: i64,
    pub requests: u64,
    pub failing: u64,
}

/// Requests of one route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RouteRow {
    /// Empty: requests whose records name none.
    pub route: String,
    pub requests: u64,
    pub failing: u64,
    /// Exact, nearest rank.
    pub median_nanos: i64,
    pub p99_nanos: i64,
}
