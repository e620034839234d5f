//! What leaves the tab, and what is taken out of it before: records in stretches, a report and
//! tables whole, the filter in other tools' languages, and what a link would give away.
//!
//! [`ExportAsked`] is answered by the first [`Exported`]; `Command::ExportOn` by each next, so that
//! the page says when it can take more.
//!
//! Does not: carry more than a stretch of records at once.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{RecordKey, SourceId, TimeRange};

/// How records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordForm {
    /// JSON, one record a line.
    #[default]
    JsonLines,
    Csv,
    /// As in the input.
    Text,
    Markdown,
}

/// What is taken out of what leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// Nothing is.
    pub off: bool,
    /// Kinds that stay, by [`ReviewRow::kind`].
    pub kept: Vec<String>,
    /// A person's own rules, each a regular expression.
    pub own: Vec<String>,
}

/// What records are gone through for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportPurpose {
    /// To say what would be taken out; nothing is written.
    #[default]
    Review,
    Write(RecordForm),
    /// As text, source by source, to be opened by another page.
    Slice,
}

/// Records to be gone through: those of the filter within its range, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExportAsked {
    pub purpose: ExportPurpose,
    /// Columns by name; empty: what the form has by itself.
    pub columns: Vec<String>,
    pub redaction: Redaction,
    /// The first rank and how many records; none: all.
    pub ranks: Option<(u64, u64)>,
    /// This record alone, whether the filter selects it or not.
    pub record: Option<RecordKey>,
    /// Texts that go beside a slice and have secrets taken out by the same names.
    pub beside: Vec<String>,
    /// Records whose places in the slice are wanted.
    pub wanted: BTreeSet<RecordKey>,
}

/// A stretch of records, written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exported {
    /// What stands before the first record of each file.
    pub head: String,
    pub text: String,
    /// Of a slice: from which source how many bytes of `text` are, in their order.
    pub parts: Vec<(SourceId, u32)>,
    /// Records gone through so far, of how many.
    pub done: u64,
    pub all: u64,
    /// Records whose text could not be read any more; they are not written.
    pub unreadable: u64,
    /// There are no more.
    pub ended: bool,
    /// Why it cannot go on; what was written so far is whole.
    pub stopped: Option<String>,
    /// A rule of the person's own that cannot be used; then nothing was done.
    pub mistake: Option<RuleMistake>,
    /// What was taken out so far.
    pub review: Review,
    /// Of a slice that ended.
    pub slice: SliceEnd,
}

/// What a slice is opened with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SliceEnd {
    /// The names of its sources.
    pub names: Vec<(SourceId, String)>,
    /// [`ExportAsked::beside`] with secrets taken out.
    pub beside: Vec<String>,
    /// Wanted records that are in it, each with its place there.
    pub places: Vec<(RecordKey, RecordKey)>,
}

/// What was taken out, by kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Every kind there is; those that were not found count 0.
    pub rows: Vec<ReviewRow>,
    /// Bytes of text that were looked through, and how many of them were taken out.
    pub bytes: u64,
    pub bytes_taken: u64,
}

/// One kind of what is taken out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// The kind's name in settings, and in plain words.
    pub kind: String,
    pub title: String,
    /// Places, and different values.
    pub count: u64,
    pub distinct: u64,
    /// Values, cut where long, and the names that stand for them.
    pub examples: Vec<(String, String)>,
}

/// A rule of a person's own that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleMistake {
    /// Which, from 0.
    pub rule: u32,
    /// Byte range in it.
    pub start: u32,
    pub end: u32,
    pub message: String,
}

/// What is written whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// The finding as one page of HTML.
    #[default]
    Report,
    /// The same as Markdown.
    ReportMarkdown,
    /// The timeline as a picture (SVG).
    Timeline,
    // Tables as CSV.
    Patterns,
    Facets,
    Requests,
    Bursts,
}

/// A paper that is wanted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PaperAsked {
    pub paper: Paper,
    pub redaction: Redaction,
    /// Of a report: what stands at its top.
    pub title: String,
    /// The stretch that is explained; none: the strongest burst of errors.
    pub range: Option<TimeRange>,
    /// The id of the request that is followed.
    pub id: Option<String>,
    /// How many events are quoted at most besides those that a person marked.
    pub quotes: u32,
    /// What a person marked: events in order, each with what was noted.
    pub marks: Vec<(RecordKey, String)>,
    /// What a person noted of ranges, in order.
    pub notes: Vec<String>,
}

/// A paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// A name for the file.
    pub file_name: String,
    pub text: String,
    pub review: Review,
}

/// The filter in another tool's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translated {
    pub title: String,
    /// Empty where the language has no words for the filter; then `missing` says for what.
    pub text: String,
    /// Where its answer may differ from Squall's.
    pub notes: Vec<String>,
    /// Conditions, and why there are no words for them.
    pub missing: Vec<(String, String)>,
    /// How to bring exported records into the tool, where it reads those.
    pub setup: Option<String>,
    /// Where the language is described.
    pub grammar: String,
}
