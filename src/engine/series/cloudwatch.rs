//! <https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/get-metric-statistics.html> and
//! <https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/get-metric-data.html>: CloudWatch's
//! numbers as its command line prints them, in any order of time.
//!
//! Does not: read the console's CSV; `columns` does.

use super::{
    gather::Gather,
    json::Node,
    kinds::{Example, Kind},
};
use crate::time::TimeReader;

/// CloudWatch's answers.
pub(super) struct CloudWatch;

/// What one data point may hold.
const STATISTICS: [&str; 5] = ["Average", "Sum", "Minimum", "Maximum", "SampleCount"];

impl Kind for CloudWatch {
    fn name(&self) -> &'static str {
        "cloudwatch"
    }

    fn title(&self) -> &'static str {
        "Metric, CloudWatch"
    }

    fn specification(&self) -> &'static str {
        "https://docs.aws.amazon.com/cli/latest/reference/cloudwatch/get-metric-data.html"
    }

    fn fits(&self, head: &[u8], _: bool, _: &mut TimeReader) -> bool {
        let root = Node::of(head);
        root.member("Datapoints").or(root.member("MetricDataResults")).is_some_and(Node::is_array)
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        into.ordered = false;
        let mut next = Some(Node::of(text));
        while let Some(root) = next {
            if let Some(points) = root.member("Datapoints") {
                statistics(&root.text("Label"), points, into);
            }
            if let Some(results) = root.member("MetricDataResults") {
                results.each(|_, result| {
                    metric_data(result, into);
                    true
                });
            }
            next = root.behind();
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: r#"{
    "Label": "CPUUtilization",
    "Datapoints": [
        {"Timestamp": "2024-03-09T10:05:00+00:00", "Average": 4.5, "Maximum": 9, "Unit": "Percent"},
        {"Timestamp": "2024-03-09T10:00:00+00:00", "Average": 3.5, "Maximum": 8, "Unit": "Percent",
         "ExtendedStatistics": {"p99": 7.5}}
    ]
}
"#,
                found: "CPUUtilization Average [%] 2; CPUUtilization Maximum [%] 2; \
                    CPUUtilization p99 [%] 1",
            },
            Example {
                text: r#"{"MetricDataResults": [
  {"Id": "m1", "Label": "Errors", "Timestamps": ["2024-03-09T10:05:00Z", "2024-03-09T10:00:00Z"], "Values": [5.0, 1.0], "StatusCode": "Complete"},
  {"Id": "m2", "Label": "", "Timestamps": ["2024-03-09T10:05:00Z"], "Values": [2]}]}
"#,
                found: "Errors [] 2; m2 [] 1",
            },
        ]
    }
}

fn statistics(label: &str, points: Node<'_>, into: &mut Gather) {
    let label = if label.is_empty() { "metric" } else { label };
    points.each(|_, point| {
        let time = point.member("Timestamp").and_then(|time| into.time(time.scalar()));
        let Some(nanos) = time else {
            into.odd("points without a time, left out", 0, b"");
            return true;
        };
        let unit = point.text("Unit");
        let mut take = |statistic: &str, value: Node<'_>| {
            let track = into.track(&format!("{label} {statistic}"), &unit);
            into.cell(track, nanos, value.scalar(), false, 0);
        };
        for statistic in STATISTICS {
            if let Some(value) = point.member(statistic) {
                take(statistic, value);
            }
        }
        if let Some(more) = point.member("ExtendedStatistics") {
            more.each(|name, value| {
                take(&String::from_utf8_lossy(name), value);
                true
            });
        }
        true
    });
}

fn metric_data(result: Node<'_>, into: &mut Gather) {
    let (label, id) = (result.text("Label"), result.text("Id"));
    let name = if label.is_empty() { id } else { label };
    let track = into.track(&name, "");
    let elements = |name| result.member(name).map(Node::elements).unwrap_or_default();
    let (times, values) = (elements("Timestamps"), elements("Values"));
    for (at, value) in values.iter().enumerate() {
        match times.get(at).and_then(|time| into.time(time.scalar())) {
            Some(nanos) => {
                into.cell(track, nanos, value.scalar(), false, 0);
            }
            None => into.odd("values without a time, left out", 0, value.scalar()),
        }
    }
}
