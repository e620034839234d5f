//! Sources whose files are still written: what came is read, and is there at once.
//!
//! A file's end may cut a record, a line or a character, and what comes may go on with the last
//! record. So the cuts that the file's end alone ended are read again, and others take their place
//! once they are read: until then every answer is about what was there before. Such an end is kept
//! small; where it gets large it is cut in two, of which the first is ended by a record. Any cut gives
//! the same answers, so what is read then is what reading all of the file would give.
//!
//! How a source is read is settled by its beginning. While that was not all there, it is settled anew,
//! and where it comes out otherwise all of the source is read again.
//!
//! Does not: notice that a file grew; the page does.

use std::rc::Rc;

use super::{Desk, catalog::Source, opening, port::Port};
use crate::{
    engine::{
        formats::{Hints, Settled},
        ingest::{Coding, CutSpec},
        limits::HEAD_BYTES,
    },
    protocol::{
        page::{FileNow, SourceState},
        shard::{CutId, CutProgress, Replacement, ShardCommand, ShardReply},
    },
};

/// What a source's file that was replaced is called, wherever that is noticed.
const CHANGED: &str = "the file changed since it was opened";

/// A source before it grows.
struct Before {
    bytes: u64,
    settled: Settled,
    coding: Coding,
    name: String,
    place: u32,
    shard: usize,
    /// The last time of the part before it, where it is a part of a rotated file.
    time_before: Option<i64>,
    kept: Vec<CutProgress>,
    /// The cuts that the file's end ended.
    ends: Vec<CutProgress>,
}

/// Reads what came to files; those that are read as they are now.
pub(super) async fn grow(port: &Port, desk: &Rc<Desk>, files: Vec<FileNow>) -> Vec<FileNow> {
    let revision = desk.catalog.borrow().revision();
    let mut grown = Vec::new();
    for file in files {
        if grow_one(port, desk, &file).await {
            grown.push(file);
        }
    }
    if !grown.is_empty() {
        opening::ended(port.clone(), desk.clone()).await;
        let mut catalog = desk.catalog.borrow_mut();
        if catalog.revision() == revision {
            catalog.answers_changed();
        }
    }
    grown
}

/// Whether a file is read as it is now.
async fn grow_one(port: &Port, desk: &Rc<Desk>, file: &FileNow) -> bool {
    let Some(mut before) = before(desk, file) else { return false };
    let FileNow { source, bytes, modified } = *file;
    port.tell_all(|| ShardCommand::Attach { source, bytes, modified });
    let compared = before.kept.iter().take(1).chain(&before.ends).map(|cut| cut.cut);
    if bytes < before.bytes || is_other(port, compared.collect()).await {
        let failed = SourceState::Failed(CHANGED.to_owned());
        desk.catalog.borrow_mut().set_state(source, failed);
        return false;
    }
    if bytes == before.bytes {
        desk.catalog.borrow_mut().grow(file, before.kept.len(), before.ends);
        return true;
    }
    if before.bytes < HEAD_BYTES as u64 && !settle(port, desk, file, &mut before).await {
        return false;
    }
    let ends = numbers(&before.ends);
    let come = read(port, desk, file, &before).await;
    let is_there =
        desk.catalog.borrow().source(source).is_some_and(|now| {
            now.state == SourceState::Done && numbers(&now.cuts).ends_with(&ends)
        });
    let is_full = come.iter().any(|cut| cut.full);
    let is_read = is_there && !is_full && come.iter().all(|cut| cut.failed.is_none());
    let (place, come_numbers) = (before.place, numbers(&come));
    let replacement = match is_read {
        true => Replacement { gone: ends, come: come_numbers, place, fills: fills(&before, &come) },
        false => Replacement { gone: come_numbers, come: Vec::new(), place, fills: Vec::new() },
    };
    port.tell_all(|| ShardCommand::Replace(replacement.clone()));
    let mut catalog = desk.catalog.borrow_mut();
    if is_read {
        catalog.grow(file, before.kept.len(), come);
        catalog.settle(source, before.settled, before.coding);
    } else if is_there && is_full {
        catalog.set_state(source, SourceState::Full);
    }
    is_read
}

/// What is known of a source that can grow.
fn before(desk: &Desk, file: &FileNow) -> Option<Before> {
    let catalog = desk.catalog.borrow();
    let source = catalog.source(file.source).filter(|source| source.grows().is_some())?;
    let part_before = source.placed.after.and_then(|part| catalog.source(part));
    let last_time = |cuts: &[CutProgress]| cuts.iter().rev().find_map(|cut| cut.last_time);
    let mut kept = source.cuts.clone();
    let ends = kept.split_off(source.ends());
    Some(Before {
        bytes: source.spec.bytes,
        // A missing year, or day, is the latest that the file can mean.
        settled: Settled { latest: file.modified, ..source.settled.clone()? },
        coding: source.coding,
        name: source.placed.name.clone(),
        place: source.placed.place,
        shard: source.last_shard,
        time_before: part_before.and_then(|part| last_time(&part.cuts)),
        kept,
        ends,
    })
}

/// Settles anew how a source is read; whether its file could be read. Where that is news, all of the
/// source is to be read again.
async fn settle(port: &Port, desk: &Desk, file: &FileNow, before: &mut Before) -> bool {
    let hints = desk.catalog.borrow().source(file.source).map(Source::hints).unwrap_or_default();
    let hints = Hints { latest: file.modified, ..hints };
    let asked = port.ask(before.shard, ShardCommand::Settle { source: file.source, hints });
    let ShardReply::Settled { settled, coding } = asked.await else { return false };
    if (&settled, coding) != (&before.settled, before.coding) {
        before.ends.splice(0..0, before.kept.drain(..));
        (before.settled, before.coding) = (settled, coding);
    }
    true
}

/// Whether the file holds another text than was read before.
async fn is_other(port: &Port, cuts: Vec<CutId>) -> bool {
    let replies = port.ask_all(ShardCommand::IsOther { cuts }).await;
    replies.contains(&ShardReply::IsOther(true))
}

/// Reads the end of a file anew, aside.
async fn read(port: &Port, desk: &Desk, file: &FileNow, before: &Before) -> Vec<CutProgress> {
    let first = before.ends.first().map_or(0, |cut| cut.start);
    let end_bytes_max = desk.cut_sizes.get().end_bytes_max;
    let is_cut = before.coding.is_plain() && !before.settled.one_cut;
    let is_large = is_cut && file.bytes.saturating_sub(first) > end_bytes_max;
    let middle = is_large.then(|| file.bytes - end_bytes_max / 4).filter(|at| *at > first);
    let edges: Vec<u64> = [Some(first), middle, Some(u64::MAX)].into_iter().flatten().collect();
    let keep_text = opening::keeps_text(desk, before.coding, &before.settled, None);
    let mut under_way = Vec::new();
    for edges in edges.windows(2) {
        let &[start, end] = edges else { continue };
        let spec = CutSpec {
            source: file.source,
            name: before.name.clone(),
            start,
            end,
            settled: before.settled.clone(),
            keep_text,
        };
        let cut = desk.catalog.borrow_mut().next_cut();
        let read =
            ShardCommand::Read { cut, coding: before.coding, spec: Box::new(spec), aside: true };
        under_way.push(port.ask(before.shard, read));
    }
    let mut come = Vec::new();
    for asked in under_way {
        if let ShardReply::Read(progress) = asked.await {
            come.push(progress);
        }
    }
    come
}

/// The cuts that begin without a time, and the time that those records take.
fn fills(before: &Before, come: &[CutProgress]) -> Vec<(CutId, i64)> {
    let cuts = || before.kept.iter().chain(come);
    let mut last = before.time_before.or_else(|| cuts().find_map(|cut| cut.first_time));
    let mut fills = Vec::new();
    for cut in cuts() {
        fills.extend(last.filter(|_| cut.starts_untimed).map(|time| (cut.cut, time)));
        last = cut.last_time.or(last);
    }
    fills
}

fn numbers(cuts: &[CutProgress]) -> Vec<CutId> {
    cuts.iter().map(|cut| cut.cut).collect()
}
