//! Metrics in words: the numbers beside a chart, what is odd about a field, and the table of all.
//!
//! Does not: draw.

use super::Chart;
use crate::{
    protocol::page::{Measured, Metrics, TimeNanos, TimeRange, Zone},
    session::show::{bucket_width, duration, grouped, plural, share, span},
};

/// The names of the percentiles.
pub const PERCENTILES: [&str; 4] = ["p50", "p90", "p95", "p99"];

/// How percentiles come about, and how exact they are.
pub const METHOD: &str = "Percentiles are of every number shown, none left out: each is counted on \
    a logarithmic ruler (DDSketch), so a percentile is within 0.5% of the exact one. p99 is the \
    value that 99 of 100 numbers do not exceed.";

/// One number beside a chart: its name and value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// `p99`, `errors`, a value that records are split by.
    pub name: String,
    /// As shown.
    pub value: String,
}

/// A measured value as shown.
#[must_use]
pub fn value(of: &Measured, value: f64) -> String {
    if of.is_duration { duration(value as i64) } else { number(value) }
}

/// A number to three digits, whole above a thousand.
#[must_use]
pub fn number(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    match value.abs() {
        size if size >= 1e15 => format!("{value:.2e}"),
        size if size >= 999.5 => format!("{sign}{}", grouped(size.round() as u64)),
        0.0 => "0".to_owned(),
        size if size < 1e-4 => format!("{value:.2e}"),
        size => {
            let digits = (2 - size.log10().floor() as i32).clamp(0, 7) as usize;
            let text = format!("{size:.digits$}");
            let short = match text.contains('.') {
                true => text.trim_end_matches('0').trim_end_matches('.'),
                false => &text,
            };
            format!("{sign}{short}")
        }
    }
}

/// The range of a bucket.
#[must_use]
pub fn bucket_range(answer: &Metrics, bucket: usize) -> Option<TimeRange> {
    let offset = answer.width_nanos.checked_mul(i64::try_from(bucket).ok()?)?;
    let start = answer.start.0.checked_add(offset)?;
    let end = start.saturating_add(answer.width_nanos);
    (bucket < answer.records.len())
        .then_some(TimeRange { start: TimeNanos(start), end: TimeNanos(end) })
}

/// The numbers of a chart in one bucket, or in all.
#[must_use]
pub fn readings(answer: &Metrics, chart: Chart, bucket: Option<usize>) -> Vec<Reading> {
    let reading = |name: &str, value: String| Reading { name: name.to_owned(), value };
    let count = |counts: &[u32]| sum(counts, bucket);
    let (records, errors) = (count(&answer.records), count(&answer.errors));
    match chart {
        Chart::Rates if answer.groups.is_empty() => {
            vec![reading("events", grouped(records)), reading("errors", grouped(errors))]
        }
        Chart::Rates => {
            let of = |group: &crate::protocol::page::MetricGroup| {
                reading(group_name(group.value.as_deref()), grouped(count(&group.counts)))
            };
            answer.groups.iter().map(of).collect()
        }
        Chart::Shares => {
            let answered = count(&answer.answered);
            let mut shares = vec![reading("errors of events", share(errors, records))];
            if answer.answered.iter().any(|count| *count > 0) {
                let failed = share(count(&answer.failed), answered);
                shares.push(reading("5xx of responses", failed));
            }
            shares
        }
        Chart::Measured(at) => {
            let Some(measured) = answer.measured.get(at) else { return Vec::new() };
            let found =
                bucket.map_or(measured.all, |bucket| *measured.lines.get(bucket).unwrap_or(&None));
            let text =
                |share: usize| found.map_or("–".to_owned(), |all| value(measured, all[share]));
            PERCENTILES.iter().enumerate().map(|(at, name)| reading(name, text(at))).collect()
        }
    }
}

/// A value that records are split by; none: the rest.
#[must_use]
pub fn group_name(value: Option<&str>) -> &str {
    match value {
        None => "other",
        Some("") => "(nothing)",
        Some(value) => value,
    }
}

fn sum(counts: &[u32], bucket: Option<usize>) -> u64 {
    match bucket {
        Some(bucket) => counts.get(bucket).map_or(0, |count| u64::from(*count)),
        None => counts.iter().map(|count| u64::from(*count)).sum(),
    }
}

/// The name over a chart.
#[must_use]
pub fn title(answer: &Metrics, chart: Chart) -> String {
    match chart {
        Chart::Rates => format!("events per {}", bucket_width(answer.width_nanos)),
        Chart::Shares => "share of errors".to_owned(),
        Chart::Measured(at) => {
            answer.measured.get(at).map_or(String::new(), |measured| measured.title.clone())
        }
    }
}

/// What is to be known of a field's numbers; empty where nothing is odd.
#[must_use]
pub fn remarks(of: &Measured) -> Vec<String> {
    let mut remarks = Vec::new();
    let all = of.numbers + of.others;
    if of.numbers == 0 {
        remarks.push("no number in the events shown".to_owned());
    } else if of.others > 0 {
        let kind = if of.is_duration { "duration" } else { "number" };
        let (numbers, all) = (grouped(of.numbers), plural(all, "event", "events"));
        remarks
            .push(format!("a {kind} in {numbers} of {all} that have it; the others are left out"));
    }
    if of.is_duration && !of.unit_told {
        let bare = plural(of.bare, "number", "numbers");
        let which = if of.with_unit > 0 {
            format!("{bare} without a unit")
        } else {
            "its numbers".to_owned()
        };
        remarks.push(format!(
            "the unit of {which} is not told: taken for milliseconds, for seconds where three or \
             more digits stand behind the point"
        ));
    } else if of.is_duration && of.with_unit > 0 && of.bare > 0 {
        remarks.push("values with and without a unit, each converted by itself".to_owned());
    }
    remarks
}

/// The table of everything: its head and its rows.
#[must_use]
pub fn table(answer: &Metrics, zone: &Zone) -> (Vec<String>, Vec<Vec<String>>) {
    let charts = super::charts(answer);
    let named = |chart: &Chart| {
        let front = match chart {
            Chart::Measured(_) => format!("{} ", title(answer, *chart)),
            _ => String::new(),
        };
        let names = readings(answer, *chart, None).into_iter();
        names.map(move |reading| format!("{front}{}", reading.name)).collect::<Vec<_>>()
    };
    let head = std::iter::once("time".to_owned()).chain(charts.iter().flat_map(named)).collect();
    let with_records = |bucket: &usize| answer.records.get(*bucket).is_some_and(|count| *count > 0);
    let row = |bucket: usize| {
        let time = bucket_range(answer, bucket).map(|range| span(zone, range, false));
        let values = charts.iter().flat_map(|chart| readings(answer, *chart, Some(bucket)));
        time.into_iter().chain(values.map(|reading| reading.value)).collect()
    };
    (head, (0..answer.records.len()).filter(with_records).map(row).collect())
}

#[cfg(test)]
pub(in crate::session) mod tests {
    use expect_test::expect;

    use super::*;
    use crate::protocol::page::{Heat, MeasureOf, SECOND_NANOS};

    pub(in crate::session) fn measured(unit_told: bool, with_unit: u64, others: u64) -> Measured {
        Measured {
            of: MeasureOf::Field("took".to_owned()),
            title: "took".to_owned(),
            is_duration: true,
            unit_told,
            with_unit,
            bare: 30,
            numbers: 30 + with_unit,
            others,
            all: Some([8.4e7, 1.2e8, 1.9e8, 1.5e9]),
            lines: vec![Some([8.4e7, 1.2e8, 1.9e8, 1.5e9]), None],
            groups: Vec::new(),
            heat: Heat { edges: vec![1e7, 1e8, 1e9, 1e10], counts: vec![9, 0, 4, 0, 1, 0] },
        }
    }

    pub(in crate::session) fn answer() -> Metrics {
        Metrics {
            start: TimeNanos(0),
            width_nanos: 10 * SECOND_NANOS,
            records: vec![1_200, 40],
            errors: vec![3, 20],
            answered: vec![100, 10],
            failed: vec![0, 5],
            measured: vec![measured(true, 0, 0)],
            ..Metrics::default()
        }
    }

    #[test]
    fn the_table_says_what_the_charts_show() {
        let (head, rows) = table(&answer(), &Zone::utc());
        let lines: Vec<String> =
            std::iter::once(head).chain(rows).map(|row| row.join(" | ")).collect();
        expect![[r#"
            time | events | errors | errors of events | 5xx of responses | took p50 | took p90 | took p95 | took p99
            00:00:00 – 00:00:10 | 1,200 | 3 | 0.25% | 0% | 84 ms | 120 ms | 190 ms | 1.5 s
            00:00:10 – 00:00:20 | 40 | 20 | 50.0% | 50.0% | – | – | – | –"#]]
        .assert_eq(&lines.join("\n"));
    }

    #[test]
    fn what_is_odd_about_a_field_is_said() {
        let all = [
            measured(true, 0, 0),
            measured(false, 0, 7),
            measured(false, 4, 0),
            measured(true, 4, 0),
        ];
        let said: Vec<String> = all.iter().map(|of| remarks(of).join("; ")).collect();
        expect![[r#"

            a duration in 30 of 37 events that have it; the others are left out; the unit of its numbers is not told: taken for milliseconds, for seconds where three or more digits stand behind the point
            the unit of 30 numbers without a unit is not told: taken for milliseconds, for seconds where three or more digits stand behind the point
            values with and without a unit, each converted by itself"#]]
        .assert_eq(&said.join("\n"));
    }

    #[test]
    fn numbers_read_well() {
        let numbers = [0.0, 0.512, 84.25, 1_234.6, -7.5, 12.0, 0.000_03, 2.5e16];
        let shown: Vec<String> = numbers.into_iter().map(number).collect();
        expect!["0, 0.512, 84.2, 1,235, −7.5, 12, 3.00e-5, 2.50e16"].assert_eq(&shown.join(", "));
    }
}
