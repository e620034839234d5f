//! Laws of reading records, over lines of every format: nothing panics, and where reading begins
//! changes nothing.
//!
//! Does not: check what is read; the examples in the table of formats do.

use proptest::{prelude::*, sample};
use squall::engine::{
    formats::{Hints, LineRole, RecordReader, Settled, cards, settle},
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
