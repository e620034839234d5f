//! What surrounds a record, filtered by nothing.
//!
//! Does not: depend on the filter.

use super::{rank, rows};
use crate::{
    engine::store::Key,
    lead::{Desk, port::Port},
    protocol::{
        page::{Around, RecordKey, Scope},
        shard::{ShardCommand, ShardReply, Slot},
    },
};

/// The records before and after one, in its own source or over all.
pub(super) async fn around(
    port: &Port,
    desk: &Desk,
    record: RecordKey,
    scope: Scope,
    before: u32,
    after: u32,
) -> Around {
    let keys = match scope {
        Scope::Source => in_source(port, record, before, after).await,
        Scope::All => over_all(port, record, before, after).await,
    };
    let rows = rows::of_keys(port, desk, keys, Vec::new()).await;
    Around { record, scope, rows }
}

async fn in_source(port: &Port, record: RecordKey, before: u32, after: u32) -> Vec<Key> {
    let RecordKey { source, offset } = record;
    let command = ShardCommand::Neighbours { source, offset, before, after };
    let mut keys = Vec::new();
    for reply in port.ask_all(command).await {
        if let ShardReply::Neighbours(part) = reply {
            keys.extend(part);
        }
    }
    keys.sort_unstable_by_key(|key| key.offset);
    let at = keys.partition_point(|key| key.offset < offset);
    let from = at.saturating_sub(before as usize);
    let to = (at + after as usize + 1).min(keys.len());
    keys.get(from..to).unwrap_or_default().to_vec()
}

async fn over_all(port: &Port, record: RecordKey, before: u32, after: u32) -> Vec<Key> {
    let Some((key, _)) = rank::key_of(port, record.source, record.offset).await else {
        return Vec::new();
    };
    let all = (Key::FIRST, Key::LAST);
    let rank = rank::count_in(port, Slot::All, Key::FIRST, key).await;
    let first = rank.saturating_sub(u64::from(before));
    rank::keys(port, Slot::All, all, first, rank - first + u64::from(after) + 1).await
}
