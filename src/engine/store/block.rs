//! A block: the text of some thousand consecutive records, kept or left in the file.
//!
//! Does not: take records apart.

use std::ops::Range;

/// The text of consecutive records and where each starts in it.
#[derive(Debug, Default)]
pub struct Block {
    /// The number of its first record in the cut.
    pub first: usize,
    /// Where the text begins in the (decompressed) source, in bytes.
    pub offset: u64,
    /// How many bytes the text has, kept or not.
    pub bytes: usize,
    /// The line (from 0, counted in the cut) that the text begins with.
    pub first_line: u64,
    /// Where each record starts in the text.
    pub starts: Vec<u32>,
    /// Records whose end is not right before the next start, as (record of the block, end): what
    /// follows them is structure or blank lines. Ascending.
    pub short_ends: Vec<(u32, u32)>,
    /// The text; none where it is read again from the file when needed.
    pub text: Option<Box<[u8]>>,
    /// A number by which the text is known again, where it was left in the file.
    pub(super) print: u64,
}

impl Block {
    /// How many records.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Where record `i` of the block begins in its text; the text's end for a number that none has.
    pub fn start(&self, i: usize) -> usize {
        self.starts.get(i).map_or(self.bytes, |&start| start as usize)
    }

    /// Where record `i` of the block lies in `text`, without its last line end.
    pub fn span(&self, i: usize, text: &[u8]) -> Range<usize> {
        let start = self.starts.get(i).map_or(text.len(), |&start| start as usize);
        if let Ok(at) = self.short_ends.binary_search_by_key(&(i as u32), |&(record, _)| record)
            && let Some(&(_, end)) = self.short_ends.get(at)
        {
            return start..(end as usize).clamp(start, text.len().max(start));
        }
        let next = self.starts.get(i + 1).map_or(text.len(), |&next| next as usize);
        start..trim_line_end(text, start, next)
    }

    /// The byte offset in the source of a record, given by its number in the cut.
    pub fn record_offset(&self, record: usize) -> u64 {
        let start = self.starts.get(record.wrapping_sub(self.first)).copied().unwrap_or(0);
        self.offset + u64::from(start)
    }

    /// The number in the cut of the record that starts at an offset of the source.
    pub fn record_at(&self, offset: u64) -> Option<usize> {
        let start = u32::try_from(offset.checked_sub(self.offset)?).ok()?;
        let i = self.starts.binary_search(&start).ok()?;
        Some(self.first + i)
    }

    /// The line of record `i` of the block, from 0, counted in the cut. `known`: a record at or before
    /// it whose line is known, and that line.
    pub fn line(&self, i: usize, text: &[u8], known: Option<(usize, u64)>) -> u64 {
        let start = |i: usize| self.starts.get(i).map_or(text.len(), |&start| start as usize);
        let (from, line) = known.map_or((0, self.first_line), |(i, line)| (start(i), line));
        let between = text.get(from..start(i)).unwrap_or_default();
        line + memchr::memchr_iter(b'\n', between).count() as u64
    }

    /// Keeps the text no longer; how many bytes that frees.
    pub fn leave_text(&mut self) -> usize {
        let Some(text) = self.text.take() else { return 0 };
        self.print = print(&text);
        text.len()
    }

    /// Whether a text that was read again is the one that was left in the file.
    pub fn is_text(&self, text: &[u8]) -> bool {
        text.len() == self.bytes && print(text) == self.print
    }

    /// The same, whether it was kept or left.
    pub fn is_still(&self, text: &[u8]) -> bool {
        self.text.as_ref().map_or_else(|| self.is_text(text), |own| **own == *text)
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        self.text.as_ref().map_or(0, |text| text.len()) + self.starts.len() * 4
    }
}

/// A number that another text hardly has, eight bytes at a time: multiply and rotate, as in FxHash.
pub(super) fn print(text: &[u8]) -> u64 {
    let step =
        |sum: u64, word: u64| (sum.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (words, rest) = text.as_chunks::<8>();
    let sum =
        words.iter().fold(text.len() as u64, |sum, word| step(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, &byte| step(sum, u64::from(byte)))
}

/// The end of `start..end` without one trailing line end (LF or CRLF).
pub fn trim_line_end(text: &[u8], start: usize, end: usize) -> usize {
    let line = text.get(start..end).unwrap_or_default();
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    start + line.len()
}
