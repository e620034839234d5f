//! Counts over time, added up over shards.
//!
//! Does not: choose what is drawn.

use crate::{
    engine::{level::LANES, merge, time::TimeRange, timeline::Buckets},
    lead::{Desk, port::Port},
    protocol::{
        page::{TimeNanos, Timeline},
        shard::{ShardCommand, ShardReply},
    },
};

/// The timeline over a range, or over everything.
pub(super) async fn timeline(
    port: &Port,
    desk: &Desk,
    range: Option<TimeRange>,
    buckets_max: u32,
) -> Timeline {
    let Some(range) = range.or_else(|| desk.catalog.borrow().extent()) else {
        return Timeline::default();
    };
    let grid = Buckets::over(range, buckets_max.clamp(1, 5_000));
    let command = ShardCommand::Timeline {
        start: TimeNanos(grid.start),
        width_nanos: grid.width_nanos,
        buckets: grid.count,
    };
    let mut timeline = Timeline {
        start: TimeNanos(grid.start),
        width_nanos: grid.width_nanos,
        selected: vec![[0; LANES]; grid.count as usize],
        all: vec![0; grid.count as usize],
    };
    for reply in port.ask_all(command).await {
        if let ShardReply::Timeline { selected, all } = reply {
            merge::add_counts(timeline.selected.as_flattened_mut(), selected.as_flattened());
            merge::add_counts(&mut timeline.all, &all);
        }
    }
    timeline
}
