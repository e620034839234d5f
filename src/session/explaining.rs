//! The explanation on the page: of which range, against which baseline, and what the pointer is over.
//!
//! Does not: explain; the lead does.

use std::rc::Rc;

use super::{
    bursts::times,
    show::{plural, span},
};
use crate::protocol::page::{
    BurstKind, DifferenceRow, Explanation, RecordKey, RowKind, TimeRange, Verdict, Zone,
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

/// What a range is compared with, and what of that is left out: `compared with 09:00:00 – 13:00:00
/// without 10:31:00 – 10:58:00 (the burst itself and what lies close) and 1 other burst`.
#[must_use]
pub fn baseline_words(zone: &Zone, explaining: &Explaining, answer: &Explanation) -> String {
    let Some(baseline) = answer.baseline else { return String::new() };
    let own = explaining.range;
    let noun = match explaining.burst {
        Some((BurstKind::Silence, _)) => "the silence itself",
        Some(_) => "the burst itself",
        None => "the range itself",
    };
    let (mine, others): (Vec<TimeRange>, Vec<TimeRange>) =
        answer.left_out.iter().partition(|hole| hole.start < own.end && own.start < hole.end);
    let mut left_out: Vec<String> = mine
        .iter()
        .map(|hole| {
            let close = if *hole == own { "" } else { " and what lies close" };
            format!("{} ({noun}{close})", span(zone, *hole, false))
        })
        .collect();
    if !others.is_empty() {
        left_out.push(plural(others.len() as u64, "other burst", "other bursts"));
    }
    let without = match left_out.is_empty() {
        true => String::new(),
        false => format!(" without {}", left_out.join(" and ")),
    };
    format!("compared with {}{without}", span(zone, baseline, false))
}

/// How long the baseline is without what is left out of it, in nanoseconds.
#[must_use]
pub fn baseline_nanos(answer: &Explanation) -> i64 {
    let length = |range: &TimeRange| range.end.0.saturating_sub(range.start.0);
    let left_out: i64 = answer.left_out.iter().map(length).sum();
    answer.baseline.as_ref().map_or(0, length).saturating_sub(left_out)
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
    use crate::protocol::page::TimeNanos;

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
    fn what_is_left_out_of_the_baseline_is_said() {
        let minutes = |start: i64, end: i64| TimeRange {
            start: TimeNanos(start * 60_000_000_000),
            end: TimeNanos(end * 60_000_000_000),
        };
        let words = |burst, left_out: Vec<TimeRange>| {
            let baseline = Some(minutes(540, 780));
            let answer = Explanation { baseline, left_out, ..Explanation::default() };
            let explaining = Explaining::of(minutes(640, 645), burst);
            let left = baseline_nanos(&answer) / 60_000_000_000;
            format!("{}, {left} min", baseline_words(&Zone::utc(), &explaining, &answer))
        };
        let burst = Some((BurstKind::Errors, 0));
        expect_test::expect![[r#"
            compared with 09:00:00 – 13:00:00 without 10:30:00 – 10:55:00 (the burst itself and what lies close) and 2 other bursts, 205 min
            compared with 09:00:00 – 13:00:00 without 10:40:00 – 10:45:00 (the range itself), 235 min
            compared with 09:00:00 – 13:00:00, 240 min"#]]
        .assert_eq(
            &[
                words(burst, vec![minutes(560, 565), minutes(630, 655), minutes(700, 705)]),
                words(None, vec![minutes(640, 645)]),
                words(None, vec![]),
            ]
            .join("\n"),
        );
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
