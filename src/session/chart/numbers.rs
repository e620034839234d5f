//! The same counts in words: what a bucket holds, for the tooltip and for the table that is read aloud.
//!
//! Does not: draw.

use super::bars::{Behind, bucket_range, heights, total};
use crate::{
    protocol::page::{LANES, Level, TimeRange, Timeline, Zone},
    session::show::{bucket_width, clock, grouped, span},
};

/// One bucket in words.
#[derive(Clone, Debug, PartialEq)]
pub struct BucketNumbers {
    /// Its number, from 0.
    pub bucket: usize,
    /// `14:04:30 – 14:04:40`.
    pub span: String,
    /// Selected records.
    pub selected: u64,
    /// All records, whether selected or not.
    pub all: u64,
    /// Lane, its word and its count, the gravest first, without those that have none.
    pub lanes: Vec<(u8, &'static str, u64)>,
}

/// The word of a lane: a level's, or that there is none.
#[must_use]
pub fn lane_word(lane: u8) -> &'static str {
    Level::from_lane(lane).map_or("no level", Level::word)
}

/// What a bucket holds; none where there is no such bucket.
#[must_use]
pub fn bucket_numbers(timeline: &Timeline, bucket: usize, zone: &Zone) -> Option<BucketNumbers> {
    let lanes: &[u32; LANES] = timeline.selected.get(bucket)?;
    let selected = total(lanes);
    let all = timeline.all.get(bucket).map_or(selected, |&all| u64::from(all));
    let counted = lanes.iter().zip(0..LANES as u8).rev().filter(|&(&count, _)| count > 0);
    Some(BucketNumbers {
        bucket,
        span: span(zone, bucket_range(timeline, bucket)?, false),
        selected,
        all,
        lanes: counted.map(|(&count, lane)| (lane, lane_word(lane), u64::from(count))).collect(),
    })
}

/// Every bucket that holds a selected record.
#[must_use]
pub fn table(timeline: &Timeline, zone: &Zone) -> Vec<BucketNumbers> {
    (0..timeline.selected.len())
        .filter_map(|bucket| bucket_numbers(timeline, bucket, zone))
        .filter(|numbers| numbers.selected > 0)
        .collect()
}

/// What the picture shows: `events per 10 s by level, 2026-03-01, UTC`, and what the grey is.
#[must_use]
pub fn caption(timeline: &Timeline, view: TimeRange, zone: &Zone) -> String {
    let (from, to) = (clock::date(zone, view.start), clock::date(zone, view.end));
    let days = if from == to { from } else { format!("{from} to {to}") };
    let width = bucket_width(timeline.width_nanos);
    let grey = match heights(timeline).behind {
        Behind::Nothing => String::new(),
        Behind::SameScale => " · grey: all events".to_owned(),
        Behind::OwnScale(peak) => {
            format!(" · grey: all events in a scale of their own, up to {}", grouped(peak))
        }
    };
    format!("events per {width} by level · {days} {}{grey}", zone.name)
}

/// The highest bucket: `up to 1,296 per 10 s`.
#[must_use]
pub fn peak(timeline: &Timeline) -> String {
    format!("up to {}", grouped(heights(timeline).peak))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::protocol::page::{SECOND_NANOS, TimeNanos};

    fn timeline(all: Vec<u32>) -> Timeline {
        Timeline {
            start: TimeNanos(50_670 * SECOND_NANOS),
            width_nanos: 10 * SECOND_NANOS,
            selected: vec![[1, 0, 0, 7_902, 0, 12, 3, 0], [0; LANES]],
            all,
        }
    }

    fn view() -> TimeRange {
        TimeRange { start: TimeNanos(50_670 * SECOND_NANOS), end: TimeNanos(50_690 * SECOND_NANOS) }
    }

    #[test]
    fn a_bucket_is_told_in_words() {
        let timeline = timeline(vec![8_000, 5]);
        let numbers = bucket_numbers(&timeline, 0, &Zone::utc());
        expect![[r#"
            Some(
                BucketNumbers {
                    bucket: 0,
                    span: "14:04:30 – 14:04:40",
                    selected: 7918,
                    all: 8000,
                    lanes: [
                        (
                            6,
                            "error",
                            3,
                        ),
                        (
                            5,
                            "warn",
                            12,
                        ),
                        (
                            3,
                            "info",
                            7902,
                        ),
                        (
                            0,
                            "no level",
                            1,
                        ),
                    ],
                },
            )"#]]
        .assert_eq(&format!("{numbers:#?}"));
        assert_eq!(bucket_numbers(&timeline, 2, &Zone::utc()), None);
        assert_eq!(table(&timeline, &Zone::utc()).len(), 1);
    }

    #[test]
    fn the_caption_says_width_zone_and_what_the_grey_is() {
        let captions = [
            caption(&timeline(vec![7_918, 0]), view(), &Zone::utc()),
            caption(&timeline(vec![8_000, 5]), view(), &Zone::fixed("+12:00", 43_200)),
            caption(&timeline(vec![80_000, 5]), view(), &Zone::utc()),
            peak(&timeline(Vec::new())),
        ];
        expect![[r#"
            events per 10 s by level · 1970-01-01 UTC
            events per 10 s by level · 1970-01-02 +12:00 · grey: all events
            events per 10 s by level · 1970-01-01 UTC · grey: all events in a scale of their own, up to 80,000
            up to 7,918"#]].assert_eq(&captions.join("\n"));
    }
}
