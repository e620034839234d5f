//! `squall explain`: what sets a burst or a range apart, and what broke first.
//!
//! Does not: explain; the lead does.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{
    Failure,
    arguments::Explain,
    bursts,
    opened::{Opened, instant},
    text,
};
use crate::protocol::page::{
    BurstKind, Command, DifferenceRow, Explanation, OnsetRow, Reply, TimeRange,
};

/// Prints the explanation.
pub(super) fn run(command: &Explain) -> Result<ExitCode, Failure> {
    let baseline = command.baseline.as_deref().map(range_of).transpose()?;
    let given = command.range.as_deref().map(range_of).transpose()?;
    let mut opened = Opened::new(&command.common)?;
    let range = match (given, command.burst) {
        (Some(range), _) => range,
        (None, number) => burst(&mut opened, number.unwrap_or(1))?,
    };
    print(&ask(&mut opened, range, baseline), command.common.json)?;
    Ok(opened.exit_code())
}

/// What is different in a range, among the selected records.
pub(super) fn ask(
    opened: &mut Opened,
    range: TimeRange,
    baseline: Option<TimeRange>,
) -> Explanation {
    let asked = Command::Explain { range, baseline, filtered: true, series: None, buckets_max: 1 };
    let found = opened.local.ask(asked).into_iter().find_map(|reply| match reply {
        Reply::Explanation(found) => Some(*found),
        _ => None,
    });
    found.unwrap_or_default()
}

fn burst(opened: &mut Opened, number: usize) -> Result<TimeRange, Failure> {
    let found = bursts::ask(opened, BurstKind::Errors);
    let burst = number.checked_sub(1).and_then(|at| found.bursts.get(at));
    let Some(burst) = burst else {
        let count = found.bursts.len();
        let why = found.calm.map_or_else(String::new, |calm| format!(": {}", calm.why));
        return Err(Failure::Usage(format!("there is no burst {number} of {count}{why}")));
    };
    Ok(burst.range)
}

/// `A..B`, both RFC 3339.
fn range_of(text: &str) -> Result<TimeRange, Failure> {
    let Some((start, end)) = text.split_once("..") else {
        return Err(Failure::Usage(format!("{text} is no range such as TIME..TIME")));
    };
    let range = TimeRange {
        start: instant(start).map_err(Failure::Usage)?,
        end: instant(end).map_err(Failure::Usage)?,
    };
    if range.start >= range.end {
        return Err(Failure::Usage(format!("the range {text} ends before it begins")));
    }
    Ok(range)
}

/// Prints an explanation or a comparison.
pub(super) fn print(found: &Explanation, as_json: bool) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout().lock());
    if as_json {
        writeln!(out, "{}", json_of(found))?;
    } else {
        writeln!(out, "{}", found.sentence)?;
        for row in &found.rows {
            writeln!(out, "{}", line_of(row))?;
        }
        for onset in &found.onsets {
            let stopped = if onset.stopped { " stopped" } else { "" };
            writeln!(out, "{}  {}{stopped}", text::rfc3339(onset.time, 3), onset.text)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn json_of(found: &Explanation) -> Value {
    let range = |range: Option<TimeRange>| {
        range.map(|range| {
            json!([text::json_time(Some(range.start)), text::json_time(Some(range.end))])
        })
    };
    let row = |row: &DifferenceRow| {
        json!({
            "kind": row.kind,
            "text": row.text,
            "inside": row.inside,
            "outside": row.outside,
            "ratio": row.ratio,
            "verdict": row.verdict,
            "explains": row.explains,
            "p": row.p,
            "among_errors": row.among_errors,
            "query": row.query,
        })
    };
    let onset = |onset: &OnsetRow| {
        json!({
            "text": onset.text,
            "source": onset.source,
            "time": text::json_time(Some(onset.time)),
            "stopped": onset.stopped,
        })
    };
    json!({
        "range": range(found.range),
        "baseline": range(found.baseline),
        "sentence": found.sentence,
        "rows": found.rows.iter().map(row).collect::<Vec<_>>(),
        "onsets": found.onsets.iter().map(onset).collect::<Vec<_>>(),
    })
}

fn line_of(row: &DifferenceRow) -> String {
    let verdict = format!("{:?}", row.verdict).to_lowercase();
    let ratio = row.ratio.map_or_else(String::new, |ratio| format!("×{ratio:.1}"));
    let errors = if row.among_errors { " of the errors" } else { "" };
    let (inside, outside, explains) = (row.inside, row.outside, row.explains * 100.0);
    let text = &row.text;
    format!(
        "{verdict:>5} {inside:>8} ({outside} in the baseline) {ratio:>8} {explains:>4.0} %{errors}  {text}"
    )
}
