//! Packs the modules: LZMA takes a quarter less room than deflate.
//!
//! The page unpacks them in workers, by a module of its own (`unpacker/`).
//!
//! Does not: read what it wrote; `unpacker` does.

use std::io::Write;

use lzma_rust2::{LzmaOptions, LzmaWriter};
use unpacker::LITERAL_BITS;

use crate::Outcome;

/// With 9 the search for matches is the widest; then it goes on as long as a match can be.
const PRESET: u32 = 9;
const NICE_BYTES: u32 = 273;
const SEARCHES_MAX: i32 = 1_000;

/// The plain length in four bytes, little end first, then the stream without a header.
pub fn encode(plain: &[u8]) -> Outcome<Vec<u8>> {
    let length = u32::try_from(plain.len()).map_err(|error| error.to_string())?;
    let mut options = LzmaOptions::with_preset(PRESET);
    (options.lc, options.lp, options.pb) = (LITERAL_BITS, 0, 0);
    (options.nice_len, options.depth_limit) = (NICE_BYTES, SEARCHES_MAX);
    let mut packed = length.to_le_bytes().to_vec();
    let writer = LzmaWriter::new_no_header(&mut packed, &options, false);
    let written = writer.and_then(|mut writer| {
        writer.write_all(plain)?;
        writer.finish()
    });
    written.map_err(|error| format!("packing: {error}"))?;
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
            let unpacked = unpacker::plain(&encode(plain).unwrap());
            assert!(unpacked.as_deref() == Some(plain), "{} bytes came back wrong", plain.len());
        }
    }
}
