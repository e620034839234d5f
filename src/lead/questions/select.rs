//! The filter: refuse what cannot be read, have the shards evaluate the rest, count.
//!
//! Does not: keep a refused filter.

use crate::{
    engine::{
        query::{Context, Query},
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
        Err(error) => {
            return Reply::QueryRefused(QueryMistake {
                start: error.span.start,
                end: error.span.end,
                message: error.to_string(),
                suggestion: error.suggestion,
            });
        }
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

/// Fields that the query names and no record has, with the name most like it.
async fn unknown_fields(port: &Port, query: &Query) -> Vec<(String, Option<String>)> {
    let named = query.fields();
    if named.is_empty() {
        return Vec::new();
    }
    let known = super::facets::names(port).await;
    let unknown = named.into_iter().filter(|name| !known.contains_key(name));
    unknown.map(|name| (name.clone(), most_like(&name, known.keys()))).collect()
}

/// The name with the smallest edit distance, if that is small (Levenshtein, 1966).
fn most_like<'a>(name: &str, known: impl Iterator<Item = &'a String>) -> Option<String> {
    let distance_max = 1 + name.chars().count() / 4;
    let near = known.map(|other| (distance(name, other), other));
    let (distance, other) = near.min()?;
    (distance <= distance_max).then(|| other.clone())
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = (diagonal + usize::from(from != *to)).min(left + 1).min(*slot + 1);
            diagonal = std::mem::replace(slot, cost);
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_name() {
        let known = ["level", "logger", "msg"].map(str::to_owned);
        assert_eq!(most_like("lvel", known.iter()).as_deref(), Some("level"));
        assert_eq!(most_like("duration", known.iter()), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
