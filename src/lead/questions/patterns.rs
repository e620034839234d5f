//! The patterns of the filter: exact counts, and a page of them.
//!
//! Does not: mine.

use std::collections::BTreeMap;

use crate::{
    engine::{
        arrange::Arrange,
        level::LANES,
        limits::{COLUMN_VALUES_MAX, SHAPES_MAX},
        merge::FieldCounts,
        store::{Key, TIME_UNKNOWN},
        templates::VARIABLE,
        time::{TimeNanos, TimeRange},
        timeline::Buckets,
    },
    lead::{
        Desk,
        port::Port,
        settled::{self, Settled},
    },
    protocol::{
        page::{Level, Pattern, PatternSort, PatternValues, Patterns},
        shard::{Count, PatternPart, ShardCommand, ShardReply, Slot},
    },
};

/// Most patterns of one answer.
const PATTERNS_MAX: u32 = 1_000;
/// Most buckets of a pattern's counts.
const BUCKETS_MAX: u32 = 400;

/// A page of the filter's patterns.
pub(super) async fn patterns(
    port: &Port,
    desk: &Desk,
    search: &str,
    sort: PatternSort,
    (first, count): (u32, u32),
    buckets_max: u32,
) -> Patterns {
    let settled = settled::settled(port, desk).await;
    let range = desk.filter.borrow().range;
    let (grid, parts) = counted(port, desk, range, buckets_max).await;
    let records = parts.iter().map(records_of).sum();
    let searched = search.to_lowercase();
    let mut found: Vec<(String, &PatternPart)> = parts
        .iter()
        .map(|part| (settled.text(part.id), part))
        .filter(|(text, _)| text.to_lowercase().contains(&searched))
        .collect();
    found.arrange_by(|(a_text, a), (b_text, b)| {
        rank(sort, a).cmp(&rank(sort, b)).then_with(|| a_text.cmp(b_text))
    });
    let patterns_total = found.len() as u64;
    let page = found.into_iter().skip(first as usize).take(count.min(PATTERNS_MAX) as usize);
    Patterns {
        records,
        patterns_total,
        first,
        patterns: page.map(|(text, part)| pattern(&settled, text, part, records, &grid)).collect(),
        start: TimeNanos(grid.start),
        width_nanos: grid.width_nanos,
        forms_beyond: settled.beyond,
        forms_max: SHAPES_MAX as u64,
        revision: desk.catalog.borrow().revision(),
    }
}

/// Every template of the filter within a range, with counts over buckets.
pub(super) async fn counted(
    port: &Port,
    desk: &Desk,
    range: Option<TimeRange>,
    buckets_max: u32,
) -> (Buckets, Vec<PatternPart>) {
    let extent = desk.catalog.borrow().extent();
    let grid = match range.or(extent) {
        Some(shown) => Buckets::over(shown, buckets_max.clamp(1, BUCKETS_MAX)),
        None => Buckets { start: 0, width_nanos: 1, count: 0 },
    };
    let command = ShardCommand::Count(Count::Patterns { slot: Slot::Filter, range, grid });
    let mut joined: BTreeMap<u64, PatternPart> = BTreeMap::new();
    for reply in port.ask_all(command).await {
        let ShardReply::Patterns(parts) = reply else { continue };
        for part in parts {
            match joined.get_mut(&part.id) {
                Some(known) => known.join(&part),
                None => drop(joined.insert(part.id, part)),
            }
        }
    }
    (grid, joined.into_values().collect())
}

pub(super) fn records_of(part: &PatternPart) -> u64 {
    part.lanes.iter().sum()
}

fn rank(sort: PatternSort, part: &PatternPart) -> (i128, Key) {
    let count = i128::from(records_of(part));
    let errors = part.lanes.iter().skip(Level::Error as usize).sum::<u64>();
    let rank = match sort {
        PatternSort::Count => -count,
        PatternSort::Rarity => count,
        PatternSort::Newest => -i128::from(part.first.time),
        PatternSort::Errors => -((i128::from(errors) << 64) + count),
    };
    (rank, part.first)
}

fn pattern(
    settled: &Settled,
    text: String,
    part: &PatternPart,
    records: u64,
    grid: &Buckets,
) -> Pattern {
    let count = records_of(part);
    let time = |nanos: i64| (nanos != TIME_UNKNOWN).then_some(TimeNanos(nanos));
    let variables = text.match_indices(VARIABLE);
    let example = settled.find(part.id).map_or("", |(_, example)| example);
    let levels: [u64; LANES] = part.lanes;
    Pattern {
        id: part.id,
        variables: variables.map(|(at, mark)| (at as u32, (at + mark.len()) as u32)).collect(),
        text,
        count,
        share: count as f64 / (records.max(1)) as f64,
        levels,
        first: time(part.first.time),
        last: time(part.last),
        counts: part.counts.dense(grid.count),
        record: Some(part.first.into()),
        example: example.to_owned(),
    }
}

/// The values of one variable of a pattern under the filter.
pub(super) async fn values(
    port: &Port,
    desk: &Desk,
    pattern: u64,
    variable: u32,
    values_max: usize,
) -> PatternValues {
    let settled = settled::settled(port, desk).await;
    let values_max_counted = COLUMN_VALUES_MAX as u64;
    let answer =
        PatternValues { pattern, variable, values_max_counted, ..PatternValues::default() };
    let Some((template, _)) = settled.find(pattern) else { return answer };
    let (slot, range) = (Slot::Filter, desk.filter.borrow().range);
    let command = |from| {
        let template = Box::new(template.clone());
        ShardCommand::Count(Count::Values { slot, range, template, variable, from })
    };
    let mut joined = FieldCounts::default();
    port.ask_in_stretches((0, 0), command, |reply| {
        let ShardReply::Values { records, scattered, values, next } = reply else { return None };
        joined.add(records, scattered, values);
        joined.settle();
        next.filter(|_| !joined.scattered)
    })
    .await;
    PatternValues {
        records: joined.records,
        distinct: (!joined.scattered).then_some(joined.values.len() as u64),
        values: joined.top(values_max),
        ..answer
    }
}
