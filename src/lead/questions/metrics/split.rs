//! What records are told apart by: the most frequent values of a field, and the rest.
//!
//! Does not: count the groups; the shards do.

use crate::{
    engine::{arrange::Arrange, explain::Item, level::Level},
    lead::{Desk, port::Port, settled::Settled},
    protocol::{page::lane, shard::ShardCommand},
};

use super::super::{facets, patterns};

/// Values that are told apart; the rest is one group.
const VALUES_MAX: usize = 7;

/// Groups of records.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub(super) items: Vec<Item>,
    /// In the order of the items.
    pub(super) values: Vec<String>,
    /// The field has more values than are counted.
    pub(super) refused: bool,
}

/// The groups of a field under the filter.
pub(super) async fn split(
    port: &Port,
    desk: &Desk,
    settled: &Settled,
    field: Option<&str>,
) -> Split {
    let Some(field) = field else { return Split::default() };
    let range = desk.filter.borrow().range;
    if field == "pattern" {
        let (_, mut parts) = patterns::counted(port, desk, range, 1).await;
        parts.arrange_by_key(|part| std::cmp::Reverse(patterns::records_of(part)));
        parts.truncate(VALUES_MAX);
        return Split {
            values: parts.iter().map(|part| settled.text(part.id)).collect(),
            items: parts.iter().map(|part| Item::Template(part.id)).collect(),
            refused: false,
        };
    }
    let command = ShardCommand::FacetValues { field: field.to_owned(), range };
    let counts = facets::joined(port, command).await.1.remove(field).unwrap_or_default();
    let values: Vec<String> = counts.top(VALUES_MAX).into_iter().map(|(value, _)| value).collect();
    let item = |value: &String| match field {
        "level" => Item::Level(lane(Level::ALL.into_iter().find(|level| level.word() == value))),
        "source" => Item::Source(value.clone()),
        _ => Item::Field(field.to_owned(), value.clone()),
    };
    Split { items: values.iter().map(item).collect(), values, refused: counts.scattered }
}
