//! What sets one set of records apart from another: two ranges, two sources, two filters.
//!
//! Does not: say what broke first; two sets need not share a time.

use super::{Case, because, filled, words};
use crate::{
    engine::{
        query::{Context, Query},
        timeline::Buckets,
    },
    lead::{
        Desk,
        port::Port,
        questions::{explain::counted::Counted, select::refused},
        settled,
    },
    protocol::{
        page::{Explanation, Reply, Side, Zone},
        shard::{QueryContext, ShardCommand, SideSpec, Sides, Slot},
    },
};

/// Compares `inside` with `against`.
pub(in crate::lead::questions) async fn compare(
    port: &Port,
    desk: &Desk,
    inside: Side,
    against: Side,
    zone: Zone,
    buckets_max: u32,
) -> Reply {
    let extent = desk.catalog.borrow().extent();
    let latest = extent.map_or_else(Default::default, |extent| extent.end);
    let context = QueryContext { zone, latest };
    let settled = settled::settled(port, desk).await;
    for (slot, side) in [(Slot::Inside, &inside), (Slot::Against, &against)] {
        let read = Context { zone: context.zone.clone(), latest };
        if let Err(error) = Query::parse(&side.query, &read) {
            return refused(error);
        }
        let (query, context) = (side.query.clone(), context.clone());
        port.ask_all(ShardCommand::Select { slot, query, context }).await;
    }
    let spec = |slot, side: &Side| SideSpec {
        slot,
        source: side.source,
        ranges: side.range.map(|range| vec![range]),
    };
    let sides = Sides {
        inside: spec(Slot::Inside, &inside),
        outside: spec(Slot::Against, &against),
        start: None,
    };
    let counted = Counted::ask(port, sides.clone()).await;
    let mut answer = Explanation {
        range: inside.range,
        baseline: against.range,
        inside: counted.records.inside,
        outside: counted.records.outside,
        revision: desk.catalog.borrow().revision(),
        ..Explanation::default()
    };
    if counted.records.inside == 0 || counted.records.outside == 0 {
        let why = match counted.records.inside {
            0 => "The first set holds no event.",
            _ => "The second set holds no event.",
        };
        return Reply::Compared(Box::new(because(answer, why)));
    }
    let case = Case {
        settled: &settled,
        seconds_ratio: counted.records.inside as f64 / counted.records.outside as f64,
        baseline: None,
        counted,
    };
    let shown = match extent {
        Some(extent) => Buckets::over(extent, buckets_max.clamp(1, super::BUCKETS_MAX)),
        None => Buckets { start: 0, width_nanos: 1, count: 0 },
    };
    let (rows, onsets) = case.settle(port, &sides, shown, None, &[]).await;
    answer.scale = case.scale();
    answer.sentence = words::of_sets(&case, &rows);
    Reply::Compared(Box::new(filled(answer, shown, rows, onsets)))
}
