//! Any cut gives the same answer: other chunks, cuts, shards and orders of opening change nothing.
//!
//! Does not: know which answer is right.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use squall::{
    engine::{
        formats::{Hints, settle},
        ingest::{CutReader, CutSpec, cut_reader::Tally},
    },
    protocol::page::Scope,
};

use super::{
    answers::{QUERIES, around, details, filtered, summaries},
    desk::{Spread, open},
    sources::{self, Source},
};

/// What one cut makes of a source handed over in chunks.
type Read = (Vec<(i64, u64, u8, Vec<u8>)>, Tally);

fn read(bytes: &[u8], chunk_bytes: impl Fn(usize) -> usize) -> Read {
    let settled = settle(bytes, &[], &Hints::default());
    let name = "a.log".to_owned();
    let spec = CutSpec { source: 0, name, start: 0, end: u64::MAX, settled, keep_text: true };
    let mut reader = CutReader::new(&spec);
    let (mut rest, mut number) = (bytes, 0);
    while !rest.is_empty() {
        let (chunk, behind) = rest.split_at(chunk_bytes(number).clamp(1, rest.len()));
        reader.push(chunk);
        rest = behind;
        number += 1;
    }
    let (cut, tally) = reader.finish();
    let record = |at: usize| {
        let block = &cut.blocks[cut.block_of(at)];
        let text = block.text.as_deref().unwrap();
        let (key, own) = (cut.key(at), text[block.span(at - block.first, text)].to_vec());
        (key.time, key.offset, cut.levels[at], own)
    };
    ((0..cut.count()).map(record).collect(), tally)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn chunks_change_nothing(
        Source(bytes) in sources::source(),
        sizes in proptest::collection::vec(1..90_usize, 1..9),
    ) {
        let whole = read(&bytes, |_| usize::MAX);
        prop_assert_eq!(read(&bytes, |number| sizes[number % sizes.len()]), whole.clone());
        prop_assert_eq!(read(&bytes, |_| 1), whole);
    }

    #[test]
    fn cuts_and_shards_change_nothing(
        files in sources::several(4),
        shards in 1..4_usize,
        cut_bytes in 1..700_u64,
        later in 0..3_usize,
    ) {
        let mut whole = open(&files, Spread::WHOLE, 0);
        let mut spread = open(&files, Spread { shards, cut_bytes }, later);
        prop_assert_eq!(summaries(&mut spread), summaries(&mut whole));
        for query in QUERIES {
            let (cut, all) = (filtered(&mut spread, query), filtered(&mut whole, query));
            prop_assert_eq!(&cut.selected, &all.selected, "{}", query);
            prop_assert_eq!(&cut.rows, &all.rows, "{}", query);
            prop_assert_eq!(&cut.timelines, &all.timelines, "{}", query);
            prop_assert_eq!(&cut.facets, &all.facets, "{}", query);
        }
        let rows = filtered(&mut spread, "").rows;
        prop_assert_eq!(&filtered(&mut whole, "").rows, &rows);
        prop_assert_eq!(details(&mut spread, &rows), details(&mut whole, &rows));
        for row in rows.iter().step_by(7) {
            for scope in [Scope::Source, Scope::All] {
                prop_assert_eq!(around(&mut spread, row, scope), around(&mut whole, row, scope));
            }
        }
    }

    #[test]
    fn a_packed_source_has_the_same_records(files in sources::several(2), shards in 1..3_usize) {
        let packed: Vec<Source> = files.iter().map(|file| Source(gzip(&file.0))).collect();
        let mut plain = open(&files, Spread::WHOLE, 0);
        let mut packed = open(&packed, Spread { shards, cut_bytes: 50 }, 0);
        for query in QUERIES {
            prop_assert_eq!(filtered(&mut packed, query), filtered(&mut plain, query));
        }
    }

    #[test]
    fn a_source_in_utf16_has_the_same_records(files in sources::several(2), shards in 1..3_usize) {
        let texts: Vec<String> =
            files.iter().map(|file| String::from_utf8_lossy(&file.0).into_owned()).collect();
        let wide = |text: &String| {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            Source(units.flat_map(u16::to_le_bytes).collect())
        };
        let plain: Vec<Source> =
            texts.iter().map(|text| Source(text.clone().into_bytes())).collect();
        let wide: Vec<Source> = texts.iter().map(wide).collect();
        let mut plain = open(&plain, Spread::WHOLE, 0);
        let mut wide = open(&wide, Spread { shards, cut_bytes: 50 }, 0);
        for query in QUERIES {
            prop_assert_eq!(filtered(&mut wide, query), filtered(&mut plain, query));
        }
    }
}

/// The bytes as two members of one gzip file.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let mut packed = Vec::new();
    for part in [first, second] {
        let mut encoder = GzEncoder::new(&mut packed, Compression::fast());
        encoder.write_all(part).unwrap();
        encoder.finish().unwrap();
    }
    packed
}
