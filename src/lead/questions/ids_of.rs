//! The ids that one record carries: those that name requests before those that name things that last.
//!
//! The record is given, or it is one of the first errors in a range that belongs to a request.
//!
//! Does not: follow an id.

use std::collections::BTreeSet;

use super::{detail, follow::records_of, ids, rank};
use crate::{
    engine::{
        follow::{Named, SCORE_MIN, each_token, identity},
        store::Key,
    },
    lead::{Desk, port::Port},
    protocol::{
        page::{IdsAt, LinkedId, RecordKey, TimeRange},
        shard::{ShardCommand, Slot},
    },
};

/// Errors of a range that are looked at for one that belongs to a request.
const ERRORS_MAX: u64 = 64;
/// Ids of one record.
const IDS_MAX: usize = 16;

/// An id in a record and the place of its class among all, the best first.
type Found = (usize, String);

/// The ids, the best first.
pub(super) async fn ids_of(port: &Port, desk: &Desk, at: IdsAt) -> Vec<LinkedId> {
    let classes = ids::classes(port, desk).await;
    let found = match at {
        IdsAt::Record(record) => of_record(port, desk, &classes, record).await,
        IdsAt::FailingWithin(range) => of_failing(port, desk, &classes, range).await,
    };
    let mut ids = Vec::new();
    for (place, id) in found.into_iter().take(IDS_MAX) {
        let Some(class) = classes.get(place) else { continue };
        ids.push(LinkedId {
            class: class.ranked.names.first().cloned().unwrap_or_default(),
            entity: !names_requests(class),
            records: records_of(port, &id).await,
            id,
        });
    }
    ids
}

fn names_requests(class: &Named) -> bool {
    !class.ranked.entity && class.ranked.score >= SCORE_MIN
}

/// The ids in a record, by class: requests first, the best class first.
async fn of_record(
    port: &Port,
    desk: &Desk,
    classes: &[Named],
    record: RecordKey,
) -> BTreeSet<Found> {
    let mut found = BTreeSet::new();
    let Some(detail) = detail::detail(port, desk, record).await else { return found };
    each_token(detail.raw.as_bytes(), |token| {
        let identity = identity(token.class);
        let place = classes.iter().position(|class| class.identities.contains(&identity));
        if let Some(place) = place {
            found.insert((place, String::from_utf8_lossy(token.value).into_owned()));
        }
    });
    found
}

/// The same of the first error in a range that belongs to a request of the best class; else of the
/// best class that any of them has.
async fn of_failing(
    port: &Port,
    desk: &Desk,
    classes: &[Named],
    range: TimeRange,
) -> BTreeSet<Found> {
    let Some(best) = classes.iter().position(names_requests) else { return BTreeSet::new() };
    let context = desk.filter.borrow().context.clone();
    let query = "level>=error".to_owned();
    port.ask_all(ShardCommand::Select { slot: Slot::Errors, query, context }).await;
    let within = (Key::at(range.start), Key::at(range.end));
    let mut found: BTreeSet<Found> = BTreeSet::new();
    for key in rank::keys(port, Slot::Errors, within, 0, ERRORS_MAX).await {
        let mut ids = of_record(port, desk, classes, key.into()).await;
        ids.retain(|(place, _)| classes.get(*place).is_some_and(names_requests));
        let place = |ids: &BTreeSet<Found>| ids.first().map_or(usize::MAX, |first| first.0);
        if place(&ids) < place(&found) {
            found = ids;
        }
        if place(&found) == best {
            break;
        }
    }
    found
}
