//! How many records carry some ids, remembered until more is read.
//!
//! A host or a user stands in most blocks, so counting one searches most of the text; the ids of the
//! next request that is followed are mostly the same.
//!
//! Does not: find records.

use std::collections::BTreeMap;

use super::steps::carriers;
use crate::{
    lead::{Desk, port::Port},
    protocol::shard::CutId,
};

/// Ids whose counts are remembered; with one more all are forgotten.
const KNOWN_MAX: usize = 4_096;

/// The counts of what was read.
#[derive(Debug, Default)]
pub struct KnownCounts {
    made_of: Vec<(CutId, u64)>,
    counts: BTreeMap<String, u64>,
}

/// How many records carry each id, wherever it stands by itself.
pub(super) async fn counts(port: &Port, desk: &Desk, ids: &[String]) -> Vec<u64> {
    let made_of = desk.catalog.borrow().contents();
    let mut known = {
        let mut kept = desk.id_counts.borrow_mut();
        if kept.made_of != made_of || kept.counts.len() + ids.len() > KNOWN_MAX {
            *kept = KnownCounts { made_of: made_of.clone(), ..KnownCounts::default() };
        }
        kept.counts.clone()
    };
    let new: Vec<String> = ids.iter().filter(|id| !known.contains_key(*id)).cloned().collect();
    let (counted, _) = carriers(port, &new, 0).await;
    known.extend(new.into_iter().zip(counted));
    let counts = ids.iter().map(|id| known.get(id).copied().unwrap_or(0)).collect();
    let mut kept = desk.id_counts.borrow_mut();
    if kept.made_of == made_of {
        kept.counts = known;
    }
    counts
}
