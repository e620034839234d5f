//! The incident holds what its truth says, counted here plainly from the bytes.
//!
//! Does not: use Squall.

use std::io::{Read, Write};

use flate2::{Compression, read::MultiGzDecoder, write::DeflateEncoder};

use super::{
    Spec,
    bulk::{self, Bulk, Course},
    clock, files, happen,
    source::{LEVELS, Level, SOURCES, Source},
    story::Story,
};

fn plain(source: Source, bytes: Vec<u8>) -> String {
    let mut text = String::new();
    if source.is_gzip() {
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    text
}

/// The word by which a source's lines show their level; empty where a line begins no record.
fn shows(source: Source, line: &str) -> Option<Level> {
    let words: [&str; LEVELS.len()] = match source {
        Source::Gateway => return Some(status_level(line)),
        Source::Checkout => ["\"info\"", "\"warn\"", "\"error\"", "\"fatal\""],
        Source::Payments => ["level=info", "level=warn", "level=error", "level=fatal"],
        Source::Database => [" LOG:  ", " WARNING:  ", " ERROR:  ", " FATAL:  "],
        Source::Worker => ["] INFO  ", "] WARN  ", "] ERROR ", "] FATAL "],
    };
    let found = words.iter().position(|word| line.contains(word))?;
    Some(LEVELS[found])
}

fn status_level(line: &str) -> Level {
    let status = line.split("HTTP/1.1\" ").nth(1).unwrap();
    match &status[..1] {
        "5" => Level::Error,
        "4" => Level::Warn,
        _ => Level::Info,
    }
}

#[test]
fn the_same_spec_gives_the_same_bytes() {
    let spec = Spec { requests: 400, seed: 5 };
    assert_eq!(files(&spec), files(&spec));
    assert_ne!(files(&spec), files(&Spec { seed: 6, ..spec }));
    assert_eq!(happen(&spec).1, happen(&spec).1);
}

#[test]
fn counts_equal_a_plain_count() {
    for spec in [Spec::SMALL, Spec { requests: 9_000, seed: 11 }] {
        let (ledger, _) = happen(&spec);
        for (counts, (_, bytes)) in ledger.counts().iter().zip(ledger.files()) {
            let text = plain(counts.source, bytes);
            assert_eq!(text.len() as u64, counts.bytes);
            assert_eq!(text.lines().count() as u64, counts.lines);
            let shown = text.lines().filter_map(|line| shows(counts.source, line));
            let mut levels = [0; LEVELS.len()];
            shown.for_each(|level| levels[level as usize] += 1);
            assert_eq!(levels, counts.levels, "{:?}", counts.source);
            assert_eq!(levels.iter().sum::<u64>(), counts.records);
        }
    }
}

#[test]
fn lines_stand_in_the_order_of_time() {
    for (source, (_, bytes)) in SOURCES.iter().zip(files(&Spec::SMALL)) {
        let text = plain(*source, bytes);
        // The gateway's day stands before its year.
        let length = if *source == Source::Gateway { 13 } else { 23 };
        let time = |line: &str| line.get(line.find("2026")?..)?.get(..length).map(str::to_owned);
        let begin = text.lines().filter(|line| shows(*source, line).is_some());
        let times: Vec<String> = begin.map(|line| time(line).unwrap()).collect();
        assert!(times.is_sorted(), "{source:?}");
    }
}

#[test]
fn failing_requests_lack_the_payment() {
    let (ledger, truth) = happen(&Spec::SMALL);
    let failing = ledger.ids_where("order refused");
    assert!(failing.len() > 20, "{}", failing.len());
    for id in failing {
        assert_eq!(ledger.carriers(id), [1, 4, 0, 0, 0], "{id}");
    }
    assert!(truth.contains("\"missing\": \"payment authorised\""));
}

#[test]
fn no_two_requests_share_an_id() {
    let (ledger, _) = happen(&Spec { requests: 20_000, seed: 3 });
    assert_eq!(ledger.id_count() as u64, ledger.counts()[Source::Gateway as usize].records);
}

#[test]
fn the_window_holds_most_errors() {
    let (ledger, _) = happen(&Spec { requests: 20_000, seed: 2 });
    let story = Story::new(20_000);
    let (inside, all) = (ledger.errors(&story.window), ledger.errors(&story.span));
    assert!(inside * 2 > all, "{inside} of {all}");
    assert!(ledger.errors(&story.import) < 20);
}

#[test]
fn the_example_is_small() {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    for (_, bytes) in files(&Spec::SMALL) {
        packed.write_all(&bytes).unwrap();
    }
    let bytes = packed.finish().unwrap().len();
    assert!(bytes <= 60 * 1024, "{bytes} bytes");
}

#[test]
fn large_files_have_the_size_asked_for() {
    for kind in [bulk::Kind::JsonLines, bulk::Kind::AccessLog, bulk::Kind::Java] {
        let mut out = Vec::new();
        let steady = Bulk { kind, bytes: 300_000, seed: 1, course: Course::Steady };
        let tally = steady.write(&mut out).unwrap();
        assert_eq!(tally.bytes, out.len() as u64);
        assert!((298_000..=300_000).contains(&tally.bytes), "{kind:?} {tally:?}");
        assert_eq!(tally.lines, out.iter().filter(|byte| **byte == b'\n').count() as u64);
        assert_eq!(tally.lines > tally.records, kind == bulk::Kind::Java);
    }
}

#[test]
fn an_outage_is_a_burst_of_errors_at_its_place() {
    let errors = |course| {
        let mut out = Vec::new();
        let bulk = Bulk { kind: bulk::Kind::JsonLines, bytes: 1_000_000, seed: 1, course };
        bulk.write(&mut out).unwrap();
        let part = String::from_utf8(out[600_000..610_000].to_vec()).unwrap();
        part.matches("\"error\"").count()
    };
    assert!(errors(Course::Steady) < 5);
    assert!(errors(Course::Outage) > 10);
}

#[test]
fn one_instant_in_four_spellings() {
    let at = 9 * clock::HOUR + 61 * clock::SECOND + 7;
    assert_eq!(clock::rfc3339(at), "2026-05-14T09:01:01.007Z");
    assert_eq!(clock::access(at), "14/May/2026:11:01:01 +0200");
    assert_eq!(clock::postgres(at), "2026-05-14 09:01:01.007 UTC");
    assert_eq!(clock::java(at), "2026-05-14 09:01:01,007");
}
