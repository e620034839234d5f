//! The line of a series in a chart of its own: places in a box, by time and value.
//!
//! Does not: draw; a component makes the picture of it.

use crate::{
    protocol::page::{TimeNanos, TimeRange, Track},
    session::chart::overlay::runs,
};

/// Width and height of the box that places are in.
pub const BOX: (f64, f64) = (1000.0, 60.0);

/// The places of each run, `x,y x,y …`, the lowest value at the bottom.
#[must_use]
pub fn places(track: &Track, start: TimeNanos, width_nanos: i64, view: TimeRange) -> Vec<String> {
    let Some([low, high, _]) = track.ends else { return Vec::new() };
    let (width, height) = BOX;
    let place = |(bucket, [_, _, mean]): &(u32, [f64; 3])| {
        let offset = width_nanos.saturating_mul(i64::from(*bucket)) as f64;
        let time = (start.0 as f64 - view.start.0 as f64) + offset + width_nanos as f64 / 2.0;
        let x = (time / view.nanos().max(1.0) * width).clamp(0.0, width);
        let share = if high > low { (mean - low) / (high - low) } else { 0.5 };
        format!("{x:.1},{:.1}", height - 2.0 - share * (height - 4.0))
    };
    runs(&track.buckets).map(|run| run.iter().map(place).collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::answer, *};
    use crate::protocol::page::SECOND_NANOS;

    #[test]
    fn a_line_breaks_where_points_are_missing() {
        let mut tracks = answer();
        let track = &mut tracks.tracks[0];
        track.buckets =
            [0, 1, 2, 3, 20, 21].map(|at| (at, [1.0, 4.0, f64::from(at % 2) * 3.0 + 1.0])).to_vec();
        let view = TimeRange { start: TimeNanos(0), end: TimeNanos(1_000 * SECOND_NANOS) };
        let places = places(track, tracks.start, tracks.width_nanos, view);
        assert_eq!(places, ["5.0,58.0 15.0,2.0 25.0,58.0 35.0,2.0", "205.0,58.0 215.0,2.0"]);
    }
}
