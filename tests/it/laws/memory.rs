//! Texts that are left in their files change no answer; a file that is not as it was is named; reading
//! that stops since memory is full says so, and goes on where there is room.
//!
//! Does not: measure memory.

use proptest::prelude::*;
use squall::protocol::page::{BurstKind, Command, PatternSort, Reply, SourceState};

use super::{
    answers::{QUERIES, filtered, select},
    desk::{Desk, Spread, ask, change, open, open_again},
    sources::{self, Source},
};

/// Patterns and bursts, but for what measures the work.
fn findings(desk: &mut Desk) -> String {
    select(desk, "");
    let patterns = Command::Patterns {
        search: String::new(),
        sort: PatternSort::default(),
        first: 0,
        count: 100,
        buckets_max: 20,
    };
    let Reply::Patterns(patterns) = ask(desk, patterns) else { panic!("patterns are asked for") };
    let of = BurstKind::Errors;
    let Reply::Bursts(bursts) = ask(desk, Command::Bursts { of, filtered: false }) else {
        panic!("bursts are asked for");
    };
    format!("{:?} {:?}", patterns.patterns, bursts.bursts)
}

fn states(desk: &mut Desk) -> Vec<SourceState> {
    desk.progress().sources.into_iter().map(|source| source.state).collect()
}

/// One source with so many lines, each with a time.
fn lines(count: usize) -> Source {
    let line = |at: usize| {
        let (minute, second) = (at / 60 % 60, at % 60);
        format!("2026-03-01T10:{minute:02}:{second:02}Z INFO order {at} is on its way\n")
    };
    Source((0..count).map(line).collect::<String>().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn texts_left_in_files_change_nothing(
        files in sources::several(3),
        shards in 1..3_usize,
        cut_bytes in 50..700_u64,
    ) {
        let mut kept = open(&files, Spread::WHOLE, 0);
        let mut left = open(&files, Spread { shards, cut_bytes }, 0);
        left.ask(Command::Limit { bytes_max: 1 });
        for query in QUERIES {
            prop_assert_eq!(filtered(&mut left, query), filtered(&mut kept, query), "{}", query);
        }
        prop_assert_eq!(findings(&mut left), findings(&mut kept));
    }
}

#[test]
fn what_columns_answer_reads_no_text() {
    let line = |at: usize| {
        format!("{{\"ts\":{},\"level\":\"info\",\"code\":{}}}\n", 1_772_355_600 + at, at % 3)
    };
    let text: String = (0..3_000).map(line).collect();
    let mut desk = open(&[Source(text.clone().into_bytes())], Spread::WHOLE, 0);
    desk.ask(Command::Limit { bytes_max: 1 });
    change(&mut desk, 0, text.replace("code", "edoc").into_bytes());
    for (query, count) in [("code=1", 1_000), ("level>=info and not code=2", 2_000)] {
        assert_eq!(select(&mut desk, query).matching, count, "{query}");
    }
    assert_eq!(states(&mut desk), [SourceState::Done], "nobody looked");
    assert_eq!(select(&mut desk, "\"code\"").matching, 0);
    assert!(matches!(states(&mut desk)[..], [SourceState::Failed(_)]));
}

#[test]
fn text_is_left_before_reading_stops() {
    let files = [lines(20_000)];
    let spread = Spread { shards: 1, cut_bytes: 64 * 1024 };
    let mut kept = open(&files, spread, 0);
    // Less than the text, more than the columns.
    let mut left = open(&[Source(Vec::new())], spread, 0);
    left.ask(Command::Limit { bytes_max: files[0].0.len() as u64 * 4 / 5 });
    open_again(&mut left, 0, files[0].0.clone());
    assert_eq!(states(&mut left), [SourceState::Done]);
    let memory = |desk: &mut Desk| desk.progress().memory_bytes;
    assert!(memory(&mut left) < memory(&mut kept) * 4 / 5, "the texts are gone, and that is told");
    for query in ["", "order", "\"order 1999\"", "/7 is/"] {
        assert_eq!(filtered(&mut left, query), filtered(&mut kept, query), "{query}");
    }
}

#[test]
fn full_memory_stops_reading_in_words_and_room_lets_it_go_on() {
    let files = [lines(20_000)];
    let spread = Spread { shards: 2, cut_bytes: 64 * 1024 };
    let mut whole = open(&files, spread, 0);
    let mut full = open(&[Source(Vec::new())], spread, 0);
    full.ask(Command::Limit { bytes_max: 100_000 });
    open_again(&mut full, 0, files[0].0.clone());
    assert_eq!(states(&mut full), [SourceState::Full]);
    let told = full.progress();
    assert!(told.done && told.records > 0 && told.records < 20_000, "{}", told.records);
    assert_eq!(select(&mut full, "order").matching, told.records);
    full.ask(Command::Limit { bytes_max: 100_000_000 });
    open_again(&mut full, 0, files[0].0.clone());
    assert_eq!(states(&mut full), [SourceState::Done]);
    assert_eq!(filtered(&mut full, "order"), filtered(&mut whole, "order"));
}

#[test]
fn a_file_that_is_not_as_it_was_is_named_and_read_anew() {
    for (what, changed) in [
        ("truncated", lines(4_000).0),
        ("another of the same size", lines(10_000).0.to_ascii_lowercase()),
        ("gone", Vec::new()),
    ] {
        let files = [lines(10_000), lines(500)];
        let mut desk = open(&files, Spread { shards: 2, cut_bytes: 64 * 1024 }, 0);
        desk.ask(Command::Limit { bytes_max: 1 });
        assert_eq!(select(&mut desk, "INFO").matching, 10_500, "{what}");
        change(&mut desk, 0, changed.clone());
        let told = select(&mut desk, "order").matching;
        assert!(told < 10_500, "{what}: what is not there is not counted");
        assert!(
            matches!(&states(&mut desk)[0], SourceState::Failed(why) if why.contains("changed")),
            "{what}: {:?}",
            states(&mut desk)
        );
        desk.ask(Command::Limit { bytes_max: 100_000_000 });
        open_again(&mut desk, 0, changed.clone());
        let mut fresh =
            open(&[Source(changed), lines(500)], Spread { shards: 2, cut_bytes: 64 * 1024 }, 0);
        assert_eq!(filtered(&mut desk, "order"), filtered(&mut fresh, "order"), "{what}");
        assert_eq!(states(&mut desk)[0], SourceState::Done, "{what}");
    }
}
