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
    protocol::shard::{ShardReply, Slot},
};

/// Bytes of a value that are told.
const VALUE_BYTES_MAX: usize = 256;

#[derive(Default)]
struct Values {
    records: u64,
    scattered: bool,
    counts: BTreeMap<Vec<u8>, u64>,
}

impl Shard {
    /// Counts the values of a template's variable, from 0.
    pub(super) fn values(
        &self,
        slot: Slot,
        range: Option<TimeRange>,
        template: &Template,
        variable: usize,
        host: &mut dyn Host,
    ) -> ShardReply {
        let mut values = Values::default();
        for held in self.cuts.values() {
            held.read_values(slot, range, template, variable, host, &mut values);
        }
        let text = |value: Vec<u8>| String::from_utf8_lossy(&value).into_owned();
        let counts = values.counts.into_iter().map(|(value, count)| (text(value), count));
        ShardReply::Values {
            records: values.records,
            scattered: values.scattered,
            values: counts.collect(),
        }
    }
}

impl Values {
    fn count(&mut self, value: &[u8]) {
        self.records += 1;
        if self.scattered {
            return;
        }
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
    fn read_values(
        &self,
        slot: Slot,
        range: Option<TimeRange>,
        template: &Template,
        variable: usize,
        host: &mut dyn Host,
        values: &mut Values,
    ) {
        let cut = self.cut();
        let members = self.members(&Item::Template(template.id));
        let mut records = Vec::new();
        self.in_range(slot, range, |_, record| {
            if members.has(record) {
                records.push(record);
            }
        });
        records.sort_unstable();
        let mut rest = records.as_slice();
        let mut parts = RecordParts::default();
        while let Some(block) = rest.first().and_then(|first| cut.blocks.get(cut.block_of(*first)))
        {
            let end = block.first + block.count();
            let (here, behind) = rest.split_at(rest.partition_point(|record| *record < end));
            rest = behind;
            if here.is_empty() {
                return;
            }
            let Ok(text) = self.text(block, host) else {
                values.records += here.len() as u64;
                continue;
            };
            for record in here {
                let own = text.get(block.span(record - block.first, &text)).unwrap_or_default();
                self.reader.borrow_mut().parse(own, &mut parts);
                let message = parts.message(own);
                let span = template.variables(message).into_iter().nth(variable);
                values.count(span.and_then(|span| message.get(span)).unwrap_or_default());
            }
        }
    }
}
