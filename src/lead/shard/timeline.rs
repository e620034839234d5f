//! Counts of equal buckets over time.
//!
//! Does not: choose the buckets.

use super::{Shard, held::HeldCut};
use crate::{
    engine::{
        level::LANES,
        store::TIME_UNKNOWN,
        time::TimeNanos,
        timeline::{Buckets, count_into},
    },
    protocol::shard::{ShardReply, Slot},
};

impl Shard {
    /// Counts the filter's records by lane, and all records, in `buckets` buckets from `start` on.
    pub(super) fn timeline(&self, start: TimeNanos, width_nanos: i64, buckets: u32) -> ShardReply {
        let grid = Buckets { start: start.0, width_nanos: width_nanos.max(1), count: buckets };
        let mut selected = vec![[0u32; LANES]; buckets as usize];
        let mut all = vec![0u32; buckets as usize];
        for held in self.cuts.values() {
            held.count_all(&grid, &mut all);
            held.count_selected(&grid, &mut selected);
        }
        ShardReply::Timeline { selected, all }
    }
}

impl HeldCut {
    fn count_all(&self, grid: &Buckets, all: &mut [u32]) {
        let cut = self.cut();
        let times = cut.times.get(..cut.count()).unwrap_or_default();
        if cut.sorted {
            let known = times.partition_point(|&time| time == TIME_UNKNOWN);
            let mut before = times.partition_point(|&time| time < grid.start).max(known);
            for (at, slot) in all.iter_mut().enumerate() {
                let end = grid.end_of(at);
                let upto = times.partition_point(|&time| time < end).max(before);
                *slot += (upto - before) as u32;
                before = upto;
            }
        } else {
            count_into(grid, times.iter().copied(), |bucket| {
                if let Some(slot) = all.get_mut(bucket) {
                    *slot += 1;
                }
            });
        }
    }

    fn count_selected(&self, grid: &Buckets, selected: &mut [[u32; LANES]]) {
        let cut = self.cut();
        let selection = self.selection(Slot::Filter);
        let order = self.order();
        let low = order.partition(|record| cut.times.get(record).is_some_and(|&t| t < grid.start));
        let end = grid.end();
        let high = order.partition(|record| cut.times.get(record).is_some_and(|&t| t < end));
        let records = selection.positions(low..high).map(|position| order.record(position));
        let mut cursor = grid.cursor();
        for record in records {
            let (Some(&time), Some(&lane)) = (cut.times.get(record), cut.levels.get(record)) else {
                continue;
            };
            if let Some(bucket) = cursor.bucket(time)
                && let Some(lanes) = selected.get_mut(bucket)
                && let Some(slot) = lanes.get_mut(usize::from(lane))
            {
                *slot += 1;
            }
        }
    }
}
