//! The ids that one record carries: those that name requests before those that name things that last.
//!
//! The record is given, or it is where a request of a range failed.
//!
//! Does not: follow an id.

use std::collections::BTreeSet;

use super::{detail, id_counts::counts, ids, requests, steps::carriers};
use crate::{
    engine::follow::{Class, Ranked, each_token, identity, name_of},
    lead::{Desk, port::Port},
    protocol::page::{IdsAt, LinkedId, RecordKey},
};

/// Ids of one record.
const IDS_MAX: usize = 16;

/// The ids, the best first.
pub(super) async fn ids_of(port: &Port, desk: &Desk, at: IdsAt) -> Vec<LinkedId> {
    let record = match at {
        IdsAt::Record(record) => Some(record),
        IdsAt::FailingWithin(range) => requests::failing_within(port, desk, range).await,
    };
    match record {
        Some(record) => of_record(port, desk, record).await,
        None => Vec::new(),
    }
}

async fn of_record(port: &Port, desk: &Desk, record: RecordKey) -> Vec<LinkedId> {
    let Some(detail) = detail::detail(port, desk, record).await else { return Vec::new() };
    let classes = ids::classes(port, desk).await;
    // By whether they name requests, then by the place of their class among all, the best first.
    let mut found: BTreeSet<(bool, usize, String)> = BTreeSet::new();
    each_token(detail.raw.as_bytes(), |token| {
        let identity = identity(token.class);
        let place = classes.iter().position(|class| class.identities.contains(&identity));
        if let Some((place, class)) = place.and_then(|at| Some((at, classes.get(at)?))) {
            let id = String::from_utf8_lossy(token.value).into_owned();
            found.insert((!class.is_offered(), place, id));
        }
    });
    let found: Vec<_> = found.into_iter().take(IDS_MAX).collect();
    let texts: Vec<String> = found.iter().map(|(.., id)| id.clone()).collect();
    let counts = counts(port, desk, &texts).await;
    let linked = |((entity, place, id), records): ((bool, usize, String), u64)| LinkedId {
        class: classes.get(place).map_or("", |class| class.name()).to_owned(),
        entity,
        records,
        id,
    };
    found.into_iter().zip(counts).map(linked).collect()
}

/// The name of the class that a person means by a field and an id: the one that is told by the field,
/// or by letters in front, where there is one, else that of the id where it stands.
pub(super) async fn class_of(port: &Port, desk: &Desk, field: &str, id: String) -> Option<String> {
    let classes = ids::classes(port, desk).await;
    let field = field.rsplit('.').next().unwrap_or(field).trim().to_owned();
    let wanted = id.trim().to_owned();
    let (_, keys) = carriers(port, std::slice::from_ref(&wanted), 1).await;
    let told = |class| Some(identity(class)).filter(|it| is_known(&classes, *it)).map(|_| class);
    let name = field.as_bytes();
    let of_field = [Class::Key(name, false), Class::Key(name, true), Class::Prefix(name)];
    if let Some(class) = of_field.into_iter().find_map(told) {
        return Some(name_of(class));
    }
    let mut found = None;
    if let Some(key) = keys.first()
        && let Some(detail) = detail::detail(port, desk, (*key).into()).await
    {
        each_token(detail.raw.as_bytes(), |token| {
            if token.value == wanted.as_bytes() && found.is_none() {
                found = Some(name_of(token.class));
            }
        });
    }
    found
}

fn is_known(classes: &[Ranked], identity: u64) -> bool {
    classes.iter().any(|class| class.identities.contains(&identity))
}
