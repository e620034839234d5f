//! gzip by RFC 1952: any number of members one after the other.
//!
//! Does not: read the name that a member may carry.

use std::io::Write;

use flate2::write::MultiGzDecoder;

use super::{Trouble, Unpack};

/// Unpacks gzip.
#[derive(Debug)]
pub(super) struct Gzip(MultiGzDecoder<Vec<u8>>);

impl Gzip {
    pub(super) fn new() -> Gzip {
        Gzip(MultiGzDecoder::new(Vec::new()))
    }
}

impl Unpack for Gzip {
    fn push(&mut self, chunk: &[u8], to: &mut Vec<u8>) -> Result<(), Trouble> {
        let written = self.0.write_all(chunk);
        to.append(self.0.get_mut());
        written.map_err(Trouble::broken)
    }

    fn finish(&mut self, to: &mut Vec<u8>) -> Result<(), Trouble> {
        let finished = self.0.try_finish();
        to.append(self.0.get_mut());
        // What flate2 says of an early end depends on where it was; that it was early is enough.
        if finished.is_ok() { Ok(()) } else { Err(Trouble::Early) }
    }
}
