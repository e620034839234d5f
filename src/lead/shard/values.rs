//! The values that stand for one variable of a template, read from the text.
//!
//! Does not: keep them; there is no column of variables.

use std::collections::BTreeMap;

use super::{Host, Shard, held::HeldCut};
use crate::{
    engine::{
        explain::Item, limits::COLUMN_VALUES_MAX, record::RecordParts, templates::Template,
        time::TimeRange,
    },
    protocol::shard::{CutId, ShardReply, Slot},
};

/// Bytes of a value that are told.
const VALUE_BYTES_MAX: usize = 256;
/// Records that are read for one answer; then newer questions are looked at.
const RECORDS_MAX: usize = 10_000;

/// What is asked: the values of a template's variable, from 0.
pub(super) struct Asked<'a> {
    pub(super) slot: Slot,
    pub(super) range: Option<TimeRange>,
    pub(super) template: &'a Template,
    pub(super) variable: usize,
}

#[derive(Default)]
struct Values {
    scattered: bool,
    counts: BTreeMap<Vec<u8>, u64>,
}

impl Shard {
    /// Counts values, on from a cut and a record of it.
    pub(super) fn values(
        &self,
        asked: &Asked<'_>,
        from: (CutId, u32),
        host: &mut dyn Host,
    ) -> ShardReply {
        let mut values = Values::default();
        let (mut records, mut room, mut next) = (0, RECORDS_MAX, None);
        for (id, held) in &self.cuts {
            let own = held.having(asked);
            if from == (0, 0) {
                records += own.len() as u64;
            }
            let done = if *id == from.0 { from.1 as usize } else { 0 };
            let rest = own.get(own.partition_point(|record| *record < done)..).unwrap_or_default();
            if *id < from.0 || values.scattered || next.is_some() {
                continue;
            }
            let (now, later) = rest.split_at(room.min(rest.len()));
            room -= now.len();
            next = later.first().map(|record| (*id, *record as u32));
            held.read_values(asked, now, host, &mut values);
        }
        let text = |value: Vec<u8>| String::from_utf8_lossy(&value).into_owned();
        let counts = values.counts.into_iter().map(|(value, count)| (text(value), count));
        let (scattered, values) = (values.scattered, counts.collect());
        ShardReply::Values { records, scattered, values, next }
    }
}

impl Values {
    fn count(&mut self, value: &[u8]) {
        let value = value.get(..VALUE_BYTES_MAX).unwrap_or(value);
        match self.counts.get_mut(value) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(value.to_vec(), 1)),
        }
        if self.counts.len() > COLUMN_VALUES_MAX {
            self.scattered = true;
            self.counts.clear();
        }
    }
}

impl HeldCut {
    /// The records that are asked for, ascending.
    fn having(&self, asked: &Asked<'_>) -> Vec<usize> {
        let members = self.members(&Item::Template(asked.template.id));
        let mut records = Vec::new();
        self.in_range(asked.slot, asked.range, |_, record| {
            if members.has(record) {
                records.push(record);
            }
        });
        records.sort_unstable();
        records
    }

    fn read_values(
        &self,
        asked: &Asked<'_>,
        records: &[usize],
        host: &mut dyn Host,
        values: &mut Values,
    ) {
        let cut = self.cut();
        let mut rest = records;
        let mut parts = RecordParts::default();
        while let Some(block) = rest.first().and_then(|first| cut.blocks.get(cut.block_of(*first)))
        {
            let end = block.first + block.count();
            let (here, behind) = rest.split_at(rest.partition_point(|record| *record < end));
            rest = behind;
            if here.is_empty() || values.scattered {
                return;
            }
            let Ok(text) = self.text(block, host) else { continue };
            for record in here {
                let own = text.get(block.span(record - block.first, &text)).unwrap_or_default();
                self.reader.borrow_mut().parse(own, &mut parts);
                let message = parts.message(own);
                let span = asked.template.variables(message).into_iter().nth(asked.variable);
                values.count(span.and_then(|span| message.get(span)).unwrap_or_default());
            }
        }
    }
}
