//! Fields worth showing, with exact counts; and their names and values for completion.
//!
//! Does not: sample.

use std::collections::BTreeMap;

use crate::{
    engine::{
        arrange::Arrange,
        formats::repeats_the_record,
        limits::{COLUMN_VALUES_MAX, FACET_FIELDS_MAX},
        merge::FieldCounts,
    },
    lead::{Desk, port::Port},
    protocol::{
        page::{Completions, FacetField, Facets},
        shard::{FacetsPart, ShardCommand, ShardReply},
    },
};

/// Fields that every record is counted by, whatever its format.
const OWN_FIELDS: [&str; 2] = ["level", "source"];

/// All fields with their most frequent values.
pub(super) async fn facets(port: &Port, desk: &Desk, values_max: u32) -> Facets {
    let revision = desk.catalog.borrow().revision();
    let range = desk.filter.borrow().range;
    let (records, fields) = joined(port, ShardCommand::Facets { range }).await;
    let mut fields: Vec<FacetField> =
        fields.into_iter().map(|(name, counts)| facet(name, &counts, values_max)).collect();
    let own = |field: &FacetField| OWN_FIELDS.contains(&field.name.as_str());
    fields.retain(|field| {
        own(field) || field.records > 0 && !repeats_the_record(field.name.as_bytes())
    });
    fields.arrange_by_key(|field| (worth(field, records), field.name.clone()));
    let fields_total = fields.len() as u64;
    fields.truncate(FACET_FIELDS_MAX);
    Facets { records, fields, fields_total, revision }
}

/// Values of one field whose text contains `search`.
pub(super) async fn values(
    port: &Port,
    desk: &Desk,
    field: String,
    search: String,
    values_max: u32,
) -> FacetField {
    let range = desk.filter.borrow().range;
    let command = ShardCommand::FacetValues { field: field.clone(), range };
    let (_, mut fields) = joined(port, command).await;
    let mut counts = fields.remove(&field).unwrap_or_default();
    let search = search.to_lowercase();
    counts.values.retain(|value, _| value.to_lowercase().contains(&search));
    facet(field, &counts, values_max)
}

/// Names or values that begin with `prefix`, then those that contain it.
pub(super) async fn complete(
    port: &Port,
    desk: &Desk,
    field: Option<String>,
    prefix: String,
    count: u32,
) -> Completions {
    let found: Vec<(String, u64)> = match field {
        None => names(port).await.into_iter().collect(),
        Some(field) => values(port, desk, field, prefix.clone(), u32::MAX).await.values,
    };
    let wanted = prefix.to_lowercase();
    let mut found: Vec<_> = found
        .into_iter()
        .filter_map(|(text, count)| Some((text.to_lowercase().find(&wanted)?, text, count)))
        .collect();
    found.arrange_by(|a, b| {
        (a.0 > 0).cmp(&(b.0 > 0)).then_with(|| b.2.cmp(&a.2)).then_with(|| a.1.cmp(&b.1))
    });
    found.truncate(count as usize);
    let items = found.into_iter().map(|(_, text, count)| (text, Some(count)));
    Completions { items: items.collect() }
}

/// Every field's name, with how many records have it; `time` and `pattern` can be asked for too.
pub(super) async fn names(port: &Port) -> BTreeMap<String, u64> {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for name in OWN_FIELDS.into_iter().chain(["time", "pattern"]) {
        names.insert(name.to_owned(), 0);
    }
    for reply in port.ask_all(ShardCommand::Fields).await {
        if let ShardReply::Fields(fields) = reply {
            for (name, records) in fields {
                *names.entry(name).or_default() += records;
            }
        }
    }
    names
}

/// The counts of fields' values over all shards, and of how many records.
pub(super) async fn joined(
    port: &Port,
    command: ShardCommand,
) -> (u64, BTreeMap<String, FieldCounts>) {
    let mut records = 0;
    let mut fields: BTreeMap<String, FieldCounts> = BTreeMap::new();
    for reply in port.ask_all(command).await {
        if let ShardReply::Facets(FacetsPart { records: part_records, fields: parts }) = reply {
            records += part_records;
            for part in parts {
                let counts = fields.entry(part.name).or_default();
                counts.add(part.records, part.scattered, part.values);
            }
        }
    }
    fields.values_mut().for_each(FieldCounts::settle);
    (records, fields)
}

fn facet(name: String, counts: &FieldCounts, values_max: u32) -> FacetField {
    let mut values = counts.top(values_max as usize);
    if name == "level" {
        values.arrange_by_key(|(word, _)| std::cmp::Reverse(level_rank(word)));
    }
    FacetField {
        name,
        records: counts.records,
        distinct: (!counts.scattered).then_some(counts.values.len() as u64),
        values_max_counted: COLUMN_VALUES_MAX as u64,
        values,
    }
}

fn level_rank(word: &str) -> usize {
    let all = crate::engine::level::Level::ALL;
    all.iter().position(|level| level.word() == word).map_or(0, |rank| rank + 1)
}

/// Lower is more worth showing: our own fields, then fields with a handful of values that many
/// records have, then those with many values, last those with one value or too many to count.
fn worth(field: &FacetField, records: u64) -> (u32, u64) {
    if let Some(at) = OWN_FIELDS.iter().position(|own| *own == field.name) {
        return (0, at as u64);
    }
    let lacking = records.saturating_sub(field.records);
    match field.distinct {
        Some(2..=50) => (1, lacking),
        Some(51..=500) => (2, lacking),
        Some(501..) => (3, lacking),
        Some(0 | 1) => (4, lacking),
        None => (5, lacking),
    }
}
