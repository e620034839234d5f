//! What surrounds a record, filtered by nothing.
//!
//! Does not: depend on the filter.

use super::{rank, rows};
use crate::{
    engine::store::Key,
    lead::{Desk, port::Port},
    protocol::{
        page::{Around, RecordKey, Scope, SourceId},
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
        Scope::Source => in_source(port, desk, record, before, after).await,
        Scope::All => over_all(port, record, before, after).await,
    };
    let rows = rows::of_keys(port, desk, keys, Vec::new()).await;
    Around { record, scope, rows }
}

/// Around a record of a rotated file its other parts go on where one ends.
async fn in_source(
    port: &Port,
    desk: &Desk,
    record: RecordKey,
    before: u32,
    after: u32,
) -> Vec<Key> {
    let RecordKey { source, offset } = record;
    let mut keys = Vec::new();
    let mut at = 0;
    let mut passed = false;
    let parts = desk.catalog.borrow().parts(source);
    for part in parts {
        let own = part == source;
        let from = match (own, passed) {
            (true, _) => offset,
            (false, false) => u64::MAX,
            (false, true) => 0,
        };
        let mut found = neighbours(port, part, from, before, after).await;
        if own {
            at = keys.len() + found.partition_point(|key| key.offset < offset);
            passed = true;
        }
        keys.append(&mut found);
    }
    let from = at.saturating_sub(before as usize);
    let to = (at + after as usize + 1).min(keys.len());
    keys.get(from..to).unwrap_or_default().to_vec()
}

/// The records of a source around an offset, in order; some more than asked for.
async fn neighbours(
    port: &Port,
    source: SourceId,
    offset: u64,
    before: u32,
    after: u32,
) -> Vec<Key> {
    let command = ShardCommand::Neighbours { source, offset, before, after };
    let mut keys = Vec::new();
    for reply in port.ask_all(command).await {
        if let ShardReply::Neighbours(part) = reply {
            keys.extend(part);
        }
    }
    keys.sort_unstable_by_key(|key| key.offset);
    keys
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
