//! Rotated files as one source in order.
//!
//! Each part stays a source with its own number, file and lines. What makes one source of them is the
//! name that `source=` and the facet go by, and that of equal times the older part's come first: a
//! part's [`Placed`] says both, and the shards are told of it. Records that a part begins with and
//! that have no time take the last time of the part before.
//!
//! Does not: decide which files belong together; `rotated` does.

use crate::engine::arrange::{self, Arrange};

use std::{collections::BTreeMap, rc::Rc};

use super::{
    Desk,
    catalog::{Catalog, Source},
    port::Port,
    rotated::{Part, in_order, stem},
};
use crate::protocol::{
    page::{SourceId, SourceState},
    shard::{CutId, ShardCommand},
};

/// Where a source stands among all: by itself, or as a part of a rotated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The name that its records go by.
    pub name: String,
    /// Among records of equal times, the lower place comes first.
    pub place: u32,
    /// The part before it, where it is a part.
    pub after: Option<SourceId>,
    /// Whether it is a part of a rotated file.
    pub grouped: bool,
}

impl Placed {
    /// A source by itself: its own name, in the order of opening.
    pub fn alone(id: SourceId, name: &str) -> Placed {
        Placed { name: name.to_owned(), place: id, after: None, grouped: false }
    }
}

/// Finds the rotated files anew; whether any source changed its place.
pub(super) async fn group(port: &Port, desk: &Rc<Desk>) -> bool {
    let placed = placed(&desk.catalog.borrow());
    let mut changed = false;
    for (id, now) in placed {
        let Some(fills) = desk.catalog.borrow_mut().place(id, now.clone()) else { continue };
        changed = true;
        let Placed { name, place, .. } = now;
        port.ask_all(ShardCommand::Place { source: id, name, place }).await;
        for (cut, time) in fills {
            port.ask_all(ShardCommand::FillLeading { cut, time }).await;
        }
    }
    changed
}

/// The place of every source.
fn placed(catalog: &Catalog) -> BTreeMap<SourceId, Placed> {
    let alone =
        |source: &Source| (source.spec.id, Placed::alone(source.spec.id, &source.spec.name));
    let mut placed = arrange::map(catalog.sources().map(alone));
    let mut by_stem: BTreeMap<String, Vec<Part<'_>>> = BTreeMap::new();
    for source in catalog.sources() {
        if let Some(part) = part(source) {
            by_stem.entry(stem(&source.spec.name)).or_default().push(part);
        }
    }
    for (stem, parts) in by_stem {
        let Some(order) = in_order(parts) else { continue };
        // The parts' own numbers, given to the oldest first: so nobody else's place changes.
        let mut places = order.clone();
        places.arrange();
        let mut after = None;
        for (&id, place) in order.iter().zip(places) {
            placed.insert(id, Placed { name: stem.clone(), place, after, grouped: true });
            after = Some(id);
        }
    }
    placed
}

/// A source as a part of a rotated file, where it can be one.
fn part(source: &Source) -> Option<Part<'_>> {
    let alone = source.spec.settings.apart || source.is_copy();
    let settled = source.settled.as_ref().filter(|_| !alone)?;
    let (first, last) = source.extent().filter(|_| source.state == SourceState::Done)?;
    Some(Part { source: source.spec.id, format: settled.formats.first()?, first, last })
}

/// The cuts of a part that begin without a time, and the time that those records take.
pub(super) fn fills(source: &Source, before: Option<i64>) -> Vec<(CutId, i64)> {
    let own = source.cuts.iter().find_map(|cut| cut.first_time);
    let Some(time) = before.or(own) else { return Vec::new() };
    let timed = source.cuts.iter().position(|cut| cut.first_time.is_some());
    let leading = source.cuts.iter().take(timed.map_or(source.cuts.len(), |at| at + 1));
    leading.filter(|cut| cut.starts_untimed).map(|cut| (cut.cut, time)).collect()
}
