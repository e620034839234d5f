//! Any head and tail settle on some format, and that format takes any record apart within bounds.
//!
//! Does not: say which format is right.

use squall::engine::{
    formats::{Hints, LineRole, RecordReader, settle},
    record::{Name, Place, RecordParts, Span},
};

/// The first two bytes say where the head ends and the tail begins.
pub(crate) fn check(input: &[u8]) {
    check_with(&Hints::default(), input);
}

/// The same with what a person says of the source.
pub(crate) fn check_with(hints: &Hints, input: &[u8]) {
    let [low, high, bytes @ ..] = input else { return };
    let at = usize::from(u16::from_le_bytes([*low, *high])).min(bytes.len());
    let (head, tail) = bytes.split_at(at);
    let settled = settle(head, tail, hints);
    assert!(!settled.formats.is_empty());
    assert_eq!(settled, settle(head, tail, hints));

    let mut reader = RecordReader::new(&settled);
    let mut parts = RecordParts::default();
    let mut first = None;
    for line in bytes.split(|byte| *byte == b'\n') {
        if reader.role(line) == LineRole::Start {
            first.get_or_insert(line);
        }
        reader.parse(line, &mut parts);
        within(line, &parts);
        let again = format!("{parts:?}");
        reader.parse(line, &mut parts);
        assert_eq!(format!("{parts:?}"), again, "the same bytes, the same parts");
        reader.tree(line);
    }
    reader.parse(bytes, &mut parts);
    within(bytes, &parts);
}

fn within(record: &[u8], parts: &RecordParts) {
    let holds = |span: Span| {
        let bytes = if span.place == Place::Record { record } else { &parts.scratch };
        assert!(bytes.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
    };
    parts.message.into_iter().for_each(holds);
    for field in &parts.fields {
        holds(field.value);
        if let Name::Span(span) = field.name {
            holds(span);
        }
    }
}
