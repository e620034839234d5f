//! Files that are still written: after any steps of growth everything is as if the file had been
//! read at once, and a file that is another one is said to be.
//!
//! Does not: grow a file that could not be followed, as one that is not in UTF-8.

use proptest::prelude::*;
use squall::protocol::page::SourceState;

use super::{
    answers::{QUERIES, details, filtered, select, summaries},
    desk::{Desk, Spread, grow, open},
    heart,
    incident::incident,
    sources::{self, Source},
};

/// Compares all that a page asks of a file that grew with the same read at once.
fn compare(grown: &mut Desk, whole: &mut Desk, asked_before: &str) -> Result<(), TestCaseError> {
    let last = |desk: &mut Desk| summaries(desk).pop();
    prop_assert_eq!(last(grown), last(whole));
    for query in std::iter::once(asked_before).chain(QUERIES) {
        prop_assert_eq!(filtered(grown, query), filtered(whole, query), "{}", query);
    }
    let rows = filtered(grown, "").rows;
    prop_assert_eq!(details(grown, &rows), details(whole, &rows));
    let (grown, whole) = (heart::everything(grown), heart::everything(whole));
    prop_assert_eq!(grown.0, whole.0);
    prop_assert_eq!(grown.1, whole.1);
    prop_assert_eq!(grown.2, whole.2);
    prop_assert_eq!(grown.3, whole.3);
    Ok(())
}

/// Whether the last file can be followed.
fn can_grow(desk: &mut Desk) -> bool {
    desk.progress().sources.last().is_some_and(|source| source.grows.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn growth_in_steps_is_reading_at_once(
        files in sources::several(3),
        steps in proptest::collection::vec(0.0..1.0_f64, 1..5),
        shards in 1..4_usize,
        cut_bytes in 20..900_u64,
        query in proptest::sample::select(&QUERIES[..]),
    ) {
        let last = files.len() - 1;
        let bytes = files[last].0.clone();
        let mut steps: Vec<usize> =
            steps.iter().map(|share| (share * bytes.len() as f64) as usize).collect();
        steps.sort_unstable();
        let mut before = files.clone();
        before[last] = Source(bytes[..steps[0]].to_vec());
        let mut grown = open(&before, Spread { shards, cut_bytes }, 0);
        select(&mut grown, query);
        for &step in &steps[1..] {
            prop_assume!(can_grow(&mut grown));
            prop_assert!(grow(&mut grown, last, bytes[..step].to_vec()));
            select(&mut grown, query);
        }
        prop_assume!(can_grow(&mut grown));
        prop_assert!(grow(&mut grown, last, bytes));
        compare(&mut grown, &mut open(&files, Spread::WHOLE, 0), query)?;
    }
}

/// A log whose records are of many lines, in which characters are of many bytes.
fn traces() -> Vec<u8> {
    let record = |at: u32| {
        let time = format!("2026-05-14 09:{:02}:{:02},000", at / 60, at % 60);
        match at % 3 {
            0 => format!(
                "{time} [main] ERROR a.b.C - naïve café → {at}\n\
                 java.io.IOException: größer\n\tat a.b.C.m(C.java:{at})\n\n\tat a.b.D.n(D.java:7)\n"
            ),
            _ => format!("{time} [main] INFO a.b.C - order {at} is on its way\n"),
        }
    };
    (0..40).map(record).collect::<String>().into_bytes()
}

#[test]
fn a_file_may_be_cut_off_anywhere() {
    let bytes = traces();
    let files = [Source(bytes.clone())];
    let mut whole = open(&files, Spread::WHOLE, 0);
    let rows = filtered(&mut whole, "").rows;
    let patterns = heart::everything(&mut whole).0;
    for at in 0..400 {
        let mut grown =
            open(&[Source(bytes[..at].to_vec())], Spread { shards: 2, cut_bytes: 120 }, 0);
        assert!(grow(&mut grown, 0, bytes[..at + 1].to_vec()), "{at}");
        assert!(grow(&mut grown, 0, bytes.clone()), "{at}");
        assert_eq!(summaries(&mut grown), summaries(&mut whole), "{at}");
        assert_eq!(filtered(&mut grown, "").rows, rows, "{at}");
        assert_eq!(heart::everything(&mut grown).0, patterns, "{at}");
    }
}

#[test]
fn an_incident_that_is_still_written_is_found() {
    let files = incident(1, true);
    let whole = heart::everything(&mut open(&files, Spread::WHOLE, 0));
    let half = |file: &Source| Source(file.0[..file.0.len() / 2].to_vec());
    let before: Vec<Source> = files.iter().map(half).collect();
    let mut grown = open(&before, Spread { shards: 3, cut_bytes: 40_000 }, 0);
    for (id, Source(bytes)) in files.iter().enumerate() {
        for part in 6..=10 {
            assert!(grow(&mut grown, id, bytes[..bytes.len() * part / 10].to_vec()));
        }
    }
    assert!(heart::everything(&mut grown) == whole);
}

#[test]
fn another_file_is_never_taken_for_more_of_the_same() {
    let bytes = traces();
    let other = String::from_utf8(bytes.clone()).unwrap().replace("order", "other").into_bytes();
    let shorter = bytes[..bytes.len() / 2].to_vec();
    for changed in [other.clone(), [other, bytes.clone()].concat(), shorter, Vec::new()] {
        let mut desk = open(&[Source(bytes.clone())], Spread { shards: 2, cut_bytes: 300 }, 0);
        let before = select(&mut desk, "");
        assert!(!grow(&mut desk, 0, changed));
        let source = &desk.progress().sources[0];
        let why = "the file changed since it was opened".to_owned();
        assert_eq!((&source.state, source.grows), (&SourceState::Failed(why), None));
        assert_eq!(select(&mut desk, ""), before, "what was read stays");
    }
}

#[test]
fn what_cannot_be_read_by_itself_does_not_grow() {
    let json = b"[\n  {\"time\": \"2026-05-14T09:00:00Z\",\n   \"msg\": \"a\"}\n]\n".to_vec();
    let wide: Vec<u8> = "\u{feff}a line\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [json, wide] {
        let mut desk = open(&[Source(bytes.clone())], Spread::WHOLE, 0);
        assert_eq!(desk.progress().sources[0].grows, None);
        assert!(!grow(&mut desk, 0, [bytes.clone(), bytes].concat()));
    }
}
