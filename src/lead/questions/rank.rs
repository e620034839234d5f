//! Ranks over all shards: how many records stand before a key, and which key stands at a rank.
//!
//! The key at a rank is found by narrowing a range of keys that holds it. Each round every cut tells how many
//! records lie in the range and every `stride`th of their keys; from these follow bounds of the
//! rank of each such key, and so a smaller range. Some rounds do for any number of records, also
//! where a million share one instant (selection from sorted runs: Varman et al., 1991).
//!
//! Does not: read rows.

use crate::{
    engine::{arrange::Arrange, store::Key},
    lead::{Desk, port::Port},
    protocol::{
        page::{RecordKey, TimeNanos},
        shard::{RankPart, ShardCommand, ShardReply, Slot},
    },
};

/// Keys asked for in a round, over all cuts of a shard.
const SAMPLES: u32 = 2_000;
/// So many keys from the beginning of a range are listed, and the first of them skipped.
const LIST_MAX: u64 = 4_000;

/// How many records of the filter lie between two keys.
pub(super) async fn count(port: &Port, low: Key, high: Key) -> u64 {
    count_in(port, Slot::Filter, low, high).await
}

/// How many records of a slot lie between two keys.
pub(super) async fn count_in(port: &Port, slot: Slot, low: Key, high: Key) -> u64 {
    ranks(port, slot, low, high, 0).await.iter().map(|part| part.inside).sum()
}

/// How many records of the filter stand before a time, counted from the range's start.
pub(super) async fn of_time(port: &Port, desk: &Desk, time: TimeNanos) -> u64 {
    of_key(port, desk, Key::at(time)).await
}

/// How many records of the filter stand before a key, counted from the range's start.
pub(super) async fn of_key(port: &Port, desk: &Desk, key: Key) -> u64 {
    let (low, high) = bounds(desk);
    count(port, low, key.clamp(low, high)).await
}

/// The rank of a record, if filter and range hold it.
pub(super) async fn of_record(port: &Port, desk: &Desk, record: RecordKey) -> Option<u64> {
    let RecordKey { source, offset } = record;
    let (key, held) = key_of(port, source, offset).await?;
    let (low, high) = bounds(desk);
    if !held || key < low || key >= high {
        return None;
    }
    Some(count(port, low, key).await)
}

/// The key of a record, and whether the filter holds it.
pub(super) async fn key_of(port: &Port, source: u32, offset: u64) -> Option<(Key, bool)> {
    let command = ShardCommand::KeyOf { slot: Slot::Filter, source, offset };
    let replies = port.ask_all(command).await;
    replies.into_iter().find_map(|reply| match reply {
        ShardReply::KeyOf(found) => found,
        _ => None,
    })
}

/// The keys between which the filter's range lies.
pub(super) fn bounds(desk: &Desk) -> (Key, Key) {
    match desk.filter.borrow().range {
        None => (Key::FIRST, Key::LAST),
        Some(range) => (Key::at(range.start), Key::at(range.end)),
    }
}

/// The keys of ranks `first .. first + count` of a slot between two keys.
pub async fn keys(
    port: &Port,
    slot: Slot,
    (low, high): (Key, Key),
    first: u64,
    count: u64,
) -> Vec<Key> {
    let (mut low, mut high) = (low, high);
    let mut skip = first;
    while skip + count > LIST_MAX {
        let parts = ranks(port, slot, low, high, SAMPLES).await;
        let (next_low, next_high) = narrow(&parts, skip, count, low, high);
        if (next_low, next_high) == (low, high) {
            break;
        }
        if next_low != low {
            let before = ranks(port, slot, low, next_low, 0).await;
            skip -= before.iter().map(|part| part.inside).sum::<u64>();
        }
        (low, high) = (next_low, next_high);
    }
    list(port, slot, (low, high), skip, count).await
}

/// A smaller range of keys that still holds the `count` records after the first `skip`.
fn narrow(parts: &[RankPart], skip: u64, count: u64, low: Key, high: Key) -> (Key, Key) {
    let mut samples: Vec<(Key, u64)> = parts
        .iter()
        .flat_map(|part| part.cuts.iter().flatten().map(|&key| (key, part.stride)))
        .collect();
    samples.arrange();
    // Each cut may hold up to its stride less one more records at or below a key than its samples tell,
    // those cuts too that are too small for a sample.
    let slack: u64 = parts.iter().map(|part| part.stride.saturating_sub(1) * part.cut_count).sum();
    let (mut next_low, mut next_high) = (low, high);
    let mut at_least = 0;
    for (key, stride) in samples {
        at_least += stride;
        if at_least + slack <= skip {
            next_low = key.after();
        }
        if at_least >= skip.saturating_add(count) {
            next_high = key.after();
            break;
        }
    }
    (next_low, next_high)
}

/// The first keys of a slot between two, so many.
pub(super) async fn first(port: &Port, slot: Slot, bounds: (Key, Key), count: u64) -> Vec<Key> {
    list(port, slot, bounds, 0, count).await
}

async fn list(port: &Port, slot: Slot, (low, high): (Key, Key), skip: u64, count: u64) -> Vec<Key> {
    let max = u32::try_from(skip.saturating_add(count)).unwrap_or(u32::MAX);
    let mut keys: Vec<Key> = Vec::new();
    for reply in port.ask_all(ShardCommand::FirstKeys { slot, low, high, max }).await {
        if let ShardReply::FirstKeys(part) = reply {
            keys.extend(part);
        }
    }
    keys.sort_unstable();
    keys.into_iter().skip(skip as usize).take(count as usize).collect()
}

async fn ranks(port: &Port, slot: Slot, low: Key, high: Key, samples: u32) -> Vec<RankPart> {
    let command = ShardCommand::Ranks { slot, low, high, samples };
    let replies = port.ask_all(command).await;
    let parts = replies.into_iter().filter_map(|reply| match reply {
        ShardReply::Ranks(part) => Some(part),
        _ => None,
    });
    parts.collect()
}
