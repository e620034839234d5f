//! Every item of two sets of records, counted: templates, levels, sources and the values of fields.
//!
//! Each record gets a small mark first: in which set it is, whether it is an error, in which lead.
//! Then one pass over each column counts codes by mark.
//!
//! Does not: test or rank; the lead does.

use std::collections::{BTreeMap, BTreeSet};

use super::{Shard, held::HeldCut, members::ERROR_LANE};
use crate::{
    engine::{
        explain::{Item, LEADS_NANOS},
        level::LANES,
        query::Codes,
        store::columns::{FieldColumn, FieldState},
        time::{TimeNanos, TimeRange},
    },
    protocol::shard::{ItemPart, ItemsPart, SideSpec, Sides},
};

/// Bits of a mark; the ring of leads (1 the shortest, 4 the longest, 0 none) lies above them.
const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;
pub(super) const ERROR: u8 = 4;
const RING_SHIFT: u8 = 3;
/// How many marks there are.
const MARKS: usize = 40;

/// Records by mark.
type ByMark = [u32; MARKS];

impl Shard {
    /// Counts every item of two sets of records.
    pub(super) fn items(&self, sides: &Sides) -> ItemsPart {
        let mut part = ItemsPart::default();
        let mut found: BTreeMap<Item, ItemPart> = BTreeMap::new();
        let mut scattered: BTreeSet<String> = BTreeSet::new();
        for held in self.cuts.values() {
            let marks = held.marks(sides);
            let whole = by_mark(&marks);
            let all = ItemPart::of(Item::Any, &whole);
            part.records.inside += all.counts.inside;
            part.records.outside += all.counts.outside;
            part.errors += all.errors;
            let mut add = |item: Item, counts: &ByMark| {
                let counted = ItemPart::of(item.clone(), counts);
                if counted.all > 0 {
                    let known = found.entry(item.clone());
                    known.and_modify(|known| known.join(&counted)).or_insert(counted);
                }
            };
            add(Item::Source(held.cut().name.clone()), &whole);
            held.count_lanes(&marks, &mut add);
            held.count_templates(&marks, &mut add);
            for column in held.cut().columns.fields() {
                held.count_values(column, &marks, &mut add, &mut scattered);
            }
        }
        part.scattered = scattered.into_iter().collect();
        let is_scattered = |item: &Item| match item {
            Item::Field(name, _) => part.scattered.binary_search(name).is_ok(),
            _ => false,
        };
        part.items = found.into_values().filter(|item| !is_scattered(&item.item)).collect();
        part
    }
}

impl ItemPart {
    fn of(item: Item, counts: &ByMark) -> ItemPart {
        let mut part =
            ItemPart { item, counts: Default::default(), errors: 0, leads: [0; 4], all: 0 };
        for (mark, &count) in counts.iter().enumerate() {
            let (mark, count) = (mark as u8, u64::from(count));
            part.all += count;
            if mark & INSIDE != 0 {
                part.counts.inside += count;
                part.errors += if mark & ERROR != 0 { count } else { 0 };
            }
            if mark & OUTSIDE != 0 {
                part.counts.outside += count;
            }
            let ring = usize::from(mark >> RING_SHIFT);
            if ring > 0 {
                part.leads.iter_mut().skip(ring - 1).for_each(|lead| *lead += count);
            }
        }
        part
    }

    /// Adds the counts of other records.
    pub(crate) fn join(&mut self, other: &ItemPart) {
        self.counts.inside += other.counts.inside;
        self.counts.outside += other.counts.outside;
        self.errors += other.errors;
        self.all += other.all;
        for (lead, count) in self.leads.iter_mut().zip(other.leads) {
            *lead += count;
        }
    }
}

fn by_mark(marks: &[u8]) -> ByMark {
    let mut counts = [0; MARKS];
    marks.iter().for_each(|mark| counts[usize::from(*mark) % MARKS] += 1);
    counts
}

/// Codes below `values` by mark.
fn by_code<T: Copy + Into<u32>>(
    codes: impl Iterator<Item = (usize, T)>,
    values: usize,
    marks: &[u8],
) -> Vec<ByMark> {
    let mut counts = vec![[0; MARKS]; values];
    for (record, code) in codes {
        if let Some(mark) = marks.get(record)
            && let Some(counts) = counts.get_mut(code.into() as usize)
        {
            counts[usize::from(*mark) % MARKS] += 1;
        }
    }
    counts
}

impl HeldCut {
    /// The mark of each record.
    pub(super) fn marks(&self, sides: &Sides) -> Vec<u8> {
        let mut marks = vec![0; self.cut().count()];
        self.mark_side(&sides.inside, INSIDE, &mut marks);
        self.mark_side(&sides.outside, OUTSIDE, &mut marks);
        if let Some(start) = sides.start {
            let mut end = start;
            for (ring, lead) in LEADS_NANOS.iter().enumerate() {
                let from = start.saturating_sub(*lead);
                let range = TimeRange { start: TimeNanos(from), end: TimeNanos(end) };
                end = from;
                let mark = (ring as u8 + 1) << RING_SHIFT;
                self.mark_range(&sides.inside, range, mark, &mut marks);
            }
        }
        for (mark, lane) in marks.iter_mut().zip(&self.cut().levels) {
            *mark |= if *lane >= ERROR_LANE { ERROR } else { 0 };
        }
        marks
    }

    fn mark_side(&self, side: &SideSpec, mark: u8, marks: &mut [u8]) {
        if side.source.is_some_and(|source| source != self.cut().source) {
            return;
        }
        let mut set = |_, record: usize| {
            if let Some(slot) = marks.get_mut(record) {
                *slot |= mark;
            }
        };
        match &side.ranges {
            None => self.in_range(side.slot, None, set),
            Some(ranges) => {
                ranges.iter().for_each(|range| self.in_range(side.slot, Some(*range), &mut set));
            }
        }
    }

    fn mark_range(&self, side: &SideSpec, range: TimeRange, mark: u8, marks: &mut [u8]) {
        let side = SideSpec { ranges: Some(vec![range]), ..side.clone() };
        self.mark_side(&side, mark, marks);
    }

    fn count_lanes(&self, marks: &[u8], add: &mut impl FnMut(Item, &ByMark)) {
        let lanes = self.cut().levels.iter().copied().enumerate();
        for (lane, counts) in by_code(lanes, LANES, marks).iter().enumerate().skip(1) {
            add(Item::Level(lane as u8), counts);
        }
    }

    fn count_templates(&self, marks: &[u8], add: &mut impl FnMut(Item, &ByMark)) {
        let shapes = self.cut().shape_of.iter().copied().enumerate();
        let counts = by_code(shapes, self.templates.len(), marks);
        for (counts, template) in counts.iter().zip(&self.templates) {
            add(Item::Template(*template), counts);
        }
    }

    fn count_values(
        &self,
        column: &FieldColumn,
        marks: &[u8],
        add: &mut impl FnMut(Item, &ByMark),
        scattered: &mut BTreeSet<String>,
    ) {
        let name = String::from_utf8_lossy(&column.name);
        let FieldState::Coded(values) = &column.state else {
            scattered.insert(name.into_owned());
            return;
        };
        let many = values.len() + 1;
        let counts = match column.codes(0..self.cut().count()) {
            Some(Codes::Narrow(codes)) => by_code(codes.iter().copied().enumerate(), many, marks),
            Some(Codes::Wide(codes)) => by_code(codes.iter().copied().enumerate(), many, marks),
            None => {
                let codes = column.sparse_codes().iter();
                by_code(codes.map(|(record, code)| (*record as usize, *code)), many, marks)
            }
        };
        for (code, counts) in counts.iter().enumerate().skip(1) {
            let value = String::from_utf8_lossy(values.value(code)).into_owned();
            add(Item::Field(name.clone().into_owned(), value), counts);
        }
    }
}
