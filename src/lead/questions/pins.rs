//! Pinned searches: each has a slot of its own in the shards, so that rows know which they match.
//!
//! Does not: narrow them by the filter.

use crate::{
    engine::{
        explain::Item,
        query::{Context, Query},
        time::{TimeRange, Zone},
        timeline::Buckets,
    },
    lead::{Desk, port::Port},
    protocol::{
        page::{PINS_MAX, PinCounts, Pins, TimeNanos},
        shard::{Count, QueryContext, SeriesOf, ShardCommand, ShardReply, Slot},
    },
};

/// Counts of the searches over a range, or over everything.
pub(super) async fn pins(
    port: &Port,
    desk: &Desk,
    queries: &[String],
    zone: Zone,
    (range, buckets_max): (Option<TimeRange>, u32),
) -> Pins {
    let revision = desk.catalog.borrow().revision();
    let extent = desk.catalog.borrow().extent();
    let latest = extent.map_or_else(Default::default, |extent| extent.end);
    let context = QueryContext { zone, latest };
    let grid = range.or(extent).map(|shown| Buckets::over(shown, buckets_max.clamp(1, 5_000)));
    let mut pins = Vec::new();
    for at in 0..PINS_MAX {
        let query = queries.get(at).cloned();
        // A slot that is no longer used is emptied, so that no row says it matches.
        let read = Context { zone: context.zone.clone(), latest };
        let mistake = Query::parse(query.as_deref().unwrap_or_default(), &read).err();
        let text = query.clone().filter(|_| mistake.is_none()).unwrap_or_default();
        let mistake = mistake.map(|mistake| mistake.to_string());
        let matching = select(port, Slot::Pin(at as u8), text, &context).await;
        match query {
            None => {}
            Some(_) if mistake.is_some() => {
                pins.push(PinCounts { mistake, ..PinCounts::default() })
            }
            Some(_) => {
                let counts = counted(port, Slot::Pin(at as u8), grid).await;
                pins.push(PinCounts { matching, counts, mistake });
            }
        }
    }
    let (start, width_nanos) = grid.map_or((0, 0), |grid| (grid.start, grid.width_nanos));
    Pins { start: TimeNanos(start), width_nanos, pins, revision }
}

async fn select(port: &Port, slot: Slot, query: String, context: &QueryContext) -> u64 {
    let command = ShardCommand::Select { slot, query, context: context.clone() };
    let size = |reply| match reply {
        ShardReply::Selected { matching, .. } => matching,
        _ => 0,
    };
    port.ask_all(command).await.into_iter().map(size).sum()
}

async fn counted(port: &Port, slot: Slot, grid: Option<Buckets>) -> Vec<u32> {
    let Some(grid) = grid else { return Vec::new() };
    let mut counts = vec![0; grid.count as usize];
    let command = ShardCommand::Count(Count::Series { of: SeriesOf::Records, slot, grid });
    for reply in port.ask_all(command).await {
        let ShardReply::Series(part) = reply else { continue };
        for (_, own) in part.series.iter().filter(|(item, _)| *item == Item::Any) {
            for (bucket, count) in own.iter() {
                if let Some(sum) = counts.get_mut(bucket as usize) {
                    *sum += count;
                }
            }
        }
    }
    counts
}
