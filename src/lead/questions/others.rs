//! The requests that a story is held against: a fixed choice of ids of its class, remembered until
//! more is read, since the next request that is followed is mostly of the same class.
//!
//! Does not: compare.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    follow::between_pauses,
    steps::{id_records, steps},
};
use crate::{
    engine::{
        arrange,
        follow::{Ranked, Step},
        store::Key,
    },
    lead::{Desk, port::Port},
};

/// Ids of the class that a story is held against, and records of each.
const OTHERS_MAX: usize = 1_024;
pub(super) const OTHER_STEPS_MAX: usize = 200;
/// Classes whose requests are remembered.
const CLASSES_MAX: usize = 4;

/// Requests of one class by the hashes of their ids: their records, and these as steps.
#[derive(Debug)]
pub struct KnownOthers {
    /// What they were made of.
    revision: u64,
    identities: Vec<u64>,
    pause_nanos: i64,
    /// One more than is compared: the one that is told may be among them. In the order of choice.
    chosen: Vec<u64>,
    keys: BTreeMap<u64, Vec<Key>>,
    steps: BTreeMap<u64, Vec<Step>>,
}

impl KnownOthers {
    /// The steps of all but one of them, of as many as are compared.
    pub(super) fn without(&self, id: u64) -> impl Iterator<Item = (u64, &[Step])> {
        let left_out = match self.chosen.contains(&id) {
            true => Some(id),
            false => self.chosen.get(OTHERS_MAX).copied(),
        };
        let steps = self.steps.iter().map(|(id, steps)| (*id, steps.as_slice()));
        steps.filter(move |(id, _)| Some(*id) != left_out)
    }

    /// The records of one of them.
    pub(super) fn keys_of(&self, id: u64) -> Vec<Key> {
        self.keys.get(&id).cloned().unwrap_or_default()
    }
}

/// Those of a class, whose ids are used again after a pause.
pub(super) async fn of_class(
    port: &Port,
    desk: &Desk,
    class: &Ranked,
    pause_nanos: i64,
) -> Rc<KnownOthers> {
    let revision = desk.catalog.borrow().revision();
    let same = |of: &&Rc<KnownOthers>| {
        (of.revision, of.pause_nanos) == (revision, pause_nanos)
            && of.identities == class.identities
    };
    if let Some(known) = desk.others.borrow().iter().find(same) {
        return Rc::clone(known);
    }
    let chosen: Vec<u64> = class.sketch.hashes().take(OTHERS_MAX + 1).collect();
    let records = id_records(port, &class.identities, chosen.clone()).await;
    let keys = by_id(records, pause_nanos);
    let found = steps(port, &all_keys(keys.values()), false).await;
    let known = Rc::new(KnownOthers {
        revision,
        identities: class.identities.clone(),
        pause_nanos,
        chosen,
        steps: steps_of(&keys, &found),
        keys,
    });
    let mut kept = desk.others.borrow_mut();
    kept.retain(|of| of.revision == revision);
    if kept.len() >= CLASSES_MAX {
        kept.remove(0);
    }
    kept.push(Rc::clone(&known));
    known
}

/// Records by the ids that carry them, at most so many of each; of an id that is used again those of
/// its first request.
fn by_id(records: Vec<(u64, Key)>, pause_nanos: i64) -> BTreeMap<u64, Vec<Key>> {
    let mut by_id: BTreeMap<u64, Vec<Key>> = BTreeMap::new();
    records.into_iter().for_each(|(id, key)| by_id.entry(id).or_default().push(key));
    for keys in by_id.values_mut() {
        keys.sort_unstable();
        let times: Vec<i64> = keys.iter().map(|key| key.time).collect();
        let first = between_pauses(&times, pause_nanos).first().map_or(0, |first| first.end);
        keys.truncate(first.min(OTHER_STEPS_MAX));
    }
    by_id
}

/// The steps of each id, among the steps of all.
pub(super) fn steps_of(ids: &BTreeMap<u64, Vec<Key>>, steps: &[Step]) -> BTreeMap<u64, Vec<Step>> {
    let find = |key: &Key| {
        let at = steps.binary_search_by_key(key, |step| step.key).ok()?;
        steps.get(at).cloned()
    };
    arrange::map(ids.iter().map(|(&id, keys)| (id, keys.iter().filter_map(find).collect())))
}

pub(super) fn all_keys<'a>(ids: impl Iterator<Item = &'a Vec<Key>>) -> Vec<Key> {
    arrange::set(ids.flatten().copied()).into_iter().collect()
}
