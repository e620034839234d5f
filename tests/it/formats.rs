//! Laws of reading records, over lines of every format: nothing panics, and where reading begins
//! changes nothing.
//!
//! Does not: check what is read; the examples in the table of formats do.

use proptest::{prelude::*, sample};
use squall::engine::{
    formats::{Hints, LineRole, RecordReader, Settled, cards, settle},
    limits::HEAD_BYTES,
    record::{Place, RecordParts, Span},
    time::TimeNanos,
};

/// 2026-11-22T00:00:00Z.
const LATEST: TimeNanos = TimeNanos(1_795_305_600_000_000_000);

fn settled(text: &[u8]) -> Settled {
    settle(text, b"", &Hints { latest: LATEST, ..Hints::default() })
}

fn examples() -> Vec<&'static str> {
    cards().flat_map(|card| card.examples).map(|example| example.text).collect()
}

/// What was read from one record, with its spans as text.
fn read(reader: &mut RecordReader, record: &[u8]) -> String {
    let mut parts = RecordParts::default();
    reader.parse(record, &mut parts);
    let inside = |span: Span| match span.place {
        Place::Record => span.end as usize <= record.len(),
        Place::Scratch => span.end as usize <= parts.scratch.len(),
    };
    assert!(parts.fields.iter().all(|field| field.value.start <= field.value.end));
    assert!(parts.fields.iter().all(|field| inside(field.value)));
    assert!(parts.message.is_none_or(inside));
    let fields: Vec<_> = parts
        .fields
        .iter()
        .map(|field| (parts.name(record, field.name), parts.bytes(record, field.value)))
        .collect();
    let message = parts.message(record);
    format!("{:?} {:?} {message:?} {fields:?}", parts.time, parts.level)
}

/// The roles of lines, and what is read of the records they make, from line `from` on.
fn read_from(settled: &Settled, lines: &[&[u8]], from: usize) -> Vec<(LineRole, String)> {
    let mut reader = RecordReader::new(settled);
    let rest = lines.get(from..).unwrap_or_default();
    rest.iter().map(|line| (reader.role(line), read(&mut reader, line))).collect()
}

/// The records of a text, each its lines.
fn records(text: &str) -> Vec<String> {
    let mut reader = RecordReader::new(&settled(text.as_bytes()));
    let mut records: Vec<String> = Vec::new();
    for line in text.lines() {
        match (reader.role(line.as_bytes()), records.last_mut()) {
            (LineRole::Structure, _) => {}
            (LineRole::Continues, Some(record)) => *record = format!("{record}\n{line}"),
            _ => records.push(line.to_owned()),
        }
    }
    records
}

fn parts_of(text: &str) -> RecordParts {
    let mut parts = RecordParts::default();
    RecordReader::new(&settled(text.as_bytes())).parse(text.as_bytes(), &mut parts);
    parts
}

#[test]
fn times_out_of_range_are_none_and_said() {
    for text in ["1601-01-01T00:00:00Z INFO begun", "9999-12-31T23:59:59Z INFO never"] {
        let parts = parts_of(text);
        assert_eq!((parts.time, parts.out_of_range), (None, true), "{text}");
    }
    for text in ["2024-03-09T10:11:12Z INFO ok", "INFO no time"] {
        assert!(!parts_of(text).out_of_range, "{text}");
    }
}

#[test]
fn an_epoch_may_be_negative() {
    let parts = parts_of(r#"{"ts":-1000000000,"msg":"x"}"#);
    // 1938-04-24T22:13:20Z.
    assert_eq!(parts.time, Some(TimeNanos(-1_000_000_000_000_000_000)));
}

#[test]
fn a_time_that_the_end_of_the_head_cuts_needs_no_zone() {
    let line = "{\"time\":\"2026-03-01T14:00:00.000Z\",\"message\":\"order of a shop\"}\n";
    let log = line.repeat(HEAD_BYTES / line.len() + 1);
    let hints = Hints { latest: LATEST, ..Hints::default() };
    for cut in 0..line.len() {
        let (head, tail) = log.as_bytes().split_at(HEAD_BYTES - cut);
        assert!(!settle(head, tail, &hints).zone_needed, "cut {cut} bytes earlier");
    }
}

#[test]
fn a_number_in_a_sentence_is_no_time() {
    let parts = parts_of("69.01998 is no time");
    assert_eq!((parts.time, parts.out_of_range), (None, false));
}

#[test]
fn rows_with_line_ends_in_quotes_are_read_from_the_beginning() {
    let quoted = "time,text\n2024-03-09T10:11:12Z,\"two\nlines\"\n2024-03-09T10:11:13Z,one\n";
    assert!(settled(quoted.as_bytes()).one_cut);
    assert_eq!(records(quoted).len(), 2);
    let plain = "time,text\n2024-03-09T10:11:12Z,a\n2024-03-09T10:11:13Z,b\n";
    assert!(!settled(plain.as_bytes()).one_cut);
}

#[test]
fn a_level_begins_a_record_where_it_begins_those_with_a_time() {
    let led = "WARN  | paid at 2024-03-09 10:11:12,345 | pool-1\nINFO  | asked for /pay | pool-2\n\
               INFO  | paid at 2024-03-09 10:11:13,345 | pool-1";
    assert_eq!(records(led).len(), 3);
    let timed = "2024-03-09 10:11:12 WARN it said\nERROR no card\n2024-03-09 10:11:13 INFO ok";
    assert_eq!(records(timed).len(), 2);
}

#[test]
fn an_object_in_the_bracket_of_a_line_belongs_to_it() {
    let object = "{\n  \"time\":\"2024-03-09T10:00:00Z\",\n  \"msg\":\"x\"\n}";
    let text = |line: &str| {
        format!("2024-03-09 10:11:12 INFO {line}\n{object}\n2024-03-09 10:11:13 INFO b")
    };
    assert_eq!(records(&text("source[")).len(), 2);
    assert_eq!(records(&text("a")).len(), 3);
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let settled = settled(&bytes);
        let mut reader = RecordReader::new(&settled);
        for line in bytes.split(|byte| *byte == b'\n') {
            reader.role(line);
            read(&mut reader, line);
            reader.tree(line);
        }
    }

    #[test]
    fn damaged_examples_are_read(
        text in sample::select(examples()),
        at in any::<sample::Index>(),
        length in 0_usize..12,
        put in proptest::collection::vec(any::<u8>(), 0..6),
    ) {
        let facts = settled(text.as_bytes());
        let mut bytes = text.as_bytes().to_vec();
        let at = at.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put);
        for facts in [facts, settled(&bytes)] {
            let mut reader = RecordReader::new(&facts);
            read(&mut reader, &bytes);
            reader.tree(&bytes);
        }
    }

    #[test]
    fn reading_may_begin_at_any_start(
        texts in proptest::collection::vec(sample::select(examples()), 1..8),
    ) {
        let text = texts.join("\n");
        let lines: Vec<&[u8]> = text.lines().map(str::as_bytes).collect();
        let settled = settled(text.as_bytes());
        let whole = read_from(&settled, &lines, 0);
        for (from, (role, _)) in whole.iter().enumerate() {
            if *role == LineRole::Start {
                let rest = read_from(&settled, &lines, from);
                prop_assert_eq!(whole.get(from..), Some(rest.as_slice()));
            }
        }
    }
}
