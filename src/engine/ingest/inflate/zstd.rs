//! Zstandard by RFC 8878: any number of frames one after the other, skippable ones among them.
//!
//! Does not: use dictionaries.

use ruzstd::decoding::{
    FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use super::{Trouble, Unpack};

/// Bytes of text taken out at once.
const OUT_BYTES: usize = 128 * 1024;

/// Bytes with which a frame's header is whole for sure.
const HEADER_BYTES: usize = 18;

/// Bytes of a checksum behind a frame.
const CHECKSUM_BYTES: usize = 4;

/// A last block with nothing in it, and room for a checksum: it ends a frame that broke off, which
/// then gives what it holds back for later blocks to refer to.
const LAST_BLOCK: [u8; 3 + CHECKSUM_BYTES] = [1, 0, 0, 0, 0, 0, 0];

/// Unpacks Zstandard.
#[derive(Default)]
pub(super) struct Zstd {
    /// The frame under way.
    frame: Option<FrameDecoder>,
    /// What is not yet a whole block.
    packed: Vec<u8>,
    /// Bytes of a skippable frame still to come.
    skipped: usize,
}

impl std::fmt::Debug for Zstd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Zstd").field("packed", &self.packed.len()).finish_non_exhaustive()
    }
}

impl Zstd {
    /// Unpacks what is there; `last` where nothing more comes.
    fn work(&mut self, to: &mut Vec<u8>, last: bool) -> Result<(), Trouble> {
        let packed = std::mem::take(&mut self.packed);
        let mut rest = packed.as_slice();
        let result = self.frames(&mut rest, to, last);
        self.packed = rest.to_vec();
        result
    }

    fn frames(&mut self, rest: &mut &[u8], to: &mut Vec<u8>, last: bool) -> Result<(), Trouble> {
        loop {
            let skipped = self.skipped.min(rest.len());
            self.skipped -= skipped;
            *rest = rest.get(skipped..).unwrap_or_default();
            if self.frame.is_none() {
                let enough = rest.len() >= HEADER_BYTES || last;
                if !enough || rest.is_empty() {
                    return Ok(());
                }
                self.begin(rest)?;
                continue;
            }
            let Some(frame) = &mut self.frame else { return Ok(()) };
            if rest.len() < CHECKSUM_BYTES && !last && !frame.is_finished() {
                return Ok(());
            }
            let from = to.len();
            to.resize(from + OUT_BYTES, 0);
            let target = to.get_mut(from..).unwrap_or_default();
            let worked = frame.decode_from_to(rest, target).map_err(Trouble::broken);
            let (read, written) = worked.as_ref().map_or((0, 0), |worked| *worked);
            to.truncate(from + written);
            worked?;
            // Of a broken frame more may be said to be read than there is.
            let gets_on = written > 0 || (read > 0 && !rest.is_empty());
            *rest = rest.get(read..).unwrap_or_default();
            if frame.is_finished() && frame.can_collect() == 0 {
                self.frame = None;
            } else if !gets_on {
                return Ok(());
            }
        }
    }

    /// Ends a frame that broke off: all of its whole blocks are given.
    fn end(&mut self, to: &mut Vec<u8>) {
        let Some(mut frame) = self.frame.take() else { return };
        let mut end = LAST_BLOCK.as_slice();
        loop {
            let from = to.len();
            to.resize(from + OUT_BYTES, 0);
            let target = to.get_mut(from..).unwrap_or_default();
            let (read, written) = frame.decode_from_to(end, target).unwrap_or((0, 0));
            to.truncate(from + written);
            end = end.get(read..).unwrap_or_default();
            if written == 0 {
                return;
            }
        }
    }

    fn begin(&mut self, rest: &mut &[u8]) -> Result<(), Trouble> {
        let mut frame = FrameDecoder::new();
        match frame.reset(&mut *rest) {
            Ok(()) => self.frame = Some(frame),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => self.skipped = length as usize,
            Err(error) => return Err(Trouble::broken(error)),
        }
        Ok(())
    }
}

impl Unpack for Zstd {
    fn push(&mut self, chunk: &[u8], to: &mut Vec<u8>) -> Result<(), Trouble> {
        self.packed.extend_from_slice(chunk);
        let worked = self.work(to, false);
        if worked.is_err() {
            self.end(to);
        }
        worked
    }

    fn finish(&mut self, to: &mut Vec<u8>) -> Result<(), Trouble> {
        let worked = self.work(to, true);
        let whole = self.frame.is_none() && self.packed.is_empty() && self.skipped == 0;
        self.end(to);
        if whole { worked } else { Err(Trouble::Early) }
    }
}
