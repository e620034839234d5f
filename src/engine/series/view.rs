//! A series over the buckets of a screen: the lowest, the highest and the mean of each, exactly.
//!
//! Does not: leave points out; a peak of one point in a million is in its bucket's highest.

use serde::{Deserialize, Serialize};

use super::Track;
use crate::{time::TimeRange, timeline::Buckets};

/// What a screen shows of a series. Buckets without a point are not listed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Bucket, lowest, highest and mean value, by bucket.
    pub buckets: Vec<(u32, [f64; 3])>,
    /// Points in the buckets.
    pub points: u64,
    /// The lowest, the highest and the last value in the buckets; none where there is no point.
    pub ends: Option<[f64; 3]>,
}

/// A series over the buckets of a grid.
#[must_use]
pub fn view(track: &Track, grid: &Buckets) -> View {
    let mut view = View::default();
    let mut cursor = grid.cursor();
    let mut sums: (f64, f64) = (0.0, 0.0);
    let range = in_view(
        track,
        TimeRange {
            start: crate::time::TimeNanos(grid.start),
            end: crate::time::TimeNanos(grid.end()),
        },
    );
    for &(nanos, value) in range {
        let Some(bucket) = cursor.bucket(nanos) else { continue };
        view.points += 1;
        let [low, high, _] = view.ends.unwrap_or([value; 3]);
        view.ends = Some([low.min(value), high.max(value), value]);
        match view.buckets.last_mut() {
            Some((last, [low, high, mean])) if *last == bucket as u32 => {
                sums = (sums.0 + value, sums.1 + 1.0);
                (*low, *high) = (low.min(value), high.max(value));
                *mean = sums.0 / sums.1;
            }
            _ => {
                sums = (value, 1.0);
                view.buckets.push((bucket as u32, [value; 3]));
            }
        }
    }
    view
}

/// The points of a series in a range.
#[must_use]
pub fn in_view(track: &Track, range: TimeRange) -> &[(i64, f64)] {
    let from = track.points.partition_point(|(nanos, _)| *nanos < range.start.0);
    let to = track.points.partition_point(|(nanos, _)| *nanos < range.end.0);
    track.points.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn buckets_hold_every_point(
            mut points in prop::collection::vec((0..1_000_i64, -50..50_i32), 0..80),
            start in 0..500_i64,
            width in 1..100_i64,
            count in 1..40_u32,
        ) {
            points.sort_by_key(|point| point.0);
            let points: Vec<(i64, f64)> =
                points.into_iter().map(|(at, value)| (at, f64::from(value))).collect();
            let track = Track { points: points.clone(), ..Track::default() };
            let grid = Buckets { start, width_nanos: width, count };
            let view = view(&track, &grid);
            let mut seen = 0;
            for (bucket, [low, high, mean]) in &view.buckets {
                let from = start + width * i64::from(*bucket);
                let inside: Vec<f64> = points.iter()
                    .filter(|(at, _)| *at >= from && *at < from + width)
                    .map(|(_, value)| *value)
                    .collect();
                seen += inside.len();
                prop_assert_eq!(inside.iter().copied().fold(f64::INFINITY, f64::min), *low);
                prop_assert_eq!(inside.iter().copied().fold(f64::NEG_INFINITY, f64::max), *high);
                let exact = inside.iter().sum::<f64>() / inside.len() as f64;
                prop_assert!((exact - mean).abs() < 1e-9);
            }
            let all = points.iter().filter(|(at, _)| *at >= start && *at < grid.end()).count();
            prop_assert_eq!((seen, view.points), (all, all as u64));
        }
    }
}
