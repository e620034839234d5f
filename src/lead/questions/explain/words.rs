//! The most telling of an explanation in a sentence.
//!
//! Does not: say more than the counts do.

use super::{Case, Ranked};
use crate::{
    engine::explain,
    protocol::page::{OnsetRow, RowKind, TimeRange, Verdict},
};

/// Share of the errors that a value must be on to be named.
const NAMED_SHARE_MIN: f64 = 0.5;
/// Longest text of a row within a sentence, in characters.
const TEXT_MAX: usize = 90;

/// The verdict as the page knows it.
pub(super) fn verdict(verdict: explain::Verdict) -> Verdict {
    match verdict {
        explain::Verdict::New => Verdict::New,
        explain::Verdict::Up => Verdict::Up,
        explain::Verdict::Down => Verdict::Down,
        explain::Verdict::Gone => Verdict::Gone,
    }
}

/// `2,616 errors in 3 min 26 s, 41 times the usual; 96.7 % with host=db-2; first: …, 47 s earlier`.
pub(super) fn of_range(
    case: &Case<'_>,
    range: TimeRange,
    rows: &[Ranked],
    onsets: &[OnsetRow],
) -> String {
    let scale = case.scale();
    let (errors, all) = (case.counted.errors, case.counted.records);
    let more_errors = errors.inside as f64 > errors.outside as f64 * scale && errors.inside > 0;
    let (counts, noun, expected) = match more_errors {
        true => (errors, "error", errors.outside as f64 * scale),
        false => (all, "event", all.outside as f64 * case.seconds_ratio),
    };
    let length = duration((range.nanos() / 1e9).max(0.0));
    let mut said = vec![format!(
        "{} in {length}, {}",
        counted(counts.inside, noun),
        times_usual(counts.inside as f64, expected)
    )];
    said.extend(share(case, rows, more_errors));
    said.extend(first(onsets));
    if rows.is_empty() {
        said.push("nothing sets them apart".to_owned());
    }
    said.join("; ")
}

/// What the most of the errors have in common.
fn share(case: &Case<'_>, rows: &[Ranked], of_errors: bool) -> Option<String> {
    let total = if of_errors { case.counted.errors.inside } else { case.counted.records.inside };
    let count = |row: &Ranked| if of_errors { row.candidate.errors } else { row.row.inside };
    let telling = rows.iter().filter(|row| {
        let own = matches!(row.row.kind, RowKind::Field | RowKind::Pattern);
        let is_level = row.row.text.starts_with("level=");
        own && !is_level && row.candidate.difference.is_more() && count(row) <= total
    });
    let most = telling.reduce(|a, b| if count(b) > count(a) { b } else { a })?;
    let share = count(most) as f64 / total.max(1) as f64;
    let with = if most.row.kind == RowKind::Pattern { "are" } else { "with" };
    (share >= NAMED_SHARE_MIN)
        .then(|| format!("{} {with} {}", percent(share), short(&most.row.text)))
}

/// What broke away first, if that was before the range.
fn first(onsets: &[OnsetRow]) -> Option<String> {
    let first = onsets.first()?;
    let stopped = if first.stopped { " stopped" } else { "" };
    let text = short(&first.text);
    if first.lead_nanos >= 1_000_000_000 {
        let lead = duration(first.lead_nanos as f64 / 1e9);
        return Some(format!("first: {text}{stopped}, {lead} earlier"));
    }
    Some(format!("first: {text}{stopped}"))
}

/// How much of a comparison's first set has what sets it apart most.
pub(super) fn of_sets(case: &Case<'_>, rows: &[Ranked]) -> String {
    let records = case.counted.records;
    let counts =
        format!("{} against {}", counted(records.inside, "event"), grouped(records.outside));
    let Some(most) = rows.first() else {
        return format!("{counts}; nothing sets them apart");
    };
    let verdict = match most.row.verdict {
        Verdict::New => "only here",
        Verdict::Up => "more here",
        Verdict::Down => "less here",
        Verdict::Gone => "not here",
    };
    format!("{counts}; {verdict}: {}", short(&most.row.text))
}

fn times_usual(seen: f64, expected: f64) -> String {
    if expected < 0.5 {
        return "where none are usual".to_owned();
    }
    match seen / expected {
        ratio if ratio >= 10.0 => format!("{} times the usual", grouped(ratio.round() as u64)),
        ratio if ratio >= 1.05 => format!("{ratio:.1} times the usual"),
        ratio if ratio > 0.95 => "as many as usual".to_owned(),
        ratio => format!("{} of the usual", percent(ratio)),
    }
}

fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let rounded = if percent >= 99.95 && share < 1.0 { 99.9 } else { percent };
    let text = format!("{rounded:.1}");
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// The first of several texts, cut where long.
fn short(text: &str) -> String {
    let first = text.split(" = ").next().unwrap_or(text);
    let line = first.lines().next().unwrap_or(first);
    let mut cut: String = line.chars().take(TEXT_MAX).collect();
    if cut.len() < line.len() {
        cut.push('…');
    }
    cut
}

fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `12,345`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `3 min 26 s`, the two largest units.
fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        return format!("{} ms", (seconds * 1e3).round().max(1.0));
    }
    let whole = seconds.round() as u64;
    let parts = [
        (whole / 86_400, "d"),
        (whole / 3_600 % 24, "h"),
        (whole / 60 % 60, "min"),
        (whole % 60, "s"),
    ];
    let shown = parts.iter().skip_while(|(count, _)| *count == 0).take(2);
    let shown: Vec<String> = shown
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_words() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(duration(206.0), "3 min 26 s");
        assert_eq!(duration(7200.0), "2 h");
        assert_eq!(duration(0.0004), "1 ms");
        assert_eq!(percent(0.967), "96.7 %");
        assert_eq!(percent(0.99999), "99.9 %");
        assert_eq!(times_usual(82.0, 2.0), "41 times the usual");
        assert_eq!(times_usual(3.0, 0.0), "where none are usual");
        assert_eq!(counted(1, "error"), "1 error");
    }
}
