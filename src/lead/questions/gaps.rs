//! The longest gaps between records of the filter: in each source, or in all of them together.
//!
//! Gaps are looked for from a length on, which becomes shorter until enough of them are found. It
//! depends on the range alone, and the shards send spells, not records: the shorter the gaps that are
//! wanted, the more spells there are, so there is a shortest length.
//!
//! Does not: judge them.

use std::collections::BTreeMap;

use super::rows;
use crate::{
    engine::{
        arrange::Arrange,
        store::Key,
        timeline::spells::{Spells, gap},
    },
    lead::{Desk, port::Port},
    protocol::{
        page::{Gap, Gaps, TimeRange},
        shard::{ShardCommand, ShardReply},
    },
};

/// The part of the range that gaps are looked for from, and by how much it shrinks so many times.
const PART_FIRST: i64 = 16;
const PART_TIMES: i64 = 8;
const ROUNDS: u32 = 5;
/// Gaps of one answer.
const GAPS_MAX: usize = 500;

/// The longest gaps, at most `count`.
pub(super) async fn gaps(port: &Port, desk: &Desk, over_all: bool, count: u32) -> Gaps {
    let revision = desk.catalog.borrow().revision();
    let range = desk.filter.borrow().range;
    let Some(span_nanos) = span_nanos(desk, range) else {
        return Gaps { over_all, revision, ..Gaps::default() };
    };
    let count = (count as usize).min(GAPS_MAX);
    let mut found_nanos = (span_nanos / PART_FIRST).max(1);
    let mut found = looked_for(port, range, over_all, found_nanos).await;
    for _ in 1..ROUNDS {
        if found.len() >= count || found_nanos == 1 {
            break;
        }
        found_nanos = (found_nanos / PART_TIMES).max(1);
        found = looked_for(port, range, over_all, found_nanos).await;
    }
    let gaps_total = found.len() as u64;
    found.arrange_by_key(|(source, before, after)| {
        (std::cmp::Reverse(gap(*before, *after)), *before, source.clone())
    });
    found.truncate(count);
    let gaps = with_rows(port, desk, found).await;
    Gaps { over_all, gaps, found_nanos, gaps_total, revision }
}

/// How long the part of the data is that is looked at; none where no record has a time.
fn span_nanos(desk: &Desk, range: Option<TimeRange>) -> Option<i64> {
    let extent = desk.catalog.borrow().extent()?;
    let start = range.map_or(extent.start, |range| range.start.max(extent.start));
    let end = range.map_or(extent.end, |range| range.end.min(extent.end));
    Some(end.0.saturating_sub(start.0).max(1))
}

/// Every gap of a length: the source, the record before it and the one after.
async fn looked_for(
    port: &Port,
    range: Option<TimeRange>,
    over_all: bool,
    gap_nanos: i64,
) -> Vec<(String, Key, Key)> {
    let mut of: BTreeMap<String, Spells> = BTreeMap::new();
    for reply in port.ask_all(ShardCommand::Spells { range, over_all, gap_nanos }).await {
        let ShardReply::Spells(parts) = reply else { continue };
        for (name, spells) in parts {
            of.entry(name).or_default().join(spells, gap_nanos);
        }
    }
    let mut found = Vec::new();
    for (name, spells) in of {
        found.extend(spells.gaps().map(|(before, after)| (name.clone(), before, after)));
    }
    found
}

async fn with_rows(port: &Port, desk: &Desk, found: Vec<(String, Key, Key)>) -> Vec<Gap> {
    let mut keys: Vec<Key> =
        found.iter().flat_map(|(_, before, after)| [*before, *after]).collect();
    keys.sort_unstable();
    keys.dedup();
    let rows = rows::of_keys(port, desk, keys, Vec::new()).await;
    let row = |key: &Key| rows.iter().find(|row| row.key == (*key).into()).cloned();
    let with_rows = |(source, before, after): (String, Key, Key)| {
        let nanos = gap(before, after);
        Some(Gap { nanos, source, before: row(&before)?, after: row(&after)? })
    };
    found.into_iter().filter_map(with_rows).collect()
}
