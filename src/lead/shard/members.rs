//! Which records of a cut have an item, and those of a slot in the order of time.
//!
//! Does not: count.

use super::held::HeldCut;
use crate::{
    engine::{
        explain::Item, level::Level, query::Codes, store::columns::FieldState, time::TimeRange,
    },
    protocol::shard::Slot,
};

/// The records that have an item.
pub(super) enum Members<'a> {
    All,
    None,
    /// Those whose lane is in the range.
    Lanes(&'a [u8], std::ops::RangeInclusive<u8>),
    /// Those whose shape is marked.
    Shapes(&'a [u32], Vec<bool>),
    Narrow(&'a [u8], usize),
    Wide(&'a [u16], usize),
    /// These, ascending.
    Few(Vec<u32>),
}

impl Members<'_> {
    /// Whether a record has the item.
    pub(super) fn has(&self, record: usize) -> bool {
        match self {
            Members::All => true,
            Members::None => false,
            Members::Lanes(lanes, range) => lanes.get(record).is_some_and(|l| range.contains(l)),
            Members::Shapes(shapes, marked) => shapes
                .get(record)
                .and_then(|shape| marked.get(*shape as usize))
                .is_some_and(|marked| *marked),
            Members::Narrow(codes, code) => {
                codes.get(record).is_some_and(|at| usize::from(*at) == *code)
            }
            Members::Wide(codes, code) => {
                codes.get(record).is_some_and(|at| usize::from(*at) == *code)
            }
            Members::Few(records) => records.binary_search(&(record as u32)).is_ok(),
        }
    }
}

/// The lowest lane of an error.
pub(super) const ERROR_LANE: u8 = Level::Error as u8;

impl HeldCut {
    /// The records of the cut that have an item.
    pub(super) fn members(&self, item: &Item) -> Members<'_> {
        let cut = self.cut();
        match item {
            Item::Any => Members::All,
            Item::Errors => Members::Lanes(&cut.levels, ERROR_LANE..=u8::MAX),
            Item::Level(lane) => Members::Lanes(&cut.levels, *lane..=*lane),
            Item::Source(name) if *name == cut.name => Members::All,
            Item::Source(_) => Members::None,
            Item::Template(id) => {
                let marked = self.templates.iter().map(|template| template == id).collect();
                Members::Shapes(&cut.shape_of, marked)
            }
            Item::Field(name, value) => self.members_of_value(name.as_bytes(), value),
        }
    }

    fn members_of_value(&self, name: &[u8], value: &str) -> Members<'_> {
        let cut = self.cut();
        let Some(column) = cut.columns.field(name) else { return Members::None };
        let FieldState::Coded(values) = &column.state else { return Members::None };
        let Some(code) = values.find(value.as_bytes()) else { return Members::None };
        match column.codes(0..cut.count()) {
            Some(Codes::Narrow(codes)) => Members::Narrow(codes, code),
            Some(Codes::Wide(codes)) => Members::Wide(codes, code),
            None => {
                let codes = column.sparse_codes().iter();
                let with = codes.filter(|(_, at)| usize::from(*at) == code);
                Members::Few(with.map(|(record, _)| *record).collect())
            }
        }
    }

    /// A slot's records within a range, in the order of time: position in the order, and record.
    pub(super) fn in_range(
        &self,
        slot: Slot,
        range: Option<TimeRange>,
        mut visit: impl FnMut(usize, usize),
    ) {
        let (cut, order) = (self.cut(), self.order());
        let time = |record: usize| cut.times.get(record).copied().unwrap_or(i64::MIN);
        let positions = range.map_or(0..cut.count(), |range| {
            order.partition(|r| time(r) < range.start.0)..order.partition(|r| time(r) < range.end.0)
        });
        let selection = self.selection(slot);
        selection.positions(positions).for_each(|at| visit(at, order.record(at)));
    }
}
