//! A file of a time and a number a row as a metric: bursts of that series, a count or a gauge.
//!
//! Does not: find bursts; `engine::bursts` does.

use std::io::Write;

use serde_json::json;

use super::{Failure, opened::Opened, text};
use crate::{
    engine::{
        bursts::{Metric, metric},
        time::{SECOND_NANOS, TimeNanos},
    },
    lead::shard::Whole,
    protocol::shard::Slot,
};

/// Times and numbers, if there is one source and it is a table of a time and one number.
pub(super) fn points(opened: &mut Opened) -> Option<Vec<(i64, f64)>> {
    if opened.sources.len() != 1 {
        return None;
    }
    let mut points = Vec::new();
    let mut is_metric = true;
    opened.local.each_record(Slot::Filter, false, &mut |record: &Whole<'_>| {
        let point = point(record);
        // The names of the columns may stand above.
        is_metric = point.is_some() || (record.line == 1 && record.parts.time.is_none());
        points.extend(point);
        is_metric
    });
    points.sort_by_key(|(time, _)| *time);
    (is_metric && !points.is_empty()).then_some(points)
}

/// The time and the number of a row.
fn point(record: &Whole<'_>) -> Option<(i64, f64)> {
    let line = std::str::from_utf8(record.text).ok()?;
    let (time_text, number) = line.trim_end().rsplit_once([',', ';', '\t'])?;
    let value: f64 = number.trim().trim_matches('"').parse().ok()?;
    let TimeNanos(time) = record.parts.time?;
    // `12:00:03,5` reads as five tenths of a second where no column is known.
    let has_fraction = time_text.contains('.') || time_text.len() < 15;
    let time = if has_fraction { time } else { time - time.rem_euclid(SECOND_NANOS) };
    let only_time = !time_text.contains([',', ';', '\t']) && time_text.len() <= TIME_BYTES_MAX;
    (only_time && value.is_finite()).then_some((time, value))
}

/// Longest text of a row's time.
const TIME_BYTES_MAX: usize = 40;

/// Prints the bursts of a metric.
pub(super) fn print(
    points: &[(i64, f64)],
    as_json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let Metric { method, bursts } = metric(points);
    if !as_json {
        writeln!(out, "method: {method}")?;
    }
    for (range, burst) in &bursts {
        let time = |nanos: i64| text::json_time(Some(TimeNanos(nanos)));
        if as_json {
            let line = json!({
                "start": time(range.start),
                "end": time(range.end),
                "peak": time(burst.peak_nanos),
                "observed": burst.burst.observed,
                "expected": burst.burst.expected,
                "ratio": burst.burst.ratio,
                "p": burst.burst.p,
                "template": null,
                "method": method,
            });
            writeln!(out, "{line}")?;
        } else {
            let (start, end) =
                (text::rfc3339(TimeNanos(range.start), 0), text::rfc3339(TimeNanos(range.end), 0));
            let burst = &burst.burst;
            writeln!(
                out,
                "{start}  {end}  {:.1} for {:.1}  ×{:.1}",
                burst.observed, burst.expected, burst.ratio
            )?;
        }
    }
    Ok(())
}
