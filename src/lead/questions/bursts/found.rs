//! From counts over buckets to bursts with their exact edges, records and sources.
//!
//! Does not: look for silences.

use super::Looked;
use crate::{
    engine::{
        arrange::Arrange,
        bursts::{self, Series},
        explain::{Item, discoveries},
        merge::SparseCounts,
    },
    lead::{port::Port, settled::Settled},
    protocol::{
        page::{Burst, SECOND_NANOS, TimeNanos, TimeRange},
        shard::{Count, ShardCommand, ShardReply, Slot, Stretch, StretchPart},
    },
};

/// A series with fewer records has no burst: see `engine::bursts`.
const RECORDS_MIN: u64 = 5;

/// The bursts of every series that was counted, the strongest first.
pub(super) async fn found(port: &Port, looked: &Looked, settled: &Settled) -> Vec<Burst> {
    let exposure = exposure(looked);
    let mut found: Vec<(&Item, bursts::Burst, Option<f64>)> = Vec::new();
    for (item, counts) in &looked.counted.series {
        if counts.total() >= RECORDS_MIN {
            let series = series(looked, counts, exposure.clone());
            let traffic = |burst: &bursts::Burst| looked.traffic_ratio(counts, burst);
            found.extend(bursts::bursts(&series).into_iter().map(|burst| {
                let ratio = traffic(&burst);
                (item, burst, ratio)
            }));
        }
    }
    let tests = looked.counted.series.len();
    let ln_ps: Vec<f64> = found.iter().map(|(_, burst, _)| burst.p.max(1e-300).ln()).collect();
    let holds = discoveries(&ln_ps, tests.max(ln_ps.len()));
    let mut held = holds.iter();
    found.retain(|_| held.next() == Some(&true));
    found.arrange_by(|(a_item, a, _), (b_item, b, _)| {
        let by_excess = b.excess_low.total_cmp(&a.excess_low);
        by_excess.then(a.start.cmp(&b.start)).then_with(|| a_item.cmp(b_item))
    });
    let stretches: Vec<Stretch> = found
        .iter()
        .map(|(item, burst, _)| Stretch {
            item: (*item).clone(),
            range: looked.range(burst.start, burst.end),
            among_errors: false,
        })
        .collect();
    let parts = stretched(port, looked.slot, stretches).await;
    let exact = found.iter().zip(parts);
    exact
        .map(|((item, burst, traffic), part)| exactly(looked, settled, item, burst, *traffic, part))
        .collect()
}

/// How much of each bucket the data covers.
pub(super) fn exposure(looked: &Looked) -> Vec<f64> {
    let totals: Vec<f64> = looked.counted.all.iter().map(|count| f64::from(*count)).collect();
    let width = looked.grid.width_nanos as f64;
    let share = |nanos: i64| nanos as f64 / width;
    let first = 1.0 - share(looked.extent.start.0.saturating_sub(looked.grid.start));
    let last = 1.0 - share(looked.grid.end().saturating_sub(looked.extent.end.0));
    bursts::covered(&totals, first, last)
}

fn series(looked: &Looked, counts: &SparseCounts, mut exposure: Vec<f64>) -> Series {
    let dense = counts.dense(looked.grid.count);
    let mut counts: Vec<f64> = dense.into_iter().map(f64::from).collect();
    bursts::fold_edges(&mut counts, &mut exposure);
    Series {
        counts,
        exposure,
        start_nanos: looked.grid.start,
        width_nanos: looked.grid.width_nanos,
    }
}

impl Looked {
    /// The ratio of the share of all records inside the burst by that outside.
    fn traffic_ratio(&self, counts: &SparseCounts, burst: &bursts::Burst) -> Option<f64> {
        let is_inside = |bucket: usize| (burst.start..burst.end).contains(&bucket);
        let all: u64 = self.counted.all.iter().map(|count| u64::from(*count)).sum();
        let inside: u64 =
            self.counted.all.get(burst.start..burst.end)?.iter().map(|c| u64::from(*c)).sum();
        let mine = counts.iter().filter(|(bucket, _)| is_inside(*bucket as usize));
        let mine: u64 = mine.map(|(_, count)| u64::from(count)).sum();
        let (outside, others) = (all.checked_sub(inside)?, counts.total().checked_sub(mine)?);
        let ratio = (mine as f64 / inside as f64) / (others as f64 / outside as f64);
        (inside > 0 && outside > 0 && others > 0 && ratio.is_finite()).then_some(ratio)
    }
}

/// What is in each stretch, over all shards.
pub(in crate::lead::questions) async fn stretched(
    port: &Port,
    slot: Slot,
    stretches: Vec<Stretch>,
) -> Vec<StretchPart> {
    let mut joined = vec![StretchPart::default(); stretches.len()];
    for reply in port.ask_all(ShardCommand::Count(Count::Stretches { slot, stretches })).await {
        let ShardReply::Stretches(parts) = reply else { continue };
        joined.iter_mut().zip(parts).for_each(|(known, part)| known.join(part));
    }
    for part in &mut joined {
        part.sources.arrange_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    }
    joined
}

fn exactly(
    looked: &Looked,
    settled: &Settled,
    item: &Item,
    burst: &bursts::Burst,
    traffic_ratio: Option<f64>,
    part: StretchPart,
) -> Burst {
    let buckets = looked.range(burst.start, burst.end);
    let range = TimeRange {
        start: part.first.map_or(buckets.start, |key| TimeNanos(key.time)),
        end: part.last.map_or(buckets.end, |key| TimeNanos(behind(key.time))),
    };
    let peak = looked.range(burst.peak, burst.peak + 1);
    Burst {
        kind: looked.of,
        range,
        peak: TimeNanos(peak.start.0 + (peak.end.0.saturating_sub(peak.start.0)) / 2),
        observed: part.records,
        expected: burst.expected,
        ratio: burst.ratio,
        ratio_low: burst.ratio_low,
        ratio_high: burst.ratio_high,
        is_new: burst.is_new,
        p: burst.p,
        traffic_ratio,
        sources: part.sources,
        pattern: match item {
            Item::Template(id) => Some(*id),
            _ => None,
        },
        text: item.text(|id| settled.text(id)),
        query: item.query(),
        track: None,
    }
}

/// Right behind a time, by the unit it seems to be written in: the second after 12:00:03, the
/// millisecond after 12:00:03.125.
pub(in crate::lead::questions) fn behind(nanos: i64) -> i64 {
    let units = [SECOND_NANOS, 1_000_000, 1_000, 1];
    let unit = units.into_iter().find(|unit| nanos % unit == 0).unwrap_or(1);
    nanos.saturating_add(unit)
}
