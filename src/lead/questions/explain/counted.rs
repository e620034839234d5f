//! Every item of two sets over all shards, and what of it is worth testing.
//!
//! Fields whose values are ids or measures are left out: too many values, or values that hardly
//! ever come twice. What repeats a record's own time, level or message is left out too.
//!
//! Does not: test.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    engine::{
        arrange,
        explain::{Counts, Item},
        formats::repeats_the_record,
        level::Level,
        limits::COLUMN_VALUES_MAX,
    },
    lead::port::Port,
    protocol::shard::{Count, ItemPart, ShardCommand, ShardReply, Sides},
};

/// Records that a value must have on average for its field to be neither id nor measure.
const RECORDS_PER_VALUE_MIN: u64 = 3;
/// A field with more distinct values than this, of which so many are numbers, is a measure or an id.
const NUMBERS_MAX: u64 = 40;
const NUMBERS_SHARE: f64 = 0.9;

/// The joined counts.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) records: Counts,
    /// Records of level error and above.
    pub(super) errors: Counts,
    /// By item, ascending.
    pub(super) items: Vec<ItemPart>,
    /// What all values of a field have together.
    fields: BTreeMap<String, OfField>,
}

#[derive(Clone, Copy, Debug, Default)]
struct OfField {
    values: u64,
    numbers: u64,
    counts: Counts,
    errors: u64,
    all: u64,
}

impl Counted {
    /// Asks all shards.
    pub(super) async fn ask(port: &Port, sides: Sides) -> Counted {
        let mut counted = Counted::default();
        let mut items: BTreeMap<Item, ItemPart> = BTreeMap::new();
        let mut scattered: BTreeSet<String> = BTreeSet::new();
        for reply in port.ask_all(ShardCommand::Count(Count::Items(sides))).await {
            let ShardReply::Items(part) = reply else { continue };
            counted.records.inside += part.records.inside;
            counted.records.outside += part.records.outside;
            scattered.extend(part.scattered);
            for item in part.items {
                match items.get_mut(&item.item) {
                    Some(known) => known.join(&item),
                    None => drop(items.insert(item.item.clone(), item)),
                }
            }
        }
        counted.items = items.into_values().collect();
        counted.sum_fields();
        counted.leave_out(&scattered);
        counted.errors = counted.errors();
        counted
    }

    fn sum_fields(&mut self) {
        for part in &self.items {
            let Item::Field(name, value) = &part.item else { continue };
            let field = self.fields.entry(name.clone()).or_default();
            field.values += 1;
            field.numbers += u64::from(is_number(value));
            field.counts.inside += part.counts.inside;
            field.counts.outside += part.counts.outside;
            field.errors += part.errors;
            field.all += part.all;
        }
    }

    fn leave_out(&mut self, scattered: &BTreeSet<String>) {
        let fields = &self.fields;
        let is_told = |name: &str| {
            let field = fields.get(name).copied().unwrap_or_default();
            let is_id = field.values * RECORDS_PER_VALUE_MIN > field.all && field.values > 1;
            let is_measure = field.values > NUMBERS_MAX
                && field.numbers as f64 >= NUMBERS_SHARE * field.values as f64;
            !is_id
                && !is_measure
                && field.values <= COLUMN_VALUES_MAX as u64
                && !scattered.contains(name)
                && !repeats_the_record(name.as_bytes())
        };
        let told = arrange::set(fields.keys().filter(|name| is_told(name)).cloned());
        self.items.retain(|part| match &part.item {
            Item::Field(name, _) => told.contains(name),
            _ => true,
        });
    }

    fn errors(&self) -> Counts {
        let graves = self.items.iter().filter(|part| match part.item {
            Item::Level(lane) => lane >= Level::Error as u8,
            _ => false,
        });
        graves.fold(Counts::default(), |sum, part| Counts {
            inside: sum.inside + part.counts.inside,
            outside: sum.outside + part.counts.outside,
        })
    }

    /// Among the records that have a field at all: errors inside, and all records of the baseline.
    pub(super) fn of_field(&self, item: &Item) -> Option<Counts> {
        let Item::Field(name, _) = item else { return None };
        let field = self.fields.get(name)?;
        Some(Counts { inside: field.errors, outside: field.counts.outside })
    }
}

/// A number, also with a unit behind it: `0.125`, `-3`, `45ms`.
fn is_number(value: &str) -> bool {
    let digits = value.trim_start_matches(['-', '+']);
    let unit = digits.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    unit.len() < digits.len() && unit.len() <= 3 && unit.chars().all(char::is_alphabetic)
}
