//! A cut as a shard holds it: its columns, its text, and which records the slots select.
//!
//! Does not: answer questions.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use super::{
    Host, Shard, field_looks::Looks, id_classes::LookedAt, ids::Looked, measures::KeptMarks,
    reading::Progressing,
};
use crate::{
    engine::{
        bursts::Metric,
        formats::RecordReader,
        ingest::{CutSpec, cut_reader::Tally},
        series::Found,
        store::{Block, Cut, Selection, order::Ordered},
    },
    protocol::shard::Slot,
};

/// A cut with what a shard needs to answer about it.
#[derive(Debug)]
pub struct HeldCut {
    pub spec: CutSpec,
    /// Takes records apart for fields without a column, rows and details.
    pub reader: RefCell<RecordReader>,
    pub(super) state: CutState,
    /// Identity of each shape's template, by the cut's shape number.
    pub templates: Vec<u64>,
    pub(super) slots: BTreeMap<Slot, SlotBits>,
    pub(super) bytes_read: u64,
    pub(super) failed: Option<String>,
    /// Reading was stopped since memory is full.
    pub(super) full: bool,
    /// Whether the file's end alone ended its last record.
    pub(super) open_end: bool,
    /// Whether its text can be left in the file and read again.
    pub(super) rereadable: bool,
    /// Why a text could not be read again, until that is told.
    pub(super) unread: RefCell<Option<String>>,
    /// What is in a metric file, and the bursts of its first series.
    pub(super) found: Option<Box<Found>>,
    pub(super) track_bursts: Vec<Metric>,
    selections: BTreeMap<Slot, Selection>,
    pub(super) looked: Looked,
    pub(super) id_classes: LookedAt,
    pub(super) looks: Looks,
    pub(super) kept_marks: Vec<KeptMarks>,
    /// Block, record of it and line that were asked for last: most are asked for in order.
    last_line: Cell<(usize, usize, u64)>,
    /// Its bytes in memory once it is read, with how many blocks were looked through for ids then.
    pub(super) counted_bytes: Cell<Option<(usize, u64)>>,
}

/// Whether a cut is still being read.
#[derive(Debug)]
pub(super) enum CutState {
    Reading(Box<Progressing>),
    Read(Box<Cut>, Box<Tally>),
}

/// What a slot's query selects in a cut, as far as it was evaluated.
#[derive(Debug, Default)]
pub(super) struct SlotBits {
    /// Bit `i % 64` of word `i / 64` is record `i`.
    pub(super) words: Vec<u64>,
    pub(super) blocks: usize,
    /// To be evaluated anew when it is asked next.
    stale: bool,
}

impl Shard {
    /// Has a source's records go by a name, in a place among all.
    pub(super) fn place(&mut self, source: u32, name: &str, place: u32) {
        for held in self.cuts.values_mut().filter(|held| held.cut().source == source) {
            let cut = held.cut_mut();
            name.clone_into(&mut cut.name);
            cut.place = place;
        }
        // Those that compare sources select others now.
        self.forget_queries();
    }
}

impl HeldCut {
    pub(super) fn new(spec: CutSpec, progressing: Progressing, rereadable: bool) -> HeldCut {
        HeldCut {
            reader: RefCell::new(RecordReader::new(&spec.settled)),
            spec,
            state: CutState::Reading(Box::new(progressing)),
            templates: Vec::new(),
            slots: BTreeMap::new(),
            bytes_read: 0,
            failed: None,
            full: false,
            open_end: false,
            rereadable,
            unread: RefCell::default(),
            found: None,
            track_bursts: Vec::new(),
            selections: BTreeMap::new(),
            looked: Looked::default(),
            id_classes: LookedAt::default(),
            looks: Looks::default(),
            kept_marks: Vec::new(),
            last_line: Cell::new((usize::MAX, 0, 0)),
            counted_bytes: Cell::default(),
        }
    }

    /// The columns, as far as they are read.
    pub fn cut(&self) -> &Cut {
        match &self.state {
            CutState::Reading(progressing) => progressing.reader.cut(),
            CutState::Read(cut, _) => cut,
        }
    }

    /// The same, to be sorted.
    pub fn cut_mut(&mut self) -> &mut Cut {
        self.counted_bytes.set(None);
        match &mut self.state {
            CutState::Reading(progressing) => progressing.reader.cut_mut(),
            CutState::Read(cut, _) => cut,
        }
    }

    /// What was counted besides the columns.
    pub fn tally(&self) -> &Tally {
        match &self.state {
            CutState::Reading(progressing) => progressing.reader.tally(),
            CutState::Read(_, tally) => tally,
        }
    }

    /// The records by time.
    pub fn order(&self) -> Ordered<'_> {
        self.cut().order()
    }

    /// What a slot selects; every record where it holds no query.
    pub fn selection(&self, slot: Slot) -> Cow<'_, Selection> {
        match self.selections.get(&slot) {
            Some(selection) if slot != Slot::All => Cow::Borrowed(selection),
            _ => Cow::Owned(Selection::all(self.cut().count())),
        }
    }

    /// Lets what a slot selects be the bits evaluated so far, those of `within` alone.
    pub(super) fn settle_slot(&mut self, slot: Slot, within: Option<Slot>) {
        self.cut_mut().sort();
        let Some(bits) = self.slots.get(&slot) else {
            self.selections.remove(&slot);
            return;
        };
        let within = within.and_then(|within| self.slots.get(&within));
        let selection = match within {
            Some(within) => {
                let both = Selection::intersect(bits.words.clone(), &within.words);
                Selection::new(&both, self.order())
            }
            None => Selection::new(&bits.words, self.order()),
        };
        self.selections.insert(slot, selection);
    }

    /// What a slot's query selects as far as that holds, to be gone on with.
    pub(super) fn take_bits(&mut self, slot: Slot) -> SlotBits {
        self.slots.remove(&slot).filter(|bits| !bits.stale).unwrap_or_default()
    }

    /// Has every query evaluated anew when it is asked next.
    pub(super) fn outdate_slots(&mut self) {
        self.slots.values_mut().for_each(|bits| bits.stale = true);
    }

    /// Empties a slot: every record.
    pub(super) fn clear_slot(&mut self, slot: Slot) {
        self.slots.remove(&slot);
        self.selections.remove(&slot);
        self.cut_mut().sort();
    }

    /// The line of record `i` of a block, from 0, counted in the cut.
    pub(super) fn line(&self, block: usize, i: usize, text: &[u8]) -> u64 {
        let (last_block, last, line) = self.last_line.get();
        let known = (last_block == block && last <= i).then_some((last, line));
        let line = self.cut().blocks.get(block).map_or(0, |block| block.line(i, text, known));
        self.last_line.set((block, i, line));
        line
    }

    /// Identity of a record's template.
    pub fn template_of(&self, record: usize) -> u64 {
        let shape = self.cut().shape_of.get(record).copied().unwrap_or(0);
        self.templates.get(shape as usize).copied().unwrap_or(0)
    }

    /// The text of a block, kept or read again.
    pub fn text<'a>(
        &'a self,
        block: &'a Block,
        host: &mut dyn Host,
    ) -> Result<Cow<'a, [u8]>, String> {
        if let Some(text) = &block.text {
            return Ok(Cow::Borrowed(text));
        }
        let end = block.offset + block.bytes as u64;
        let read = host.read(self.spec.source, block.offset, end);
        match read {
            Ok(text) if block.is_text(&text) => Ok(Cow::Owned(text)),
            Ok(_) => Err("the file changed since it was opened".to_owned()),
            Err(why) => Err(why),
        }
        .inspect_err(|why| *self.unread.borrow_mut() = Some(why.clone()))
    }
}
