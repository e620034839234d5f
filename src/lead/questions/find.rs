//! The next record of the filter that contains a text.
//!
//! Does not: narrow the filter.

use super::rank;
use crate::{
    engine::{query, store::Key, time::Zone},
    lead::{Desk, port::Port},
    protocol::{
        page::Reply,
        shard::{QueryContext, ShardCommand, ShardReply, Slot},
    },
};

/// The next record that contains a text.
pub(super) async fn text(
    port: &Port,
    desk: &Desk,
    text: String,
    from: u64,
    forward: bool,
) -> Reply {
    let zone = desk.filter.borrow().context.zone.clone();
    query(port, desk, query::quoted(&text), zone, from, forward).await
}

/// The next record that a query holds for: from rank `from` (exclusive) on, or back, and on from
/// the other side at the end.
pub(super) async fn query(
    port: &Port,
    desk: &Desk,
    query: String,
    zone: Zone,
    from: u64,
    forward: bool,
) -> Reply {
    let context = QueryContext { zone, ..desk.filter.borrow().context.clone() };
    port.ask_all(ShardCommand::Select { slot: Slot::Find, query, context }).await;
    let (low, high) = rank::bounds(desk);
    let here = rank::keys(port, Slot::Filter, (low, high), from, 1).await.first().copied();
    let (edge, start) =
        if forward { (low, here.map_or(low, Key::after)) } else { (high, here.unwrap_or(high)) };
    let mut wrapped = false;
    let mut found = next(port, start, forward).await.filter(|&key| low <= key && key < high);
    if found.is_none() {
        wrapped = true;
        found = next(port, edge, forward).await.filter(|&key| low <= key && key < high);
    }
    let record = found.map(Into::into);
    let rank = match found {
        Some(key) => Some(rank::of_key(port, desk, key).await),
        None => None,
    };
    Reply::Found { rank, record, wrapped: wrapped && found.is_some() }
}

/// The first key found at or after another, or the last one before it.
async fn next(port: &Port, from: Key, forward: bool) -> Option<Key> {
    let command = ShardCommand::Next { slot: Slot::Find, from, forward };
    let replies = port.ask_all(command).await;
    let keys = replies.into_iter().filter_map(|reply| match reply {
        ShardReply::Next(key) => key,
        _ => None,
    });
    if forward { keys.min() } else { keys.max() }
}
