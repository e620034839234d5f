//! An archive's files as sources of their own, `archive/name`, under numbers behind all others.
//!
//! One shard unpacks the archive and keeps the bytes of its files; it alone can read them.
//!
//! Does not: take archives apart; `engine::ingest::archive` does.

use std::rc::Rc;

use super::{Desk, opening, port::Port};
use crate::{
    engine::{ingest::archive::Skipped, limits::ARCHIVE_ENTRIES_MAX},
    protocol::{
        page::{INSIDE_EACH, OpenSource, SourceId, SourceState, archive_of, first_inside},
        shard::{ShardCommand, ShardReply},
    },
};

// Else the numbers of two archives' files could meet.
const _: () = assert!(INSIDE_EACH as usize == ARCHIVE_ENTRIES_MAX);

/// Opens what an archive holds.
pub(super) async fn open(port: &Port, desk: &Rc<Desk>, id: SourceId, shard: usize) {
    close_inside(port, desk, id);
    let Some(first) = first_inside(id) else {
        let why = "there are too many sources open".to_owned();
        return desk.catalog.borrow_mut().set_state(id, SourceState::Failed(why));
    };
    desk.catalog.borrow_mut().set_state(id, SourceState::Reading);
    let (entries, skipped) = match port.ask(shard, ShardCommand::Unpack { source: id, first }).await
    {
        ShardReply::Unpacked { entries, skipped } => (entries, skipped),
        ShardReply::Unreadable { why } => {
            return desk.catalog.borrow_mut().set_state(id, SourceState::Failed(why));
        }
        _ => return,
    };
    for source in enter(desk, id, first, shard, entries, &skipped) {
        Box::pin(opening::open(port.clone(), desk.clone(), source)).await;
    }
}

/// Enters the files in the catalog; their numbers. None where the archive was closed or stopped.
fn enter(
    desk: &Desk,
    id: SourceId,
    first: SourceId,
    shard: usize,
    entries: Vec<(String, u64)>,
    skipped: &[Skipped],
) -> Vec<SourceId> {
    let mut catalog = desk.catalog.borrow_mut();
    let archive = catalog.source(id).filter(|source| !source.is_ended());
    let Some(archive) = archive.map(|source| source.spec.clone()) else { return Vec::new() };
    let mut inside = Vec::new();
    for (number, (name, bytes)) in (first..).zip(entries) {
        let name = format!("{}/{name}", archive.name);
        let settings = archive.inside.get(&number).unwrap_or(&archive.settings).clone();
        let modified = archive.modified;
        let inside_of =
            OpenSource { id: number, name, bytes, modified, settings, ..Default::default() };
        catalog.open_inside(inside_of, shard);
        inside.push(number);
    }
    catalog.note_archive(id, skipped);
    catalog.set_state(id, SourceState::Done);
    inside
}

/// Forgets the files of an archive.
pub(super) fn close_inside(port: &Port, desk: &Desk, id: SourceId) {
    let open = desk.catalog.borrow();
    let inside = open.sources().map(|source| source.spec.id);
    let inside: Vec<_> = inside.filter(|&inner| archive_of(inner) == Some(id)).collect();
    drop(open);
    for source in inside {
        port.tell_all(|| ShardCommand::Forget { source });
        desk.catalog.borrow_mut().close(source);
    }
}
