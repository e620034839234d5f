//! Patterns, bursts and explanations: the same for any cut and any sharding, right for a made-up
//! incident, and in clear words where nothing can be said.
//!
//! Does not: measure how good they are on real logs.

use proptest::prelude::*;
use squall::protocol::page::{
    BurstKind, Bursts, Command, Explanation, PatternEdit, PatternSort, PatternValues, Patterns,
    Reply, RowKind, Side, TimeNanos, TimeRange, Verdict, Zone,
};

use super::{
    answers::select,
    desk::{Desk, Spread, ask, open},
    incident::{BURST, LEAD, incident},
    sources::{self, Source},
};

fn patterns(desk: &mut Desk) -> Patterns {
    let command = Command::Patterns {
        search: String::new(),
        sort: PatternSort::Count,
        first: 0,
        count: 1_000,
        buckets_max: 50,
    };
    match ask(desk, command) {
        Reply::Patterns(found) => Patterns { revision: 0, ..found },
        other => panic!("{other:?}"),
    }
}

fn values(desk: &mut Desk, pattern: u64) -> PatternValues {
    match ask(desk, Command::PatternValues { pattern, variable: 0, values_max: 20 }) {
        Reply::PatternValues(found) => found,
        other => panic!("{other:?}"),
    }
}

fn bursts(desk: &mut Desk, of: BurstKind) -> Bursts {
    match ask(desk, Command::Bursts { of, filtered: false }) {
        Reply::Bursts(found) => Bursts { revision: 0, ..found },
        other => panic!("{other:?}"),
    }
}

fn explain(desk: &mut Desk, range: TimeRange, baseline: Option<TimeRange>) -> Explanation {
    let (filtered, series, buckets_max) = (false, None, 60);
    match ask(desk, Command::Explain { range, baseline, filtered, series, buckets_max }) {
        Reply::Explanation(found) => Explanation { revision: 0, ..*found },
        other => panic!("{other:?}"),
    }
}

fn compare(desk: &mut Desk, inside: Side, against: Side) -> Explanation {
    let command = Command::Compare { inside, against, zone: Zone::utc(), buckets_max: 10 };
    match ask(desk, command) {
        Reply::Compared(found) => Explanation { revision: 0, ..*found },
        other => panic!("{other:?}"),
    }
}

/// 2026-05-14 09:00 UTC and so many seconds.
fn at(second: u32) -> TimeNanos {
    TimeNanos((1_778_749_200 + i64::from(second)) * 1_000_000_000)
}

fn range(start: u32, end: u32) -> TimeRange {
    TimeRange { start: at(start), end: at(end) }
}

const KINDS: [BurstKind; 4] =
    [BurstKind::Errors, BurstKind::Pattern, BurstKind::Selection, BurstKind::Silence];

/// Everything that is asked about a desk's patterns, bursts and explanations.
pub(super) fn everything(
    desk: &mut Desk,
) -> (Patterns, Vec<PatternValues>, Vec<Bursts>, Vec<Explanation>) {
    select(desk, "");
    let found = patterns(desk);
    let values = found.patterns.iter().take(4).map(|pattern| values(desk, pattern.id)).collect();
    let found_bursts: Vec<Bursts> = KINDS.map(|of| bursts(desk, of)).to_vec();
    let mut ranges: Vec<TimeRange> =
        found_bursts[0].bursts.iter().map(|burst| burst.range).take(2).collect();
    ranges.push(range(60, 300));
    let mut explained: Vec<Explanation> =
        ranges.into_iter().map(|range| explain(desk, range, None)).collect();
    let side = |query: &str| Side { query: query.to_owned(), ..Side::default() };
    explained.push(compare(desk, side("level>=warn"), side("not level>=warn")));
    (found, values, found_bursts, explained)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cuts_and_shards_change_nothing(
        files in sources::several(3),
        shards in 1..4_usize,
        cut_bytes in 1..900_u64,
        later in 0..2_usize,
    ) {
        let whole = everything(&mut open(&files, Spread::WHOLE, 0));
        let spread = everything(&mut open(&files, Spread { shards, cut_bytes }, later));
        prop_assert_eq!(&spread.0, &whole.0);
        prop_assert_eq!(&spread.1, &whole.1);
        prop_assert_eq!(&spread.2, &whole.2);
        prop_assert_eq!(&spread.3, &whole.3);
        let counted: u64 = whole.0.patterns.iter().map(|pattern| pattern.count).sum();
        prop_assert_eq!(counted, whole.0.records, "every record has a pattern");
    }
}

#[test]
fn an_incident_is_found_and_explained_however_it_is_cut() {
    let files = incident(1, true);
    let mut whole = open(&files, Spread::WHOLE, 0);
    let answers = everything(&mut whole);
    let spread = Spread { shards: 3, cut_bytes: 40_000 };
    assert!(everything(&mut open(&files, spread, 1)) == answers);
    let [burst] = &answers.2[0].bursts[..] else { panic!("one burst: {:?}", answers.2[0]) };
    let near =
        |a: TimeNanos, b: TimeNanos, seconds: i64| (a.0 - b.0).abs() <= seconds * 1_000_000_000;
    assert!(near(burst.range.start, at(BURST.start), 8), "{burst:?}");
    assert!(near(burst.range.end, at(BURST.end), 8), "{burst:?}");
    assert!(burst.traffic_ratio.is_some_and(|ratio| ratio > 5.0));
    let found = &answers.3[0];
    let texts: Vec<&str> = found.rows.iter().take(3).map(|row| row.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.contains("volume <*> is full")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("cannot store cart")), "{texts:?}");
    assert!(found.rows.iter().any(|row| row.text.contains("host=web-3")), "{:?}", found.rows);
    let first = found.onsets.first().expect("something broke first");
    assert!(
        first.text.contains("volume <*> is full") && near(first.time, at(BURST.start - LEAD), 1)
    );
    assert!(found.sentence.contains("first: volume <*> is full"), "{}", found.sentence);
}

#[test]
fn a_calm_log_has_no_burst_and_says_where_it_was_highest() {
    for seed in 1..6 {
        let mut desk = open(&incident(seed, false), Spread::WHOLE, 0);
        let found = bursts(&mut desk, BurstKind::Errors);
        assert_eq!(found.bursts, [], "{seed}");
        let calm = found.calm.expect("it says so");
        assert_eq!(calm.why, "No burst of errors.");
        assert!(calm.highest.is_some_and(|(_, count, _)| count > 0));
        assert_eq!(bursts(&mut desk, BurstKind::Silence).bursts, [], "{seed}");
    }
}

#[test]
fn what_stops_is_a_silence_and_breaks_first() {
    let mut files = incident(1, true);
    let disk = String::from_utf8(files[1].0.clone()).unwrap();
    let stopped = at(BURST.start - 100);
    let lines = disk.lines().filter(|line| {
        let is_later = line.as_bytes() > b"2026-05-14T10:05:00".as_slice();
        !(line.contains("scrub") && is_later)
    });
    files[1] = Source(lines.map(|line| format!("{line}\n")).collect::<String>().into_bytes());
    let mut desk = open(&files, Spread::WHOLE, 0);
    let silences = bursts(&mut desk, BurstKind::Silence);
    assert!(silences.bursts.iter().any(|silence| silence.text.contains("scrub pass")));
    let range = bursts(&mut desk, BurstKind::Errors).bursts[0].range;
    let found = explain(&mut desk, range, None);
    assert!(
        found.rows.iter().any(|row| row.kind == RowKind::Silence && row.verdict == Verdict::Gone)
    );
    let first = &found.onsets[0];
    assert!(first.stopped && first.text.contains("scrub pass"), "{first:?}");
    assert!((first.time.0 - stopped.0).abs() < 12_000_000_000, "{first:?}");
}

#[test]
fn a_single_event_right_before_is_told_where_such_are_rare() {
    let mut files = incident(1, true);
    let disk = String::from_utf8(files[1].0.clone()).unwrap();
    let switched = "2026-05-14T10:06:36.2Z INFO cart policy is strict now\n";
    files[1] = Source(format!("{disk}{switched}").into_bytes());
    let mut desk = open(&files, Spread::WHOLE, 0);
    let range = bursts(&mut desk, BurstKind::Errors).bursts[0].range;
    let found = explain(&mut desk, range, None);
    let row = found.rows.iter().take(3).find(|row| row.text.contains("cart policy is strict"));
    assert!(row.is_some_and(|row| row.verdict == Verdict::New), "{:?}", found.rows);
}

#[test]
fn a_correction_of_patterns_holds_everywhere() {
    let files = incident(1, true);
    let mut desk = open(&files, Spread { shards: 2, cut_bytes: 60_000 }, 0);
    select(&mut desk, "");
    let ids: Vec<u64> = patterns(&mut desk).patterns.iter().map(|pattern| pattern.id).collect();
    let edits = vec![PatternEdit::Merge { into: ids[0], ids: ids.clone() }];
    assert_eq!(desk.ask(Command::EditPatterns { edits }), []);
    select(&mut desk, "");
    let joined = patterns(&mut desk);
    assert_eq!((joined.patterns.len(), joined.patterns[0].id), (1, ids[0]));
    let counted = select(&mut desk, &format!("pattern={:016x}", ids[0]));
    assert_eq!((counted.matching, joined.patterns[0].count), (counted.records, counted.records));
    desk.ask(Command::EditPatterns { edits: Vec::new() });
    select(&mut desk, "");
    assert_eq!(patterns(&mut desk).patterns.len(), ids.len());
}

fn of(text: &str) -> Desk {
    open(&[Source(text.as_bytes().to_vec())], Spread::WHOLE, 0)
}

/// What a desk says of its bursts and of a range, without a number that is none.
fn said(desk: &mut Desk) -> String {
    let mut said = Vec::new();
    let mut explained = range(0, 600);
    for kind in KINDS {
        let found = bursts(desk, kind);
        if let (BurstKind::Errors, Some(burst)) = (kind, found.bursts.first()) {
            explained = burst.range;
        }
        let numbers = |b: &squall::protocol::page::Burst| {
            [b.expected, b.ratio, b.ratio_low, b.ratio_high, b.p]
        };
        assert!(found.bursts.iter().flat_map(numbers).all(f64::is_finite));
        said.push(found.calm.map_or("(bursts)".to_owned(), |calm| calm.why));
    }
    let found = explain(desk, explained, None);
    assert!(found.rows.iter().all(|row| row.p.is_finite()
        && row.explains.is_finite()
        && row.ratio.is_none_or(f64::is_finite)));
    said.push(found.sentence);
    said.join("\n")
}

#[test]
fn what_cannot_be_said_is_said_in_clear_words() {
    let line = |second: u32, level: &str| {
        format!("2026-05-14T09:{:02}:{:02}Z {level} it happened\n", second / 60 % 60, second % 60)
    };
    let no_times = of("error one\nerror two\n");
    let one_record = of(&line(0, "ERROR"));
    let one_instant = of(&line(0, "ERROR").repeat(50));
    let whole_range: String = (0..600).map(|second| line(second, "INFO")).collect();
    let backwards: String = (0..900).rev().map(|second| line(second, "ERROR")).collect();
    let all_errors_at_once: String =
        (0..1800).map(|s| line(s, "INFO")).chain((900..910).map(|s| line(s, "ERROR"))).collect();
    let cases = [
        ("no times", no_times),
        ("one record", one_record),
        ("one instant", one_instant),
        ("a range that is everything", of(&whole_range)),
        ("backwards", of(&backwards)),
        ("a baseline of zero", of(&all_errors_at_once)),
        ("nothing", of("")),
    ];
    let mut all = String::new();
    for (name, mut desk) in cases {
        all.push_str(&format!("-- {name}\n{}\n", said(&mut desk)));
    }
    expect_test::expect![[r#"
        -- no times
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so there is nothing before or after.
        -- one record
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        There is nothing before or after it to compare with.
        -- one instant
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        All events lie within so short a time that bursts cannot be told apart.
        There is nothing before or after it to compare with.
        -- a range that is everything
        No event is an error.
        No pattern has a burst.
        No burst of these events.
        Nothing that comes regularly stopped.
        There is nothing before or after it to compare with.
        -- backwards
        No burst of errors.
        No pattern has a burst.
        No burst of these events.
        Nothing that comes regularly stopped.
        600 events in 10 min, as many as usual; nothing sets them apart
        -- a baseline of zero
        (bursts)
        No pattern has a burst.
        No burst of these events.
        Nothing that comes regularly stopped.
        10 errors in 10 s, where none are usual; first: level=error
        -- nothing
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so bursts cannot be found.
        No event has a time, so there is nothing before or after.
    "#]]
    .assert_eq(&all);
}
