//! A source of which only a time is read: what is left out is counted, all else is as it was.
//!
//! Does not: measure what memory that spares.

use std::collections::BTreeSet;

use proptest::prelude::*;
use squall::protocol::page::{
    Command, RecordKey, Row, SourceId, SourceSettings, TimeNanos, TimeRange,
};

use super::{
    answers::{QUERIES, filtered, rows, select, summaries},
    desk::{Desk, Spread, open},
    sources::{self, Source},
};

fn all(desk: &mut Desk) -> Vec<Row> {
    let count = select(desk, "").in_range;
    rows(desk, count)
}

fn narrow(desk: &mut Desk, sources: usize, within: Option<TimeRange>) {
    let settings = SourceSettings { within, ..SourceSettings::default() };
    for source in 0..sources as SourceId {
        desk.ask(Command::Reread { source, settings: settings.clone() });
    }
    assert!(desk.progress().done);
}

/// A part of the times of some rows, from one in a hundred to another.
fn part(rows: &[Row], from: usize, to: usize) -> TimeRange {
    let mut times: Vec<i64> = rows.iter().filter_map(|row| Some(row.time?.0)).collect();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or(i64::MAX);
    TimeRange { start: TimeNanos(at(from)), end: TimeNanos(at(to)) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn only_the_time_that_is_read_is_there(
        files in sources::several(3),
        shards in 1..4_usize,
        cut_bytes in 1..700_u64,
        (from, to) in (0..60_usize, 40..110_usize),
    ) {
        let mut whole = open(&files, Spread::WHOLE, 0);
        let before = all(&mut whole);
        let counted: Vec<u64> = summaries(&mut whole).iter().map(|it| it.records).collect();
        let within = part(&before, from, to);
        narrow(&mut whole, files.len(), Some(within));
        let after = all(&mut whole);

        let is_kept = |row: &&Row| match (row.time_own, row.time) {
            (true, Some(time)) => within.start <= time && time < within.end,
            _ => true,
        };
        let keys = |rows: &mut dyn Iterator<Item = &Row>| -> BTreeSet<RecordKey> {
            rows.map(|row| row.key).collect()
        };
        prop_assert_eq!(keys(&mut after.iter()), keys(&mut before.iter().filter(is_kept)));
        let told = summaries(&mut whole);
        let both: Vec<u64> = told.iter().map(|it| it.records + it.left_out).collect();
        prop_assert_eq!(&both, &counted);

        let mut spread = open(&files, Spread { shards, cut_bytes }, 0);
        narrow(&mut spread, files.len(), Some(within));
        prop_assert_eq!(summaries(&mut spread), told);
        for query in QUERIES {
            prop_assert_eq!(filtered(&mut spread, query), filtered(&mut whole, query), "{}", query);
        }
        narrow(&mut spread, files.len(), None);
        prop_assert_eq!(all(&mut spread), before);
    }
}

#[test]
fn a_record_before_one_that_is_left_out_ends_where_it_did() {
    let line = |minute: u32| format!("2026-03-01T09:{minute:02}:00Z INFO number {minute}\n");
    let text: String = [1, 40, 2, 41, 3].map(line).concat();
    let mut desk = open(&[Source(text.into_bytes())], Spread::WHOLE, 0);
    let minute = |minute: i64| TimeNanos((1_772_355_600 + minute * 60) * 1_000_000_000);
    narrow(&mut desk, 1, Some(TimeRange { start: minute(0), end: minute(30) }));
    let said: Vec<String> = all(&mut desk).into_iter().map(|row| row.message).collect();
    assert_eq!(said, ["number 1", "number 2", "number 3"]);
    let told = summaries(&mut desk);
    assert_eq!((told[0].records, told[0].left_out, told[0].lines), (3, 2, 5));
}
