//! Metrics and pinned searches: the same for any cut and any sharding, and what counting and sorting one by one gives.
//!
//! Does not: check how they are drawn.

use proptest::prelude::*;
use squall::protocol::page::{
    Command, MeasureOf, Measured, Metrics, MetricsAsked, Pins, Reply, Zone,
};

use super::{
    answers::select,
    desk::{Desk, Spread, ask, open},
    sources::{self, Source},
};

fn metrics(desk: &mut Desk, also: &[&str], split: Option<&str>) -> Metrics {
    let also = also.iter().map(|name| MeasureOf::Field((*name).to_owned())).collect();
    let asked = MetricsAsked { buckets_max: 12, also, split: split.map(str::to_owned) };
    match ask(desk, Command::Metrics(asked)) {
        Reply::Metrics(found) => Metrics { revision: 0, ..*found },
        other => panic!("{other:?}"),
    }
}

fn everything(desk: &mut Desk, query: &str) -> Vec<Metrics> {
    select(desk, query);
    let splits = [None, Some("level"), Some("source"), Some("pattern"), Some("host"), Some("took")];
    splits.map(|split| metrics(desk, &["took", "bytes", "no such field"], split)).to_vec()
}

/// Counts of pinned searches, and the marks of the first rows.
fn pins(desk: &mut Desk, queries: &[&str]) -> (Pins, Vec<u8>) {
    let command = Command::Pins {
        queries: queries.iter().map(|query| (*query).to_owned()).collect(),
        zone: Zone::utc(),
        range: None,
        buckets_max: 20,
    };
    let Reply::Pins(found) = ask(desk, command) else { panic!("pins") };
    let rows = Command::Rows { first: 0, count: 500, columns: Vec::new() };
    let Reply::Rows(page) = ask(desk, rows) else { panic!("rows") };
    (Pins { revision: 0, ..found }, page.rows.iter().map(|row| row.pins).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_sharding_gives_the_same_metrics(
        files in sources::several(3), shards in 1..5_usize, cut_bytes in 200..4_000_u64,
        query in prop::sample::select(vec!["", "level>=warn", "status=503"]),
    ) {
        let whole = everything(&mut open(&files, Spread::WHOLE, 0), query);
        let spread = everything(&mut open(&files, Spread { shards, cut_bytes }, 1), query);
        prop_assert_eq!(whole, spread);
    }

    #[test]
    fn pinned_searches_count_and_mark_what_they_match(
        files in sources::several(3), shards in 1..5_usize, cut_bytes in 200..4_000_u64,
    ) {
        let queries = ["level>=warn", "(", "timeout"];
        let mut whole = open(&files, Spread::WHOLE, 0);
        select(&mut whole, "");
        let mut spread = open(&files, Spread { shards, cut_bytes }, 1);
        select(&mut spread, "");
        let (found, marks) = pins(&mut whole, &queries);
        prop_assert_eq!(&pins(&mut spread, &queries), &(found.clone(), marks.clone()));
        prop_assert!(found.pins[1].mistake.is_some() && found.pins[1].matching == 0);
        for at in [0, 2] {
            let marked = marks.iter().filter(|marks| **marks >> at & 1 == 1).count() as u64;
            prop_assert_eq!(found.pins[at].matching, marked);
        }
        let (_, marks) = pins(&mut whole, &[]);
        prop_assert!(marks.iter().all(|marks| *marks == 0), "no pin, no mark");
    }

    /// Percentiles are those of a sort, but for half a percent; counts are exact.
    #[test]
    fn percentiles_and_counts_are_those_of_a_plain_look(
        values in prop::collection::vec((0..3_u8, 0..20_000_u32, 0..3_600_u32), 1..120),
    ) {
        let mut log = String::new();
        for (kind, millis, second) in &values {
            let took = match kind {
                0 => format!("\"{millis}ms\""),
                1 => format!("\"{}us\"", u64::from(*millis) * 1_000),
                _ => "\"unknown\"".to_owned(),
            };
            let clock = format!("{:02}:{:02}", second / 60, second % 60);
            log += &format!("{{\"ts\":\"2026-05-14T09:{clock}Z\",\"kind\":{kind},\"took\":{took}}}\n");
        }
        let mut desk = open(&[Source(log.into_bytes())], Spread::WHOLE, 0);
        select(&mut desk, "");
        let found = metrics(&mut desk, &[], Some("kind"));
        prop_assert_eq!(found.records.iter().sum::<u32>() as usize, values.len());
        let of_kind = |wanted: u8| values.iter().filter(|(kind, ..)| *kind == wanted).count() as u64;
        for group in &found.groups {
            let kind = group.value.as_ref().map(|kind| kind.parse().unwrap());
            prop_assert_eq!(group.records, kind.map_or(0, of_kind));
        }
        let mut nanos: Vec<u64> =
            values.iter().filter(|(kind, ..)| *kind < 2).map(|it| u64::from(it.1) * 1_000_000).collect();
        nanos.sort_unstable();
        let Some(took) = found.measured.first() else {
            prop_assert!(nanos.is_empty());
            return Ok(());
        };
        prop_assert_eq!((took.numbers, took.others), (nanos.len() as u64, of_kind(2)));
        for (share, value) in [0.5, 0.9, 0.95, 0.99].into_iter().zip(took.all.unwrap_or_default()) {
            let exact = nanos[(share * (nanos.len() - 1) as f64) as usize] as f64;
            prop_assert!((value - exact).abs() <= exact * 0.005_001, "{value} for {exact}");
        }
    }
}

fn opened(log: &str) -> Desk {
    let mut desk = open(&[Source(log.as_bytes().to_vec())], Spread::WHOLE, 0);
    select(&mut desk, "");
    desk
}

fn title(measured: &Measured) -> (&str, bool, u64, u64) {
    (&measured.title, measured.unit_told, measured.numbers, measured.others)
}

#[test]
fn durations_of_fields_and_of_messages_are_found() {
    let mut log = String::new();
    for at in 0..60 {
        log += &format!(
            "2026-05-14T09:00:{at:02}Z INFO app: card charged in {} ms by visa\n",
            80 + at
        );
        log += &format!(
            "2026-05-14T09:00:{at:02}Z INFO app: served rt=0.{:03} status=503\n",
            at + 100
        );
    }
    let found = metrics(&mut opened(&log), &[], None);
    let titles: Vec<_> = found.measured.iter().map(title).collect();
    assert_eq!(titles, [("rt", true, 60, 0), ("app: card charged in ‹?› ms by visa", true, 60, 0)]);
    let p50 = |at: usize| found.measured[at].all.map(|all| (all[0] / 1e6).round());
    assert_eq!((p50(0), p50(1)), (Some(129.0), Some(109.0)));
    assert_eq!(found.answered.iter().sum::<u32>(), 60);
    assert_eq!(found.failed.iter().sum::<u32>(), 60);
}

#[test]
fn a_field_that_cannot_be_told_says_so() {
    let mut log = String::new();
    for at in 0..20 {
        let value = if at % 2 == 0 { "12" } else { "fast" };
        log += &format!("ts=2026-05-14T09:00:{at:02}Z level=info latency={value} size={at}\n");
    }
    let found = metrics(&mut opened(&log), &["size"], None);
    let titles: Vec<_> = found.measured.iter().map(title).collect();
    assert_eq!(titles, [("latency", false, 10, 10), ("size", true, 20, 0)]);
    assert!(!found.measured[1].is_duration);
    assert_eq!(found.choices, [("size".to_owned(), 20), ("latency".to_owned(), 10)]);
}
