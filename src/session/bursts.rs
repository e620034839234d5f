//! Bursts and silences on the page: what was found of each kind, which list is shown, how each is called.
//!
//! Does not: find them; the lead does. Does not explain them; `session::explaining` does.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    show::{date_time, duration, grouped, time_of_day},
    tracks,
};
use crate::protocol::page::{Burst, BurstKind, Bursts, Zone};

/// What is known of bursts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BurstsShown {
    /// The last answer of each kind.
    pub found: BTreeMap<BurstKind, Rc<Bursts>>,
    /// The kind that the list shows and that is numbered on the timeline; none: errors.
    pub kind: Option<BurstKind>,
}

/// What can happen to bursts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurstAction {
    /// Another kind is listed.
    KindChosen(BurstKind),
    /// A burst is to be explained, by its number from 0 in the list of its kind.
    Chosen(BurstKind, usize),
    /// The next one of the list, or the one before.
    Stepped {
        /// The next.
        forward: bool,
    },
}

/// Every kind, in the order of the switch.
pub const KINDS: [BurstKind; 5] = [
    BurstKind::Errors,
    BurstKind::Pattern,
    BurstKind::Selection,
    BurstKind::Silence,
    BurstKind::Metric,
];

/// What a kind is called.
#[must_use]
pub fn kind_words(kind: BurstKind) -> &'static str {
    match kind {
        BurstKind::Errors => "of errors",
        BurstKind::Pattern => "of one pattern",
        BurstKind::Selection => "of the filter",
        BurstKind::Silence => "silences",
        BurstKind::Metric => "of metrics",
    }
}

/// The name by which links know a kind.
#[must_use]
pub fn kind_name(kind: BurstKind) -> &'static str {
    match kind {
        BurstKind::Errors => "errors",
        BurstKind::Pattern => "pattern",
        BurstKind::Selection => "filter",
        BurstKind::Silence => "silence",
        BurstKind::Metric => "metric",
    }
}

impl BurstsShown {
    /// The kinds that can be chosen: those of metrics where a metric file is open.
    pub fn kinds(&self) -> impl Iterator<Item = BurstKind> {
        let metrics = self.found.contains_key(&BurstKind::Metric);
        KINDS.into_iter().filter(move |kind| *kind != BurstKind::Metric || metrics)
    }

    /// The kind that is listed.
    #[must_use]
    pub fn kind(&self) -> BurstKind {
        self.kind.unwrap_or(BurstKind::Errors)
    }

    /// The list, the strongest first.
    #[must_use]
    pub fn listed(&self) -> &[Burst] {
        self.of(self.kind())
    }

    /// The bursts of a kind.
    #[must_use]
    pub fn of(&self, kind: BurstKind) -> &[Burst] {
        self.found.get(&kind).map_or(&[], |found| &found.bursts)
    }
}

/// `41×`, `new`, or how long a silence lasts.
#[must_use]
pub fn strength(burst: &Burst) -> String {
    match burst.kind {
        BurstKind::Silence => duration(length_nanos(burst)),
        _ if burst.is_new => "new".to_owned(),
        _ => times(burst.ratio),
    }
}

/// A ratio: `1.4×`, `41×`, `2,616×`.
#[must_use]
pub fn times(ratio: f64) -> String {
    if ratio < 9.95 {
        format!("{ratio:.1}×")
    } else {
        format!("{}×", grouped(ratio.round() as u64))
    }
}

/// What is in a burst: its records, or the value of a series.
#[must_use]
pub fn observed(burst: &Burst) -> String {
    match &burst.track {
        None => grouped(burst.observed),
        Some(track) => tracks::words::value(&track.unit, track.observed),
    }
}

/// What is usual there.
#[must_use]
pub fn usual(burst: &Burst) -> String {
    match &burst.track {
        None if burst.expected < 9.95 => format!("{:.1}", burst.expected),
        None => grouped(burst.expected.round() as u64),
        Some(track) => tracks::words::value(&track.unit, burst.expected),
    }
}

/// How long a burst lasts.
#[must_use]
pub fn length_nanos(burst: &Burst) -> i64 {
    burst.range.end.0.saturating_sub(burst.range.start.0)
}

/// Why there is no burst, and the highest point; none where there is one.
#[must_use]
pub fn calm_words(found: &Bursts, zone: &Zone) -> Option<String> {
    let calm = found.calm.as_ref()?;
    let why = calm.why.trim_end_matches('.');
    let Some((range, count, usual)) = calm.highest else { return Some(format!("{why}.")) };
    let usual = if usual < 9.95 { format!("{usual:.1}") } else { grouped(usual.round() as u64) };
    Some(format!(
        "{why}. The highest point: {} within {} at {}, where {usual} are usual.",
        grouped(count),
        duration(found.width_nanos),
        date_time(zone, range.start)
    ))
}

/// When a burst was and how strong, in one line: `14:04:32.100, 3 min 26 s: 2,616 instead of 64`.
#[must_use]
pub fn line(burst: &Burst, zone: &Zone) -> String {
    let start = time_of_day(zone, burst.range.start);
    let length = duration(length_nanos(burst));
    format!("{start}, {length}: {} instead of {}", observed(burst), usual(burst))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::protocol::page::{Calm, SECOND_NANOS, TimeNanos, TimeRange};

    pub(in crate::session) fn burst(start: i64, end: i64) -> Burst {
        let range = TimeRange {
            start: TimeNanos(start * SECOND_NANOS),
            end: TimeNanos(end * SECOND_NANOS),
        };
        Burst {
            kind: BurstKind::Errors,
            range,
            peak: range.start,
            observed: 2_616,
            expected: 63.8,
            ratio: 41.0,
            ratio_low: 39.0,
            ratio_high: 43.0,
            is_new: false,
            p: 0.0,
            traffic_ratio: None,
            sources: Vec::new(),
            pattern: None,
            text: "errors".to_owned(),
            query: "level>=error".to_owned(),
            track: None,
        }
    }

    #[test]
    fn a_burst_in_words() {
        let burst = burst(10, 216);
        assert_eq!(line(&burst, &Zone::utc()), "00:00:10.000, 3 min 26 s: 2,616 instead of 64");
        assert_eq!(strength(&burst), "41×");
        assert_eq!(strength(&Burst { is_new: true, ..burst.clone() }), "new");
        assert_eq!(strength(&Burst { kind: BurstKind::Silence, ..burst }), "3 min 26 s");
        assert_eq!(times(1.44), "1.4×");
    }

    #[test]
    fn a_calm_log_says_so_and_where_it_was_highest() {
        let calm = |highest| Bursts {
            of: BurstKind::Errors,
            bursts: Vec::new(),
            bursts_total: 0,
            calm: Some(Calm { why: "No burst of errors".to_owned(), highest }),
            width_nanos: 10 * SECOND_NANOS,
            revision: 1,
        };
        assert_eq!(calm_words(&calm(None), &Zone::utc()).unwrap(), "No burst of errors.");
        let range = TimeRange { start: TimeNanos(0), end: TimeNanos(10 * SECOND_NANOS) };
        assert_eq!(
            calm_words(&calm(Some((range, 7, 2.25))), &Zone::utc()).unwrap(),
            "No burst of errors. The highest point: 7 within 10 s at 1970-01-01 00:00:00.000, \
             where 2.2 are usual."
        );
    }
}
