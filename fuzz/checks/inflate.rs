//! Any bytes as a packed source, in any chunks: what comes out is the same, and nothing panics.
//!
//! Does not: pack; the engine's own tests read back what was packed.

use squall::engine::ingest::inflate::{Inflater, Packing};

/// The first byte is the size of the chunks.
pub(crate) fn check(input: &[u8]) {
    let [chunk_bytes, bytes @ ..] = input else { return };
    let packing = Packing::of(bytes);
    let whole = inflate(packing, bytes, bytes.len());
    assert_eq!(inflate(packing, bytes, usize::from(*chunk_bytes)), whole);
    assert!(packing.head(bytes, 1024).len() <= 1024);
}

fn inflate(packing: Packing, bytes: &[u8], chunk_bytes: usize) -> (Vec<u8>, bool) {
    let mut inflater = Inflater::new(packing);
    let mut plain = Vec::new();
    for chunk in bytes.chunks(chunk_bytes.max(1)) {
        plain.extend_from_slice(&inflater.push(chunk));
    }
    let (rest, trouble) = inflater.finish();
    plain.extend(rest);
    (plain, trouble.is_some())
}
