//! Every line of the input belongs to one record or is counted as structure, whatever the bytes.
//!
//! Does not: look at what a record means.

use proptest::{collection::vec, prelude::*};
use squall::{
    engine::{
        formats::{Hints, settle, unfold},
        ingest::{Coding, CutReader, CutSpec, plain::PlainText},
        limits::BLOCK_BYTES,
    },
    protocol::page::SourceSummary,
};

use super::{
    answers::{details, filtered, summaries},
    desk::{Spread, open},
    sources::{self, Source},
};

/// Checks a source of any bytes; returns how many records it has.
fn account(bytes: &[u8]) -> Result<usize, TestCaseError> {
    let settled = settle(bytes, &[], &Hints::default());
    let name = "a.log".to_owned();
    let spec = CutSpec { source: 0, name, start: 0, end: u64::MAX, settled, keep_text: true };
    let mut reader = CutReader::new(&spec);
    reader.push(bytes);
    let (cut, tally) = reader.finish();

    // Each line by where it begins, and whether a record holds it.
    let mut held = vec![false; bytes.len() + 1];
    for at in 0..cut.count() {
        let block = &cut.blocks[cut.block_of(at)];
        let text = block.text.as_deref().unwrap();
        let span = block.span(at - block.first, text);
        let offset = cut.key(at).offset as usize;
        prop_assert_eq!(&bytes[offset..offset + span.len()], &text[span.clone()]);
        for byte in &mut held[offset..offset + span.len().max(1)] {
            prop_assert!(!*byte, "a byte is in two records");
            *byte = true;
        }
    }
    let mut lines = 0;
    let mut outside = 0;
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        lines += 1;
        outside += u64::from(!held[start]);
        start += line.len();
    }
    prop_assert_eq!(tally.lines, lines);
    prop_assert_eq!(tally.structure_lines, outside);
    Ok(cut.count())
}

/// The text of a source, in which its offsets count.
fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut text = PlainText::new(Coding::of(bytes, bytes.len()).0);
    let mut plain = text.push(bytes).into_owned();
    plain.extend(text.finish().0);
    plain
}

proptest! {
    #[test]
    fn every_line_is_accounted_for(Source(bytes) in sources::source()) {
        account(&bytes)?;
    }

    #[test]
    fn whatever_the_bytes(bytes in vec(prop_oneof![4 => any::<u8>(), 1 => Just(b'\n')], 0..600)) {
        account(&bytes)?;
    }

    #[test]
    fn summaries_add_up(files in sources::several(3), cut_bytes in 1..400_u64) {
        // A document of records is made into other lines first.
        let folded = |Source(bytes): &Source| settle(bytes, &[], &Hints::default()).folded;
        prop_assume!(!files.iter().any(folded));
        let mut desk = open(&files, Spread { shards: 2, cut_bytes }, 0);
        let rows = filtered(&mut desk, "").rows;
        let details = details(&mut desk, &rows);
        for (source, Source(bytes)) in summaries(&mut desk).into_iter().zip(&files) {
            let bytes = &as_lines(bytes);
            let bytes = &plain(bytes);
            let SourceSummary { id, lines, structure_lines, records, .. } = source;
            let own = || rows.iter().filter(|row| row.key.source == id);
            prop_assert_eq!(own().count() as u64, records);
            prop_assert_eq!(lines, bytes.split_inclusive(|byte| *byte == b'\n').count() as u64);
            let in_records: u64 = own().map(|row| u64::from(row.lines)).sum();
            prop_assert!(in_records + structure_lines <= lines + blanks(bytes));
            for detail in details.iter().filter(|detail| detail.key.source == id) {
                let before = &bytes[..detail.key.offset as usize];
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
                prop_assert_eq!(detail.line, line);
            }
        }
    }
}

/// The lines that a source is read as: a JSON document is unfolded first.
fn as_lines(bytes: &[u8]) -> Vec<u8> {
    let folded = settle(bytes, &[], &Hints::default()).folded;
    if folded { unfold(bytes) } else { bytes.to_vec() }
}

fn blanks(bytes: &[u8]) -> u64 {
    let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
    bytes.split(|byte| *byte == b'\n').filter(blank).count() as u64
}

#[test]
fn a_line_longer_than_a_block_is_one_record() {
    let mut bytes = b"first\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', 3 * BLOCK_BYTES));
    bytes.extend_from_slice(b"\nlast");
    assert_eq!(account(&bytes).unwrap(), 3);
}

#[test]
fn nothing_and_nothing_but_line_ends() {
    assert_eq!(account(b"").unwrap(), 0);
    assert_eq!(account(b"\n\r\n \n").unwrap(), 0);
}
