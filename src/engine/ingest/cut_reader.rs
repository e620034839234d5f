//! Finds the records of one cut in its bytes.
//!
//! Does not: know formats; `RecordReader` does.

use serde::{Deserialize, Serialize};

use super::{Oddities, encoding::BOM};
use crate::{
    formats::{LineRole, RecordReader, Settled},
    limits::BLOCK_BYTES,
    record::RecordParts,
    store::{Cut, CutBuilder, RecordAt, block::trim_line_end},
    time::TimeRange,
};

/// Which bytes of which source a cut is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CutSpec {
    pub source: u32,
    pub name: String,
    /// The first byte, counted in the plain text.
    pub start: u64,
    /// Where the next cut begins: its first record is the first behind a line that begins here or
    /// further on and settles the roles of the lines behind it ([`RecordReader::settles`]).
    pub end: u64,
    pub settled: Settled,
    /// Whether the text stays in memory; else it is read from the file again.
    pub keep_text: bool,
}

/// Counts that a cut's columns do not hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Lines of the cut: those of its records, and structure.
    pub lines: u64,
    /// Headers, brackets and blank lines.
    pub structure_lines: u64,
    /// Records of times that were not asked for.
    pub left_out: u64,
    pub not_understood: u64,
    pub time_known: u64,
    pub level_known: u64,
    /// Records whose own time is before that of the record with one before them.
    pub out_of_order: u64,
    /// The first and the last time that is a record's own, in the order of the source.
    pub own_times: Option<(i64, i64)>,
    pub oddities: Oddities,
}

/// Reads one cut.
#[derive(Debug)]
pub struct CutReader {
    end: u64,
    passing: Passing,
    /// Whether a line that begins at or behind `end` settled the roles of those behind it.
    settled_behind: bool,
    done: bool,
    reader: RecordReader,
    /// Records of other times are left out; those without a time are not.
    within: Option<TimeRange>,
    builder: CutBuilder,
    parts: RecordParts,
    tally: Tally,
    /// The text of the open block and, behind it, what is not yet a whole record.
    text: Vec<u8>,
    /// Where `text` begins in the source.
    text_offset: u64,
    /// Where the line in progress begins in `text`, and how far it was searched for its end.
    line_start: usize,
    searched: usize,
    record: Option<OpenRecord>,
    /// Lines of the cut before `text`.
    sealed_lines: u64,
}

/// What a cut that begins inside its source passes over.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Passing {
    /// The rest of the line that holds the byte before the cut.
    Line,
    /// Lines up to one that settles the roles of those behind it.
    Unsettled,
    /// Lines of the record before, up to a `Start`.
    Record,
    Nothing,
}

/// The record in progress.
#[derive(Clone, Copy, Debug)]
struct OpenRecord {
    start: usize,
    /// Behind its last line that is not blank, line end included.
    end: usize,
    first_line: u64,
    /// Blank lines behind `end`.
    blank_lines: u64,
}

/// The first byte that a cut's reader wants: the one before the cut, since only a line's end
/// there tells that a line begins with the cut.
#[must_use]
pub fn first_byte(start: u64) -> u64 {
    start.saturating_sub(1)
}

impl CutReader {
    /// A reader for a cut; `push` wants the source's bytes from [`first_byte`] on.
    pub fn new(spec: &CutSpec) -> CutReader {
        let first = first_byte(spec.start);
        CutReader {
            end: spec.end,
            passing: if spec.start > 0 { Passing::Line } else { Passing::Nothing },
            settled_behind: false,
            done: false,
            reader: RecordReader::new(&spec.settled),
            within: spec.settled.within,
            builder: CutBuilder::new(spec.source, &spec.name, first, spec.keep_text),
            parts: RecordParts::default(),
            tally: Tally::default(),
            text: Vec::with_capacity(2 * BLOCK_BYTES),
            text_offset: first,
            line_start: 0,
            searched: 0,
            record: None,
            sealed_lines: 0,
        }
    }

    /// Whether the cut is complete and wants no more bytes.
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// The records found so far, in whole blocks.
    pub fn cut(&self) -> &Cut {
        self.builder.cut()
    }

    /// The same, to be sorted.
    pub fn cut_mut(&mut self) -> &mut Cut {
        self.builder.cut_mut()
    }

    /// The counts so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Notes something odd about the bytes themselves.
    pub fn note(&mut self, kind: &str) {
        let line = self.tally.lines;
        self.tally.oddities.count(kind, line, b"");
    }

    /// Takes the next bytes of the source.
    pub fn push(&mut self, chunk: &[u8]) {
        // In pieces, so that a block's text stays near its size.
        for piece in chunk.chunks(BLOCK_BYTES) {
            if self.done {
                return;
            }
            self.text.extend_from_slice(piece);
            self.lines();
        }
    }

    /// The source ends here: the last line may lack its end. Gives the cut and its counts.
    pub fn finish(mut self) -> (Cut, Tally) {
        if !self.done && self.line_start < self.text.len() {
            self.searched = self.text.len();
            self.line();
        }
        if !self.done {
            self.close_record(false);
            self.seal(self.text.len());
        }
        (self.builder.finish(), self.tally)
    }

    fn lines(&mut self) {
        while let Some(at) = self.text.get(self.searched..).and_then(|it| memchr::memchr(b'\n', it))
        {
            self.searched += at + 1;
            self.line();
            if self.done {
                return;
            }
            self.line_start = self.searched;
        }
        self.searched = self.text.len();
        let whole = self.record.map_or(self.line_start, |record| record.start);
        if whole >= BLOCK_BYTES {
            self.seal(whole);
        }
    }

    /// The line from `line_start` to `searched`, its end included.
    fn line(&mut self) {
        if self.passing == Passing::Line {
            self.passing = Passing::Unsettled;
            return;
        }
        if self.text_offset == 0 && self.line_start == 0 && self.text.starts_with(BOM) {
            self.line_start = BOM.len().min(self.searched);
        }
        let end = trim_line_end(&self.text, self.line_start, self.searched);
        let line = self.text.get(self.line_start..end).unwrap_or_default();
        let blank = line.iter().all(u8::is_ascii_whitespace);
        let role = match self.record {
            None if blank && self.passing == Passing::Nothing => LineRole::Structure,
            _ => self.reader.role(line),
        };
        if role == LineRole::Start && self.settled_behind {
            self.close_record(false);
            self.seal(self.line_start);
            self.done = true;
            return;
        }
        let behind = self.text_offset + self.line_start as u64 >= self.end;
        let settles = (behind || self.passing == Passing::Unsettled) && self.reader.settles(line);
        self.settled_behind |= behind && settles;
        match self.passing {
            Passing::Unsettled if settles => self.passing = Passing::Record,
            Passing::Record if role == LineRole::Start => {
                self.seal(self.line_start); // no record yet: forgets what was passed over
                self.passing = Passing::Nothing;
            }
            _ => {}
        }
        if self.passing == Passing::Nothing {
            self.take_line(role, blank);
        }
    }

    /// Adds the line to the record in progress, or begins one with it.
    fn take_line(&mut self, role: LineRole, blank: bool) {
        let (start, next) = (self.line_start, self.searched);
        match (role, &mut self.record) {
            (LineRole::Continues, Some(record)) if blank => record.blank_lines += 1,
            (LineRole::Continues, Some(record)) => {
                record.end = next;
                record.blank_lines = 0;
            }
            (LineRole::Structure, _) => {
                self.close_record(true);
                self.tally.structure_lines += 1;
            }
            (LineRole::Start, _) | (LineRole::Continues, None) => {
                self.close_record(false);
                let first_line = self.tally.lines;
                self.record = Some(OpenRecord { start, end: next, first_line, blank_lines: 0 });
            }
        }
        self.tally.lines += 1;
    }

    fn close_record(&mut self, before_structure: bool) {
        let Some(record) = self.record.take() else { return };
        self.tally.structure_lines += record.blank_lines;
        let end = trim_line_end(&self.text, record.start, record.end);
        let text = self.text.get(record.start..end).unwrap_or_default();
        self.reader.parse(text, &mut self.parts);
        if self.is_left_out() {
            self.tally.left_out += 1;
            return self.builder.leave_out();
        }
        if !self.parts.understood {
            self.tally.not_understood += 1;
            self.tally.oddities.count("lines not understood", record.first_line, text);
        }
        if self.parts.further_header {
            let kind = "a further header: rows below it are read by the first one's names";
            self.tally.oddities.count(kind, record.first_line, text);
        }
        if self.parts.out_of_range && self.parts.time.is_none() {
            let kind = "times outside the years 1678 to 2261";
            self.tally.oddities.count(kind, record.first_line, text);
        }
        self.tally.level_known += u64::from(self.parts.level.is_some());
        if let Some(time) = self.parts.time {
            self.tally.time_known += 1;
            let (first, last) = self.tally.own_times.unwrap_or((time.0, time.0));
            self.tally.out_of_order += u64::from(time.0 < last);
            self.tally.own_times = Some((first, time.0));
        }
        let end_is_short = before_structure || record.blank_lines > 0;
        let at = RecordAt { start: record.start, end, end_is_short };
        self.builder.push(at, text, &self.parts);
    }

    /// Whether the record in hand is of a time that was not asked for.
    fn is_left_out(&self) -> bool {
        let (Some(within), Some(time)) = (self.within, self.parts.time) else { return false };
        time < within.start || time >= within.end
    }

    /// Closes the block at `at`, where a record or a line begins.
    fn seal(&mut self, at: usize) {
        // Copied, so that this room is used again: texts that grew and were shrunk leave holes.
        let at = at.min(self.text.len());
        let sealed = self.text.get(..at).unwrap_or_default();
        self.text_offset += at as u64;
        let line = self.record.map_or(self.tally.lines, |record| record.first_line);
        if self.passing == Passing::Nothing {
            self.tally.oddities.look_at(sealed, self.sealed_lines);
            self.sealed_lines = line;
        }
        self.builder.seal(sealed, self.text_offset, line);
        self.text.drain(..at);
        if self.text.capacity() > 4 * BLOCK_BYTES {
            self.text.shrink_to(2 * BLOCK_BYTES); // after one very long record
        }
        self.line_start = self.line_start.saturating_sub(at);
        self.searched = self.searched.saturating_sub(at);
        if let Some(record) = &mut self.record {
            record.start -= at;
            record.end -= at;
        }
    }
}
