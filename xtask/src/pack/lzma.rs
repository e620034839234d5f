//! Packs the modules: LZMA takes a quarter less room than deflate, and one stream of both modules
//! 4 of 100 less than two, since they have much code in common.
//!
//! The page unpacks them in a worker, by a module of its own (`unpacker/`).
//!
//! Does not: read what it wrote; `unpacker` does.

use liblzma::stream::{Action, Filters, LzmaOptions, MatchFinder, Stream};
use unpacker::LITERAL_BITS;

use crate::Outcome;

/// With 9 the search for matches is the widest, "extreme" has it look twice; then it goes on as long
/// as a match can be.
const PRESET: u32 = 9 | 1 << 31;
const NICE_BYTES: u32 = 273;
/// What LZMA may add to bytes that it cannot pack.
const ROOM_BYTES: usize = 1 << 16;

/// The plain length in four bytes, little end first, then the stream without a header.
pub fn encode(plain: &[u8]) -> Outcome<Vec<u8>> {
    let length = u32::try_from(plain.len()).map_err(|error| error.to_string())?;
    let failed = |error| format!("packing: {error}");
    let mut options = LzmaOptions::new_preset(PRESET).map_err(failed)?;
    options.literal_context_bits(LITERAL_BITS).literal_position_bits(0).position_bits(0);
    options.nice_len(NICE_BYTES).match_finder(MatchFinder::BinaryTree4);
    let mut filters = Filters::new();
    filters.lzma1(&options);
    let mut stream = Stream::new_raw_encoder(&filters).map_err(failed)?;
    let mut packed = length.to_le_bytes().to_vec();
    packed.reserve(plain.len() + ROOM_BYTES);
    // With room for all of it one call is enough.
    stream.process_vec(plain, &mut packed, Action::Finish).map_err(failed)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_reads_what_is_written() {
        let repeated = b"a quick brown fox, ".repeat(3_000);
        let counted: Vec<u8> =
            (0..200_000u32).flat_map(|at| (at.wrapping_mul(at) >> 7).to_le_bytes()).collect();
        for plain in [&b""[..], b"a", &repeated, &counted] {
            let packed = encode(plain).unwrap();
            let mut unpacking = unpacker::Unpacking::new(&packed).unwrap();
            let half = plain.len() / 2;
            let parts = [half, plain.len() - half].map(|bytes| unpacking.take(bytes).unwrap());
            assert!(parts.concat() == plain, "{} bytes came back wrong", plain.len());
        }
    }
}
