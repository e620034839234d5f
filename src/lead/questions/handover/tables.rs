//! Tables of panels as CSV, every row of them.
//!
//! Does not: count; the panels' own questions do.

use std::borrow::Cow;

use super::super::{bursts, facets, patterns, requests};
use crate::{
    engine::export::{
        redact::Redactor,
        rows::{csv, written},
    },
    lead::{Desk, port::Port},
    protocol::page::{BurstKind, Paper, PatternSort, RequestSort, RequestsAsked, TimeNanos},
};

/// Values of a field in the table.
const VALUES_MAX: u32 = 10_000;
/// Requests that are asked for at once.
const REQUESTS_AT_ONCE: u32 = 1_000;

/// A table in the making: values are looked through for what should not leave.
struct Table<'r> {
    text: String,
    redactor: &'r mut Option<Redactor>,
}

/// A name for the file, and the table.
pub(super) async fn table(
    port: &Port,
    desk: &Desk,
    paper: Paper,
    redactor: &mut Option<Redactor>,
) -> (&'static str, String) {
    let mut table = Table { text: String::new(), redactor };
    let name = match paper {
        Paper::Patterns => {
            table.patterns(port, desk).await;
            "patterns.csv"
        }
        Paper::Facets => {
            table.facets(port, desk).await;
            "fields.csv"
        }
        Paper::Requests => {
            table.requests(port, desk).await;
            "requests.csv"
        }
        _ => {
            table.bursts(port, desk).await;
            "bursts.csv"
        }
    };
    (name, table.text)
}

impl Table<'_> {
    fn line(&mut self, values: &[Cow<'_, str>]) {
        csv::line(values.iter().cloned(), &mut self.text);
    }

    fn head(&mut self, names: &[&'static str]) {
        csv::line(names.iter().map(|name| Cow::from(*name)), &mut self.text);
    }

    fn clean<'t>(&mut self, name: &str, text: &'t str) -> Cow<'t, str> {
        match self.redactor {
            Some(redactor) => redactor.value(name, text),
            None => text.into(),
        }
    }

    async fn patterns(&mut self, port: &Port, desk: &Desk) {
        let all = (0, u32::MAX);
        let found = patterns::patterns(port, desk, "", PatternSort::Count, all, 1).await;
        self.head(&["id", "pattern", "events", "share", "first", "last"]);
        for pattern in &found.patterns {
            let text = self.clean("", &pattern.text);
            self.line(&[
                format!("{:016x}", pattern.id).into(),
                text,
                pattern.count.to_string().into(),
                format!("{:.6}", pattern.share).into(),
                time(pattern.first),
                time(pattern.last),
            ]);
        }
    }

    async fn facets(&mut self, port: &Port, desk: &Desk) {
        let found = facets::facets(port, desk, VALUES_MAX).await;
        self.head(&["field", "value", "events"]);
        for field in &found.fields {
            for (value, count) in &field.values {
                let value = self.clean(&field.name, value);
                self.line(&[field.name.as_str().into(), value, count.to_string().into()]);
            }
        }
    }

    async fn requests(&mut self, port: &Port, desk: &Desk) {
        self.head(&[
            "id",
            "start",
            "milliseconds",
            "events",
            "level",
            "route",
            "status",
            "outcome",
        ]);
        let mut first = 0;
        loop {
            let sort = RequestSort::Start;
            let asked =
                RequestsAsked { sort, first, count: REQUESTS_AT_ONCE, ..RequestsAsked::default() };
            let found = requests::requests(port, desk, asked).await;
            for row in &found.rows {
                let millis = format!("{:.3}", row.duration_nanos as f64 / 1e6);
                let (id, outcome) = (self.clean("", &row.id), self.clean("", &row.outcome));
                let route = self.clean("", row.route.as_deref().unwrap_or_default());
                self.line(&[
                    id,
                    time(row.start),
                    millis.into(),
                    row.records.to_string().into(),
                    row.level.map_or("", |level| level.word()).into(),
                    route,
                    row.status.map(|status| status.to_string()).unwrap_or_default().into(),
                    outcome,
                ]);
            }
            first += REQUESTS_AT_ONCE;
            if found.rows.is_empty() || u64::from(first) >= found.matching {
                return;
            }
        }
    }

    async fn bursts(&mut self, port: &Port, desk: &Desk) {
        self.head(&["kind", "start", "end", "events", "expected", "ratio", "of"]);
        let kinds = [
            (BurstKind::Errors, "errors"),
            (BurstKind::Pattern, "pattern"),
            (BurstKind::Silence, "silence"),
        ];
        for (kind, word) in kinds {
            let found = bursts::bursts(port, desk, kind, true).await;
            for burst in &found.bursts {
                let ratio = match burst.is_new {
                    true => String::new(),
                    false => format!("{:.2}", burst.ratio),
                };
                let of = self.clean("", &burst.text);
                self.line(&[
                    word.into(),
                    time(Some(burst.range.start)),
                    time(Some(burst.range.end)),
                    burst.observed.to_string().into(),
                    format!("{:.2}", burst.expected).into(),
                    ratio.into(),
                    of,
                ]);
            }
        }
    }
}

fn time(time: Option<TimeNanos>) -> Cow<'static, str> {
    time.map(|time| written(time, 3)).unwrap_or_default().into()
}
