//! Counts to bars: one column a bucket, stacked by level, the gravest on top.
//!
//! The shape of all records stands behind the bars in the same scale where both can be seen,
//! else in a scale of its own, and [`Heights::behind`] says which, since the caption must.
//!
//! Does not: know colours or labels.

use super::{
    draw::Area,
    scale::{Scale, length_nanos},
};
use crate::protocol::page::{LANES, TimeNanos, TimeRange, Timeline};

/// One lane of one bucket, in pixels from the top left of the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// 0 without a level, 1 trace to 7 fatal.
    pub lane: u8,
    /// From the top left of the plot.
    pub area: Area,
}

/// How counts become heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    /// The highest selected bucket.
    pub peak: u64,
    /// What stands behind the bars, and in which scale.
    pub behind: Behind,
}

/// What stands behind the bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Everything is selected, so nothing.
    Nothing,
    /// The shape of all records in the scale of the bars.
    SameScale,
    /// In a scale of its own, with its highest bucket.
    OwnScale(u64),
}

/// How many times higher than the selection the whole may be and still share its scale.
const SAME_SCALE_MAX: u64 = 4;

/// The bucket with this number, as time; none where it is beyond what instants hold.
#[must_use]
pub fn bucket_range(timeline: &Timeline, bucket: usize) -> Option<TimeRange> {
    let offset = timeline.width_nanos.checked_mul(i64::try_from(bucket).ok()?)?;
    let start = timeline.start.0.checked_add(offset)?;
    let end = start.saturating_add(timeline.width_nanos);
    Some(TimeRange { start: TimeNanos(start), end: TimeNanos(end) })
}

/// What the picture shows of a range: all of it, and where it is shorter than a bucket, that bucket.
#[must_use]
pub fn view(timeline: &Timeline, range: TimeRange) -> TimeRange {
    let width = timeline.width_nanos.unsigned_abs();
    if length_nanos(range) >= width {
        return range;
    }
    let bucket = bucket_at(timeline, range.start);
    bucket.and_then(|bucket| bucket_range(timeline, bucket)).unwrap_or(range)
}

/// The number of the bucket that holds an instant.
#[must_use]
pub fn bucket_at(timeline: &Timeline, time: TimeNanos) -> Option<usize> {
    let offset = time.0.checked_sub(timeline.start.0)?;
    let bucket = usize::try_from(offset.checked_div(timeline.width_nanos)?).ok()?;
    (offset >= 0 && bucket < timeline.selected.len()).then_some(bucket)
}

/// Selected records of a bucket over all lanes.
#[must_use]
pub fn total(lanes: &[u32; LANES]) -> u64 {
    lanes.iter().map(|&count| u64::from(count)).sum()
}

/// Finds the scale of the heights.
#[must_use]
pub fn heights(timeline: &Timeline) -> Heights {
    let peak = timeline.selected.iter().map(total).max().unwrap_or(0);
    let all = timeline.all.iter().map(|&count| u64::from(count)).max().unwrap_or(0);
    let selected_all = timeline
        .selected
        .iter()
        .zip(&timeline.all)
        .all(|(lanes, &all)| total(lanes) == u64::from(all));
    let behind = match () {
        () if selected_all => Behind::Nothing,
        () if all <= peak.saturating_mul(SAME_SCALE_MAX) => Behind::SameScale,
        () => Behind::OwnScale(all),
    };
    Heights { peak, behind }
}

/// The shape of all records, as bars of lane 0, left to right.
#[must_use]
pub fn shape(timeline: &Timeline, heights: Heights, scale: Scale, height_px: f64) -> Vec<Bar> {
    let highest = timeline.all.iter().map(|&count| u64::from(count)).max().unwrap_or(0);
    let full = match heights.behind {
        Behind::Nothing => return Vec::new(),
        Behind::SameScale => highest.max(heights.peak),
        Behind::OwnScale(highest) => highest,
    };
    let mut bars = Vec::new();
    for (bucket, &count) in timeline.all.iter().enumerate() {
        let Some((x, width)) = column(timeline, bucket, scale) else { continue };
        if count > 0 {
            let height = bar_height(u64::from(count), full, height_px);
            bars.push(Bar { lane: 0, area: Area { x, y: height_px - height, width, height } });
        }
    }
    bars
}

/// The bars of the selection, bucket by bucket from the left, each from the bottom up.
#[must_use]
pub fn stacks(timeline: &Timeline, heights: Heights, scale: Scale, height_px: f64) -> Vec<Bar> {
    let highest = timeline.all.iter().map(|&count| u64::from(count)).max().unwrap_or(0);
    let full = match heights.behind {
        Behind::SameScale => highest.max(heights.peak),
        Behind::Nothing | Behind::OwnScale(_) => heights.peak,
    };
    let mut bars = Vec::new();
    for (bucket, lanes) in timeline.selected.iter().enumerate() {
        let Some((x, width)) = column(timeline, bucket, scale) else { continue };
        let mut bottom = height_px;
        for (lane, &count) in lanes.iter().enumerate().filter(|&(_, &count)| count > 0) {
            let height = bar_height(u64::from(count), full, height_px).min(bottom);
            bottom -= height;
            bars.push(Bar { lane: lane as u8, area: Area { x, y: bottom, width, height } });
        }
    }
    bars
}

/// Left edge and width of a bucket's column: whole pixels, a gap of one where there is room for it,
/// cut at the edges of the plot. None outside of the plot.
fn column(timeline: &Timeline, bucket: usize, scale: Scale) -> Option<(f64, f64)> {
    let range = bucket_range(timeline, bucket)?;
    let (from, to) = (scale.x_from_time(range.start), scale.x_from_time(range.end));
    let (left, right) = (from.max(0.0).round(), to.min(scale.width_px).round());
    let gap = if to - from >= 3.0 { 1.0 } else { 0.0 };
    let width = if right - left > gap { right - left - gap } else { right - left };
    let visible = to > 0.0 && from < scale.width_px;
    visible.then_some((left, width.max(1.0)))
}

/// A count that is not zero is at least a pixel high: rare must not look like none.
fn bar_height(count: u64, full: u64, height_px: f64) -> f64 {
    (count as f64 / full.max(1) as f64 * height_px).max(1.0)
}
