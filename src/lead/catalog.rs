//! The sources that are open: how they were settled, their cuts, and how far each is read.
//!
//! Does not: ask shards; `opening` does.

use std::collections::BTreeMap;

use super::groups::{self, Placed};
use crate::{
    engine::{
        arrange::Arrange,
        formats::{self, Hints, Settled},
        ingest::{
            Coding, Oddities,
            cut_reader::{Tally, first_byte},
        },
        limits::HEAD_BYTES,
        time::{TimeNanos, TimeRange},
    },
    protocol::{
        page::{
            Diagnostic, FileNow, OpenSource, Progress, SourceId, SourceSettings, SourceState,
            SourceSummary,
        },
        shard::{CutId, CutProgress},
    },
};

/// While files are read, answers are out of date all the time. The revision rises when twice as
/// much is read as before, so that asking anew costs a fixed share of the reading; and at the
/// latest after so many bytes.
const REVISION_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// A source that is read from its beginning whenever it grows is followed up to this many bytes.
const WHOLE_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// All open sources.
#[derive(Debug, Default)]
pub struct Catalog {
    sources: BTreeMap<SourceId, Source>,
    next_cut: CutId,
    /// Bytes given to each shard so far.
    pub shard_bytes: Vec<u64>,
    revision: u64,
    /// Bytes that were read when the revision rose last for reading alone.
    revised_bytes: u64,
    /// Sources whose summary changed since it was last told.
    changed: Vec<SourceId>,
    /// Whether anything changed at all, a closed source for one.
    news: bool,
}

/// One open source.
#[derive(Debug)]
pub struct Source {
    pub spec: OpenSource,
    pub state: SourceState,
    pub settled: Option<Settled>,
    pub coding: Coding,
    /// The shard that alone has the bytes: of a file inside of an archive.
    pub home: Option<usize>,
    /// What was not opened of an archive; none where the source is no archive.
    pub archive: Option<Oddities>,
    /// Where it stands among all.
    pub placed: Placed,
    /// A number that copies of it have in common, where that was asked for.
    pub print: Option<u64>,
    /// The source that it holds the same records as.
    copy_of: Option<String>,
    /// The cuts in the order of the source, with how far each is.
    pub cuts: Vec<CutProgress>,
    /// The shard that has the last of them.
    pub last_shard: usize,
}

impl Catalog {
    /// Enters a source.
    pub fn open(&mut self, spec: OpenSource) {
        let id = spec.id;
        let source = Source {
            placed: Placed::alone(id, &spec.name),
            print: None,
            copy_of: None,
            spec,
            state: SourceState::Waiting,
            settled: None,
            coding: Coding::default(),
            home: None,
            archive: None,
            cuts: Vec::new(),
            last_shard: 0,
        };
        self.sources.insert(id, source);
        self.tell(id);
    }

    /// Enters a file of an archive, whose bytes a shard has.
    pub fn open_inside(&mut self, spec: OpenSource, shard: usize) {
        let id = spec.id;
        self.open(spec);
        if let Some(source) = self.sources.get_mut(&id) {
            source.home = Some(shard);
        }
    }

    /// Notes that a source is an archive, and what of it is not opened.
    pub fn note_archive(&mut self, id: SourceId, skipped: &[(String, String)]) {
        let mut notes = Oddities::default();
        for (name, why) in skipped {
            notes.count(&format!("not opened: {why}"), 0, name.as_bytes());
        }
        if let Some(source) = self.sources.get_mut(&id) {
            source.archive = Some(notes);
        }
        self.touch(id);
    }

    /// Forgets a source.
    pub fn close(&mut self, id: SourceId) {
        self.sources.remove(&id);
        self.revised_bytes = 0;
        self.changed.retain(|&changed| changed != id);
        self.news = true;
        self.revision += 1;
    }

    /// Takes other settings for a source; whether it has to be read again for them.
    pub fn set(&mut self, id: SourceId, settings: SourceSettings) -> bool {
        let Some(source) = self.sources.get_mut(&id) else { return false };
        let old = std::mem::replace(&mut source.spec.settings, settings.clone());
        let apart = settings.apart;
        let same = SourceSettings { apart, ..old } == settings && source.is_ended();
        self.tell(id);
        !same
    }

    /// Makes a source wait to be read again.
    pub fn reread(&mut self, id: SourceId) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.cuts.clear();
            source.placed = Placed::alone(id, &source.spec.name);
            source.print = None;
            source.copy_of = None;
            source.state = SourceState::Waiting;
        }
        self.touch(id);
    }

    /// Gives a source its place; where that is news, the times of its leading records, by cut.
    pub fn place(&mut self, id: SourceId, placed: Placed) -> Option<Vec<(CutId, i64)>> {
        let before = placed.after.and_then(|before| self.sources.get(&before));
        let before =
            before.and_then(|before| before.cuts.iter().rev().find_map(|cut| cut.last_time));
        let source = self.sources.get_mut(&id).filter(|source| source.placed != placed)?;
        source.placed = placed;
        let fills = groups::fills(source, before);
        self.touch(id);
        Some(fills)
    }

    /// Keeps the print of a source's records.
    pub fn keep_print(&mut self, id: SourceId, print: u64) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.print = Some(print);
        }
    }

    /// Notes which sources are copies of which; whether that is news.
    pub fn note_copies(&mut self, copies: &BTreeMap<SourceId, SourceId>) -> bool {
        let name = |id: &SourceId| Some(self.sources.get(id)?.spec.name.clone());
        let names: BTreeMap<SourceId, Option<String>> =
            copies.iter().map(|(&copy, first)| (copy, name(first))).collect();
        let mut news = Vec::new();
        for (id, source) in &mut self.sources {
            let copy_of = names.get(id).cloned().flatten();
            if source.copy_of != copy_of {
                source.copy_of = copy_of;
                news.push(*id);
            }
        }
        news.iter().for_each(|&id| self.tell(id));
        !news.is_empty()
    }

    /// The source with this number.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(&id)
    }

    /// Every source, in the order of opening.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// The parts of the rotated file that a source is a part of, the oldest first; itself where it is none.
    pub fn parts(&self, id: SourceId) -> Vec<SourceId> {
        let Some(placed) = self.sources.get(&id).map(|source| &source.placed) else {
            return vec![id];
        };
        if !placed.grouped {
            return vec![id];
        }
        let parts = self.sources.values().filter(|part| part.placed.grouped);
        let mut parts: Vec<_> = parts
            .filter(|part| part.placed.name == placed.name)
            .map(|part| (part.placed.place, part.spec.id))
            .collect();
        parts.arrange();
        parts.into_iter().map(|(_, id)| id).collect()
    }

    /// Changes a source's state.
    pub fn set_state(&mut self, id: SourceId, state: SourceState) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.state = state;
        }
        self.tell(id);
        // A source that ends changes what was answered of it; while others are read the bytes tell.
        if self.sources.values().all(Source::is_ended) {
            self.revision += 1;
        }
    }

    /// Enters how a source is to be read.
    pub fn settle(&mut self, id: SourceId, settled: Settled, coding: Coding) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.settled = Some(settled);
            source.coding = coding;
        }
        self.tell(id);
    }

    /// The number of another cut.
    pub fn next_cut(&mut self) -> CutId {
        self.next_cut += 1;
        self.next_cut - 1
    }

    /// Enters a cut behind the source's last, which a shard has, and gives its number.
    pub fn add_cut(&mut self, id: SourceId, shard: usize) -> CutId {
        let cut = self.next_cut();
        if let Some(source) = self.sources.get_mut(&id) {
            source.cuts.push(CutProgress { cut, ..CutProgress::default() });
            source.last_shard = shard;
        }
        cut
    }

    /// Enters a source's file as it is now, which other cuts end from the `kept`th on. Answers change
    /// once its templates are settled.
    pub fn grow(&mut self, file: &FileNow, kept: usize, come: Vec<CutProgress>) {
        if let Some(source) = self.sources.get_mut(&file.source) {
            (source.spec.bytes, source.spec.modified) = (file.bytes, file.modified);
            source.cuts.truncate(kept);
            source.cuts.extend(come);
            source.print = None;
        }
        self.tell(file.source);
    }

    /// Enters how far a cut is.
    pub fn progressed(&mut self, progress: CutProgress) {
        let id = self.sources.values_mut().find_map(|source| {
            let slot = source.cuts.iter_mut().find(|cut| cut.cut == progress.cut)?;
            *slot = progress.clone();
            // It was read, and its file is not as it was.
            if let (SourceState::Done, Some(why)) = (&source.state, &progress.failed) {
                source.state = SourceState::Failed(why.clone());
            }
            Some(source.spec.id)
        });
        let Some(id) = id else { return };
        self.tell(id);
        let read = self.sources.values().map(Source::bytes_read).sum::<u64>();
        if read >= self.revised_bytes * 2 || read >= self.revised_bytes + REVISION_BYTES_MAX {
            self.revised_bytes = read;
            self.revision += 1;
        }
    }

    /// How many lines of a source stand before a cut, as far as those are read.
    pub fn first_line(&self, id: SourceId, cut: CutId) -> u64 {
        let cuts = self.sources.get(&id).map_or(&[][..], |source| &source.cuts);
        cuts.iter().take_while(|other| other.cut != cut).map(|other| other.tally.lines).sum()
    }

    /// First and last time over all records, the end exclusive.
    pub fn records_extent(&self) -> Option<TimeRange> {
        let (start, last) = extent(self.sources.values().flat_map(|source| &source.cuts))?;
        Some(TimeRange { start, end: TimeNanos(last.0.saturating_add(1)) })
    }

    /// First and last time over all sources, the end exclusive.
    pub fn extent(&self) -> Option<TimeRange> {
        let cuts = || self.sources.values().flat_map(|source| &source.cuts);
        // Where nothing is open but metric files, theirs.
        let of_metrics = || {
            let extents = cuts().filter_map(|cut| cut.metric.as_ref()?.extent);
            extents.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
        };
        let known = extent(cuts());
        let known = known.or_else(|| of_metrics().map(|(a, b)| (TimeNanos(a), TimeNanos(b))));
        known.map(|(first, last)| TimeRange {
            start: first,
            end: TimeNanos(last.0.saturating_add(1)),
        })
    }

    /// Notes that answers may be others though no source changed.
    pub fn answers_changed(&mut self) {
        self.revision += 1;
        self.news = true;
    }

    /// What is read: every cut with its records. Equal contents give equal answers.
    pub fn contents(&self) -> Vec<(CutId, u64)> {
        let cuts = self.sources.values().flat_map(|source| &source.cuts);
        cuts.map(|cut| (cut.cut, cut.records)).collect()
    }

    /// How often answers may have changed.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What changed since the last call, if anything did.
    pub fn progress(&mut self) -> Option<Progress> {
        if !std::mem::take(&mut self.news) {
            return None;
        }
        let mut changed = std::mem::take(&mut self.changed);
        changed.arrange();
        changed.dedup();
        let changed = changed.into_iter().filter_map(|id| self.sources.get(&id));
        let all = || self.sources.values();
        Some(Progress {
            revision: self.revision,
            sources: changed.map(Source::summary).collect(),
            records: all().map(Source::records).sum(),
            bytes_read: all().map(Source::bytes_read).sum(),
            bytes: all().map(|source| source.spec.bytes).sum(),
            extent: self.extent(),
            memory_bytes: all().flat_map(|source| &source.cuts).map(|cut| cut.memory_bytes).sum(),
            done: all().all(Source::is_ended),
        })
    }

    /// A source changed so that answers may be others.
    fn touch(&mut self, id: SourceId) {
        self.revision += 1;
        self.tell(id);
    }

    /// A source's summary changed.
    fn tell(&mut self, id: SourceId) {
        self.news = true;
        if self.changed.last() != Some(&id) {
            self.changed.push(id);
        }
    }
}

impl Source {
    /// What a person, and the file itself, say before it is read.
    pub fn hints(&self) -> Hints {
        let settings = &self.spec.settings;
        Hints {
            format: settings.format.clone(),
            zone: settings.zone.clone(),
            latest: self.spec.modified,
            shift_nanos: settings.shift_nanos,
            within: settings.within,
            own: settings.own.clone(),
            name: self.spec.name.clone(),
        }
    }

    /// Whether nothing more will be read.
    pub fn is_ended(&self) -> bool {
        self.state.is_ended()
    }

    /// The first and the last time of its records.
    pub fn extent(&self) -> Option<(TimeNanos, TimeNanos)> {
        extent(self.cuts.iter())
    }

    /// Whether it is a metric file that was read.
    pub fn is_metric(&self) -> bool {
        self.cuts.iter().any(|cut| cut.metric.is_some())
    }

    /// Whether it holds the same records as one that was opened before.
    pub fn is_copy(&self) -> bool {
        self.copy_of.is_some()
    }

    /// The first of its cuts that the file's end alone ended. All behind it are such, too.
    pub fn ends(&self) -> usize {
        self.cuts.iter().position(|cut| cut.open_end).unwrap_or(self.cuts.len())
    }

    /// The first byte that is read again when its file got more. None where that cannot be read by
    /// itself: it is no text as it lies in a file, or where a record ends needs long reading.
    pub fn grows(&self) -> Option<u64> {
        let settled = self.settled.as_ref()?;
        let is_cut = !settled.folded && (!settled.one_cut || self.spec.bytes <= WHOLE_BYTES_MAX);
        let is_file = self.home.is_none() && self.archive.is_none() && self.coding.is_plain();
        let grows = self.state == SourceState::Done && is_file && is_cut && !self.is_metric();
        // While the file has no more than its head, how it is read is settled anew.
        let is_head = self.spec.bytes < HEAD_BYTES as u64;
        let ends = self.cuts.get(self.ends()).filter(|_| grows)?;
        Some(if is_head { 0 } else { first_byte(ends.start) })
    }

    /// How many records.
    pub fn records(&self) -> u64 {
        self.cuts.iter().map(|cut| cut.records).sum()
    }

    fn bytes_read(&self) -> u64 {
        match self.state {
            SourceState::Done => self.spec.bytes,
            _ => self.cuts.iter().map(|cut| cut.bytes_read).sum::<u64>().min(self.spec.bytes),
        }
    }

    /// What the page shows of it.
    pub fn summary(&self) -> SourceSummary {
        let sum = |count: fn(&Tally) -> u64| self.cuts.iter().map(|cut| count(&cut.tally)).sum();
        let settled = self.settled.as_ref();
        let extent = self.extent();
        let formats = settled.map_or_else(Vec::new, |settled| settled.formats.clone());
        let archive = if self.archive.is_some() { "Archive" } else { "" };
        let own = settled.and_then(|settled| settled.own.as_ref()).map(|own| own.name.as_str());
        let format = formats.first().map_or(archive, |name| formats::title(name));
        SourceSummary {
            id: self.spec.id,
            name: self.spec.name.clone(),
            state: self.state.clone(),
            bytes: self.spec.bytes,
            bytes_read: self.bytes_read(),
            format: own.unwrap_or(format).to_owned(),
            formats,
            encoding: self.coding.encoding.title().to_owned(),
            zone: settled.map(|settled| settled.zone.clone()).unwrap_or_default(),
            zone_needed: settled.is_some_and(|settled| settled.zone_needed),
            zone_chosen: settled.is_some_and(|settled| settled.zone_chosen),
            settings: self.spec.settings.clone(),
            group: self.placed.grouped.then(|| self.placed.name.clone()),
            place: self.placed.place,
            lines: sum(|tally| tally.lines),
            records: self.records(),
            structure_lines: sum(|tally| tally.structure_lines),
            left_out: sum(|tally| tally.left_out),
            first: extent.map(|(first, _)| first),
            last: extent.map(|(_, last)| last),
            time_known: sum(|tally| tally.time_known),
            level_known: sum(|tally| tally.level_known),
            not_understood: sum(|tally| tally.not_understood),
            out_of_order: sum(|tally| tally.out_of_order) + self.out_of_order_edges(),
            diagnostics: self.diagnostics(),
            grows: self.grows(),
            metric: self.cuts.iter().find_map(|cut| cut.metric.clone()),
        }
    }

    /// Cuts that begin before the time at which the cut before them ended.
    fn out_of_order_edges(&self) -> u64 {
        let mut times = self.cuts.iter().filter_map(|cut| cut.tally.own_times);
        let Some((_, mut last)) = times.next() else { return 0 };
        let falls = times.filter(|&(first, end)| first < std::mem::replace(&mut last, end));
        falls.count() as u64
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = Oddities::default();
        if self.spec.bytes == 0 && self.state == SourceState::Done {
            all.count("the file is empty", 0, b"");
        }
        if self.settled.as_ref().is_some_and(|settled| settled.binary) {
            all.count("this looks like binary data rather than text", 0, b"");
        }
        if let Some(name) = &self.copy_of {
            all.count(&format!("the same content as {name}"), 0, b"");
        }
        if let Some(notes) = &self.archive {
            all.add(notes, 0);
        }
        let mut first_line = 0;
        for cut in &self.cuts {
            all.add(&cut.tally.oddities, first_line);
            first_line += cut.tally.lines;
        }
        let diagnostic = |oddity: crate::engine::ingest::oddities::Oddity| Diagnostic {
            kind: oddity.kind,
            count: oddity.count,
            examples: oddity.examples.into_iter().map(|(line, text)| (line + 1, text)).collect(),
        };
        let mut diagnostics: Vec<Diagnostic> = all.kinds.into_iter().map(diagnostic).collect();
        // Kinds turn up in the order of reading, which cuts change.
        diagnostics.arrange_by(|a, b| (b.count, &a.kind).cmp(&(a.count, &b.kind)));
        diagnostics
    }
}

fn extent<'a>(cuts: impl Iterator<Item = &'a CutProgress>) -> Option<(TimeNanos, TimeNanos)> {
    let extents = cuts.filter_map(|cut| cut.extent);
    let joined = extents.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))?;
    Some((TimeNanos(joined.0), TimeNanos(joined.1)))
}
