//! The explanation on the page: of which range, against which baseline, and what the pointer is over.
//!
//! Does not: explain; the lead does.

use std::rc::Rc;

use super::bursts::times;
use crate::protocol::page::{
    BurstKind, DifferenceRow, Explanation, RecordKey, RowKind, TimeRange, Verdict,
};

/// What is explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Explaining {
    /// The burst, by its number from 0 in the list of its kind; none for a range that was chosen.
    pub burst: Option<(BurstKind, usize)>,
    /// The range.
    pub range: TimeRange,
    /// What it is compared with, where a person chose it.
    pub baseline: Option<TimeRange>,
    /// Whether only records of the filter count.
    pub filtered: bool,
    /// The answer; that of the question before until the new one is there.
    pub answer: Option<Rc<Explanation>>,
    /// The row whose series is drawn on the timeline.
    pub pointed: Option<usize>,
}

/// What can happen to an explanation.
#[derive(Clone, Debug, PartialEq)]
pub enum ExplainAction {
    /// Explain the range that is zoomed to.
    RangeAsked,
    /// No longer.
    Closed,
    /// Another baseline; none: the one that the lead chooses.
    BaselineChosen(Option<TimeRange>),
    /// Only records of the filter count, or all.
    Filtered(bool),
    /// The pointer is over a row, or over none any more.
    Pointed(Option<usize>),
    /// The records that a query selects are to be shown.
    QueryChosen(String),
    /// The first event of an onset is to be shown.
    OnsetChosen(RecordKey),
}

impl Explaining {
    /// A range that is to be explained, with nothing known yet.
    #[must_use]
    pub fn of(range: TimeRange, burst: Option<(BurstKind, usize)>) -> Explaining {
        Explaining { burst, range, baseline: None, filtered: false, answer: None, pointed: None }
    }

    /// What it is compared with: as chosen, or as answered.
    #[must_use]
    pub fn baseline_shown(&self) -> Option<TimeRange> {
        self.baseline.or_else(|| self.answer.as_ref()?.baseline)
    }
}

/// What kind of thing a row is about.
#[must_use]
pub fn kind_word(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Pattern => "pattern",
        RowKind::Field => "field",
        RowKind::Level => "level",
        RowKind::Source => "source",
        RowKind::Combination => "together",
        RowKind::Silence => "silence",
    }
}

/// `new`, `46×`, `down to 12%`, `gone`.
#[must_use]
pub fn verdict_words(row: &DifferenceRow) -> String {
    match (row.verdict, row.ratio) {
        (Verdict::New, _) => "new".to_owned(),
        (Verdict::Gone, _) => "gone".to_owned(),
        (Verdict::Up, Some(ratio)) => times(ratio),
        (Verdict::Up, None) => "up".to_owned(),
        (Verdict::Down, Some(ratio)) => format!("down to {:.0}%", ratio * 100.0),
        (Verdict::Down, None) => "down".to_owned(),
    }
}

/// The name by which a style knows a verdict.
#[must_use]
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "new",
        Verdict::Up => "up",
        Verdict::Down => "down",
        Verdict::Gone => "gone",
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::session) fn row(verdict: Verdict, ratio: Option<f64>) -> DifferenceRow {
        DifferenceRow {
            kind: RowKind::Pattern,
            text: "could not reach <*>".to_owned(),
            inside: 118,
            outside: 3,
            expected: 3.0,
            ratio,
            verdict,
            explains: 0.5,
            p: 0.0,
            among_errors: false,
            query: "pattern=1".to_owned(),
            pattern: Some(1),
            source: String::new(),
            counts: Vec::new(),
        }
    }

    #[test]
    fn verdicts_in_words() {
        let words = |verdict, ratio| verdict_words(&row(verdict, ratio));
        assert_eq!(words(Verdict::New, None), "new");
        assert_eq!(words(Verdict::Up, Some(39.3)), "39×");
        assert_eq!(words(Verdict::Down, Some(0.124)), "down to 12%");
        assert_eq!(words(Verdict::Gone, Some(0.0)), "gone");
    }
}
