//! A lead with its shards over sources in memory.
//!
//! Does not: check anything.

use std::cell::Cell;

use squall::{
    engine::time::{SECOND_NANOS, TimeNanos},
    lead::{local::Local, opening::CutSizes, shard::Host},
    protocol::page::{Command, FileNow, OpenSource, Reply, SourceSettings, SourceState},
};

use super::sources::Source;

/// Sources in memory, and a clock that runs a little with every look at it.
#[derive(Debug)]
pub(super) struct Files {
    bytes: Vec<Vec<u8>>,
    millis: Cell<f64>,
}

impl Host for Files {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        let bytes = self.bytes.get(source as usize).ok_or("no such source")?;
        let end = (end as usize).min(bytes.len());
        Ok(bytes[(start as usize).min(end)..end].to_vec())
    }

    fn now_millis(&self) -> f64 {
        self.millis.set(self.millis.get() + 3.0);
        self.millis.get()
    }
}

/// How sources are spread.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) shards: usize,
    /// Bytes of a cut at most.
    pub(super) cut_bytes: u64,
}

impl Spread {
    /// One shard, each source in one cut.
    pub(super) const WHOLE: Spread = Spread { shards: 1, cut_bytes: u64::MAX / 8 };
}

pub(super) type Desk = Local<Files>;

/// Opens sources and reads them to the end. All but the last `later` are opened at once.
pub(super) fn open(files: &[Source], spread: Spread, later: usize) -> Desk {
    let host =
        Files { bytes: files.iter().map(|file| file.0.clone()).collect(), millis: Cell::new(0.0) };
    let mut desk = Local::new(spread.shards, host);
    let Spread { cut_bytes, .. } = spread;
    desk.set_cut_sizes(CutSizes {
        whole_bytes_max: cut_bytes,
        cut_bytes_max: cut_bytes,
        end_bytes_max: cut_bytes,
    });
    let sources: Vec<OpenSource> = files.iter().enumerate().map(source).collect();
    let (first, rest) = sources.split_at(sources.len().saturating_sub(later));
    desk.ask(Command::Open { sources: first.to_vec() });
    for source in rest {
        desk.ask(Command::Open { sources: vec![source.clone()] });
    }
    let progress = desk.progress();
    assert!(progress.done, "{progress:?}");
    assert!(progress.sources.iter().all(|source| source.state == SourceState::Done));
    desk
}

/// The file of a source is another one from now on.
pub(super) fn change(desk: &mut Desk, id: usize, bytes: Vec<u8>) {
    desk.host_mut().bytes[id] = bytes;
}

/// The file of a source grew to this, and what came is read; whether it was.
pub(super) fn grow(desk: &mut Desk, id: usize, bytes: Vec<u8>) -> bool {
    let spec = source((id, &Source(bytes.clone())));
    change(desk, id, bytes);
    let file = FileNow { source: spec.id, bytes: spec.bytes, modified: spec.modified };
    match ask(desk, Command::Grow(vec![file])) {
        Reply::Grown(files) => files == [file],
        other => panic!("{other:?}"),
    }
}

/// The same, and the source is opened anew.
pub(super) fn open_again(desk: &mut Desk, id: usize, bytes: Vec<u8>) {
    let spec = source((id, &Source(bytes.clone())));
    change(desk, id, bytes);
    desk.ask(Command::Open { sources: vec![spec] });
}

fn source((id, Source(bytes)): (usize, &Source)) -> OpenSource {
    OpenSource {
        id: id as u32,
        name: format!("logs/{id}.log"),
        bytes: bytes.len() as u64,
        // 2026-06-01
        modified: TimeNanos(1_780_272_000 * SECOND_NANOS),
        settings: SourceSettings::default(),
        ..OpenSource::default()
    }
}

/// Asks what has one answer.
pub(super) fn ask(desk: &mut Desk, command: Command) -> Reply {
    let mut replies = desk.ask(command.clone());
    assert_eq!(replies.len(), 1, "{command:?} is answered once");
    replies.remove(0)
}
