//! Exact counts of the values of fields under the filter.
//!
//! `level` and `source` come first and are Squall's own: the level as ranked, the source's name.
//!
//! Does not: choose which fields are worth showing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shard, held::HeldCut};
use crate::{
    engine::{
        arrange,
        level::{LANES, Level},
        limits::COLUMN_VALUES_MAX,
        query::Codes,
        store::columns::{FieldColumn, FieldState},
        time::TimeRange,
    },
    protocol::shard::{FacetPart, FacetsPart, Slot},
};

/// Values without a selected record are reported only if the cuts of the shard have more than this
/// many in all: below it, some dozens of shards together cannot reach [`COLUMN_VALUES_MAX`], so that
/// the lead need not know them.
const SILENT_VALUES_MAX: usize = COLUMN_VALUES_MAX / 64;

/// The most counts of one field that a shard gathers: value -> selected records.
type ValueCounts = BTreeMap<Vec<u8>, u64>;

#[derive(Default)]
struct Gathered {
    records: u64,
    scattered: bool,
    values: ValueCounts,
}

impl Shard {
    /// Counts the values of all fields, or of one. Of binary data no field is listed: what looks like
    /// one there is noise.
    pub(super) fn facets(&self, range: Option<TimeRange>, only: Option<&str>) -> FacetsPart {
        self.counted(range, only, only.is_some())
    }

    /// The same, and whether fields of binary data are counted.
    fn counted(&self, range: Option<TimeRange>, only: Option<&str>, noise: bool) -> FacetsPart {
        let wanted = |name: &str| only.is_none_or(|field| field == name);
        let many = self.fields_of_many_values();
        let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
        let mut records = 0;
        for held in self.cuts.values() {
            let selected = held.selected_in(range);
            records += selected.len(held.cut().count()) as u64;
            if wanted("level") {
                held.count_levels(&selected, gathered.entry("level".to_owned()).or_default());
            }
            if wanted("source") {
                let source = gathered.entry("source".to_owned()).or_default();
                let count = selected.len(held.cut().count()) as u64;
                source.records += count;
                *source.values.entry(held.cut().name.clone().into_bytes()).or_default() += count;
            }
            let listed = noise || !held.spec.settled.binary;
            for column in held.cut().columns.fields().filter(|_| listed) {
                let name = String::from_utf8_lossy(&column.name);
                if matches!(&*name, "level" | "source") || !wanted(&name) {
                    continue;
                }
                let entry = gathered.entry(name.into_owned()).or_default();
                held.count_column(column, &selected, many.contains(&*column.name), entry);
            }
        }
        let fields = gathered.into_iter().map(|(name, field)| field.part(name));
        FacetsPart { records, fields: fields.collect() }
    }

    /// Fields whose values must all be told, selected or not.
    fn fields_of_many_values(&self) -> BTreeSet<&[u8]> {
        let mut values: BTreeMap<&[u8], usize> = BTreeMap::new();
        for column in self.cuts.values().flat_map(|held| held.cut().columns.fields()) {
            if let FieldState::Coded(dictionary) = &column.state {
                *values.entry(&column.name).or_default() += dictionary.len();
            }
        }
        let many = values.into_iter().filter(|(_, count)| *count > SILENT_VALUES_MAX);
        arrange::set(many.map(|(name, _)| name))
    }

    /// Names of all fields with the records that have them.
    pub(super) fn fields(&self) -> Vec<(String, u64)> {
        let part = self.counted(None, None, true);
        part.fields.into_iter().map(|field| (field.name, field.records)).collect()
    }
}

/// Which records of a cut are counted.
enum Selected {
    All,
    Some(Vec<u32>),
}

impl Selected {
    fn len(&self, count: usize) -> usize {
        match self {
            Selected::All => count,
            Selected::Some(records) => records.len(),
        }
    }

    /// Counts codes below `values`.
    fn count<T: Copy + Into<u32>>(&self, codes: &[T], values: usize) -> Vec<u64> {
        let mut counts = vec![0u64; values];
        let mut add = |code: T| {
            if let Some(slot) = counts.get_mut(code.into() as usize) {
                *slot += 1;
            }
        };
        match self {
            Selected::All => codes.iter().for_each(|&code| add(code)),
            Selected::Some(records) => {
                records.iter().filter_map(|&at| codes.get(at as usize)).for_each(|&code| add(code));
            }
        }
        counts
    }
}

impl Selected {
    /// The same for the records that have a code, below `records`.
    fn count_sparse(&self, codes: &[(u32, u16)], records: usize, values: usize) -> Vec<u64> {
        let mut counts = vec![0u64; values];
        for &(record, code) in codes.iter().take_while(|(record, _)| (*record as usize) < records) {
            let is_selected = match self {
                Selected::All => true,
                Selected::Some(selected) => selected.binary_search(&record).is_ok(),
            };
            if is_selected && let Some(slot) = counts.get_mut(usize::from(code)) {
                *slot += 1;
            }
        }
        counts
    }
}

impl HeldCut {
    fn selected_in(&self, range: Option<TimeRange>) -> Selected {
        let order = self.order();
        let time = |record: usize| self.cut().times.get(record).copied().unwrap_or(i64::MIN);
        let selection = self.selection(Slot::Filter);
        if range.is_none() && selection.is_all() {
            return Selected::All;
        }
        let positions = range.map_or(0..self.cut().count(), |range| {
            order.partition(|r| time(r) < range.start.0)..order.partition(|r| time(r) < range.end.0)
        });
        let positions = selection.positions(positions);
        let mut records: Vec<u32> = positions.map(|at| order.record(at) as u32).collect();
        if !order.is_identity() {
            records.sort_unstable();
        }
        Selected::Some(records)
    }

    fn count_levels(&self, selected: &Selected, into: &mut Gathered) {
        let levels = self.cut().levels.get(..self.cut().count()).unwrap_or_default();
        for (lane, count) in selected.count(levels, LANES).into_iter().enumerate() {
            if let Some(level) = Level::from_lane(lane as u8)
                && count > 0
            {
                into.records += count;
                *into.values.entry(level.word().into()).or_default() += count;
            }
        }
    }

    fn count_column(
        &self,
        column: &FieldColumn,
        selected: &Selected,
        tell_all: bool,
        into: &mut Gathered,
    ) {
        let (values, count) = match &column.state {
            FieldState::Scattered => (None, 2),
            FieldState::Coded(values) => (Some(values), values.len() + 1),
        };
        let counts = match column.codes(0..self.cut().count()) {
            Some(Codes::Narrow(codes)) => selected.count(codes, count),
            Some(Codes::Wide(codes)) => selected.count(codes, count),
            None => selected.count_sparse(column.sparse_codes(), self.cut().count(), count),
        };
        into.records += counts.iter().skip(1).sum::<u64>();
        let Some(values) = values else {
            into.scattered = true;
            into.values.clear();
            return;
        };
        if into.scattered {
            return;
        }
        for (code, &count) in counts.iter().enumerate().skip(1) {
            if count > 0 || tell_all {
                *into.values.entry(values.value(code).to_vec()).or_default() += count;
            }
        }
    }
}

impl Gathered {
    fn part(mut self, name: String) -> FacetPart {
        if self.values.len() > COLUMN_VALUES_MAX {
            self.scattered = true;
            self.values.clear();
        }
        let text = |value: Vec<u8>| String::from_utf8_lossy(&value).into_owned();
        let values = self.values.into_iter().map(|(value, count)| (text(value), count));
        FacetPart {
            name,
            records: self.records,
            scattered: self.scattered,
            values: values.collect(),
        }
    }
}
