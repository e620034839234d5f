//! The life of a source: settle it, cut it, have the cuts read, join their edges.
//!
//! Does not: look at bytes itself.

use std::rc::Rc;

use super::{Desk, archives, copies, groups, port::Port, questions::KnownBursts, settled};
use crate::{
    engine::{formats::Settled, ingest::Coding, store::TIME_UNKNOWN},
    protocol::{
        page::{OpenSource, SourceId, SourceState},
        shard::{CutProgress, CutSpec, ShardCommand, ShardReply},
    },
};

/// How large the cuts of a source are. No size changes an answer.
#[derive(Clone, Copy, Debug)]
pub struct CutSizes {
    /// Sources up to this many bytes are one cut.
    pub whole_bytes_max: u64,
    /// Larger ones are cut into pieces of at most this many bytes.
    pub cut_bytes_max: u64,
    /// The end of a file that grows is read again up to this many bytes, then a new end begins.
    pub end_bytes_max: u64,
}

impl Default for CutSizes {
    fn default() -> CutSizes {
        CutSizes {
            whole_bytes_max: 16 * 1024 * 1024,
            cut_bytes_max: 64 * 1024 * 1024,
            end_bytes_max: 1024 * 1024,
        }
    }
}

/// Bytes of text that all shards together keep in memory; beyond, text is read from the files again.
const TEXT_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Enters a source, in place of what was read of it before, and tells the shards of its file.
pub(super) fn enter(port: &Port, desk: &Desk, spec: &OpenSource) {
    if desk.catalog.borrow().source(spec.id).is_some() {
        archives::close_inside(port, desk, spec.id);
        forget_cuts(port, spec.id);
        desk.catalog.borrow_mut().reread(spec.id);
    }
    desk.catalog.borrow_mut().open(spec.clone());
    let OpenSource { id: source, bytes, modified, .. } = *spec;
    port.tell_all(|| ShardCommand::Attach { source, bytes, modified });
}

/// Reads a source from beginning to end, however it ends.
pub(super) async fn open(port: Port, desk: Rc<Desk>, id: SourceId) {
    if let Some(shard) = read(&port, &desk, id).await {
        archives::open(&port, &desk, id, shard).await;
    }
    ended(port, desk).await;
}

/// Once nothing is being read any more, parts of rotated files are found, and the templates of what
/// was read are settled.
pub(super) async fn ended(port: Port, desk: Rc<Desk>) {
    if !desk.catalog.borrow().sources().all(|source| source.is_ended()) {
        return;
    }
    copies::find(&port, &desk).await;
    if groups::group(&port, &desk).await {
        *desk.bursts.borrow_mut() = KnownBursts::default(); // silences name sources
        desk.catalog.borrow_mut().answers_changed();
    }
    let before = desk.settled.borrow().clone();
    if !Rc::ptr_eq(&before, &settled::settled(&port, &desk).await) {
        desk.catalog.borrow_mut().answers_changed();
    }
}

/// Reads a source; the shard that found an archive there, if it is one.
async fn read(port: &Port, desk: &Desk, id: SourceId) -> Option<usize> {
    let (bytes, hints, name, home) =
        desk.catalog.borrow().source(id).map(|source| {
            (source.spec.bytes, source.hints(), source.spec.name.clone(), source.home)
        })?;
    let looking = home.unwrap_or_else(|| lightest(desk, port.shards(), bytes));
    let settling = port.ask(looking, ShardCommand::Settle { source: id, hints });
    let (settled, coding) = match settling.await {
        ShardReply::Archive => return Some(looking),
        ShardReply::Settled { settled, coding } => (settled, coding),
        ShardReply::Unreadable { why } => {
            desk.catalog.borrow_mut().set_state(id, SourceState::Failed(why));
            return None;
        }
        _ => return None,
    };
    let waiting = desk.catalog.borrow().source(id).is_some_and(|source| !source.is_ended());
    if !waiting {
        return None; // closed or stopped meanwhile
    }
    desk.catalog.borrow_mut().settle(id, settled.clone(), coding);
    desk.catalog.borrow_mut().set_state(id, SourceState::Reading);
    let keep_text = keeps_text(desk, coding, &settled, home);
    let mut under_way = Vec::new();
    let sizes = desk.cut_sizes.get();
    let ranges = cut_ranges(bytes, coding, settled.one_cut, sizes, port.shards());
    if home.is_none() && ranges.len() > 1 {
        lighten(desk, looking, bytes); // the cuts weigh each on its own
    }
    for (start, end) in ranges.iter().copied() {
        let shard = match home.is_some() || ranges.len() == 1 {
            true => looking,
            false => lightest(desk, port.shards(), end.min(bytes).saturating_sub(start)),
        };
        let cut = desk.catalog.borrow_mut().add_cut(id, shard);
        let spec = CutSpec {
            source: id,
            name: name.clone(),
            start,
            end,
            settled: settled.clone(),
            keep_text,
        };
        let read = ShardCommand::Read { cut, coding, spec: Box::new(spec), aside: false };
        under_way.push((shard, port.ask(shard, read)));
    }
    let mut cuts = Vec::new();
    for (shard, asked) in under_way {
        if let ShardReply::Read(progress) = asked.await {
            cuts.push((shard, progress));
        }
    }
    join_edges(port, &cuts).await;
    let failed = cuts.iter().find_map(|(_, cut)| cut.failed.clone());
    let full = cuts.iter().any(|(_, cut)| cut.full);
    let mut catalog = desk.catalog.borrow_mut();
    if catalog.source(id).is_some_and(|source| source.state == SourceState::Reading) {
        let ended = if full { SourceState::Full } else { SourceState::Done };
        catalog.set_state(id, failed.map_or(ended, SourceState::Failed));
    }
    None
}

/// Whether a source's text is held: where it cannot be read again as it lies in its file, or those of
/// all sources together may be. What a shard unpacked, which is its `home`, is there anyway.
pub(super) fn keeps_text(
    desk: &Desk,
    coding: Coding,
    settled: &Settled,
    home: Option<usize>,
) -> bool {
    let texts = || desk.catalog.borrow().sources().map(|source| source.spec.bytes).sum::<u64>();
    !coding.is_plain() || settled.folded || home.is_none() && texts() <= TEXT_BYTES_MAX
}

/// Forgets a source.
pub(super) fn close(port: &Port, desk: &Desk, id: SourceId) {
    archives::close_inside(port, desk, id);
    port.tell_all(|| ShardCommand::Forget { source: id });
    desk.catalog.borrow_mut().close(id);
}

/// Has the shards drop what they read of a source, to read it again.
pub(super) fn forget_cuts(port: &Port, id: SourceId) {
    port.tell_all(|| ShardCommand::Drop { source: id });
}

/// Stops reading all sources.
pub(super) fn stop(port: &Port, desk: &Desk) {
    let mut catalog = desk.catalog.borrow_mut();
    let reading: Vec<_> = catalog
        .sources()
        .filter(|source| !source.is_ended())
        .map(|source| source.spec.id)
        .collect();
    for id in reading {
        catalog.set_state(id, SourceState::Stopped);
    }
    port.tell_all(|| ShardCommand::StopReading);
}

/// Where the cuts of a source begin and end, in bytes of its plain text.
fn cut_ranges(
    bytes: u64,
    coding: Coding,
    one_cut: bool,
    sizes: CutSizes,
    shards: usize,
) -> Vec<(u64, u64)> {
    if !coding.is_plain() || one_cut || bytes <= sizes.whole_bytes_max {
        return vec![(0, u64::MAX)];
    }
    let shards = shards as u64;
    let cuts = (bytes.div_ceil(sizes.cut_bytes_max.max(1) * shards) * shards).min(bytes);
    let share = |at: u64| u128::from(bytes) * u128::from(at) / u128::from(cuts);
    let edge = |at: u64| if at == cuts { u64::MAX } else { share(at) as u64 };
    (0..cuts).map(|at| (edge(at), edge(at + 1))).collect()
}

/// The shard with the fewest bytes, which gets these too.
fn lightest(desk: &Desk, shards: usize, bytes: u64) -> usize {
    let mut catalog = desk.catalog.borrow_mut();
    catalog.shard_bytes.resize(shards, 0);
    let (at, load) = catalog
        .shard_bytes
        .iter_mut()
        .enumerate()
        .min_by_key(|(at, load)| (**load, *at))
        .expect("there is at least one shard");
    *load += bytes;
    at
}

/// Takes bytes off a shard that does not get them.
fn lighten(desk: &Desk, shard: usize, bytes: u64) {
    if let Some(load) = desk.catalog.borrow_mut().shard_bytes.get_mut(shard) {
        *load = load.saturating_sub(bytes);
    }
}

/// Records before the first time of a cut take the last time before it, or, where the source
/// begins without times, the first that follows.
async fn join_edges(port: &Port, cuts: &[(usize, CutProgress)]) {
    let mut last = cuts.iter().find_map(|(_, cut)| cut.first_time);
    for (shard, cut) in cuts {
        if cut.starts_untimed
            && let Some(time) = last
        {
            debug_assert_ne!(time, TIME_UNKNOWN);
            port.ask(*shard, ShardCommand::FillLeading { cut: cut.cut, time }).await;
        }
        last = cut.last_time.or(last);
    }
}
