//! Sources that hold the same records as another: noticed and said, never dropped.
//!
//! Sources of which all that was counted is equal are compared by a print of their records, so that a
//! packed copy is a copy too.
//!
//! Does not: read a source again; the shards have its records.

use std::collections::BTreeMap;

use super::{Desk, catalog::Source, port::Port};
use crate::protocol::{
    page::{SourceId, SourceState, TimeNanos},
    shard::{ShardCommand, ShardReply},
};

/// Records of a source whose text is looked at, nearly.
const TEXTS: u64 = 4_096;

/// What two copies have in common before their records are looked at.
type Counted = (u64, u64, u64, Option<(TimeNanos, TimeNanos)>);

/// Finds the copies among what was read; whether anything is news.
pub(super) async fn find(port: &Port, desk: &Desk) -> bool {
    let alike = alike(desk);
    let mut copies: BTreeMap<SourceId, SourceId> = BTreeMap::new();
    for sources in alike.values().filter(|sources| sources.len() > 1) {
        let mut first_of: BTreeMap<u64, SourceId> = BTreeMap::new();
        for &(id, records) in sources {
            let Some(print) = print(port, desk, id, records).await else { continue };
            if let Some(&first) = first_of.get(&print) {
                copies.insert(id, first);
            } else {
                first_of.insert(print, id);
            }
        }
    }
    desk.catalog.borrow_mut().note_copies(&copies)
}

/// Sources of which everything counted is equal, with their records.
fn alike(desk: &Desk) -> BTreeMap<Counted, Vec<(SourceId, u64)>> {
    let catalog = desk.catalog.borrow();
    let mut alike: BTreeMap<Counted, Vec<(SourceId, u64)>> = BTreeMap::new();
    let read = |source: &&Source| source.state == SourceState::Done && source.records() > 0;
    for source in catalog.sources().filter(read) {
        let sum = |count: fn(&crate::engine::ingest::cut_reader::Tally) -> u64| {
            source.cuts.iter().map(|cut| count(&cut.tally)).sum::<u64>()
        };
        let counted = (
            sum(|tally| tally.lines),
            sum(|tally| tally.time_known),
            sum(|tally| tally.level_known),
            source.extent(),
        );
        alike.entry(counted).or_default().push((source.spec.id, source.records()));
    }
    alike
}

/// The print of a source's records, as it was made before or now.
async fn print(port: &Port, desk: &Desk, id: SourceId, records: u64) -> Option<u64> {
    let known = desk.catalog.borrow().source(id)?.print;
    if known.is_some() {
        return known;
    }
    let every = records.div_ceil(TEXTS);
    let mut sum = records;
    for reply in port.ask_all(ShardCommand::Print { source: id, every }).await {
        let ShardReply::Print(Some(part)) = reply else { return None };
        sum = sum.wrapping_add(part);
    }
    desk.catalog.borrow_mut().keep_print(id, sum);
    Some(sum)
}
