//! Metrics: what is measured is found (`found`), records are told apart by a field's most frequent
//! values (`split`), the shards count, and of the counts come percentiles and heat maps (`made`).
//!
//! Does not: sample.

mod found;
mod made;
mod split;

use std::collections::BTreeMap;

use self::made::Made;
use crate::{
    engine::{
        arrange::Arrange, formats::repeats_the_record, merge::SparseCounts, timeline::Buckets,
    },
    lead::{Desk, port::Port, settled},
    protocol::{
        page::{Measured, Metrics, MetricsAsked, TimeNanos},
        shard::{FieldLook, MeasureSpec, MeasuresPart, ShardCommand, ShardReply},
    },
};

/// Most buckets of an answer.
const BUCKETS_MAX: u32 = 400;
/// Fields that can be shown besides, the most frequent.
const CHOICES_MAX: usize = 100;

/// Rates and percentiles of the filter within its range.
pub(super) async fn metrics(port: &Port, desk: &Desk, asked: &MetricsAsked) -> Metrics {
    let revision = desk.catalog.borrow().revision();
    let range = desk.filter.borrow().range;
    let Some(shown) = range.or_else(|| desk.catalog.borrow().extent()) else {
        return Metrics { revision, ..Metrics::default() };
    };
    let grid = Buckets::over(shown, asked.buckets_max.clamp(1, BUCKETS_MAX));
    let settled = settled::settled(port, desk).await;
    let looks = looks(port).await;
    let (measured, found_total) = found::chosen(&looks, &settled, &asked.also);
    let split = split::split(port, desk, &settled, asked.split.as_deref()).await;
    let spec = MeasureSpec {
        range,
        grid,
        groups: split.items.clone(),
        measures: measured.iter().map(|(_, measure)| measure.clone()).collect(),
    };
    let counted = counted(port, spec).await;
    let measured: Vec<Measured> = measured.into_iter().map(|(measured, _)| measured).collect();
    let made = Made { grid, counted: &counted, split: &split };
    Metrics {
        start: TimeNanos(grid.start),
        width_nanos: grid.width_nanos,
        choices: choices(&looks),
        found_total,
        split_refused: split.refused,
        revision,
        ..made.metrics(measured)
    }
}

/// How the values of every field look.
async fn looks(port: &Port) -> BTreeMap<String, FieldLook> {
    let mut looks: BTreeMap<String, FieldLook> = BTreeMap::new();
    for reply in port.ask_all(ShardCommand::FieldLooks).await {
        let ShardReply::FieldLooks(part) = reply else { continue };
        for (name, look) in part {
            looks.entry(name).or_default().join(&look);
        }
    }
    looks.retain(|name, _| !repeats_the_record(name.as_bytes()));
    looks
}

async fn counted(port: &Port, spec: MeasureSpec) -> MeasuresPart {
    let mut joined = MeasuresPart {
        measures: vec![SparseCounts::default(); spec.measures.len()],
        ..MeasuresPart::default()
    };
    for reply in port.ask_all(ShardCommand::Measure(Box::new(spec))).await {
        let ShardReply::Measures(part) = reply else { continue };
        joined.rates.add(&part.rates);
        for (joined, part) in joined.measures.iter_mut().zip(&part.measures) {
            joined.add(part);
        }
    }
    joined
}

/// Fields with a number in some record, by how many have one.
fn choices(looks: &BTreeMap<String, FieldLook>) -> Vec<(String, u64)> {
    let numbers = looks.iter().map(|(name, look)| (name.clone(), look.numbers + look.durations));
    let mut choices: Vec<(String, u64)> = numbers.filter(|(_, numbers)| *numbers > 0).collect();
    choices.arrange_by_key(|(_, numbers)| std::cmp::Reverse(*numbers));
    choices.truncate(CHOICES_MAX);
    choices
}
