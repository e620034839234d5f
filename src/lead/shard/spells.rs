//! Where records of the filter come without a long gap, in each source or in all.
//!
//! Does not: join what lies in several shards; the lead does.

use std::collections::BTreeMap;

use super::{Shard, held::HeldCut};
use crate::{
    engine::{
        store::TIME_UNKNOWN,
        time::TimeRange,
        timeline::spells::{Spell, Spells},
    },
    protocol::shard::Slot,
};

impl Shard {
    /// The spells of each source by its name, or of all under an empty name.
    pub(super) fn spells(
        &self,
        range: Option<TimeRange>,
        over_all: bool,
        gap_nanos: i64,
    ) -> Vec<(String, Spells)> {
        let mut of: BTreeMap<&str, Spells> = BTreeMap::new();
        for held in self.cuts.values() {
            let name = if over_all { "" } else { &held.cut().name };
            of.entry(name).or_default().join(held.spells(range, gap_nanos), gap_nanos);
        }
        of.into_iter().map(|(name, spells)| (name.to_owned(), spells)).collect()
    }
}

impl HeldCut {
    /// Keys are made at the ends of spells alone, which is quicker than of each record.
    fn spells(&self, range: Option<TimeRange>, gap_nanos: i64) -> Spells {
        let cut = self.cut();
        let mut spells = Spells::default();
        let mut open: Option<(usize, usize, i64)> = None;
        let mut close = |(first, last, _): (usize, usize, i64)| {
            let spell = Spell { first: cut.key(first), last: cut.key(last) };
            spells.enter(spell, gap_nanos);
        };
        self.in_range(Slot::Filter, range, |_, record| {
            let time = cut.times.get(record).copied().unwrap_or(TIME_UNKNOWN);
            if time == TIME_UNKNOWN {
                return;
            }
            open = match open {
                Some((first, _, until)) if time.saturating_sub(until) < gap_nanos => {
                    Some((first, record, time))
                }
                ended => {
                    ended.into_iter().for_each(&mut close);
                    Some((record, record, time))
                }
            };
        });
        open.into_iter().for_each(close);
        spells
    }
}
