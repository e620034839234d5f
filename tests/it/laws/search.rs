//! Fast is naive: filters, ranks, stretches and find give what a plain look at every record gives.
//!
//! Does not: test the language; `query_model` holds the matcher against a slow reading of it.

use proptest::{collection::vec, prelude::*, sample::select as one_of};
use squall::protocol::page::{Command, Detail, Level, RecordKey, Reply, TimeNanos};

use super::{
    answers::{details, filtered, rows, select, stretch},
    desk::{Desk, Spread, ask, open},
    sources,
};

/// A filter and what it means for a record, plainly.
#[derive(Clone, Debug)]
enum Plain {
    Text(&'static str),
    Regex(&'static str),
    LevelFrom(Level),
    Host(u8),
    Not(Box<Plain>),
    Both(Box<Plain>, Box<Plain>),
    Either(Box<Plain>, Box<Plain>),
}

impl Plain {
    fn query(&self) -> String {
        match self {
            Plain::Text(text) => format!("\"{text}\""),
            Plain::Regex(pattern) => format!("/{pattern}/"),
            Plain::LevelFrom(level) => format!("level>={}", level.word()),
            Plain::Host(number) => format!("host=web-{number}"),
            Plain::Not(inner) => format!("not ({})", inner.query()),
            Plain::Both(a, b) => format!("({}) and ({})", a.query(), b.query()),
            Plain::Either(a, b) => format!("({}) or ({})", a.query(), b.query()),
        }
    }

    fn holds(&self, detail: &Detail) -> bool {
        match self {
            Plain::Text(text) => detail.raw.to_lowercase().contains(&text.to_lowercase()),
            Plain::Regex(pattern) => regex::Regex::new(pattern).unwrap().is_match(&detail.raw),
            Plain::LevelFrom(level) => detail.level.is_some_and(|own| own >= *level),
            Plain::Host(number) => detail.fields["host"] == format!("web-{number}"),
            Plain::Not(inner) => !inner.holds(detail),
            Plain::Both(a, b) => a.holds(detail) && b.holds(detail),
            Plain::Either(a, b) => a.holds(detail) || b.holds(detail),
        }
    }
}

fn plain() -> impl Strategy<Value = Plain> {
    let leaf = prop_oneof![
        one_of(sources::WORDS.to_vec()).prop_map(Plain::Text),
        one_of(vec!["TIMEOUT", "CAFÉ", "ov", "IO", "9", "at a.b"]).prop_map(Plain::Text),
        one_of(vec!["[Tt]ime ?out", r"\d{5}", "ca(rt|fé)", "m[0-3]"]).prop_map(Plain::Regex),
        one_of(Level::ALL.to_vec()).prop_map(Plain::LevelFrom),
        (0..12_u8).prop_map(Plain::Host),
    ];
    leaf.prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Plain::Not(Box::new(inner))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Plain::Both(a.into(), b.into())),
            (inner.clone(), inner).prop_map(|(a, b)| Plain::Either(a.into(), b.into())),
        ]
    })
}

/// The next of `count` ranks for which `holds`, and whether it was found past the end.
fn next(count: u64, from: u64, forward: bool, holds: impl Fn(u64) -> bool) -> Option<(u64, bool)> {
    let ahead: Vec<(u64, bool)> = match forward {
        true => (from + 1..count)
            .map(|at| (at, false))
            .chain((0..count.min(from + 1)).map(|at| (at, true)))
            .collect(),
        false => (0..from.min(count))
            .rev()
            .map(|at| (at, false))
            .chain((from..count).rev().map(|at| (at, true)))
            .collect(),
    };
    ahead.into_iter().find(|(at, _)| holds(*at))
}

fn find(desk: &mut Desk, text: &str, from: u64, forward: bool) -> (Option<u64>, bool) {
    match ask(desk, Command::Find { text: text.to_owned(), from, forward }) {
        Reply::Found { rank, record, wrapped } => {
            assert_eq!(rank.is_some(), record.is_some());
            (rank, wrapped)
        }
        other => panic!("{other:?}"),
    }
}

fn rank(desk: &mut Desk, command: Command) -> Option<u64> {
    match ask(desk, command) {
        Reply::Rank(rank) => rank,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_filter_selects_what_a_plain_look_selects(
        files in sources::several(3),
        shards in 1..3_usize,
        cut_bytes in 50..2_000_u64,
        asked in vec(plain(), 1..8),
    ) {
        let mut desk = open(&files, Spread { shards, cut_bytes }, 0);
        let all = filtered(&mut desk, "").rows;
        let all = details(&mut desk, &all);
        for plain in asked {
            let holding = all.iter().filter(|detail| plain.holds(detail));
            let expected: Vec<RecordKey> = holding.map(|detail| detail.key).collect();
            let selected = select(&mut desk, &plain.query());
            prop_assert_eq!(selected.records, all.len() as u64);
            prop_assert_eq!(selected.matching, expected.len() as u64, "{}", plain.query());
            let rows = rows(&mut desk, selected.matching);
            let found: Vec<RecordKey> = rows.iter().map(|row| row.key).collect();
            prop_assert_eq!(found, expected, "{}", plain.query());
        }
    }

    #[test]
    fn histograms_add_up(files in sources::several(3), asked in plain()) {
        let mut desk = open(&files, Spread { shards: 2, cut_bytes: 300 }, 0);
        let answer = filtered(&mut desk, &asked.query());
        for timeline in &answer.timelines {
            let mut counted = vec![[0_u32; 8]; timeline.selected.len()];
            for row in &answer.rows {
                let Some(TimeNanos(time)) = row.time else { continue };
                let bucket = (time - timeline.start.0) / timeline.width_nanos;
                counted[bucket as usize][row.level.map_or(0, |level| level as usize)] += 1;
            }
            prop_assert_eq!(&timeline.selected, &counted);
        }
    }

    #[test]
    fn stretches_ranks_and_find_agree_with_the_whole_list(
        files in sources::several(3),
        shards in 1..3_usize,
        query in one_of(vec!["", "timeout", "level>=warn", "not cart"]),
        (first, count) in (0..80_u64, 0..30_u32),
        text in one_of(vec!["time", "cart", "a.b", "nowhere"]),
    ) {
        let mut desk = open(&files, Spread { shards, cut_bytes: 200 }, 0);
        let list = filtered(&mut desk, query).rows;
        let details = details(&mut desk, &list);
        let length = list.len() as u64;
        let end = (first + u64::from(count)).min(length);
        let expected = &list[first.min(end) as usize..end as usize];
        prop_assert_eq!(&stretch(&mut desk, first, count)[..], expected);
        for (at, row) in list.iter().enumerate().step_by(5) {
            let at = at as u64;
            let of_record = Command::RankOfRecord { record: row.key };
            prop_assert_eq!(rank(&mut desk, of_record), Some(at));
            if let Some(time) = row.time {
                let before = list.iter().filter(|row| row.time < Some(time)).count() as u64;
                prop_assert_eq!(rank(&mut desk, Command::RankOfTime { time }), Some(before));
            }
            for forward in [true, false] {
                let contains = |at: u64| details[at as usize].raw.to_lowercase().contains(text);
                let expected = next(length, at, forward, contains);
                let found = find(&mut desk, text, at, forward);
                let plain = (expected.map(|(at, _)| at), expected.is_some_and(|(_, past)| past));
                prop_assert_eq!(found, plain, "{} from {} {}", text, at, forward);
            }
        }
    }
}
