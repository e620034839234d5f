//! Handing over: what leaves the tab, and what is taken out of it before.
//!
//! Nothing is written before its [`Review`] was shown. Records come in stretches: the next is asked
//! for when the one before has left.
//!
//! Does not: find secrets or write records; the lead does.

use std::rc::Rc;

use super::show::{bytes, grouped, plural};
use crate::protocol::page::{
    Paper, RecordForm, Redaction, Review, RuleMistake, SourceId, Translated, Written,
};

/// Text that a copy holds at most, in bytes; more is to be saved.
pub const COPY_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Text of a page with events in it at most, in bytes.
pub const PAGE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What the dialog shows, and what is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandOver {
    /// Which part of the dialog is open.
    pub part: Part,
    /// What records are saved as.
    pub form: SavedAs,
    /// Columns of tables as typed, joined by commas.
    pub columns: String,
    /// Nothing is taken out.
    pub off: bool,
    /// A person's own rules as they stand in the dialog, one a line.
    pub rules: String,
    /// What is wrong with one of them.
    pub mistake: Option<RuleMistake>,
    /// What would be taken out of the records, as far as they were looked through.
    pub review: Rc<Review>,
    /// Records gone through, of how many.
    pub done: u64,
    /// See `done`.
    pub all: u64,
    /// What goes on.
    pub run: Run,
    /// What came of the last one, in words.
    pub outcome: Option<String>,
    /// The report, ready to be saved.
    pub report: Option<Rc<Written>>,
    /// The filter in other languages, once it is answered.
    pub translated: Option<Rc<Vec<Translated>>>,
    /// Which of them is open.
    pub language: usize,
    /// The link that was warned of: asked for again, it is copied.
    pub warned: Option<String>,
    /// The link that is being looked through.
    pub linking: Option<String>,
    /// Answers are shown with secrets taken out.
    pub veiled: bool,
}

/// A part of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Records, tables, pictures.
    #[default]
    Export,
    /// The finding as one page.
    Report,
    /// The filter in other languages.
    Translate,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Part; 3] = [Part::Export, Part::Report, Part::Translate];

    /// What stands on its tab.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Part::Export => "Export",
            Part::Report => "Report",
            Part::Translate => "Other tools",
        }
    }
}

/// What records are saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedAs {
    /// A text that other tools read.
    Records(RecordForm),
    /// This page with the records in it.
    Page,
}

impl Default for SavedAs {
    fn default() -> SavedAs {
        SavedAs::Records(RecordForm::JsonLines)
    }
}

impl SavedAs {
    /// All of them, in order.
    pub const ALL: [SavedAs; 5] = [
        SavedAs::Records(RecordForm::JsonLines),
        SavedAs::Records(RecordForm::Csv),
        SavedAs::Records(RecordForm::Text),
        SavedAs::Records(RecordForm::Markdown),
        SavedAs::Page,
    ];

    /// What stands on its button.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            SavedAs::Records(RecordForm::JsonLines) => "JSON lines",
            SavedAs::Records(RecordForm::Csv) => "CSV",
            SavedAs::Records(RecordForm::Text) => "Text as in the input",
            SavedAs::Records(RecordForm::Markdown) => "Markdown table",
            SavedAs::Page => "Squall with these events",
        }
    }

    /// A name for the file.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            SavedAs::Records(RecordForm::JsonLines) => "events.jsonl",
            SavedAs::Records(RecordForm::Csv) => "events.csv",
            SavedAs::Records(RecordForm::Text) => "events.log",
            SavedAs::Records(RecordForm::Markdown) => "events.md",
            SavedAs::Page => "squall-events.html",
        }
    }

    /// Whether columns can be chosen for it.
    #[must_use]
    pub fn has_columns(self) -> bool {
        self != SavedAs::Page
    }
}

/// What goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Run {
    /// Nothing.
    #[default]
    Idle,
    /// Records are looked through.
    Reviewing,
    /// Where to is being chosen, then they are written.
    Opening(SavedAs),
    /// Records are written. `bytes` so far; `ended`: the last stretch was.
    Writing {
        /// Where they go.
        to: Goal,
        /// Bytes of text so far.
        bytes: u64,
        /// There are no more records.
        ended: bool,
    },
    /// A paper is written, then saved.
    Paper(Paper),
}

/// Where records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A file.
    File,
    /// The clipboard.
    Clipboard,
    /// A page that holds them.
    Page,
}

/// A page with records in it: what it opens with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSpec {
    /// What it shows.
    pub link: String,
    /// Its files, by the numbers that stretches name, with the time each was modified (milliseconds).
    pub files: Vec<(SourceId, String, f64)>,
}

/// What was saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Files it took.
    pub parts: u32,
    /// Bytes of all.
    pub bytes: u64,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum HandAction {
    /// The dialog is opened, or closed again, or shows another part.
    Opened(Part),
    /// What records are saved as.
    FormChosen(SavedAs),
    /// Columns were typed.
    ColumnsEdited(String),
    /// Nothing is taken out, or all again.
    OffToggled,
    /// A kind stays, or is taken out again.
    KindToggled(String),
    /// The person's own rules were typed.
    RulesEdited(String),
    /// Save the records.
    SaveAsked,
    /// Give up what goes on.
    Cancelled,
    /// The shell has, or has not, somewhere to write to.
    SinkOpened(bool),
    /// A stretch was written, or why not.
    SinkWrote(Option<String>),
    /// All is written.
    SinkClosed(Option<Saved>),
    /// Copy the selected events.
    CopyAsked(RecordForm),
    /// Save the report that was shown.
    ReportSaved,
    /// Write a paper and save it; the report only to be shown.
    PaperAsked(Paper),
    /// Another language is open.
    LanguageChosen(usize),
    /// Save the timeline as a picture of dots.
    PictureAsked,
    /// Show answers with secrets taken out, or no longer.
    VeilToggled,
}

impl HandOver {
    /// What was chosen of redaction.
    #[must_use]
    pub fn redaction(&self, kept: &Redaction) -> Redaction {
        Redaction { off: self.off, ..kept.clone() }
    }

    /// The columns that were typed.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let names = self.columns.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }

    /// Whether something goes on that can be given up.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.run != Run::Idle
    }

    /// Whether records were looked through and may be saved.
    #[must_use]
    pub fn ready(&self) -> bool {
        self.run == Run::Idle && self.mistake.is_none() && self.all > 0
    }

    /// Where the person's own rules are wrong: the line's text, before, within and after it.
    #[must_use]
    pub fn mistaken(&self) -> Option<[&str; 3]> {
        let mistake = self.mistake.as_ref()?;
        let line = own_rules(&self.rules).nth(mistake.rule as usize)?;
        let (start, end) = (mistake.start as usize, mistake.end as usize);
        Some([line.get(..start)?, line.get(start..end)?, line.get(end..)?])
    }
}

/// The rules in a text, one a line.
pub fn own_rules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// How many places of which kinds: `2 e-mail addresses, 1 card numbers`; empty where none.
#[must_use]
pub fn taken_out(review: &Review) -> String {
    let rows = review.rows.iter().filter(|row| row.count > 0);
    let words = rows.map(|row| format!("{} {}", grouped(row.count), row.title));
    words.collect::<Vec<_>>().join(", ")
}

/// What was saved, in words.
#[must_use]
pub fn saved_words(events: u64, unreadable: u64, saved: Saved) -> String {
    let mut words = format!("Saved {}, {}", plural(events, "event", "events"), bytes(saved.bytes));
    if saved.parts > 1 {
        words += &format!(", in {} files", saved.parts);
    }
    if unreadable > 0 {
        let lost = plural(unreadable, "event", "events");
        words += &format!(". {lost} could not be read any more and are not in it");
    }
    words
}
