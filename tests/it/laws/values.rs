//! What stands for a pattern's variables: exact counts over every record under the filter.
//!
//! Does not: look at patterns themselves (`heart` does).

use std::collections::BTreeMap;

use squall::protocol::page::{Command, PatternSort, PatternValues, Reply};

use super::{
    answers::select,
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

/// More than one answer of a shard looks at.
const RECORDS: usize = 25_000;

/// Logins of five users from as many places as asked for, every fourth of them refused.
fn logins(places: usize) -> Vec<Source> {
    let line = |at: usize| {
        let (level, user) = (if at.is_multiple_of(4) { "WARN" } else { "INFO" }, at * at % 5);
        let clock = format!("{:02}:{:02}:{:02}", 9 + at / 3600, at / 60 % 60, at % 60);
        let text = format!("login of u{user} from place{}x done", at % places);
        format!("2026-05-14T{clock}Z {level} {text}\n")
    };
    let (mut even, mut odd) = (String::new(), String::new());
    (0..RECORDS)
        .for_each(|at| if at.is_multiple_of(2) { &mut even } else { &mut odd }.push_str(&line(at)));
    vec![Source(even.into_bytes()), Source(odd.into_bytes())]
}

fn values(desk: &mut Desk, query: &str, variable: u32, values_max: u32) -> PatternValues {
    select(desk, query);
    let (search, sort) = ("login".to_owned(), PatternSort::Count);
    let list = Command::Patterns { search, sort, first: 0, count: 5, buckets_max: 5 };
    let Reply::Patterns(found) = ask(desk, list) else { panic!("patterns") };
    let [pattern] = &found.patterns[..] else { panic!("one pattern: {:?}", found.patterns) };
    assert_eq!((pattern.text.as_str(), pattern.variables.len()), ("login of <*> from <*> done", 2));
    let pattern = pattern.id;
    match ask(desk, Command::PatternValues { pattern, variable, values_max }) {
        Reply::PatternValues(found) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_record_under_the_filter_is_counted_however_it_is_cut() {
    let files = logins(3);
    let mut users: BTreeMap<String, u64> = BTreeMap::new();
    for at in (0..RECORDS).filter(|at| at.is_multiple_of(4)) {
        *users.entry(format!("u{}", at * at % 5)).or_default() += 1;
    }
    let mut users: Vec<(String, u64)> = users.into_iter().collect();
    users.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    for spread in [Spread::WHOLE, Spread { shards: 3, cut_bytes: 100_000 }] {
        let mut desk = open(&files, spread, 0);
        let found = values(&mut desk, "level=warn", 0, 20);
        assert_eq!((found.records, found.distinct), (RECORDS as u64 / 4, Some(3)));
        assert_eq!(found.values, users);
        let capped = values(&mut desk, "", 1, 2);
        assert_eq!((capped.records, capped.distinct), (RECORDS as u64, Some(3)));
        let place = |at: u32, count: u64| (format!("place{at}x"), count);
        assert_eq!(capped.values, [place(0, 8334), place(1, 8333)]);
    }
}

#[test]
fn too_many_values_are_not_listed_and_the_cap_is_named() {
    for spread in [Spread::WHOLE, Spread { shards: 3, cut_bytes: 100_000 }] {
        let found = values(&mut open(&logins(RECORDS), spread, 0), "", 1, 20);
        assert_eq!((found.records, found.distinct, found.values), (RECORDS as u64, None, vec![]));
        assert!(found.values_max_counted > 0 && found.values_max_counted < RECORDS as u64);
    }
}
