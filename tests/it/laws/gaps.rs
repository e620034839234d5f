//! The longest gaps are those that a look at every record finds, for any cut and any sharding.
//!
//! Does not: look at real logs.

use std::collections::BTreeMap;

use proptest::prelude::*;
use squall::protocol::page::{Command, Gaps, Reply, Row, SECOND_NANOS, TimeNanos, TimeRange, Zone};

use super::{
    answers::rows,
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

fn gaps(desk: &mut Desk, over_all: bool, count: u32) -> Gaps {
    match ask(desk, Command::Gaps { over_all, count }) {
        Reply::Gaps(found) => Gaps { revision: 0, ..found },
        other => panic!("{other:?}"),
    }
}

fn select(desk: &mut Desk, query: &str, range: Option<TimeRange>) -> u64 {
    let command = Command::Select { query: query.to_owned(), zone: Zone::utc(), range };
    match ask(desk, command) {
        Reply::Selected(selected) => selected.in_range,
        other => panic!("{other:?}"),
    }
}

/// 2026-05-14 09:00 UTC and so many milliseconds.
fn at(millis: i64) -> TimeNanos {
    TimeNanos(1_778_749_200 * SECOND_NANOS + millis * 1_000_000)
}

/// Sources whose records come after so many milliseconds each; a step back is out of order.
fn sources(steps: &[Vec<i64>]) -> Vec<Source> {
    let source = |steps: &Vec<i64>| {
        let (mut log, mut now) = (String::new(), 3_600_000);
        for (number, step) in steps.iter().enumerate() {
            now = (now + step).max(0);
            let (hour, minute) = (9 + now / 3_600_000, now / 60_000 % 60);
            let (second, milli) = (now / 1_000 % 60, now % 1_000);
            let level = if number % 3 == 0 { "WARN" } else { "INFO" };
            log += &format!(
                "2026-05-14T{hour:02}:{minute:02}:{second:02}.{milli:03}Z {level} beat {number}\n"
            );
        }
        Source(log.into_bytes())
    };
    steps.iter().map(source).collect()
}

/// Length, source and both records of each gap, by a look at every row.
fn slow(rows: &[Row], over_all: bool) -> Vec<(i64, String, Row, Row)> {
    let mut last: BTreeMap<String, Row> = BTreeMap::new();
    let mut found = Vec::new();
    for row in rows {
        let source = match over_all {
            true => String::new(),
            false => format!("logs/{}.log", row.key.source),
        };
        if let Some(before) = last.insert(source.clone(), row.clone()) {
            let nanos = row.time.unwrap().0 - before.time.unwrap().0;
            found.push((nanos, source, before, row.clone()));
        }
    }
    found.sort_by_key(|(nanos, source, before, _)| {
        (-nanos, before.time, before.key.source, before.key.offset, source.clone())
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn they_are_those_of_a_plain_look(
        steps in prop::collection::vec(
            prop::collection::vec(prop_oneof![0..50_i64, 0..2_000_i64, -500..400_000_i64], 1..40),
            1..4,
        ),
        shards in 1..4_usize,
        cut_bytes in 40..900_u64,
        over_all: bool,
        count in 1..30_u32,
        query in prop::sample::select(vec!["", "level=warn"]),
        zoom in prop::option::of((0..3_000_000_i64, 1..3_000_000_i64)),
    ) {
        let files = sources(&steps);
        let range = zoom.map(|(from, width)| {
            TimeRange { start: at(3_600_000 + from), end: at(3_600_000 + from + width) }
        });
        let mut whole = open(&files, Spread::WHOLE, 0);
        let in_range = select(&mut whole, query, range);
        let found = gaps(&mut whole, over_all, count);
        let mut all = slow(&rows(&mut whole, in_range), over_all);
        all.retain(|(nanos, ..)| *nanos >= found.found_nanos);
        prop_assert_eq!(found.gaps_total, all.len() as u64);
        all.truncate(count as usize);
        let told: Vec<_> = found
            .gaps
            .iter()
            .map(|gap| (gap.nanos, gap.source.clone(), gap.before.key, gap.after.key))
            .collect();
        let expected: Vec<_> = all
            .into_iter()
            .map(|(nanos, source, before, after)| (nanos, source, before.key, after.key))
            .collect();
        prop_assert_eq!(told, expected);

        let mut spread = open(&files, Spread { shards, cut_bytes }, 0);
        select(&mut spread, query, range);
        prop_assert_eq!(gaps(&mut spread, over_all, count), found);
    }
}

#[test]
fn what_lies_between_tells_the_gap() {
    let files = sources(&[vec![0, 10, 1_800_000, 10], vec![600_000, 10]]);
    let mut desk = open(&files, Spread::WHOLE, 0);
    select(&mut desk, "", None);
    let of_each = gaps(&mut desk, false, 1);
    let [gap] = &of_each.gaps[..] else { panic!("one: {of_each:?}") };
    assert_eq!((gap.nanos, gap.source.as_str()), (1_800_000_000_000, "logs/0.log"));
    assert_eq!((gap.before.message.as_str(), gap.after.message.as_str()), ("beat 1", "beat 2"));
    let of_all = gaps(&mut desk, true, 1);
    assert_eq!(of_all.gaps[0].nanos, 1_200_000_000_000, "another source wrote in between");
    assert_eq!(of_all.gaps[0].source, "");
}

#[test]
fn without_times_there_are_no_gaps() {
    let mut desk = open(&[Source(b"hello\nthere\n".to_vec())], Spread::WHOLE, 0);
    select(&mut desk, "", None);
    assert_eq!(gaps(&mut desk, false, 9).gaps, []);
}
