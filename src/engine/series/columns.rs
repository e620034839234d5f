//! <https://grafana.com/docs/grafana/latest/panels-visualizations/panel-inspector/>: tables of numbers
//! over time. A series is a column; or, where columns of text tell series apart (`host`, `series`),
//! a column and what stands in those.
//!
//! Does not: take a table with other text for numbers, unless a person says that it is a metric.

use super::{
    cells::{Rows, separator, text_of},
    gather::Gather,
    header::{self, Header},
    kinds::{Example, Kind},
};
use crate::{formats::is_time_name, time::TimeReader};

/// Comma-separated values and their cousins.
pub(super) struct Columns;

/// Names of columns that are numbers of an event and no measurement.
const OF_EVENTS: [&str; 22] = [
    "id", "pid", "tid", "ppid", "uid", "gid", "status", "code", "port", "line", "lineid", "level",
    "severity", "seq", "sequence", "eventid", "thread", "user", "offset", "sport", "dport",
    "session",
];

/// Names of columns of text that tell series apart.
const OF_SERIES: [&str; 9] = [
    "series",
    "metric",
    "metric_name",
    "name",
    "__name__",
    "label",
    "labels",
    "legend",
    "measurement",
];

/// Names of the one column of values that such tables have.
const OF_VALUES: [&str; 7] = ["value", "values", "avg", "mean", "average", "sum", "count"];

impl Kind for Columns {
    fn name(&self) -> &'static str {
        "metric-csv"
    }

    fn title(&self) -> &'static str {
        "Metric, CSV"
    }

    fn specification(&self) -> &'static str {
        "https://grafana.com/docs/grafana/latest/panels-visualizations/panel-inspector/"
    }

    fn fits(&self, head: &[u8], told: bool, times: &mut TimeReader) -> bool {
        let Some((separator, start)) = separator(head) else { return false };
        let rows = head.get(start..).unwrap_or_default();
        let Some(header) = header::look(rows, separator, separator == b';', times) else {
            return false;
        };
        let has_numbers = header.values().next().is_some();
        has_numbers && (told || header.is_surely_a_metric())
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        let Some((separator, start)) = separator(text) else { return };
        let comma = separator == b';';
        let body = text.get(start..).unwrap_or_default();
        let skipped = u64::from(start > 0);
        let Some(header) = header::look(body, separator, comma, into.times_mut()) else { return };
        let mut rows = Rows::new(body, separator);
        let mut cells = Vec::new();
        let mut table = Table::new(&header);
        let mut row = 0;
        while let Some((line, lines)) = rows.next(&mut cells) {
            row += 1;
            let line = line + skipped;
            if row <= header.rows || cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let nanos = cells.get(header.time).and_then(|cell| into.time(cell));
            let Some(nanos) = nanos else {
                if cells.iter().any(|cell| is_time_name(cell.trim_ascii())) {
                    into.odd("a further header within the table", line, &joined(&cells));
                    table.rename(&cells);
                } else {
                    into.odd("rows without a time, left out", line, &joined(&cells));
                }
                continue;
            };
            into.point_lines += lines;
            if cells.len() > header.columns.len() {
                into.odd("rows with more cells than there are columns", line, &joined(&cells));
            }
            table.take(nanos, &cells, comma, line, into);
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: "\"Time\",\"cpu {host=\"\"a\"\"} (percent)\",\"Memory (bytes)\"\n\
                    2024-03-09 10:00:00,12.5%,1.5 GiB\n\
                    2024-03-09 10:00:15,,1.6 GiB\n",
                found: "cpu {host=\"a\"} [%] 1; Memory [B] 2",
            },
            Example {
                text: "\"Series\";\"Time\";\"Value\"\n\
                    \"web\";\"2024-03-09T10:00:00.000Z\";1,5\n\
                    \"web\";\"2024-03-09T10:01:00.000Z\";2,5\n\
                    \"db\";\"2024-03-09T10:00:00.000Z\";7\n\
                    \"db\";\"2024-03-09T10:01:00.000Z\";null\n",
                found: "web [] 2; db [] 1",
            },
            Example {
                text: "Full label,CPUUtilization,NetworkIn\n\
                    Id,m1,m2\n\
                    Unit,Percent,Bytes\n\
                    Period,300,300\n\
                    2024/03/09 10:05:00,4.5,1000\n\
                    2024/03/09 10:00:00,3.5,900\n",
                found: "CPUUtilization [%] 2; NetworkIn [B] 2",
            },
            Example { text: "1709978400,3\n1709978460,4\n", found: "value [] 2" },
        ]
    }
}

impl Header {
    /// The columns of numbers.
    pub(super) fn values(&self) -> impl Iterator<Item = usize> {
        let seen = self.seen.iter().enumerate();
        let is_value =
            |(at, seen): &(usize, &super::header::Seen)| *at != self.time && seen.is_half_numbers();
        seen.filter(is_value).map(|(at, _)| at)
    }

    /// The columns of text.
    fn texts(&self) -> impl Iterator<Item = usize> {
        let seen = self.seen.iter().enumerate();
        let is_text = |(at, seen): &(usize, &super::header::Seen)| {
            *at != self.time && seen.others > 0 && !seen.is_half_numbers()
        };
        seen.filter(is_text).map(|(at, _)| at)
    }

    /// The last word of a column's name, lower case.
    fn word(&self, column: usize) -> String {
        let name = self.columns.get(column).map_or("", |(name, _)| name.as_str());
        let last = name.rsplit(['.', ' ']).next().unwrap_or_default();
        last.to_ascii_lowercase()
    }

    /// Whether no log would look like this: every column is numbers that are no event's, at steady
    /// times; or a time, the name of a series and its value.
    fn is_surely_a_metric(&self) -> bool {
        let (values, texts) = (self.values().count(), self.texts().count());
        if self.times.len() < 2 || values == 0 {
            return false;
        }
        let numbers = self.values().filter(|at| self.seen.get(*at).is_some_and(|s| s.is_numbers()));
        if numbers.count() == 0 || self.values().any(|at| OF_EVENTS.contains(&&*self.word(at))) {
            return false;
        }
        match (values, texts) {
            (1, 0) => true,
            (_, 0) => self.is_steady(),
            (1, 1) => {
                let is_of = |column: Option<usize>, names: &[&str]| {
                    column.is_some_and(|at| names.contains(&&*self.word(at)))
                };
                is_of(self.texts().next(), &OF_SERIES) && is_of(self.values().next(), &OF_VALUES)
            }
            _ => false,
        }
    }

    /// Whether times go on by the same step, half of the time at least.
    fn is_steady(&self) -> bool {
        let mut steps: Vec<i64> =
            self.times.windows(2).map(|pair| (pair[1] - pair[0]).saturating_abs()).collect();
        steps.sort_unstable();
        let usual = steps.get(steps.len() / 2).copied().unwrap_or(0);
        let near = steps.iter().filter(|step| (*step - usual).abs() <= usual / 50).count();
        usual > 0 && near * 2 > steps.len()
    }
}

/// A table on the way: which series each column of numbers goes to.
struct Table {
    names: Vec<(String, String)>,
    values: Vec<usize>,
    labels: Vec<usize>,
    time: usize,
    /// The labels of the row before, and its series by column.
    last: (Vec<u8>, Vec<Option<usize>>),
}

impl Table {
    fn new(header: &Header) -> Table {
        let values = header.values().collect();
        let labels = header.texts().collect();
        Table {
            names: header.columns.clone(),
            values,
            labels,
            time: header.time,
            last: (Vec::new(), Vec::new()),
        }
    }

    /// A header within the table: columns may have other names from here on.
    fn rename(&mut self, cells: &[&[u8]]) {
        for (name, cell) in self.names.iter_mut().zip(cells) {
            name.0 = text_of(cell);
        }
        self.last.1.clear();
    }

    fn take(&mut self, nanos: i64, cells: &[&[u8]], comma: bool, line: u64, into: &mut Gather) {
        let mut labels = Vec::new();
        for at in &self.labels {
            labels.extend_from_slice(cells.get(*at).unwrap_or(&&b""[..]));
            labels.push(0);
        }
        if self.last.1.is_empty() || self.last.0 != labels {
            let tracks = self.values.iter().map(|at| {
                let (name, unit) = self.name(*at, cells);
                into.track(&name, &unit)
            });
            let tracks = tracks.collect();
            self.last = (labels, tracks);
        }
        let mut missing = false;
        for (at, track) in self.values.iter().zip(&self.last.1) {
            match cells.get(*at) {
                Some(cell) => {
                    into.cell(*track, nanos, cell, comma, line);
                }
                None => missing = true,
            }
        }
        if missing {
            into.odd("rows with fewer cells than there are columns", line, &joined(cells));
        }
    }

    /// The series that a column's value of this row belongs to.
    fn name(&self, column: usize, cells: &[&[u8]]) -> (String, String) {
        let (name, unit) = self.names.get(column).cloned().unwrap_or_default();
        let name = match name.is_empty() && self.values.len() > 1 {
            true => format!("column {}", column + 1),
            false => name,
        };
        if self.labels.is_empty() {
            return (name, unit);
        }
        let texts: Vec<String> = self
            .labels
            .iter()
            .filter(|at| **at != self.time)
            .filter_map(|at| cells.get(*at).map(|cell| text_of(cell)))
            .filter(|text| !text.is_empty())
            .collect();
        let is_plain = self.values.len() == 1 && OF_VALUES.contains(&&*name.to_ascii_lowercase());
        let name = match is_plain && !texts.is_empty() {
            true => texts.join(" "),
            false => format!("{name} {}", texts.join(" ")),
        };
        (name, unit)
    }
}

fn joined(cells: &[&[u8]]) -> Vec<u8> {
    cells.join(&b","[..])
}
