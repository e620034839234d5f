//! Metric files in words: a source's card, the readings of a series, and how a pattern moves with it.
//!
//! Does not: draw.

use super::TracksShown;
use crate::{
    protocol::page::{MetricCard, Mover, Movers, Track, Tracks},
    session::{
        metrics::words::number,
        show::{bucket_width, duration, grouped, plural},
    },
};

/// `3 series, 1,440 points, 10 s apart`, or `12 markers`.
#[must_use]
pub fn card(metric: &MetricCard) -> String {
    let mut parts = Vec::new();
    if metric.series > 0 {
        parts.push(format!("{} series", grouped(metric.series)));
        parts.push(plural(metric.points, "point", "points"));
        if metric.step_nanos > 0 {
            parts.push(format!("{} apart", duration(metric.step_nanos)));
        }
    }
    if metric.markers > 0 || metric.series == 0 {
        parts.push(plural(metric.markers, "marker", "markers"));
    }
    parts.join(", ")
}

/// A value with its unit.
#[must_use]
pub fn value(unit: &str, value: f64) -> String {
    match unit {
        "" => number(value),
        "s" if value.abs() < 9e9 => duration((value * 1e9) as i64),
        "ms" if value.abs() < 9e12 => duration((value * 1e6) as i64),
        "B" | "B/s" => {
            let rate = if unit == "B/s" { "/s" } else { "" };
            format!("{}{rate}", bytes(value))
        }
        "%" => format!("{}%", number(value)),
        _ => format!("{} {unit}", number(value)),
    }
}

fn bytes(value: f64) -> String {
    let units = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)];
    match units.into_iter().find(|(_, size)| value.abs() >= *size) {
        Some((unit, size)) => format!("{} {unit}", number(value / size)),
        None => format!("{} B", number(value)),
    }
}

/// `last 4%, 1% to 4%`, of what is in view.
#[must_use]
pub fn readings(track: &Track) -> String {
    match track.ends {
        None => "no point in view".to_owned(),
        Some([low, high, last]) => {
            let of = |number: f64| value(&track.unit, number);
            format!("last {}, {} to {}", of(last), of(low), of(high))
        }
    }
}

/// What each line says of a bucket of the timeline: colour, name and value.
#[must_use]
pub fn at_bucket(shown: &TracksShown, bucket: usize) -> Vec<(u8, String, String)> {
    let reading = |(colour, track): (u8, &Track)| {
        let at = track.buckets.partition_point(|(known, _)| (*known as usize) <= bucket);
        let (found, [low, high, mean]) = track.buckets.get(at.checked_sub(1)?)?;
        // Between two points the earlier one's value stands.
        let here = *found as usize == bucket;
        let of = |number: f64| value(&track.unit, number);
        let text = match here && low != high {
            true => format!("{} to {}", of(*low), of(*high)),
            false => of(*mean),
        };
        Some((colour, track.name.clone(), text))
    };
    shown.lines().filter_map(reading).collect()
}

/// `42 s before`, `at the same time`, `10 s after`.
#[must_use]
pub fn lead(mover: &Mover) -> String {
    match mover.lead_nanos {
        0 => "at the same time".to_owned(),
        lead if lead > 0 => format!("{} before", duration(lead)),
        lead => format!("{} after", duration(lead.saturating_neg())),
    }
}

/// How a pattern moves: `262 events where 0.1 are usual`, `up and down with it (0.63)`.
#[must_use]
pub fn how(mover: &Mover) -> String {
    if let Some(correlation) = mover.correlation {
        let way = if mover.rises { "up and down with it" } else { "down when it goes up" };
        return format!("{way}, correlation {correlation:.2}");
    }
    let usual = if mover.expected < 9.95 {
        format!("{:.1}", mover.expected)
    } else {
        grouped(mover.expected.round() as u64)
    };
    format!("{} where {usual} are usual", plural(mover.inside, "event", "events"))
}

/// What was tested, and how far that holds.
#[must_use]
pub fn tested(movers: &Movers) -> String {
    if movers.range.is_none() {
        return "The series and the events have too little time in common to compare them."
            .to_owned();
    }
    let bursts = match movers.bursts {
        0 => "The series has no burst, so its whole course was compared".to_owned(),
        count => format!("Held against {} of the series", plural(count, "burst", "bursts")),
    };
    let found = if movers.rows.is_empty() { " No pattern moves with it." } else { "" };
    format!(
        "{bursts}: {}, {} (exact counts; of what is listed at most 5% is by chance). A lag is known \
         to {}.{found}",
        plural(movers.patterns, "pattern", "patterns"),
        plural(movers.tests, "test", "tests"),
        bucket_width(movers.width_nanos),
    )
}

/// How many markers there are that are not in view.
#[must_use]
pub fn markers_outside(tracks: &Tracks) -> Option<String> {
    let outside = tracks.markers_total.saturating_sub(tracks.markers.len() as u64);
    (outside > 0).then(|| format!("{} outside of this view", plural(outside, "marker", "markers")))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{super::tests::answer, *};
    use crate::protocol::page::SECOND_NANOS;

    #[test]
    fn a_card_says_what_is_in_a_file() {
        let metric = MetricCard {
            series: 3,
            points: 1_440,
            markers: 0,
            step_nanos: 10 * SECOND_NANOS,
            extent: None,
        };
        assert_eq!(card(&metric), "3 series, 1,440 points, 10 s apart");
        assert_eq!(card(&MetricCard { markers: 1, ..MetricCard::default() }), "1 marker");
    }

    #[test]
    fn values_are_told_in_their_unit() {
        let told =
            [("%", 12.5), ("B", 1.5e9), ("s", 0.25), ("ms", 1500.0), ("", 3.0), ("req/s", 7.0)]
                .map(|(unit, number)| value(unit, number));
        assert_eq!(told, ["12.5%", "1.5 GB", "250 ms", "1.5 s", "3", "7 req/s"]);
        let shown = TracksShown { answer: Some(Rc::new(answer())), ..TracksShown::default() };
        let at = |bucket| at_bucket(&shown, bucket)[0].2.clone();
        assert_eq!([at(0), at(1), at(2)], ["1% to 3%", "2%", "4%"]);
        assert_eq!(readings(&answer().tracks[0]), "last 4%, 1% to 4%");
    }

    #[test]
    fn what_moves_is_told_with_its_lag() {
        let mover = Mover {
            lead_nanos: 42 * SECOND_NANOS,
            rises: true,
            inside: 262,
            expected: 0.12,
            ..Mover::default()
        };
        assert_eq!(
            (lead(&mover), how(&mover)),
            ("42 s before".to_owned(), "262 events where 0.1 are usual".to_owned())
        );
        let after =
            Mover { lead_nanos: -SECOND_NANOS, correlation: Some(-0.5), rises: false, ..mover };
        assert_eq!(lead(&after), "1 s after");
        assert_eq!(how(&after), "down when it goes up, correlation -0.50");
        assert!(tested(&Movers::default()).contains("too little time"));
    }
}
