//! The finding as one page: what happened in a sentence, when, what sets it apart, what broke
//! first, and only the records that are quoted. It needs nothing else: no script, no network, no
//! logs.
//!
//! A [`Report`] is plain; whoever answers questions fills it. [`Report::redact`] takes out what
//! should not leave, then `html` and `markdown` write it.
//!
//! Does not: decide what belongs in it.

mod html;
mod markdown;
mod picture;
#[cfg(test)]
mod tests;

use super::{super::time::TimeNanos, redact::Redactor, rows::Row};

/// A finding, ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub title: String,
    /// What it says at the top, in one or two plain sentences.
    pub sentence: String,
    /// The query, as typed; empty where all records were looked at.
    pub filter: String,
    pub sources: Vec<SourceLine>,
    pub timeline: Counts,
    pub bursts: Vec<BurstLine>,
    /// The stretch that is explained.
    pub range: Option<(TimeNanos, TimeNanos)>,
    pub differences: Vec<DifferenceLine>,
    pub onsets: Vec<OnsetLine>,
    /// The id of the request that is shown; empty: none is.
    pub request: String,
    /// Its records, of how many.
    pub steps: Vec<StepLine>,
    pub steps_of: u64,
    /// What a good request did otherwise, in sentences.
    pub differently: Vec<String>,
    /// Events that a person marked, in order.
    pub marks: Vec<MarkLine>,
    pub quoted: Vec<Row<'static>>,
    /// How many records the stretch has, of which some are quoted.
    pub quoted_of: u64,
    /// What a person noted of the whole or of ranges, in order.
    pub notes: Vec<String>,
    /// What was taken out, by kind; empty where nothing was, none where nothing was looked for.
    pub taken_out: Option<Vec<String>>,
}

/// One source.
#[derive(Clone, Debug, Default)]
pub struct SourceLine {
    pub name: String,
    pub records: u64,
    pub first: Option<TimeNanos>,
    pub last: Option<TimeNanos>,
}

/// Records and errors in equal buckets.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub start: TimeNanos,
    pub width_nanos: i64,
    pub all: Vec<u32>,
    /// Of level error and above.
    pub errors: Vec<u32>,
}

/// One burst.
#[derive(Clone, Debug, Default)]
pub struct BurstLine {
    pub start: TimeNanos,
    pub end: TimeNanos,
    pub observed: u64,
    pub expected: f64,
    /// None where next to nothing was expected.
    pub ratio: Option<f64>,
    pub text: String,
}

/// One thing that sets the stretch apart.
#[derive(Clone, Debug, Default)]
pub struct DifferenceLine {
    /// `new`, `up`, `down` or `gone`.
    pub verdict: String,
    /// A pattern, or `name=value`, several joined.
    pub text: String,
    pub inside: u64,
    pub outside: u64,
    /// Share of the excess, 0 to 1.
    pub explains: f64,
}

/// When something broke away.
#[derive(Clone, Debug, Default)]
pub struct OnsetLine {
    pub time: TimeNanos,
    pub source: String,
    pub text: String,
    pub stopped: bool,
}

/// One record of a request.
#[derive(Clone, Debug, Default)]
pub struct StepLine {
    pub time: Option<TimeNanos>,
    /// What its bar stands for.
    pub start: Option<TimeNanos>,
    pub end: Option<TimeNanos>,
    /// A service or a source.
    pub lane: String,
    pub text: String,
    pub failed: bool,
}

/// An event that a person marked.
#[derive(Clone, Debug, Default)]
pub struct MarkLine {
    pub row: Row<'static>,
    /// What was written about it; may be empty.
    pub note: String,
}

impl Report {
    /// Takes out what should not leave, everywhere under the same names.
    pub fn redact(&mut self, redactor: &mut Redactor) {
        self.marks.iter_mut().for_each(|mark| mark.row.redact(redactor));
        self.quoted.iter_mut().for_each(|row| row.redact(redactor));
        redactor.next_record();
        let told = self.differences.iter().map(|row| &row.text);
        redactor.learn(told.chain(&self.differently));
        for row in &mut self.differences {
            row.text = redactor.pairs(&row.text);
        }
        for words in &mut self.differently {
            *words = redactor.pairs(words);
        }
        let texts = [&mut self.title, &mut self.sentence, &mut self.filter].into_iter();
        let texts = texts
            .chain(self.sources.iter_mut().map(|source| &mut source.name))
            .chain(self.bursts.iter_mut().map(|burst| &mut burst.text))
            .chain(self.onsets.iter_mut().flat_map(|onset| [&mut onset.source, &mut onset.text]))
            .chain(self.steps.iter_mut().flat_map(|step| [&mut step.lane, &mut step.text]))
            .chain(self.marks.iter_mut().map(|mark| &mut mark.note))
            .chain(self.notes.iter_mut())
            .chain([&mut self.request]);
        for text in texts {
            *text = redactor.record_text(text);
        }
        let rows = redactor.review().rows.iter();
        let rows = rows.map(|row| format!("{} {}", row.count, row.kind.title()));
        self.taken_out = Some(rows.collect());
    }
}

/// A stretch in words: `2026-03-01T14:00:00Z to 14:05:00Z`.
fn stretch(start: TimeNanos, end: TimeNanos) -> String {
    format!("{} to {}", super::rows::written(start, 0), super::rows::written(end, 0))
}

/// How many records for how many expected ones.
fn of_expected(burst: &BurstLine) -> String {
    match burst.ratio {
        Some(ratio) => {
            format!("{} where {:.1} were expected (×{ratio:.1})", burst.observed, burst.expected)
        }
        None => format!("{} where none were expected", burst.observed),
    }
}

/// How long after the first step one is, in words, or nothing where that is not known.
fn since(report: &Report, step: &StepLine) -> String {
    let first = report.steps.iter().find_map(|step| step.time);
    let (Some(first), Some(time)) = (first, step.time) else { return String::new() };
    format!("+{:.3} s", time.0.saturating_sub(first.0) as f64 / 1e9)
}

/// Where the records of a report come from.
fn origin(row: &Row<'_>) -> String {
    format!("{}:{}", row.source, row.line)
}
