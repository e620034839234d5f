//! Replays what fuzzing found, and feeds the same checks with made-up input.
//!
//! A file that `cargo xtask fuzz` leaves in `fuzz/artifacts` is moved to `fuzz/found/<check>/` under
//! a name that says what was wrong.
//!
//! Does not: look for more; the fuzzer does.

use std::{fs, path::Path};

use proptest::{collection::vec, prelude::*};

#[path = "../../fuzz/checks/mod.rs"]
mod checks;

/// Runs a check over every file that was found for it; there is at least one.
fn replay(name: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(name);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(!files.is_empty(), "{name} has no input to replay");
    for file in files {
        eprintln!("{}", file.display());
        check(&fs::read(file).unwrap());
    }
}

#[test]
fn what_was_found_in_ingest_holds() {
    replay("ingest", checks::ingest::check);
}

#[test]
fn what_was_found_in_archive_holds() {
    replay("archive", checks::archive::check);
}

#[test]
fn what_was_found_in_inflate_holds() {
    replay("inflate", checks::inflate::check);
}

#[test]
fn what_was_found_in_query_holds() {
    replay("query", checks::query::check);
}

#[test]
fn what_was_found_in_settle_holds() {
    replay("settle", checks::settle::check);
}

#[test]
fn what_was_found_in_investigation_holds() {
    replay("investigation", checks::investigation::check);
}

#[test]
fn what_was_found_in_link_holds() {
    replay("link", checks::link::check);
}

#[test]
fn what_was_found_in_own_holds() {
    replay("own", checks::own::check);
}

#[test]
fn what_was_found_in_redaction_holds() {
    replay("redaction", checks::redaction::check);
}

#[test]
fn what_was_found_in_series_holds() {
    replay("series", checks::series::check);
}

/// What packed files and archives begin with.
const MAGICS: &[&[u8]] = &[
    &[0x1f, 0x8b, 8],
    &[0x28, 0xb5, 0x2f, 0xfd],
    b"BZh91AY",
    &[0xfd, b'7', b'z', b'X', b'Z', 0],
    &[0x04, 0x22, 0x4d, 0x18],
    b"PK\x03\x04",
];

/// Pieces of logs and of queries, put together without sense.
fn scraps() -> impl Strategy<Value = Vec<u8>> {
    let scrap = prop_oneof![
        vec(any::<u8>(), 0..6),
        "[\\[\\]{}()\"':=<>!~/*?\\\\ ,.-]{1,4}".prop_map(String::into_bytes),
        "(level|time|source|pattern|and|or|not|a\\.b|host|é|[0-9]{1,20}|1e9|5ms|-1d)"
            .prop_map(String::into_bytes),
        "(2026-05-14T09:00:00Z |May 14 09:00:00 |E0514 |<13>1 |ts=|\\{\"ts\":|\n|\r\n|\n\tat )"
            .prop_map(String::into_bytes),
    ];
    vec(scrap, 0..25).prop_map(|scraps| scraps.concat())
}

/// Names of parts of links.
const PARTS: &[&str] = &[
    "q", "from", "to", "fold", "zone", "tab", "id", "explain", "baseline", "burst", "theme", "ids",
    "pin", "src", "own", "metric", "track", "split", "col", "at", "file", "mark", "new",
];

proptest! {
    #[test]
    fn checks_hold_for_scraps(input in scraps(), (chunk, low) in (any::<u8>(), any::<u8>())) {
        checks::query::check(&input);
        let with_numbers = |numbers: &[u8]| [numbers, &input].concat();
        checks::ingest::check(&with_numbers(&[chunk, low, 0]));
        checks::settle::check(&with_numbers(&[low, 0]));
        checks::inflate::check(&with_numbers(&[chunk]));
        checks::series::check(&with_numbers(&[chunk]));
    }

    #[test]
    fn checks_hold_for_what_a_person_keeps(
        parts in vec((prop::sample::select(PARTS), scraps()), 0..9),
        pattern in "[a-z(?<>).*|\\\\\\[\\]{}0-9é]{0,20}",
    ) {
        let part = |(name, value): &(&str, Vec<u8>)| {
            format!("{name}={}", String::from_utf8_lossy(value).replace('&', ""))
        };
        let link = parts.iter().map(part).collect::<Vec<_>>().join("&");
        checks::link::check(link.as_bytes());
        let members = parts.iter().map(|(name, value)| {
            format!("{name:?}:[{:?}]", String::from_utf8_lossy(value))
        });
        let members = members.collect::<Vec<_>>().join(",");
        let file = format!("{{\"squall_investigation\":1,\"view\":{{{members}}},\"marks\":[{{}}]}}");
        checks::investigation::check(file.as_bytes());
        let text = format!("{pattern}\n%Y\n{link}");
        checks::redaction::check(text.as_bytes());
        checks::own::check(text.as_bytes());
    }

    #[test]
    fn checks_hold_for_packed_scraps(
        magic in prop::sample::select(MAGICS),
        bytes in vec(any::<u8>(), 0..40),
        chunk in any::<u8>(),
    ) {
        let packed = [magic, &bytes].concat();
        checks::inflate::check(&[&[chunk], packed.as_slice()].concat());
        checks::archive::check(&packed);
    }
}
