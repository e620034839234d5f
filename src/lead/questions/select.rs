//! The filter: refuse what cannot be read, have the shards evaluate the rest, count.
//!
//! Does not: keep a refused filter.

use crate::{
    engine::{
        query::{self, Context, Query, QueryError},
        store::Key,
        time::{TimeRange, Zone},
    },
    lead::{Desk, Filter, port::Port},
    protocol::{
        page::{QueryMistake, Reply, Selected},
        shard::{QueryContext, ShardCommand, ShardReply, Slot},
    },
};

use super::rank;

/// Makes a query the filter.
pub(super) async fn select(
    port: &Port,
    desk: &Desk,
    query: String,
    zone: Zone,
    range: Option<TimeRange>,
) -> Reply {
    let latest = desk.catalog.borrow().extent().map_or_else(Default::default, |extent| extent.end);
    let context = QueryContext { zone, latest };
    let read = Context { zone: context.zone.clone(), latest: context.latest };
    let parsed = match Query::parse(&query, &read) {
        Ok(parsed) => parsed,
        Err(error) => return refused(error),
    };
    let revision = desk.catalog.borrow().revision();
    *desk.filter.borrow_mut() = Filter { query: query.clone(), context: context.clone(), range };
    let command = ShardCommand::Select { slot: Slot::Filter, query, context };
    let mut selected = Selected { revision, ..Selected::default() };
    for reply in port.ask_all(command).await {
        if let ShardReply::Selected { matching, records, took_millis } = reply {
            selected.matching += matching;
            selected.records += records;
            selected.took_millis = selected.took_millis.max(took_millis);
        }
    }
    selected.in_range = match range {
        None => selected.matching,
        Some(range) => rank::count(port, Key::at(range.start), Key::at(range.end)).await,
    };
    selected.unknown_fields = unknown_fields(port, &parsed).await;
    Reply::Selected(selected)
}

/// Says what of a query cannot be read.
pub(super) fn refused(error: QueryError) -> Reply {
    Reply::QueryRefused(QueryMistake {
        start: error.span.start,
        end: error.span.end,
        message: error.to_string(),
        suggestion: error.suggestion,
    })
}

/// Fields that the query names and no record has, with the name most like it.
async fn unknown_fields(port: &Port, query: &Query) -> Vec<(String, Option<String>)> {
    if query.fields().is_empty() {
        return Vec::new();
    }
    let known = super::facets::names(port).await;
    let unknown = query.fields().iter().filter(|field| !known.contains_key(&field.name));
    let like = |name: &str| query::nearest(name, known.keys().map(String::as_str));
    unknown.map(|field| (field.name.clone(), like(&field.name).map(str::to_owned))).collect()
}
