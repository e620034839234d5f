//! How the values of every field look: bare numbers, durations with a unit, or neither.
//!
//! Does not: decide which fields are measured; the lead does.

use std::collections::BTreeMap;

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{query::duration_nanos, record::RecordParts, store::Block},
    protocol::shard::{FieldLook, ShardReply},
};

/// The fields of a cut, as far as its blocks were looked at.
#[derive(Debug, Default)]
pub(super) struct Looks {
    blocks: usize,
    fields: Vec<(Box<[u8]>, FieldLook)>,
    places: BTreeMap<Box<[u8]>, usize>,
    /// The field at each position of the record before: most records look alike.
    guesses: Vec<usize>,
}

impl Shard {
    /// Looks at fields for a turn; whether all are known.
    pub(super) fn look_at_fields(&mut self, host: &mut dyn Host) -> bool {
        let mut turn = Turn::new(host);
        self.cuts.values_mut().all(|held| held.look_at_fields(host, &mut turn))
    }

    /// How every field looks.
    pub(super) fn field_looks(&self) -> ShardReply {
        let mut joined: BTreeMap<&[u8], FieldLook> = BTreeMap::new();
        for (name, look) in self.cuts.values().flat_map(|held| &held.looks.fields) {
            joined.entry(name).or_default().join(look);
        }
        let text =
            |(name, look): (&[u8], FieldLook)| (String::from_utf8_lossy(name).into_owned(), look);
        ShardReply::FieldLooks(joined.into_iter().map(text).collect())
    }
}

impl FieldLook {
    /// Adds the same of other records.
    pub(crate) fn join(&mut self, other: &FieldLook) {
        self.records += other.records;
        self.numbers += other.numbers;
        self.durations += other.durations;
    }

    fn take(&mut self, value: &[u8]) {
        self.records += 1;
        let digit = value.iter().find(|byte| **byte != b'-').is_some_and(u8::is_ascii_digit);
        match value.last() {
            Some(last) if !digit || last.is_ascii_punctuation() => {}
            Some(last) if last.is_ascii_digit() => {
                self.numbers += u64::from(number(value).is_some());
            }
            // Of one letter, minutes, hours and days are too often something else.
            Some(b's') => self.durations += u64::from(duration_nanos("", value).is_some()),
            _ => {}
        }
    }
}

/// A value as a number.
pub(super) fn number(value: &[u8]) -> Option<f64> {
    let digit = value.iter().find(|byte| **byte != b'-').is_some_and(u8::is_ascii_digit);
    std::str::from_utf8(value).ok().filter(|_| digit)?.parse().ok()
}

impl Looks {
    fn place(&mut self, position: usize, name: &[u8]) -> usize {
        if let Some(&guess) = self.guesses.get(position)
            && self.fields.get(guess).is_some_and(|(known, _)| **known == *name)
        {
            return guess;
        }
        let place = match self.places.get(name) {
            Some(&place) => place,
            None => {
                self.fields.push((name.into(), FieldLook::default()));
                self.places.insert(name.into(), self.fields.len() - 1);
                self.fields.len() - 1
            }
        };
        self.guesses.resize(self.guesses.len().max(position + 1), usize::MAX);
        self.guesses[position] = place;
        place
    }
}

impl HeldCut {
    fn look_at_fields(&mut self, host: &mut dyn Host, turn: &mut Turn) -> bool {
        let mut looks = std::mem::take(&mut self.looks);
        // Of binary data no field is listed: what looks like one there is noise.
        if self.spec.settled.binary {
            looks.blocks = self.cut().blocks.len();
        }
        while looks.blocks < self.cut().blocks.len() && turn.goes_on(host) {
            if let Some(block) = self.cut().blocks.get(looks.blocks)
                && let Ok(text) = self.text(block, host)
            {
                self.look_at_block(block, &text, &mut looks);
            }
            looks.blocks += 1;
        }
        let done = looks.blocks == self.cut().blocks.len();
        self.looks = looks;
        done
    }

    fn look_at_block(&self, block: &Block, text: &[u8], looks: &mut Looks) {
        let mut parts = RecordParts::default();
        let mut reader = self.reader.borrow_mut();
        for i in 0..block.count() {
            let record = text.get(block.span(i, text)).unwrap_or_default();
            parts.clear();
            reader.parse(record, &mut parts);
            for (position, field) in parts.fields.iter().enumerate() {
                let place = looks.place(position, parts.name(record, field.name));
                if let Some((_, look)) = looks.fields.get_mut(place) {
                    look.take(parts.bytes(record, field.value));
                }
            }
        }
    }
}
