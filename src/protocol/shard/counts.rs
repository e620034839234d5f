//! Counts of items over time and in sets of records, as shards send them.
//!
//! Does not: grow with records; with distinct items and buckets only.

use serde::{Deserialize, Serialize};

use super::{CutId, Slot};
use crate::engine::{
    explain::{Counts, Item, Signature},
    level::LANES,
    merge::SparseCounts,
    store::Key,
    templates::Template,
    time::TimeRange,
    timeline::Buckets,
};

/// What is to be counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Count {
    /// The templates of a slot's records within a range.
    Patterns { slot: Slot, range: Option<TimeRange>, grid: Buckets },
    /// Items of a slot's records over buckets.
    Series { of: SeriesOf, slot: Slot, grid: Buckets },
    /// What is in each stretch of time.
    Stretches { slot: Slot, stretches: Vec<Stretch> },
    /// Times of the records of each item, of one that has more than `max` none.
    Times { slot: Slot, items: Vec<Item>, max: u32 },
    /// The values of one variable of a template in a slot's records within a range, a stretch of
    /// records at a time: on from a cut and a record of it.
    Values {
        slot: Slot,
        range: Option<TimeRange>,
        template: Box<Template>,
        variable: u32,
        from: (CutId, u32),
    },
    /// Every item of two sets of records.
    Items(Sides),
    /// More of some items of two sets of records.
    Chosen(Box<ChosenSpec>),
}

/// The records of one template in a selection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatternPart {
    pub id: u64,
    pub lanes: [u64; LANES],
    /// Its first record, and the time of its last.
    pub first: Key,
    pub last: i64,
    pub counts: SparseCounts,
}

/// What series are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeriesOf {
    /// One: records of level error and above.
    Errors,
    /// One: every record of the slot.
    Records,
    /// One for each template.
    Templates,
    /// One for each template and each source.
    Habits,
}

/// Items over buckets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesPart {
    /// Records of any kind, selected or not.
    pub all: Vec<u32>,
    pub series: Vec<(Item, SparseCounts)>,
}

/// The records of an item in a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    pub item: Item,
    pub range: TimeRange,
    /// Only those of level error and above.
    pub among_errors: bool,
}

/// What is in a stretch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StretchPart {
    pub records: u64,
    pub first: Option<Key>,
    pub last: Option<Key>,
    pub sources: Vec<(String, u64)>,
}

/// A set of records that is compared: those of a slot, of one source or all, in any of the ranges
/// (ascending, apart; none: at any time).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideSpec {
    pub slot: Slot,
    pub source: Option<u32>,
    pub ranges: Option<Vec<TimeRange>>,
}

/// Two sets to be compared, and when the first begins: what leads to it is counted too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    pub inside: SideSpec,
    pub outside: SideSpec,
    pub start: Option<i64>,
}

/// Every item of two sets with its counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemsPart {
    /// All records of both sets.
    pub records: Counts,
    /// Those inside of level error and above.
    pub errors: u64,
    pub items: Vec<ItemPart>,
    /// Fields of which the values are too many to count, with their records in both sets.
    pub scattered: Vec<String>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemPart {
    pub item: Item,
    pub counts: Counts,
    /// Of those inside, of level error and above.
    pub errors: u64,
    /// Records in each of the leads before `Sides::start`, the shortest first.
    pub leads: [u64; 4],
    /// All records, in both sets or neither.
    pub all: u64,
}

/// What is asked of items that were chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenSpec {
    pub sides: Sides,
    /// At most 64.
    pub items: Vec<Item>,
    /// Buckets of the series that are shown, and of those that onsets are found in; the latter with
    /// whether an item's records of level error and above alone are counted.
    pub shown: Buckets,
    pub near: Option<Buckets>,
    /// Buckets that tell how evenly an item comes.
    pub habit: Option<Buckets>,
    pub among_errors: Vec<bool>,
}

/// The answer, in the order of the items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChosenPart {
    pub shown: Vec<SparseCounts>,
    pub near: Vec<SparseCounts>,
    /// The last entry is of all records.
    pub habit: Vec<SparseCounts>,
    /// Records of each source that have the item, inside.
    pub sources: Vec<Vec<(String, u64)>>,
    /// Which items are on the same records; bit 63 is set for records of level error and above.
    pub signatures: Vec<Signature>,
}
