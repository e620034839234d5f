//! Any bytes, in any chunks and two cuts, give the same records as in one piece, and every line is
//! counted once.
//!
//! Does not: look at what a format found; the formats' own tests do.

use std::ops::Range;

use squall::engine::{
    formats::{Hints, Settled, settle},
    ingest::{CutReader, CutSpec, cut_reader::first_byte},
};

/// The first byte is the size of the chunks, the next two say where the second cut begins
/// (no cut is empty); a source that is one cut by its nature gets no second.
pub(crate) fn check(input: &[u8]) {
    check_with(&Hints::default(), input);
}

/// The same with what a person says of the source.
pub(crate) fn check_with(hints: &Hints, input: &[u8]) {
    let [chunk_bytes, low, high, bytes @ ..] = input else { return };
    let chunk_bytes = usize::from(*chunk_bytes);
    let settled = settle(bytes, &[], hints);
    let end = bytes.len() as u64;
    let middle = match settled.one_cut {
        true => end,
        false => u64::from(u16::from_le_bytes([*low, *high])).clamp(end.min(1), end),
    };

    let (whole, lines) = read(&settled, bytes, 0..end, bytes.len());
    let (first, first_lines) = read(&settled, bytes, 0..middle, chunk_bytes);
    let (second, second_lines) = match settled.one_cut {
        true => (Vec::new(), 0),
        false => read(&settled, bytes, middle..end, chunk_bytes),
    };

    let cut: Vec<u64> = first.into_iter().chain(second).collect();
    assert_eq!(cut, whole, "records of two cuts and of one");
    assert_eq!(first_lines + second_lines, lines, "lines of two cuts and of one");
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    let open = u64::from(bytes.last().is_some_and(|byte| *byte != b'\n'));
    assert_eq!(lines, ends + open, "every line is counted");
}

/// Where the records of a cut begin, and how many lines it has.
fn read(settled: &Settled, bytes: &[u8], range: Range<u64>, chunk_bytes: usize) -> (Vec<u64>, u64) {
    let mut reader = CutReader::new(&CutSpec {
        source: 0,
        name: "fuzz".to_owned(),
        start: range.start,
        end: range.end,
        settled: settled.clone(),
        keep_text: true,
    });
    for chunk in bytes[first_byte(range.start) as usize..].chunks(chunk_bytes.max(1)) {
        if reader.is_done() {
            break;
        }
        reader.push(chunk);
    }
    let (cut, tally) = reader.finish();
    let offsets = (0..cut.count()).map(|record| cut.key(record).offset).collect();
    (offsets, tally.lines)
}
