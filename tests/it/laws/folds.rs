//! Folded rows: whatever the cut, the shards and the rank asked for, the runs are those that folding
//! all rows in order gives, and no record is left out or told twice.
//!
//! Does not: say what a pattern is.

use proptest::prelude::*;
use squall::protocol::page::{Command, RecordKey, Reply, Row, RowsPage, Run};

use super::{
    answers::{select, stretch},
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

const MESSAGES: [&str; 3] = ["opened", "cache missed for key 7 in all regions", "retry 3 of 5"];

/// Records of these messages, so many of each in a row, dealt out to files.
fn files(runs: &[(usize, usize)], count: usize) -> Vec<Source> {
    let messages = runs.iter().flat_map(|&(message, times)| std::iter::repeat_n(message, times));
    let mut files = vec![Vec::new(); count];
    for (at, message) in messages.enumerate() {
        // Some share their instant, and not all files take part everywhere.
        let (second, file) = (at / 3, (at * 7 / 5) % count);
        let (minute, second) = (second / 60, second % 60);
        let line = format!(
            "{{\"time\":\"2026-05-14T{:02}:{:02}:{second:02}Z\",\"msg\":\"{}\"}}\n",
            minute / 60,
            minute % 60,
            MESSAGES[message]
        );
        files[file].extend(line.into_bytes());
    }
    files.into_iter().map(Source).collect()
}

/// All rows in order, folded one by one.
fn naive(rows: &[Row], opened: &[RecordKey]) -> Vec<(u64, Row)> {
    let mut folded: Vec<(u64, Row)> = Vec::new();
    for same in rows.chunk_by(|a, b| a.message == b.message) {
        let rank = folded.last().map_or(0, |(rank, row)| rank + row.ranks());
        let open = opened.contains(&same[0].key);
        let records = same.len() as u64;
        let until = same.last().and_then(|row| row.time);
        let run = (records > 1).then_some(Run { records, until, open });
        folded.push((rank, Row { run, ..same[0].clone() }));
        if open && records > 1 {
            folded.extend((rank + 1..).zip(same[1..].iter().cloned()));
        }
    }
    folded
}

fn folded(desk: &mut Desk, asked: (u64, u32, u32), opened: &[RecordKey]) -> Vec<(u64, Row)> {
    let (rank, before, after) = asked;
    let columns = ["host", "status", "deep.word"].map(str::to_owned).to_vec();
    let opened = opened.to_vec();
    match ask(desk, Command::FoldedRows { rank, before, after, columns, opened }) {
        Reply::Rows(RowsPage { mut first, rows, .. }) => rows
            .into_iter()
            .map(|row| {
                let rank = first;
                first += row.ranks();
                (rank, row)
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// Asks about each rank and compares with the rows folded one by one.
fn check(desk: &mut Desk, ranks: &[u64], (before, after): (u32, u32), openings: &[usize]) {
    let count = select(desk, "").in_range;
    let rows: Vec<Row> =
        (0..count).step_by(1_000).flat_map(|first| stretch(desk, first, 1_000)).collect();
    let opened: Vec<RecordKey> =
        openings.iter().filter_map(|at| Some(rows.get(*at)?.key)).collect();
    let all = naive(&rows, &opened);
    for rank in ranks.iter().map(|rank| rank % count) {
        let holder = all.partition_point(|(first, _)| *first <= rank) - 1;
        let from = holder.saturating_sub(before as usize);
        let to = (holder + after as usize + 1).min(all.len());
        let found = folded(desk, (rank, before, after), &opened);
        let short = |rows: &[(u64, Row)]| {
            rows.iter().map(|(rank, row)| (*rank, row.run)).collect::<Vec<_>>()
        };
        assert_eq!(short(&found), short(&all[from..to]), "around {rank}");
        assert!(found == all[from..to], "around {rank}");
    }
}

fn runs() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let length = prop_oneof![8 => 1..6_usize, 2 => 1..40_usize, 1 => 480..1100_usize];
    prop::collection::vec((0..MESSAGES.len(), length), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn runs_are_those_of_all_rows_folded(
        runs in runs(),
        count in 1..4_usize,
        shards in 1..4_usize,
        cut_bytes in 500..60_000_u64,
        ranks in prop::collection::vec(any::<u64>(), 6),
        around in (0..12_u32, 0..12_u32),
        openings in prop::collection::vec(0..60_usize, 0..4),
    ) {
        let mut desk = open(&files(&runs, count), Spread { shards, cut_bytes }, 0);
        check(&mut desk, &ranks, around, &openings);
    }
}

#[test]
fn a_run_longer_than_a_look_is_told_whole() {
    let files = files(&[(0, 3), (1, 9_000), (2, 1), (1, 2_000)], 2);
    let mut desk = open(&files, Spread { shards: 2, cut_bytes: 300_000 }, 0);
    let ranks = [0, 2, 3, 4_500, 9_002, 9_003, 9_004, 11_003];
    check(&mut desk, &ranks, (2, 2), &[]);
    check(&mut desk, &ranks, (5, 7), &[3]);
}

#[test]
fn no_rows_and_ranks_beyond_the_end() {
    let mut desk = open(&files(&[(0, 4)], 1), Spread::WHOLE, 0);
    select(&mut desk, "");
    assert_eq!(folded(&mut desk, (9, 5, 5), &[]), []);
    select(&mut desk, "nowhere");
    assert_eq!(folded(&mut desk, (0, 5, 5), &[]), []);
}
