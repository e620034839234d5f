//! A cap that is reached in one cut but not in another must not show in the answers.
//!
//! Does not: measure memory.

use squall::engine::limits::{COLUMN_VALUE_BYTES_MAX, COLUMN_VALUES_MAX, FACET_FIELDS_MAX};

use super::{
    answers::filtered,
    desk::{Spread, open},
    sources::Source,
};

/// The same answers whole and in pieces.
fn check(lines: impl Iterator<Item = String>, queries: &[&str]) {
    let text: Vec<u8> = lines.flat_map(|line| (line + "\n").into_bytes()).collect();
    let pieces = Spread { shards: 3, cut_bytes: text.len() as u64 / 31 };
    let files = [Source(text)];
    let (mut whole, mut cut) = (open(&files, Spread::WHOLE, 0), open(&files, pieces, 0));
    for query in queries {
        let (cut, whole) = (filtered(&mut cut, query), filtered(&mut whole, query));
        assert_eq!(cut.selected, whole.selected, "{query}");
        for (cut, whole) in cut.facets.fields.iter().zip(&whole.facets.fields) {
            assert_eq!(cut, whole, "{query}");
        }
        assert_eq!(cut.facets.fields.len(), whole.facets.fields.len(), "{query}");
        assert!(cut.rows == whole.rows, "{query}");
    }
}

#[test]
fn a_field_of_very_many_values() {
    let count = COLUMN_VALUES_MAX as u64 * 5 / 4;
    let lines =
        (0..count).map(|n| format!("{{\"level\":\"info\",\"user\":\"u{n}\",\"n\":{}}}", n % 9));
    check(lines, &["", "user=u17 or user=u5000", "n>=7 user:*"]);
}

#[test]
fn as_many_values_as_just_fit() {
    let count = COLUMN_VALUES_MAX as u64;
    check((0..count).map(|n| format!("{{\"user\":\"u{n}\"}}")), &["", "user=u17"]);
    let twice = (0..2 * count).map(|n| format!("{{\"user\":\"u{}\"}}", n % (count - 1)));
    check(twice, &["", "user=u17"]);
}

#[test]
fn very_many_fields() {
    let count = FACET_FIELDS_MAX as u64 * 3 / 2;
    let lines = (0..count).map(|n| format!("{{\"level\":\"info\",\"field{n}\":\"{n}\"}}"));
    check(lines, &["", "field3=3 or field700=700", "not field700:*"]);
}

#[test]
fn a_value_that_is_long_in_one_record_only() {
    let long = "x".repeat(COLUMN_VALUE_BYTES_MAX + 1);
    let value = |n: u64| if n == 150 { long.as_str() } else { "short" };
    let lines = (0..200).map(|n| format!("{{\"level\":\"info\",\"text\":\"{}\"}}", value(n)));
    check(lines, &["", "text=short", "text:xxx*"]);
}
