//! A file of a time and a number a row as a metric: bursts of that series, a count or a gauge.
//!
//! Does not: find bursts; `engine::bursts` does.

use std::io::Write;

use serde_json::json;

use super::{Failure, opened::Opened, text};
use crate::{
    engine::{
        bursts::{Metric, metric},
        store::TIME_UNKNOWN,
        time::TimeNanos,
    },
    lead::shard::Whole,
    protocol::shard::Slot,
};

/// The formats that have columns.
const COLUMNED: [&str; 2] = ["csv", "tsv"];

/// Times and numbers, if every source is a table of a time and one number.
pub(super) fn points(opened: &mut Opened) -> Option<Vec<(i64, f64)>> {
    let is_table =
        |formats: &[String]| formats.iter().all(|name| COLUMNED.contains(&name.as_str()));
    let tables = opened.sources.iter().all(|source| is_table(&source.formats));
    if !tables || opened.sources.is_empty() {
        return None;
    }
    let mut points = Vec::new();
    let mut is_metric = true;
    opened.local.each_record(Slot::Filter, true, &mut |record: &Whole<'_>| {
        let point = point(record);
        points.extend(point);
        is_metric = point.is_some();
        is_metric
    });
    (is_metric && !points.is_empty()).then_some(points)
}

fn point(record: &Whole<'_>) -> Option<(i64, f64)> {
    if record.key.time == TIME_UNKNOWN || record.parts.fields.len() > 2 {
        return None;
    }
    let numbers = record.parts.fields.iter().filter_map(|field| {
        let value = record.parts.bytes(record.text, field.value);
        let value: f64 = std::str::from_utf8(value).ok()?.trim().parse().ok()?;
        value.is_finite().then_some(value)
    });
    // The time may be a number too; it stands first.
    numbers.last().map(|value| (record.key.time, value))
}

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
