//! The records of ids, and records as steps: what stories, requests and replicas ask the shards.
//!
//! Does not: make anything of them.

use crate::{
    engine::{arrange::Arrange, export::replica::Input, follow::Step, store::Key},
    lead::port::Port,
    protocol::shard::{ShardCommand, ShardReply},
};

/// Records that are asked for at once.
const KEYS_AT_ONCE: usize = 2_000;

/// How many records carry each of some ids, and the first ones of the first id, in order.
pub(super) async fn carriers(port: &Port, ids: &[String], keys_max: usize) -> (Vec<u64>, Vec<Key>) {
    carriers_below(port, ids, keys_max, Key::LAST, false).await
}

/// The same, of those below a key the first or the last.
pub(super) async fn carriers_below(
    port: &Port,
    ids: &[String],
    keys_max: usize,
    limit: Key,
    highest: bool,
) -> (Vec<u64>, Vec<Key>) {
    let (mut counts, mut keys) = (vec![0; ids.len()], Vec::new());
    let mut open: Vec<(usize, (u32, u32))> = (0..port.shards()).map(|at| (at, (0, 0))).collect();
    while !open.is_empty() && !ids.is_empty() {
        // What lies behind the last of enough keys is of no use.
        let enough = keys.len() >= keys_max && !highest;
        let below = keys.last().copied().filter(|_| enough).unwrap_or(limit);
        let ask = |(shard, from)| {
            let command = ShardCommand::Carriers {
                ids: ids.to_vec(),
                keys_max: keys_max as u32,
                below,
                highest,
                from,
            };
            (shard, port.ask(shard, command))
        };
        let asked: Vec<_> = std::mem::take(&mut open).into_iter().map(ask).collect();
        for (shard, asked) in asked {
            let ShardReply::Carriers { counts: part, keys: more, next } = asked.await else {
                continue;
            };
            counts.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
            keys.extend(more);
            open.extend(next.map(|from| (shard, from)));
        }
        keys.sort_unstable();
        if highest {
            keys.drain(..keys.len().saturating_sub(keys_max));
        }
        keys.truncate(keys_max);
    }
    (counts, keys)
}

/// The records that carry some ids (hashes, ascending) as one of some classes.
pub(super) async fn id_records(
    port: &Port,
    identities: &[u64],
    hashes: Vec<u64>,
) -> Vec<(u64, Key)> {
    let mut found = Vec::new();
    let command = ShardCommand::IdRecords { identities: identities.to_vec(), hashes };
    for reply in port.ask_all(command).await {
        if let ShardReply::IdRecords(part) = reply {
            found.extend(part);
        }
    }
    found
}

/// Records as steps, in order; with what is shown of them, if that is wanted.
pub(super) async fn steps(port: &Port, keys: &[Key], shown: bool) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::with_capacity(keys.len());
    for keys in keys.chunks(KEYS_AT_ONCE) {
        for reply in port.ask_all(ShardCommand::Steps { keys: keys.to_vec(), shown }).await {
            if let ShardReply::Steps(part) = reply {
                steps.extend(part);
            }
        }
    }
    steps.arrange_by_key(|step| step.key);
    steps
}

/// What records tell of requests, in order; with their texts, if these are wanted.
pub(super) async fn inputs(port: &Port, keys: &[Key], texts: bool) -> Vec<(Key, Input, String)> {
    let mut inputs = Vec::with_capacity(keys.len());
    for keys in keys.chunks(KEYS_AT_ONCE) {
        for reply in port.ask_all(ShardCommand::Inputs { keys: keys.to_vec(), texts }).await {
            if let ShardReply::Inputs(part) = reply {
                inputs.extend(part);
            }
        }
    }
    inputs.arrange_by_key(|(key, ..)| *key);
    inputs
}
