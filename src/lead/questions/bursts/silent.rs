//! Silences: patterns that come again and again and did not, and sources that went quiet.
//!
//! Buckets tell which series have a stretch without records at all that chance would not leave;
//! the times of those alone are asked for.
//!
//! Does not: look at what stops for good because its source ends with the file.

use super::{
    Looked,
    found::{behind, exposure},
};
use crate::{
    engine::{
        arrange::Arrange,
        bursts::{Silence, silences as silences_of},
        explain::{Item, discoveries},
    },
    lead::{port::Port, settled::Settled},
    protocol::{
        page::{Burst, TimeNanos, TimeRange},
        shard::{Count, ShardCommand, ShardReply},
    },
};

/// Records of a series whose times are asked for, at most: more often than this nothing is heard
/// as a beat.
const TIMES_MAX: u32 = 20_000;
/// Fewer records tell no habit.
const RECORDS_MIN: u64 = 20;
/// Series whose times are asked for at most, the most frequent.
const SERIES_MAX: usize = 400;

/// The silences of all habits, the longest first.
pub(super) async fn silences(port: &Port, looked: &Looked, settled: &Settled) -> Vec<Burst> {
    let exposure = exposure(looked);
    let mut habits: Vec<(&Item, u64)> = looked
        .counted
        .series
        .iter()
        .map(|(item, counts)| (item, counts.total()))
        .filter(|(_, total)| (RECORDS_MIN..=u64::from(TIMES_MAX)).contains(total))
        .collect();
    habits.arrange_by(|(a_item, a), (b_item, b)| b.cmp(a).then_with(|| a_item.cmp(b_item)));
    habits.truncate(SERIES_MAX);
    let items: Vec<Item> = habits.iter().map(|(item, _)| (*item).clone()).collect();
    let times = times(port, looked, items.clone()).await;
    let mut found: Vec<(Item, Silence)> = Vec::new();
    for (item, times) in items.into_iter().zip(times) {
        let silences = silences_of(&times, &(looked.extent.start.0..looked.extent.end.0));
        let seen = |silence: &Silence| looked.is_covered(&exposure, silence);
        found.extend(silences.into_iter().filter(seen).map(|silence| (item.clone(), silence)));
    }
    let ln_ps: Vec<f64> = found.iter().map(|(_, s)| s.p.max(1e-300).ln()).collect();
    let holds = discoveries(&ln_ps, habits.len().max(ln_ps.len()));
    let mut held = holds.iter();
    found.retain(|_| held.next() == Some(&true));
    found.arrange_by_key(|(item, silence)| {
        let range = &silence.range_nanos;
        (range.start.saturating_sub(range.end), range.start, item.clone())
    });
    found.iter().map(|(item, silence)| burst(looked, settled, item, silence)).collect()
}

async fn times(port: &Port, looked: &Looked, items: Vec<Item>) -> Vec<Vec<i64>> {
    let mut joined: Vec<Vec<i64>> = vec![Vec::new(); items.len()];
    let command = ShardCommand::Count(Count::Times { slot: looked.slot, items, max: TIMES_MAX });
    for reply in port.ask_all(command).await {
        let ShardReply::Times(parts) = reply else { continue };
        joined.iter_mut().zip(parts).for_each(|(known, part)| known.extend(part));
    }
    joined.iter_mut().for_each(|times| times.sort_unstable());
    joined
}

impl Looked {
    /// Whether there is data of other kinds in most of a silence.
    fn is_covered(&self, exposure: &[f64], silence: &Silence) -> bool {
        let bucket = |nanos: i64| {
            ((nanos.saturating_sub(self.grid.start)) / self.grid.width_nanos.max(1)) as usize
        };
        let range = &silence.range_nanos;
        let inside = exposure.get(bucket(range.start)..=bucket(range.end.saturating_sub(1)));
        let inside = inside.unwrap_or_default();
        inside.iter().sum::<f64>() * 2.0 > inside.len() as f64
    }
}

fn burst(looked: &Looked, settled: &Settled, item: &Item, silence: &Silence) -> Burst {
    let range = &silence.range_nanos;
    let length = range.end.saturating_sub(range.start);
    let expected = length as f64 / silence.usual_nanos.max(1) as f64;
    Burst {
        kind: looked.of,
        range: TimeRange {
            start: TimeNanos(behind(range.start)).min(TimeNanos(range.end)),
            end: TimeNanos(range.end),
        },
        peak: TimeNanos(silence.noticed_nanos),
        observed: 0,
        expected,
        ratio: 0.0,
        ratio_low: 0.0,
        ratio_high: 0.0,
        is_new: false,
        p: silence.p,
        traffic_ratio: None,
        sources: match item {
            Item::Source(name) => vec![(name.clone(), 0)],
            _ => Vec::new(),
        },
        pattern: match item {
            Item::Template(id) => Some(*id),
            _ => None,
        },
        text: item.text(|id| settled.text(id)),
        query: item.query(),
        track: None,
    }
}
