//! Everything that a page asks, asked of one desk, to be compared with another's answers.
//!
//! Does not: keep what measures the work (milliseconds, bytes read, revisions).

use squall::protocol::page::{
    Command, Detail, Facets, Reply, Row, Scope, Selected, SourceSummary, Timeline, Zone,
};

use super::desk::{Desk, ask};

/// Filters of every kind.
pub(super) const QUERIES: [&str; 9] = [
    "",
    "timeout",
    "\"time out\"",
    "/[Tt]ime.?out \\d+$/",
    "level>=warn",
    "host=web-3 or status=503",
    "not host:*",
    "took>30000",
    "source=\"logs/0.log\" naïve",
];

/// Rows of one answer; small, so that stretches begin and end everywhere.
const PAGE_ROWS: u32 = 17;

/// The answers about one filter.
#[derive(Debug, PartialEq)]
pub(super) struct Filtered {
    pub(super) selected: Selected,
    pub(super) rows: Vec<Row>,
    pub(super) timelines: Vec<Timeline>,
    pub(super) facets: Facets,
}

/// What is known of every source; cut sizes may change only what the work was.
pub(super) fn summaries(desk: &mut Desk) -> Vec<SourceSummary> {
    let sources = desk.progress().sources;
    sources.into_iter().map(|source| SourceSummary { bytes_read: 0, ..source }).collect()
}

/// Makes a query the filter and asks everything about it.
pub(super) fn filtered(desk: &mut Desk, query: &str) -> Filtered {
    let selected = select(desk, query);
    let rows = rows(desk, selected.in_range);
    let timelines = [1, 40, 700].map(|buckets| timeline(desk, buckets)).to_vec();
    let Reply::Facets(facets) = ask(desk, Command::Facets { values_max: 50 }) else {
        panic!("facets are asked for");
    };
    Filtered { selected, rows, timelines, facets: Facets { revision: 0, ..facets } }
}

/// Makes a query the filter.
pub(super) fn select(desk: &mut Desk, query: &str) -> Selected {
    let command = Command::Select { query: query.to_owned(), zone: Zone::utc(), range: None };
    match ask(desk, command) {
        Reply::Selected(selected) => Selected { took_millis: 0.0, revision: 0, ..selected },
        other => panic!("{query}: {other:?}"),
    }
}

/// All rows of the filter, in stretches.
pub(super) fn rows(desk: &mut Desk, count: u64) -> Vec<Row> {
    let mut rows = Vec::new();
    for first in (0..count).step_by(PAGE_ROWS as usize) {
        rows.extend(stretch(desk, first, PAGE_ROWS));
    }
    rows
}

/// The rows of so many ranks from `first` on.
pub(super) fn stretch(desk: &mut Desk, first: u64, count: u32) -> Vec<Row> {
    let columns = ["host", "status", "deep.word"].map(str::to_owned).to_vec();
    match ask(desk, Command::Rows { first, count, columns }) {
        Reply::Rows(page) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn timeline(desk: &mut Desk, buckets_max: u32) -> Timeline {
    match ask(desk, Command::Timeline { range: None, buckets_max }) {
        Reply::Timeline(timeline) => timeline,
        other => panic!("{other:?}"),
    }
}

/// Everything about each of these records.
pub(super) fn details(desk: &mut Desk, rows: &[Row]) -> Vec<Detail> {
    let detail = |row: &Row| match ask(desk, Command::Detail { record: row.key }) {
        Reply::Detail(detail) => *detail,
        other => panic!("{other:?}"),
    };
    rows.iter().map(detail).collect()
}

/// What surrounds a record.
pub(super) fn around(desk: &mut Desk, row: &Row, scope: Scope) -> Vec<Row> {
    let command = Command::Around { record: row.key, scope, before: 4, after: 3 };
    match ask(desk, command) {
        Reply::Around(around) => around.rows,
        other => panic!("{other:?}"),
    }
}
