//! bzip2: any number of streams one after the other, as its parallel writers make them.
//!
//! Does not: find the next stream where one is broken.

use bzip2::{Decompress, Status};

use super::{Trouble, Unpack};

/// Bytes asked for at once.
const OUT_BYTES: usize = 256 * 1024;

/// Unpacks bzip2.
pub(super) struct Bzip2 {
    stream: Decompress,
    /// Whether a stream has begun and not ended.
    open: bool,
}

impl std::fmt::Debug for Bzip2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bzip2").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Bzip2 {
    pub(super) fn new() -> Bzip2 {
        Bzip2 { stream: Decompress::new(false), open: false }
    }
}

impl Unpack for Bzip2 {
    fn push(&mut self, chunk: &[u8], to: &mut Vec<u8>) -> Result<(), Trouble> {
        let mut rest = chunk;
        loop {
            let (before_in, before_out) = (self.stream.total_in(), self.stream.total_out());
            to.reserve(OUT_BYTES);
            let status = self.stream.decompress_vec(rest, to).map_err(Trouble::broken)?;
            let read = (self.stream.total_in() - before_in) as usize;
            let idle = read == 0 && self.stream.total_out() == before_out;
            self.open |= read > 0;
            rest = rest.get(read..).unwrap_or_default();
            if status == Status::StreamEnd {
                *self = Bzip2::new();
                if rest.is_empty() {
                    return Ok(());
                }
            } else if idle {
                return Ok(());
            }
        }
    }

    fn finish(&mut self, _: &mut Vec<u8>) -> Result<(), Trouble> {
        if self.open { Err(Trouble::Early) } else { Ok(()) }
    }
}
