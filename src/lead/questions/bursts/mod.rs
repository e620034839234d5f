//! Bursts of errors, of patterns and of the filter, and silences: found in counts over buckets, then
//! drawn in to their first and last record.
//!
//! What was found is kept until more is read, the filter or the patterns change.
//!
//! Does not: find; `engine::bursts` does.

mod found;
mod silent;

pub(super) use found::stretched;

use std::rc::Rc;

use crate::{
    engine::{explain::Item, merge::SparseCounts, time::TimeRange, timeline::Buckets},
    lead::{Desk, port::Port, settled},
    protocol::{
        page::{Burst, BurstKind, Bursts, Calm, SECOND_NANOS, TimeNanos},
        shard::{Count, SeriesOf, SeriesPart, ShardCommand, ShardReply, Slot},
    },
};

/// Buckets in which bursts are looked for, at most, and the shortest.
const BUCKETS_MAX: u32 = 2_000;
const WIDTH_NANOS_MIN: i64 = SECOND_NANOS;
/// Most bursts of one answer.
const BURSTS_MAX: usize = 500;

/// What was asked, and of which records.
type Asked = (BurstKind, bool, String, Vec<(u32, u64)>, Vec<crate::engine::templates::Edit>);

/// The answers of before.
#[derive(Debug, Default)]
pub struct Known(Vec<(Asked, Rc<Bursts>)>);

/// The bursts of a kind, over all time.
pub(super) async fn bursts(port: &Port, desk: &Desk, of: BurstKind, filtered: bool) -> Rc<Bursts> {
    if of == BurstKind::Metric {
        return Rc::new(super::tracks::bursts(port, desk).await); // the shards keep them
    }
    let filtered = filtered || of == BurstKind::Selection;
    let asked = asked(desk, of, filtered);
    let revision = desk.catalog.borrow().revision();
    let known = desk.bursts.borrow().0.iter().find(|(known, _)| *known == asked).cloned();
    if let Some((_, known)) = known {
        return Rc::new(Bursts { revision, ..(*known).clone() });
    }
    let slot = if filtered { Slot::Filter } else { Slot::All };
    let found = Rc::new(Bursts { revision, ..looked_for(port, desk, of, slot).await });
    let mut kept = desk.bursts.borrow_mut();
    kept.0.retain(|(known, _)| known.3 == asked.3 && (known.0, known.1) != (of, filtered));
    kept.0.push((asked, found.clone()));
    found
}

fn asked(desk: &Desk, of: BurstKind, filtered: bool) -> Asked {
    let filter = desk.filter.borrow();
    let query =
        if filtered { format!("{} {:?}", filter.query, filter.context) } else { String::new() };
    (of, filtered, query, desk.catalog.borrow().contents(), desk.edits.borrow().clone())
}

async fn looked_for(port: &Port, desk: &Desk, of: BurstKind, slot: Slot) -> Bursts {
    let Some((grid, extent)) = grid(desk) else {
        return none(of, "No event has a time, so bursts cannot be found.", None, 0);
    };
    if grid.count < 3 {
        let why = "All events lie within so short a time that bursts cannot be told apart.";
        return none(of, why, None, grid.width_nanos);
    }
    let settled = settled::settled(port, desk).await;
    let counted = counted(port, of, slot, grid).await;
    let looked = Looked { of, slot, grid, extent, counted };
    let mut bursts = match of {
        BurstKind::Silence => silent::silences(port, &looked, &settled).await,
        _ => found::found(port, &looked, &settled).await,
    };
    if bursts.is_empty() {
        return looked.calm();
    }
    let bursts_total = bursts.len() as u64;
    bursts.truncate(BURSTS_MAX);
    Bursts { of, bursts, bursts_total, calm: None, width_nanos: grid.width_nanos, revision: 0 }
}

/// The buckets that bursts are looked for in.
fn grid(desk: &Desk) -> Option<(Buckets, TimeRange)> {
    let extent = desk.catalog.borrow().extent()?;
    let seconds = extent.end.0.saturating_sub(extent.start.0) / WIDTH_NANOS_MIN;
    let most = u32::try_from(seconds + 2).unwrap_or(BUCKETS_MAX).min(BUCKETS_MAX);
    Some((Buckets::over(extent, most), extent))
}

async fn counted(port: &Port, of: BurstKind, slot: Slot, grid: Buckets) -> SeriesPart {
    let of = match of {
        BurstKind::Errors => SeriesOf::Errors,
        BurstKind::Selection => SeriesOf::Records,
        BurstKind::Pattern => SeriesOf::Templates,
        BurstKind::Silence | BurstKind::Metric => SeriesOf::Habits,
    };
    let mut joined = SeriesPart { all: vec![0; grid.count as usize], series: Vec::new() };
    let mut series: std::collections::BTreeMap<Item, SparseCounts> = Default::default();
    for reply in port.ask_all(ShardCommand::Count(Count::Series { of, slot, grid })).await {
        let ShardReply::Series(part) = reply else { continue };
        crate::engine::merge::add_counts(&mut joined.all, &part.all);
        for (item, counts) in part.series {
            series.entry(item).or_default().add(&counts);
        }
    }
    joined.series = series.into_iter().collect();
    joined
}

/// What was looked at for bursts.
struct Looked {
    of: BurstKind,
    slot: Slot,
    grid: Buckets,
    /// First to last time.
    extent: TimeRange,
    counted: SeriesPart,
}

impl Looked {
    /// No burst: the highest bucket instead.
    fn calm(&self) -> Bursts {
        let words = match self.of {
            BurstKind::Errors => ("No event is an error.", "No burst of errors."),
            BurstKind::Selection => ("The filter has no event.", "No burst of these events."),
            BurstKind::Pattern => ("No event has a time.", "No pattern has a burst."),
            BurstKind::Silence | BurstKind::Metric => {
                ("No event has a time.", "Nothing that comes regularly stopped.")
            }
        };
        let highest = match (self.of, self.counted.series.first()) {
            (BurstKind::Errors | BurstKind::Selection, Some((_, counts))) => self.highest(counts),
            _ => None,
        };
        let why = if self.counted.series.is_empty() { words.0 } else { words.1 };
        none(self.of, why, highest, self.grid.width_nanos)
    }

    fn highest(&self, counts: &SparseCounts) -> Option<(TimeRange, u64, f64)> {
        let (bucket, count) = counts.iter().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        let covered = self.counted.all.iter().filter(|all| **all > 0).count().max(1);
        let usual = counts.total() as f64 / covered as f64;
        Some((self.range(bucket as usize, bucket as usize + 1), u64::from(count), usual))
    }

    /// The time of buckets `start .. end`, within the data.
    fn range(&self, start: usize, end: usize) -> TimeRange {
        let edge = |at: usize| {
            let nanos = self.grid.width_nanos.saturating_mul(at as i64);
            self.grid.start.saturating_add(nanos)
        };
        TimeRange {
            start: TimeNanos(edge(start)).max(self.extent.start),
            end: TimeNanos(edge(end)).min(self.extent.end),
        }
    }
}

fn none(
    of: BurstKind,
    why: &str,
    highest: Option<(TimeRange, u64, f64)>,
    width_nanos: i64,
) -> Bursts {
    let calm = Some(Calm { why: why.to_owned(), highest });
    Bursts { of, bursts: Vec::<Burst>::new(), bursts_total: 0, calm, width_nanos, revision: 0 }
}
