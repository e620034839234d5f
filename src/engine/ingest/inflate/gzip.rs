//! gzip by RFC 1952: any number of members one after the other.
//!
//! What a member gives before it turns to nonsense is kept, however the bytes were cut: so the
//! members are walked here, with flate2's stream that tells how far it came.
//!
//! Does not: read the name that a member may carry.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Trouble, Unpack};

/// The largest window that DEFLATE knows (RFC 1951), as a power of two.
const WINDOW_BITS: u8 = 15;
/// Room that is made for plain bytes at a time.
const ROOM_BYTES: usize = 64 * 1024;

/// Unpacks gzip.
#[derive(Debug, Default)]
pub(super) struct Gzip {
    /// The member that is being read.
    member: Option<Decompress>,
    members: usize,
}

impl Unpack for Gzip {
    fn push(&mut self, mut chunk: &[u8], to: &mut Vec<u8>) -> Result<(), Trouble> {
        while !chunk.is_empty() {
            let behind = self.member.is_none() && self.members > 0;
            if let Some(rest) = chunk.strip_prefix(&[0]).filter(|_| behind) {
                chunk = rest; // tapes and block devices fill up behind the last member
                continue;
            }
            let member = self.member.get_or_insert_with(|| Decompress::new_gzip(WINDOW_BITS));
            to.reserve(ROOM_BYTES);
            let (read, given) = (member.total_in(), member.total_out());
            let status = member.decompress_vec(chunk, to, FlushDecompress::None);
            let read = (member.total_in() - read) as usize;
            let stands = read == 0 && member.total_out() == given;
            chunk = chunk.get(read..).unwrap_or_default();
            match status.map_err(Trouble::broken)? {
                Status::StreamEnd => {
                    self.member = None;
                    self.members += 1;
                }
                _ if stands => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(&mut self, to: &mut Vec<u8>) -> Result<(), Trouble> {
        let Some(member) = &mut self.member else { return Ok(()) };
        // What the stream still holds back for want of room.
        loop {
            to.reserve(ROOM_BYTES);
            let given = member.total_out();
            let status = member.decompress_vec(&[], to, FlushDecompress::None);
            match status {
                Ok(Status::StreamEnd) => return Ok(()),
                Ok(_) if member.total_out() > given => {}
                _ => return Err(Trouble::Early),
            }
        }
    }
}
