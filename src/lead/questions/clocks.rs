//! Which sources' clocks seem wrong, by the ids that they share with others.
//!
//! Does not: take parts of one rotated file for sources with clocks of their own.

use std::collections::BTreeMap;

use crate::{
    engine::clocks::{IdSketch, Seen, skews},
    lead::{Desk, port::Port},
    protocol::{
        page::{ClockSkew, Clocks, SourceId},
        shard::{ShardCommand, ShardReply},
    },
};

/// Ids of all sources together that are compared, and of one source at most.
const IDS: usize = 200_000;
const IDS_OF_SOURCE_MAX: usize = 16_384;
const IDS_OF_SOURCE_MIN: usize = 64;

/// The clocks that seem wrong.
pub(super) async fn clocks(port: &Port, desk: &Desk) -> Clocks {
    let revision = desk.catalog.borrow().revision();
    let sources = desk.catalog.borrow().sources().count();
    let max = (IDS / sources.max(1)).clamp(IDS_OF_SOURCE_MIN, IDS_OF_SOURCE_MAX);
    let mut sketches: BTreeMap<SourceId, IdSketch> = BTreeMap::new();
    for reply in port.ask_all(ShardCommand::Ids { max }).await {
        let ShardReply::Ids(sources) = reply else { continue };
        for (source, seen) in sources {
            let sketch = sketches.entry(whole(desk, source)).or_default();
            seen.into_iter().for_each(|seen| sketch.enter(seen, max));
        }
    }
    let seen = |sketch: IdSketch| sketch.seen().collect::<Vec<Seen>>();
    let sources = sketches.into_iter().map(|(source, sketch)| (source, seen(sketch)));
    let found = skews(&sources.collect()).into_iter().map(|skew| ClockSkew {
        source: skew.source,
        other: skew.other,
        ids: skew.ids as u64,
        nanos: skew.nanos,
    });
    Clocks { skews: found.collect(), revision }
}

/// The first opened part of the rotated file that a source belongs to; itself where it is none.
fn whole(desk: &Desk, id: SourceId) -> SourceId {
    desk.catalog.borrow().parts(id).into_iter().min().unwrap_or(id)
}
