//! What is needed to make a request again: its inputs, and those of the same session or user before it.
//!
//! Does not: write; `engine::export` does.

use super::{
    follow::class_of,
    ids,
    steps::{carriers, carriers_below, inputs, steps},
};
use crate::{
    engine::{
        arrange::{self, Arrange},
        export::replica::{ACTORS, Input, Masks, Replicated, TARGETS, joined, missing},
        follow::Step,
        store::Key,
    },
    lead::{Desk, port::Port},
    protocol::page::{Replica, ReplicaTarget},
};

/// Records of the id that are read.
const RECORDS_MAX: usize = 2_000;
/// Records of the session or user before it that are looked at.
const BEFORE_MAX: usize = 1_000;
/// Letters of an id in a file's name.
const NAME_CHARS_MAX: usize = 24;

/// What is asked for.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) target: ReplicaTarget,
    pub(super) unmasked: bool,
    pub(super) earlier_max: u32,
}

/// The inputs as text.
pub(super) async fn replicate(port: &Port, desk: &Desk, asked: Asked) -> Replica {
    let Asked { id, target, unmasked, earlier_max } = asked;
    let revision = desk.catalog.borrow().revision();
    let (_, keys) = carriers(port, std::slice::from_ref(&id), RECORDS_MAX).await;
    let records = inputs(port, &keys, true).await;
    let own = joined(records.iter().map(|(_, input, _)| input.clone()));
    let before = match keys.first() {
        Some(first) if !own.is_empty() && earlier_max > 0 => {
            earlier(port, desk, &id, &records, *first, earlier_max as usize).await
        }
        _ => Vec::new(),
    };
    let name = |key: &Key| {
        let catalog = desk.catalog.borrow();
        catalog.source(key.source).map_or("", |source| &source.placed.name).to_owned()
    };
    let lines = records.iter().map(|(key, _, text)| (name(key), text.clone()));
    let of = Replicated {
        lines: lines.collect(),
        earlier: before.len(),
        inputs: before.into_iter().chain(own).collect(),
        id,
    };
    written(of, target, unmasked, revision)
}

fn written(of: Replicated, target: ReplicaTarget, unmasked: bool, revision: u64) -> Replica {
    let mut replica = Replica { id: of.id.clone(), target, revision, ..Replica::default() };
    let Some(writer) = TARGETS.get(target as usize) else { return replica };
    let mut masks = Masks::new(unmasked);
    let is_excerpt = target == ReplicaTarget::Excerpt;
    if is_excerpt || !of.inputs.is_empty() {
        replica.text = (writer.write)(&of, &mut masks);
    }
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
    let short: String = of.id.chars().filter(plain).take(NAME_CHARS_MAX).collect();
    replica.file_name = format!("replicate-{short}.{}", writer.ending);
    replica.requests = of.inputs.len() as u32;
    replica.earlier = of.earlier as u32;
    replica.missing = if is_excerpt { Vec::new() } else { missing(&of) };
    replica.masked = masks.names().count() as u32;
    replica
}

/// The last requests of the same session or user before a record, in order.
async fn earlier(
    port: &Port,
    desk: &Desk,
    id: &str,
    own: &[(Key, Input, String)],
    first: Key,
    max: usize,
) -> Vec<Input> {
    // Those that say most come first in the actors of a record, and sessions before users.
    let actors: Vec<&(String, String)> =
        own.iter().flat_map(|(_, input, _)| &input.actors).collect();
    for wanted in ACTORS {
        let Some(actor) = actors.iter().find(|(name, _)| name == wanted) else { continue };
        let ids = [actor.1.clone()];
        let (_, keys) = carriers_below(port, &ids, BEFORE_MAX, first, true).await;
        let records = inputs(port, &keys, false).await;
        let of_actor = records.into_iter().filter(|(_, input, _)| input.actors.contains(actor));
        let (keys, inputs): (Vec<Key>, Vec<Input>) =
            of_actor.filter(|(_, input, _)| input.is_request()).map(|it| (it.0, it.1)).unzip();
        let mut all = by_request(port, desk, id, &keys, inputs).await;
        if !all.is_empty() {
            return all.split_off(all.len().saturating_sub(max));
        }
    }
    Vec::new()
}

/// Joins what records tell of one request: those that carry the same id of the class of this id.
async fn by_request(
    port: &Port,
    desk: &Desk,
    id: &str,
    keys: &[Key],
    inputs: Vec<Input>,
) -> Vec<Input> {
    let classes = ids::classes(port, desk).await;
    let (_, own) = carriers(port, &[id.to_owned()], 1).await;
    let own = steps(port, &own, true).await;
    let identities = class_of(&classes, &own, id).map_or(&[][..], |class| &class.identities);
    let of_class = |step: &Step| {
        let mut tokens = step.shown.tokens.iter();
        tokens.find(|token| identities.contains(&token.identity)).map(|token| token.hash)
    };
    let steps = steps(port, keys, true).await;
    let hashes: Vec<Option<u64>> = steps.iter().map(of_class).collect();
    let known = arrange::set(hashes.iter().flatten().copied());
    let of = |hash: u64| {
        let same = hashes.iter().zip(&inputs).filter(move |(it, _)| **it == Some(hash));
        same.map(|(_, input)| input.clone())
    };
    let mut all: Vec<Input> = known.into_iter().flat_map(|hash| joined(of(hash))).collect();
    let alone = hashes.iter().zip(&inputs).filter(|(hash, _)| hash.is_none());
    all.extend(alone.map(|(_, input)| input.clone()));
    all.arrange_by_key(|input| input.start);
    all
}
