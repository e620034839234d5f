//! A person's own format, tried on the first lines of a source.
//!
//! Does not: read further than those.

use super::{Host, Shard};
use crate::{
    engine::{
        formats::{self, Hints, OwnFormat},
        ingest::Coding,
    },
    protocol::shard::ShardReply,
};

/// Bytes of a source that its first lines are taken from.
const TRIED_BYTES: u64 = 64 * 1024;

impl Shard {
    /// Tries a format.
    pub(super) fn try_format(
        &self,
        source: u32,
        own: &OwnFormat,
        hints: &Hints,
        host: &mut dyn Host,
    ) -> ShardReply {
        let bytes = self.file_bytes.get(&source).copied().unwrap_or(0);
        match host.read(source, 0, bytes.min(TRIED_BYTES)) {
            Ok(head) => {
                let (_, head) = Coding::of(&head, TRIED_BYTES as usize);
                ShardReply::FormatTried(formats::try_on(own, &head, hints))
            }
            Err(why) => ShardReply::Unreadable { why },
        }
    }
}
