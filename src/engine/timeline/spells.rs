//! The longest gaps: where nothing came for long between two records.
//!
//! Records in the order of time make [`Spells`], each a run of records without a gap of the length
//! asked for. Spells of other records of the same kind are joined to them: a gap of the whole lies
//! within a gap of each part, so what is left between the joined spells are the gaps of the whole,
//! however it was cut.
//!
//! Does not: choose the length; the lead does. Does not say whether a gap is unusual; `bursts` does.

use serde::{Deserialize, Serialize};

use crate::{arrange::Arrange, store::Key};

/// Records between which no gap is as long as one that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spell {
    pub first: Key,
    pub last: Key,
}

/// The spells of some records, apart and in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spells(Vec<Spell>);

impl Spells {
    /// Enters a spell that begins after, or within, the last one.
    pub fn enter(&mut self, spell: Spell, gap_nanos: i64) {
        match self.0.last_mut().filter(|last| gap(last.last, spell.first) < gap_nanos) {
            Some(last) => last.last = last.last.max(spell.last),
            None => self.0.push(spell),
        }
    }

    /// Adds those of other records, where gaps of the same length were looked for.
    pub fn join(&mut self, other: Spells, gap_nanos: i64) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        let mut all = std::mem::take(&mut self.0);
        all.extend(other.0);
        all.arrange_by_key(|spell| spell.first);
        all.into_iter().for_each(|spell| self.enter(spell, gap_nanos));
    }

    /// The gaps between them: the record before each and the one after.
    pub fn gaps(&self) -> impl Iterator<Item = (Key, Key)> {
        self.0.windows(2).map(|pair| (pair[0].last, pair[1].first))
    }
}

/// How long nothing came between two records, in nanoseconds.
#[must_use]
pub fn gap(before: Key, after: Key) -> i64 {
    after.time.saturating_sub(before.time)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(times: &[i64]) -> Vec<Key> {
        let key = |(at, &time): (usize, &i64)| Key { time, place: 0, source: 0, offset: at as u64 };
        let mut keys: Vec<Key> = times.iter().enumerate().map(key).collect();
        keys.sort_unstable();
        keys
    }

    fn spells(keys: &[Key], gap_nanos: i64) -> Spells {
        let mut spells = Spells::default();
        keys.iter().for_each(|&key| spells.enter(Spell { first: key, last: key }, gap_nanos));
        spells
    }

    proptest! {
        /// The gaps are those of a plain look at all records, whatever shard holds which of them.
        #[test]
        fn any_share_gives_the_same(
            times in prop::collection::vec((0_i64..300, 0_usize..4), 0..60),
            gap_nanos in 1_i64..40,
        ) {
            let all = keys(&times.iter().map(|it| it.0).collect::<Vec<_>>());
            let slow: Vec<(Key, Key)> = all
                .windows(2)
                .map(|pair| (pair[0], pair[1]))
                .filter(|&(before, after)| gap(before, after) >= gap_nanos)
                .collect();
            let mut joined = Spells::default();
            for shard in [2, 0, 3, 1] {
                let own: Vec<Key> =
                    all.iter().filter(|key| times[key.offset as usize].1 == shard).copied().collect();
                joined.join(spells(&own, gap_nanos), gap_nanos);
            }
            prop_assert_eq!(joined.gaps().collect::<Vec<_>>(), slow);
        }
    }

    #[test]
    fn few_records_have_few_gaps() {
        assert_eq!(spells(&[], 1).gaps().count(), 0);
        assert_eq!(spells(&keys(&[5]), 1).gaps().count(), 0);
        assert_eq!(spells(&keys(&[5, 5, 9]), 1).gaps().count(), 1);
        assert_eq!(spells(&keys(&[i64::MIN, i64::MAX]), i64::MAX).gaps().count(), 1);
    }
}
