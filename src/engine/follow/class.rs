//! What is counted of the ids of one class: all of its occurrences, and of a fixed choice of its ids when
//! and where each came.
//!
//! The choice are the ids with the lowest hashes: what is known of each is whole, however the input was
//! cut, and how many ids there are is told by how low the hashes are (Bar-Yossef et al., "Counting
//! distinct elements in a data stream", 2002).
//!
//! Does not: judge; [`super::Ranked`] does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::arrange::Arrange;

/// Ids of a class of which is known when and where they came.
const IDS_KEPT: usize = 2_048;
const HOUR_NANOS: i64 = 3_600 * 1_000_000_000;
/// So many different hours are not told from more.
const HOURS_TOLD: i64 = 48;
/// Examples of a class.
const EXAMPLES: usize = 3;

/// What is known of one id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// Records that carry it.
    pub records: u64,
    /// The first and the last time, in nanoseconds since 1970; none where no record had a time.
    pub times: Option<(i64, i64)>,
    /// The hours in which it came, as bits: of hours that are a multiple of 64 apart, one.
    hours: u64,
    /// One of its templates, and whether it touches another.
    template: u64,
    pub templates_differ: bool,
    source: u32,
    pub sources_differ: bool,
    /// As it is written.
    text: Box<str>,
}

/// Where a record with an id stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// None where the record has no time of its own.
    pub time: Option<i64>,
    pub template: u64,
    pub source: u32,
}

/// What is known of the ids of one class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// Records with an id of this class.
    pub records: u64,
    /// Pairs of a record and an id.
    pub occurrences: u64,
    /// The sum of the forms' weights over the occurrences, in hundredths.
    pub weights: u64,
    /// Occurrences behind a name of things that last, of ids that are told by their own letters.
    pub behind_lasting: u64,
    lives: BTreeMap<u64, Life>,
    /// Whether ids were left out.
    full: bool,
}

impl Sketch {
    /// Enters an id, by the hash of its text, of a record.
    pub fn enter(&mut self, hash: u64, text: &[u8], place: Place) {
        if !self.takes(hash) {
            self.full = true;
            return;
        }
        let known = self.lives.entry(hash).or_insert_with(|| Life {
            records: 0,
            times: None,
            hours: 0,
            template: place.template,
            templates_differ: false,
            source: place.source,
            sources_differ: false,
            text: String::from_utf8_lossy(text).into(),
        });
        known.records += 1;
        known.times = joined(known.times, place.time.map(|time| (time, time)));
        known.hours |= place.time.map_or(0, |time| 1 << time.div_euclid(HOUR_NANOS).rem_euclid(64));
        known.templates_differ |= known.template != place.template;
        known.sources_differ |= known.source != place.source;
        self.limit();
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Sketch) {
        self.records += other.records;
        self.occurrences += other.occurrences;
        self.weights += other.weights;
        self.behind_lasting += other.behind_lasting;
        self.full |= other.full;
        for (hash, life) in other.lives {
            match self.lives.get_mut(&hash) {
                Some(known) => known.merge(&life),
                None => drop(self.lives.insert(hash, life)),
            }
        }
        self.limit();
    }

    /// How many ids there are, nearly where they are very many.
    #[must_use]
    pub fn ids(&self) -> u64 {
        match self.lives.last_key_value() {
            Some((&last, _)) if self.full => {
                let share = last as f64 / u64::MAX as f64;
                ((self.lives.len() - 1) as f64 / share).round() as u64
            }
            _ => self.lives.len() as u64,
        }
    }

    /// Whether [`Sketch::ids`] is exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        !self.full
    }

    /// What is known of the chosen ids.
    pub fn lives(&self) -> impl Iterator<Item = &Life> {
        self.lives.values()
    }

    /// Hashes of the chosen ids, ascending.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.lives.keys().copied()
    }

    /// Whether an id of this hash is, or would be, one of the chosen.
    #[must_use]
    pub fn takes(&self, hash: u64) -> bool {
        self.lives.len() < IDS_KEPT
            || self.lives.last_key_value().is_none_or(|(&last, _)| hash <= last)
    }

    /// The text of one of the chosen.
    #[must_use]
    pub fn text_of(&self, hash: u64) -> Option<&str> {
        self.lives.get(&hash).map(|life| &*life.text)
    }

    /// Whether this id is one of the chosen.
    #[must_use]
    pub fn knows(&self, hash: u64) -> bool {
        self.lives.contains_key(&hash)
    }

    /// Some of its ids, those on most records first.
    #[must_use]
    pub fn examples(&self) -> Vec<String> {
        let mut lives: Vec<&Life> = self.lives.values().collect();
        lives.arrange_by(|a, b| b.records.cmp(&a.records).then_with(|| a.text.cmp(&b.text)));
        lives.into_iter().take(EXAMPLES).map(|life| life.text.to_string()).collect()
    }

    fn limit(&mut self) {
        while self.lives.len() > IDS_KEPT {
            self.lives.pop_last();
            self.full = true;
        }
    }
}

impl Life {
    fn merge(&mut self, other: &Life) {
        self.records += other.records;
        self.times = joined(self.times, other.times);
        self.hours |= other.hours;
        self.templates_differ |= other.templates_differ || self.template != other.template;
        self.sources_differ |= other.sources_differ || self.source != other.source;
    }

    /// How long it was there, without hours in which it did not come: of a number that is used again
    /// and again, as those of processes are.
    #[must_use]
    pub fn busy_nanos(&self) -> i64 {
        let hours = i64::from(self.hours.count_ones());
        // Nearly all bits are those of nearly any number of hours.
        let busy = if hours < HOURS_TOLD { hours * HOUR_NANOS } else { i64::MAX };
        busy.min(self.span_nanos())
    }

    /// Whether the id is a number of at most so many digits.
    #[must_use]
    pub fn is_number(&self, digits_max: usize) -> bool {
        self.text.len() <= digits_max && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// From the first to the last time, in nanoseconds.
    #[must_use]
    pub fn span_nanos(&self) -> i64 {
        self.times.map_or(0, |(first, last)| last.saturating_sub(first))
    }
}

fn joined(left: Option<(i64, i64)>, right: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (left, right) {
        (Some((first, last)), Some((other_first, other_last))) => {
            Some((first.min(other_first), last.max(other_last)))
        }
        (one, None) => one,
        (None, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::templates::text_hash;

    fn sketch(records: &[(u16, i64)]) -> Sketch {
        let mut sketch = Sketch::default();
        for &(id, time) in records {
            let text = format!("id-{id}");
            let place = Place { time: Some(time), template: time as u64 % 3, source: 0 };
            sketch.enter(text_hash(text.as_bytes()), text.as_bytes(), place);
        }
        sketch
    }

    #[test]
    fn very_many_are_counted_nearly() {
        let records: Vec<_> = (0..u16::MAX).map(|id| (id, 0)).collect();
        let many = sketch(&records);
        assert!(!many.is_exact());
        assert!((55_000..=76_000).contains(&many.ids()), "{}", many.ids());
        assert_eq!(sketch(&records[..2_000]).ids(), 2_000);
    }

    proptest! {
        #[test]
        fn any_cutting_gives_the_same(
            records in proptest::collection::vec((0_u16..3_000, 0_i64..100), 0..4_000),
            cut in 0_usize..4_000,
        ) {
            let (one, other) = records.split_at(cut.min(records.len()));
            let mut joined = sketch(other);
            joined.merge(sketch(one));
            let whole = sketch(&records);
            prop_assert_eq!(joined.ids(), whole.ids());
            let lives = |sketch: &Sketch| -> Vec<_> {
                sketch.lives().map(|life| (life.text.clone(), life.records, life.times,
                    life.templates_differ)).collect()
            };
            prop_assert_eq!(lives(&joined), lives(&whole));
        }
    }
}
