//! Reads cuts slice by slice: file -> plain bytes -> records.
//!
//! Does not: decide which cuts there are.

use super::{
    Host, Shard,
    held::{CutState, HeldCut},
};
use crate::{
    engine::{
        formats::{self, Hints},
        ingest::{Coding, CutReader, CutSpec, archive, cut_reader::first_byte, plain::PlainText},
        limits::{HEAD_BYTES, SERIES_BYTES_MAX},
        series,
        store::TIME_UNKNOWN,
    },
    protocol::{
        Envelope,
        shard::{CutId, CutProgress, ShardReply},
    },
};

/// Bytes of a file asked for at once.
const SLICE_BYTES: u64 = 4 * 1024 * 1024;
/// Bytes asked for first, so that rows come soon.
const FIRST_SLICE_BYTES: u64 = 1024 * 1024;
/// Bytes handed to the reader between two looks at the clock.
const PIECE_BYTES: usize = 128 * 1024;

/// Small files are kept between looking at them and reading them, together up to this many bytes.
const SMALL_BYTES_MAX: usize = 16 * 1024 * 1024;

/// How much is read when rows can be shown for the first time.
const FIRST_NEWS_BYTES: u64 = 2 * PIECE_BYTES as u64;

/// Whether a cut is a metric file, which is read whole.
fn is_metric(spec: &CutSpec) -> bool {
    spec.settled.own.is_none()
        && spec.settled.formats.first().is_some_and(|name| series::is_kind(name))
}

/// A cut on the way.
#[derive(Debug)]
pub(super) struct Progressing {
    pub(super) reader: CutReader,
    plain_text: PlainText,
    /// The plain bytes so far of a document that is unfolded into lines once it is whole, or of a
    /// metric file.
    whole: Option<Vec<u8>>,
    /// There is more of it than is held.
    beyond: bool,
    /// The slice being worked on, and how far.
    slice: Vec<u8>,
    slice_at: usize,
    /// The next byte of the file.
    next: u64,
}

impl Shard {
    /// Looks at the head and the tail of a source. A small one is whole then, and kept until it is read.
    pub(super) fn settle(&mut self, source: u32, hints: &Hints, host: &mut dyn Host) -> ShardReply {
        let bytes = self.file_bytes.get(&source).copied().unwrap_or(0);
        let head_end = bytes.min(HEAD_BYTES as u64);
        let head = match host.read(source, 0, head_end) {
            Ok(head) => head,
            Err(why) => return ShardReply::Unreadable { why },
        };
        if archive::is_archive(&head) && !self.unpacked.borrow().contains_key(&source) {
            return ShardReply::Archive;
        }
        let (coding, plain) = Coding::of(&head, HEAD_BYTES);
        let tail_start = bytes.saturating_sub(HEAD_BYTES as u64 / 4).max(head_end);
        let tail = match coding.is_plain() && tail_start < bytes {
            true => host.read(source, tail_start, bytes).unwrap_or_default(),
            false => Vec::new(),
        };
        let settled = formats::settle(&plain, &tail, hints);
        self.keep_small(source, head);
        ShardReply::Settled { settled, coding }
    }

    /// Keeps what was looked at if it is a whole file: each call to a browser for bytes takes about a
    /// millisecond, and a folder has thousands of small files.
    fn keep_small(&mut self, source: u32, head: Vec<u8>) {
        let kept: usize = self.small.values().map(Vec::len).sum();
        let is_whole = self.file_bytes.get(&source) == Some(&(head.len() as u64));
        if is_whole && kept + head.len() <= SMALL_BYTES_MAX {
            self.small.insert(source, head);
        }
    }

    /// Begins a cut.
    pub(super) fn begin_cut(&mut self, coding: Coding, spec: CutSpec) -> HeldCut {
        let whole = self.small.remove(&spec.source).filter(|_| spec.start == 0);
        let slice = whole.unwrap_or_default();
        let progressing = Progressing {
            reader: CutReader::new(&spec),
            plain_text: PlainText::new(coding),
            whole: (spec.settled.folded || is_metric(&spec)).then(Vec::new),
            beyond: false,
            next: first_byte(spec.start) + slice.len() as u64,
            slice,
            slice_at: 0,
        };
        let rereadable = coding.is_plain() && progressing.whole.is_none();
        HeldCut::new(spec, progressing, rereadable)
    }

    /// A cut that is read, aside or not.
    fn held_mut(&mut self, cut: CutId) -> Option<&mut HeldCut> {
        self.cuts.get_mut(&cut).or_else(|| self.aside.get_mut(&cut))
    }

    /// Reads a piece of the first cut on the way; now and then says how far it is.
    pub(super) fn read_slice(&mut self, host: &mut dyn Host) -> Option<Envelope<ShardReply>> {
        let (id, cut) = self.reading.front().copied()?;
        let has_room = self.make_room();
        let source = self.held_mut(cut)?.spec.source;
        let file_bytes = self.file_bytes.get(&source).copied().unwrap_or(0);
        let held = self.held_mut(cut)?;
        let more = match has_room {
            true => held.advance(file_bytes, host),
            false => {
                held.full = true;
                held.finish(None);
                None
            }
        };
        if more == Some(false) {
            return None;
        }
        if more.is_none() {
            self.make_room();
        }
        let progress = self.held_mut(cut)?.progress(cut);
        let body = match more {
            Some(_) => ShardReply::Reading(progress),
            None => {
                self.reading.pop_front();
                ShardReply::Read(progress)
            }
        };
        Some(Envelope { id, body })
    }

    /// Ends all cuts where they are.
    pub(super) fn stop_reading(&mut self) {
        for (id, cut) in self.reading.drain(..) {
            if let Some(held) = self.cuts.get_mut(&cut).or_else(|| self.aside.get_mut(&cut)) {
                held.finish(None);
                let body = ShardReply::Read(held.progress(cut));
                self.stopped.push(Envelope { id, body });
            }
        }
    }
}

impl Progressing {
    /// Bytes of a document that is held whole.
    pub(super) fn whole_bytes(&self) -> usize {
        self.whole.as_ref().map_or(0, Vec::len)
    }

    /// Works off the slice up to `end`.
    fn feed_slice(&mut self, end: usize) {
        let slice = std::mem::take(&mut self.slice);
        self.feed(slice.get(self.slice_at..end).unwrap_or_default());
        self.slice = slice;
        self.slice_at = end;
    }

    fn feed(&mut self, packed: &[u8]) {
        let plain = self.plain_text.push(packed);
        match &mut self.whole {
            None => self.reader.push(&plain),
            Some(whole) if whole.len() <= SERIES_BYTES_MAX => whole.extend_from_slice(&plain),
            Some(_) => self.beyond = true,
        }
    }
}

/// Where the slice of a cut's file ends that begins at `next`: little is read of what lies behind
/// the cut, as only its last record may reach there.
fn slice_end(spec: &CutSpec, next: u64, file_bytes: u64) -> u64 {
    let first = next == first_byte(spec.start);
    let piece = PIECE_BYTES as u64;
    let own_end = spec.end.saturating_add(piece).max(next.saturating_add(piece));
    let slice_bytes = if first { FIRST_SLICE_BYTES } else { SLICE_BYTES };
    next.saturating_add(slice_bytes).min(own_end).min(file_bytes)
}

impl HeldCut {
    /// Works off one piece. None: the cut is read; true: a slice of the file was worked off.
    fn advance(&mut self, file_bytes: u64, host: &mut dyn Host) -> Option<bool> {
        let CutState::Reading(progressing) = &mut self.state else { return None };
        if progressing.slice_at >= progressing.slice.len() {
            let end = slice_end(&self.spec, progressing.next, file_bytes);
            if progressing.next >= end || progressing.reader.is_done() {
                self.finish(None);
                return None;
            }
            match host.read(self.spec.source, progressing.next, end) {
                Ok(slice) if slice.len() as u64 == end - progressing.next => {
                    progressing.slice = slice;
                    progressing.slice_at = 0;
                    progressing.next = end;
                }
                Ok(slice) => {
                    progressing.feed(&slice);
                    self.finish(Some("the file changed while it was read".to_owned()));
                    return None;
                }
                Err(why) => {
                    self.finish(Some(why));
                    return None;
                }
            }
        }
        let end = (progressing.slice_at + PIECE_BYTES).min(progressing.slice.len());
        let piece = progressing.slice.get(progressing.slice_at..end).unwrap_or_default();
        let piece_bytes = piece.len() as u64;
        progressing.feed_slice(end);
        self.bytes_read += piece_bytes;
        if progressing.reader.is_done() {
            self.finish(None);
            return None;
        }
        Some(end == progressing.slice.len() || self.bytes_read == FIRST_NEWS_BYTES)
    }

    /// Turns what was read into a finished cut.
    fn finish(&mut self, failed: Option<String>) {
        let CutState::Reading(progressing) = &mut self.state else { return };
        let empty = CutReader::new(&self.spec);
        let mut reader = std::mem::replace(&mut progressing.reader, empty);
        let none = PlainText::new(Coding::default());
        let plain_text = std::mem::replace(&mut progressing.plain_text, none);
        let (rest, trouble) = plain_text.finish();
        let mut found = None;
        match progressing.whole.take() {
            None => reader.push(&rest),
            Some(mut whole) => {
                whole.extend(rest);
                if is_metric(&self.spec) {
                    found = Some(series::read(&whole, &self.spec.settled));
                } else {
                    reader.push(&formats::unfold(&whole));
                }
            }
        }
        if let Some(trouble) = &trouble {
            reader.note(trouble);
        }
        if progressing.beyond {
            reader.note("more than 512 MiB in one document, the rest left out");
        }
        self.open_end = !reader.is_done();
        let (mut cut, mut tally) = reader.finish();
        if let Some(found) = found {
            tally.lines = found.lines;
            tally.structure_lines = found.structure_lines;
            tally.oddities.add(&found.oddities, 0);
            self.found = Some(Box::new(found));
        }
        cut.sort();
        self.failed = failed;
        self.state = CutState::Read(Box::new(cut), Box::new(tally));
    }

    /// How far the cut is.
    pub(super) fn progress(&self, cut: CutId) -> CutProgress {
        let store = self.cut();
        let times = store.times.get(..store.count()).unwrap_or_default();
        let known = |time: &&i64| **time != TIME_UNKNOWN;
        CutProgress {
            cut,
            bytes_read: self.bytes_read,
            records: store.count() as u64,
            tally: self.tally().clone(),
            extent: store.extent(),
            starts_untimed: times.first().is_some_and(|&time| time == TIME_UNKNOWN),
            last_time: times.last().copied().filter(|time| known(&time)),
            first_time: times.iter().find(known).copied(),
            memory_bytes: store.memory_bytes() as u64,
            failed: self.failed.clone(),
            full: self.full,
            start: self.spec.start,
            open_end: self.open_end,
            metric: self.metric_card(),
        }
    }
}
