//! xz and LZ4, whose decoders pull: the packed bytes are kept until all are there.
//!
//! Does not: unpack more than [`PULLED_BYTES_MAX`](limits::PULLED_BYTES_MAX).

use std::io::{ErrorKind, Read};

use lz4_flex::frame::FrameDecoder;
use lzma_rust2::XzReader;

use super::{Trouble, Unpack};
use crate::limits;

/// Unpacks what can only be read from its beginning to its end.
#[derive(Debug)]
pub(super) struct Whole {
    packed: Vec<u8>,
    unpack: fn(&[u8], &mut Vec<u8>) -> Result<(), Trouble>,
}

impl Whole {
    /// <https://tukaani.org/xz/xz-file-format.txt>, several streams too.
    pub(super) fn xz() -> Whole {
        let unpack = |packed: &[u8], to: &mut Vec<u8>| pull(XzReader::new(packed, true), to);
        Whole { packed: Vec::new(), unpack }
    }

    /// <https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md>, several frames too.
    pub(super) fn lz4() -> Whole {
        let unpack = |packed: &[u8], to: &mut Vec<u8>| {
            let mut rest = packed;
            while !rest.is_empty() {
                let before = rest.len();
                pull(FrameDecoder::new(&mut rest), to)?;
                if rest.len() == before {
                    break;
                }
            }
            Ok(())
        };
        Whole { packed: Vec::new(), unpack }
    }
}

impl Unpack for Whole {
    fn push(&mut self, chunk: &[u8], _: &mut Vec<u8>) -> Result<(), Trouble> {
        self.packed.extend_from_slice(chunk);
        Ok(())
    }

    fn finish(&mut self, to: &mut Vec<u8>) -> Result<(), Trouble> {
        (self.unpack)(&std::mem::take(&mut self.packed), to)
    }
}

/// Reads to the end; what came before trouble stays.
fn pull(mut from: impl Read, to: &mut Vec<u8>) -> Result<(), Trouble> {
    let mut piece = vec![0; 256 * 1024];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => to.extend_from_slice(piece.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(Trouble::Early),
            Err(error) => return Err(Trouble::broken(error)),
        }
        if to.len() as u64 > limits::PULLED_BYTES_MAX {
            return Err(Trouble::TooMuch(limits::PULLED_BYTES_MAX));
        }
    }
}
