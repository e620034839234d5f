//! The files of archives, which a shard keeps in memory and reads like any other.
//!
//! Does not: know what an archive is; `engine::ingest::archive` does.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{Host, Shard};
use crate::{
    engine::{ingest::archive, limits::ARCHIVE_BYTES_MAX},
    protocol::shard::ShardReply,
};

/// Bytes by source number.
pub(super) type Unpacked = Rc<RefCell<BTreeMap<u32, Vec<u8>>>>;

/// The shell's files, and those of archives.
pub(super) struct AllFiles<'h> {
    pub(super) unpacked: Unpacked,
    pub(super) host: &'h mut dyn Host,
}

impl Host for AllFiles<'_> {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        match self.unpacked.borrow().get(&source) {
            Some(bytes) => {
                let end = (end as usize).min(bytes.len());
                Ok(bytes.get(start as usize..end).unwrap_or_default().to_vec())
            }
            None => self.host.read(source, start, end),
        }
    }

    fn now_millis(&self) -> f64 {
        self.host.now_millis()
    }
}

impl Shard {
    /// Unpacks an archive; its files are sources from `first` on.
    pub(super) fn unpack(&mut self, source: u32, first: u32, host: &mut dyn Host) -> ShardReply {
        let bytes = self.file_bytes.get(&source).copied().unwrap_or(0);
        if bytes > ARCHIVE_BYTES_MAX as u64 {
            let why = "an archive of more than 1 GiB is not opened; unpack it first".to_owned();
            return ShardReply::Unreadable { why };
        }
        // The archive itself, and what is in it at least.
        if !self.make_room_for(bytes * 2) {
            let why = "memory is full: remove other sources, then open it again".to_owned();
            return ShardReply::Unreadable { why };
        }
        let bytes = match host.read(source, 0, bytes) {
            Ok(bytes) => bytes,
            Err(why) => return ShardReply::Unreadable { why },
        };
        let contents = archive::unpack(&bytes);
        let mut entries = Vec::new();
        for (number, entry) in (first..).zip(contents.entries) {
            let bytes = entry.bytes.len() as u64;
            self.file_bytes.insert(number, bytes);
            self.unpacked.borrow_mut().insert(number, entry.bytes);
            entries.push((entry.name, bytes));
        }
        ShardReply::Unpacked { entries, skipped: contents.skipped }
    }
}
