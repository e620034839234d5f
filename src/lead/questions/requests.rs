//! The table of requests: every id of a class with what its records tell, counted exactly.
//!
//! The shards gather the runs of their records, the lead joins them and holds the table until more is
//! read. It grows with the distinct ids of one class, up to [`REQUESTS_MAX`].
//!
//! Ids that are short numbers (of processes, threads) come again for other requests: a pause that is
//! far longer than usual, and no less than an hour, begins another.
//!
//! Does not: rank classes.

use std::{collections::BTreeMap, rc::Rc};

use super::{ids, steps::id_records};
use crate::{
    engine::{
        follow::{Entry, Ranked, Runs, Table},
        level::Level,
        limits::REQUESTS_MAX,
        store::{Key, TIME_UNKNOWN},
    },
    lead::{
        Desk,
        port::Port,
        settled::{self, Settled},
    },
    protocol::{
        page::{
            DurationBucket, RecordKey, RequestClass, RequestFilter, RequestRow, RequestSort,
            Requests, RequestsAsked, RouteRow, TimeNanos, TimeRange,
        },
        shard::{CutId, ShardCommand, ShardReply},
    },
};

/// Rows of one answer.
const ROWS_MAX: u32 = 1_000;
/// Routes of one answer.
const ROUTES_MAX: usize = 200;
/// Ids whose pauses are looked at.
const SAMPLED_IDS: usize = 256;
/// The least pause between two requests of one id, and how many times as long as usual it is.
const PAUSE_NANOS_MIN: i64 = 3_600 * 1_000_000_000;
const PAUSE_TIMES: i64 = 1_000;
/// Digits of numbers that are used again.
const NUMBER_BYTES_MAX: usize = 7;
/// Ids whose texts are asked for at once.
const TEXTS_AT_ONCE: usize = 5_000;

/// The table that was made last, and what it was made of.
#[derive(Debug, Default)]
pub struct KnownRequests {
    made_of: (Vec<(CutId, u64)>, Vec<u64>),
    settled: Rc<Settled>,
    table: Rc<Table>,
    pause_nanos: i64,
    capped: bool,
}

/// A page of the table.
pub(super) async fn requests(port: &Port, desk: &Desk, asked: RequestsAsked) -> Requests {
    let settled = settled::settled(port, desk).await;
    let revision = desk.catalog.borrow().revision();
    let all = ids::classes(port, desk).await;
    let offered: Vec<&Ranked> = all.iter().filter(|class| class.is_offered()).collect();
    let wanted = |class: &&&Ranked| asked.class.is_none_or(|it| class.identities.contains(&it));
    let class = offered.iter().find(wanted).or(offered.first()).copied();
    let mut answer = Requests {
        classes: offered.iter().map(|class| shown_class(class)).collect(),
        class: class.map(name_of),
        first: asked.first,
        requests_max: REQUESTS_MAX as u64,
        revision,
        ..Requests::default()
    };
    let Some(class) = class else { return answer };
    let known = table(port, desk, &settled, class).await;
    let table = &known.table;
    answer.total = table.entries.len() as u64;
    answer.failing = table.count(|entry| entry.failing);
    answer.slow = table.count(|entry| entry.slow);
    answer.odd = table.count(|entry| entry.odd);
    (answer.median_nanos, answer.p99_nanos) = (table.median_nanos, table.p99_nanos);
    (answer.pause_nanos, answer.capped) = (known.pause_nanos, known.capped);
    let routed = |entry: &Entry| is_of_kind(entry, asked.filter) && has_route(table, entry, &asked);
    answer.durations = table.durations(&routed).into_iter().map(shown_bucket).collect();
    let routes = table.by_route();
    answer.routes_total = routes.len() as u64;
    answer.routes = routes.into_iter().take(ROUTES_MAX).map(|it| shown_route(table, it)).collect();
    let within = |entry: &Entry| {
        let (from, to) = asked.duration_nanos.unwrap_or((i64::MIN, i64::MAX));
        routed(entry) && (from..to).contains(&entry.nanos())
    };
    let number = numbers(port, table, asked.sort).await;
    let places = table.sorted(&within, &|at, entry| number(at, entry), asked.descending);
    answer.matching = places.len() as u64;
    let page =
        places.into_iter().skip(asked.first as usize).take(asked.count.min(ROWS_MAX) as usize);
    let entries: Vec<&Entry> = page.filter_map(|at| table.entries.get(at as usize)).collect();
    let texts = texts(port, entries.iter().map(|entry| (entry.run.hash, entry.run.first))).await;
    let row = |entry: &&Entry| {
        let id = texts.get(&entry.run.hash).cloned().unwrap_or_default();
        row(&settled, table, entry, id)
    };
    answer.rows = entries.iter().map(row).collect();
    answer
}

/// Where a request of the best class failed within a range: the first of those that failed as most
/// others there did.
pub(super) async fn failing_within(
    port: &Port,
    desk: &Desk,
    range: TimeRange,
) -> Option<RecordKey> {
    let settled = settled::settled(port, desk).await;
    let all = ids::classes(port, desk).await;
    let class = all.iter().find(|class| class.is_offered())?;
    let known = table(port, desk, &settled, class).await;
    let failed = known.table.entries.iter().filter_map(|entry| entry.run.failed);
    let failed = failed.map(|(_, key, template)| (key, template));
    let within: Vec<(Key, u64)> =
        failed.filter(|(key, _)| range.contains(TimeNanos(key.time))).collect();
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    within.iter().for_each(|(_, template)| *counts.entry(*template).or_default() += 1);
    let usual = counts.into_iter().max_by_key(|(_, count)| *count).map(|(template, _)| template);
    let alike = within.iter().filter(|(_, template)| Some(*template) == usual);
    alike.map(|(key, _)| *key).min().map(Into::into)
}

/// What a class is asked for by.
fn name_of(class: &Ranked) -> u64 {
    class.identities.iter().copied().min().unwrap_or(0)
}

fn is_of_kind(entry: &Entry, filter: RequestFilter) -> bool {
    match filter {
        RequestFilter::All => true,
        RequestFilter::Failing => entry.failing,
        RequestFilter::Slow => entry.slow,
        RequestFilter::Odd => entry.odd,
    }
}

fn has_route(table: &Table, entry: &Entry, asked: &RequestsAsked) -> bool {
    let Some(wanted) = &asked.route else { return true };
    route_text(table, entry.route()).unwrap_or_default() == wanted
}

fn route_text(table: &Table, route: Option<u32>) -> Option<&str> {
    table.routes.get(route? as usize).map(String::as_str)
}

/// The table of a class, made anew when more is read.
async fn table(
    port: &Port,
    desk: &Desk,
    settled: &Rc<Settled>,
    class: &Ranked,
) -> Rc<KnownRequests> {
    let made_of = (desk.catalog.borrow().contents(), class.identities.clone());
    let known = desk.requests.borrow().clone();
    if known.made_of == made_of && Rc::ptr_eq(&known.settled, settled) {
        return known;
    }
    let pause_nanos = pause_nanos(port, class).await;
    let mut runs = Runs::new(pause_nanos, REQUESTS_MAX);
    let identities = &class.identities;
    let command = |from| ShardCommand::Runs { identities: identities.clone(), pause_nanos, from };
    port.ask_in_stretches((0, 0), command, |reply| {
        let ShardReply::Runs { part, next } = reply else { return None };
        runs.merge(part);
        next
    })
    .await;
    runs.limit();
    let capped = runs.is_capped();
    let table = Rc::new(Table::new(runs.into_part()));
    let settled = settled.clone();
    let known = Rc::new(KnownRequests { made_of, settled, table, pause_nanos, capped });
    *desk.requests.borrow_mut() = known.clone();
    known
}

/// The pause of an id that begins another request.
pub(super) async fn pause_nanos(port: &Port, class: &Ranked) -> i64 {
    if !class.sketch.lives().all(|life| life.is_number(NUMBER_BYTES_MAX)) {
        return i64::MAX;
    }
    let hashes: Vec<u64> = class.sketch.hashes().take(SAMPLED_IDS).collect();
    let mut records = id_records(port, &class.identities, hashes).await;
    records.sort_unstable();
    let pause = |pair: &[(u64, Key)]| match pair {
        [(a, early), (b, late)] if a == b && early.time != TIME_UNKNOWN => {
            Some(late.time.saturating_sub(early.time))
        }
        _ => None,
    };
    let mut pauses: Vec<i64> = records.windows(2).filter_map(pause).collect();
    pauses.sort_unstable();
    let usual = pauses.get(pauses.len() / 2).copied().unwrap_or(0);
    usual.saturating_mul(PAUSE_TIMES).max(PAUSE_NANOS_MIN)
}

/// What requests are sorted by, as numbers.
async fn numbers<'a>(
    port: &Port,
    table: &'a Table,
    sort: RequestSort,
) -> Box<dyn Fn(usize, &Entry) -> u64 + 'a> {
    let ranks = match sort {
        RequestSort::Route => ranked(table.routes.iter().map(String::as_str)),
        RequestSort::Id => {
            let of = table.entries.iter().map(|entry| (entry.run.hash, entry.run.first));
            let texts = texts(port, of).await;
            let text = |entry: &Entry| texts.get(&entry.run.hash).map_or("", String::as_str);
            ranked(table.entries.iter().map(text))
        }
        _ => Vec::new(),
    };
    let rank = move |at: Option<usize>| at.and_then(|at| ranks.get(at)).map_or(0, |rank| rank + 1);
    Box::new(move |at, entry| match sort {
        RequestSort::Start => at as u64,
        RequestSort::Duration => entry.nanos().max(0) as u64,
        RequestSort::Records => entry.run.records,
        RequestSort::Sources => set(table, entry.run.sources).len() as u64,
        RequestSort::Level => u64::from(entry.run.lane),
        RequestSort::Status => entry.run.status.map_or(0, |(_, status)| u64::from(status)),
        RequestSort::Route => rank(entry.route().map(|route| route as usize)),
        RequestSort::Id => rank(Some(at)),
    })
}

/// The rank of each text among all; equal ones have one rank.
fn ranked<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let texts: Vec<&str> = texts.collect();
    let mut sorted = texts.clone();
    sorted.sort_unstable();
    sorted.dedup();
    texts.iter().map(|text| sorted.partition_point(|other| other < text) as u64).collect()
}

/// The texts of ids by their hashes.
async fn texts(port: &Port, of: impl Iterator<Item = (u64, Key)>) -> BTreeMap<u64, String> {
    let of: Vec<(u64, Key)> = of.collect();
    let mut texts = BTreeMap::new();
    for of in of.chunks(TEXTS_AT_ONCE) {
        for reply in port.ask_all(ShardCommand::IdTexts { of: of.to_vec() }).await {
            if let ShardReply::IdTexts(part) = reply {
                texts.extend(part);
            }
        }
    }
    texts
}

fn set(table: &Table, number: u32) -> &[u64] {
    table.sets.get(number as usize).map_or(&[], |members| members)
}

fn row(settled: &Settled, table: &Table, entry: &Entry, id: String) -> RequestRow {
    let run = &entry.run;
    let status = run.status.map(|(_, status)| status);
    let outcome = match (run.failed, status) {
        (Some((false, _, template)), _) => settled.text(template),
        (_, Some(status)) => format!("answered {status}"),
        _ => settled.text(run.last.1),
    };
    RequestRow {
        id,
        record: Some(run.first.into()),
        start: (run.extent.0 != TIME_UNKNOWN).then_some(TimeNanos(run.extent.0)),
        duration_nanos: entry.nanos(),
        records: run.records,
        sources: set(table, run.sources).iter().map(|source| *source as u32).collect(),
        level: Level::from_lane(run.lane),
        route: route_text(table, entry.route()).map(str::to_owned),
        status,
        outcome,
        failing: entry.failing,
        slow: entry.slow,
        odd: entry.odd,
    }
}

fn shown_class(class: &Ranked) -> RequestClass {
    let (names, ids, exact) = (class.names.clone(), class.sketch.ids(), class.sketch.is_exact());
    RequestClass { class: name_of(class), names, ids, exact }
}

fn shown_bucket((from_nanos, to_nanos, requests, failing): (i64, i64, u64, u64)) -> DurationBucket {
    DurationBucket { from_nanos, to_nanos, requests, failing }
}

fn shown_route(table: &Table, counts: crate::engine::follow::RouteCounts) -> RouteRow {
    RouteRow {
        route: route_text(table, counts.route).unwrap_or_default().to_owned(),
        requests: counts.requests,
        failing: counts.failing,
        median_nanos: counts.median_nanos,
        p99_nanos: counts.p99_nanos,
    }
}
