//! The strip below the axis: the whole export in grey, and the window of the picture in it,
//! which can be dragged whole or by an edge, or drawn afresh beside it.
//!
//! Does not: know pointers; [`grab`] and [`dragged`] take places and give ranges.

use super::{
    bars::{bucket_range, total},
    draw::{Align, Area, DrawOp, Ink},
    moves::{clamp, shifted},
    overlay::BASELINE_Y_PX,
    picture::{place, text_px},
    scale::Scale,
};
use crate::{
    protocol::page::{TimeNanos, TimeRange, Timeline},
    session::show::duration,
};

/// What of the strip a pointer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grab {
    /// The window as a whole.
    Window,
    /// Its left edge.
    Start,
    /// Its right edge.
    End,
    /// Nothing yet: a new window begins here.
    Fresh,
}

/// How near to an edge a pointer holds it.
const EDGE_PX: f64 = 6.0;

/// The same for the line of a baseline; none where the pointer is not at it.
#[must_use]
pub fn grab_baseline(scale: Scale, range: TimeRange, (x, y): (f64, f64)) -> Option<Grab> {
    let near = (y - BASELINE_Y_PX).abs() <= EDGE_PX;
    Some(grab(scale, range, x)).filter(|grab| near && *grab != Grab::Fresh)
}

/// What lies below a pointer at `x`. A window as wide as the strip cannot be moved: a new one begins.
#[must_use]
pub fn grab(scale: Scale, window: TimeRange, x: f64) -> Grab {
    let (left, right) = (scale.x_from_time(window.start), scale.x_from_time(window.end));
    let whole = left < 1.0 && right > scale.width_px - 1.0;
    let (to_left, to_right) = ((x - left).abs(), (x - right).abs());
    match () {
        () if to_left <= EDGE_PX && to_left <= to_right => Grab::Start,
        () if to_right <= EDGE_PX => Grab::End,
        () if left < x && x < right && !whole => Grab::Window,
        () => Grab::Fresh,
    }
}

/// The window after the pointer went from one place to another.
#[must_use]
pub fn dragged(grab: Grab, scale: Scale, window: TimeRange, from_x: f64, to_x: f64) -> TimeRange {
    let (from, to) = (scale.time_from_x(from_x), scale.time_from_x(to_x));
    let window = match grab {
        Grab::Window => shifted(window, to.0.saturating_sub(from.0), scale.range),
        Grab::Start => ordered(to, window.end),
        Grab::End => ordered(window.start, to),
        Grab::Fresh => ordered(from, to),
    };
    clamp(window, scale.range)
}

fn ordered(a: TimeNanos, b: TimeNanos) -> TimeRange {
    TimeRange { start: a.min(b), end: a.max(b) }
}

/// The list of things to draw for the strip.
#[must_use]
pub fn draw(overview: &Timeline, window: TimeRange, scale: Scale, height_px: f64) -> Vec<DrawOp> {
    let whole = Area { x: 0.5, y: 0.5, width: scale.width_px - 1.0, height: height_px - 1.0 };
    let mut ops = vec![DrawOp::Frame { area: whole, ink: Ink::Rule, dashed: false }];
    let selected: Vec<u64> = overview.selected.iter().map(total).collect();
    let all: Vec<u64> = overview.all.iter().map(|&count| u64::from(count)).collect();
    let full = all.iter().chain(&selected).copied().max().unwrap_or(0);
    if all != selected {
        ops.extend(bars(overview, &all, full, scale, height_px, Ink::Behind));
    }
    ops.extend(bars(overview, &selected, full, scale, height_px, Ink::Strip));
    let Some((x, width)) = place(scale, window) else { return ops };
    if width < scale.width_px - 1.0 {
        let area = Area { x, y: 0.0, width, height: height_px };
        ops.push(DrawOp::Fill { area, ink: Ink::Window });
        let area = Area { x: x + 0.5, width: (width - 1.0).max(1.0), ..whole };
        ops.push(DrawOp::Frame { area, ink: Ink::WindowEdge, dashed: false });
    }
    ops.extend(label(window, scale, height_px).into_iter().flatten());
    ops
}

/// One bar for each bucket that holds something.
fn bars<'a>(
    overview: &'a Timeline,
    counts: &'a [u64],
    full: u64,
    scale: Scale,
    height_px: f64,
    ink: Ink,
) -> impl Iterator<Item = DrawOp> + 'a {
    let counted = counts.iter().enumerate().filter(|&(_, &count)| count > 0);
    counted.filter_map(move |(bucket, &count)| {
        let (x, width) = place(scale, bucket_range(overview, bucket)?)?;
        let height = (count as f64 / full.max(1) as f64 * (height_px - 6.0)).max(1.0);
        let width = if width >= 3.0 { width - 1.0 } else { width };
        let area = Area { x, y: height_px - 2.0 - height, width, height };
        Some(DrawOp::Fill { area, ink })
    })
}

/// How long the whole export is, on the side of the window that has more room.
fn label(window: TimeRange, scale: Scale, height_px: f64) -> Option<[DrawOp; 2]> {
    let length = scale.range.end.0.saturating_sub(scale.range.start.0);
    let text = format!("whole export: {}", duration(length));
    let (x, width) = place(scale, window)?;
    let (left, right) = (x, scale.width_px - x - width);
    let y = height_px / 2.0;
    let (x, align) = match () {
        () if left.max(right) < 180.0 => (scale.width_px - 8.0, Align::Right),
        () if right >= left => (scale.width_px - right + 6.0, Align::Left),
        () => (left - 6.0, Align::Right),
    };
    let wide = text_px(&text);
    let left = if align == Align::Left { x } else { x - wide };
    let patch = Area { x: left - 3.0, y: 2.0, width: wide + 6.0, height: height_px - 4.0 };
    let veil = DrawOp::Fill { area: patch, ink: Ink::Veil };
    Some([veil, DrawOp::Text { x, y, text, ink: Ink::Label, align }])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::{super::draw::in_words, *};
    use crate::protocol::page::SECOND_NANOS;

    fn seconds(from: i64, to: i64) -> TimeRange {
        TimeRange { start: TimeNanos(from * SECOND_NANOS), end: TimeNanos(to * SECOND_NANOS) }
    }

    fn scale() -> Scale {
        Scale { range: seconds(0, 1000), width_px: 500.0 }
    }

    #[test]
    fn the_pointer_holds_what_lies_below_it() {
        let window = seconds(200, 600);
        let held: Vec<Grab> =
            [10.0, 97.0, 104.0, 200.0, 298.0, 400.0].map(|x| grab(scale(), window, x)).into();
        expect!["[Fresh, Start, Start, Window, End, Fresh]"].assert_eq(&format!("{held:?}"));
        assert_eq!(grab(scale(), seconds(0, 1000), 250.0), Grab::Fresh);
        assert_eq!(grab(scale(), seconds(0, 1000), 2.0), Grab::Start);
    }

    #[test]
    fn drags_move_the_window_or_an_edge() {
        let window = seconds(200, 600);
        let drag = |grab, from, to| dragged(grab, scale(), window, from, to);
        assert_eq!(drag(Grab::Window, 200.0, 250.0), seconds(300, 700));
        assert_eq!(drag(Grab::Window, 200.0, 500.0), seconds(600, 1000));
        assert_eq!(drag(Grab::Start, 100.0, 50.0), seconds(100, 600));
        assert_eq!(drag(Grab::Start, 100.0, 350.0), seconds(600, 700));
        assert_eq!(drag(Grab::End, 300.0, 400.0), seconds(200, 800));
        assert_eq!(drag(Grab::Fresh, 400.0, 350.0), seconds(700, 800));
    }

    #[test]
    fn the_strip_shows_the_window_in_the_whole() {
        let overview = Timeline {
            start: TimeNanos(0),
            width_nanos: 250 * SECOND_NANOS,
            selected: vec![[0, 0, 0, 5, 0, 0, 5, 0], [0; 8], [1, 0, 0, 0, 0, 0, 0, 0], [0; 8]],
            all: vec![20, 10, 1, 0],
        };
        expect![[r#"
            frame 0.5,0.5 499.0x19.0 --rule
            fill 0.0,4.0 124.0x14.0 --bar-behind
            fill 125.0,11.0 124.0x7.0 --bar-behind
            fill 250.0,17.0 124.0x1.0 --bar-behind
            fill 0.0,11.0 124.0x7.0 --bar-strip
            fill 250.0,17.0 124.0x1.0 --bar-strip
            fill 100.0,0.0 200.0x20.0 --window
            frame 100.5,0.5 199.0x19.0 --accent
            fill 303.0,2.0 156.0x16.0 --veil
            text 306,10 Left "whole export: 16 min 40 s" --ink-muted"#]]
        .assert_eq(&in_words(&draw(&overview, seconds(200, 600), scale(), 20.0)));
    }

    proptest! {
        #[test]
        fn a_drag_stays_in_the_export(from in -50.0f64..600.0, to in -50.0f64..600.0, a in 0i64..1000, b in 1i64..1000) {
            let window = clamp(seconds(a, a + b), scale().range);
            for grab in [Grab::Window, Grab::Start, Grab::End, Grab::Fresh] {
                let moved = dragged(grab, scale(), window, from, to);
                prop_assert!(moved.start < moved.end);
                prop_assert!(moved.start.0 >= 0 && moved.end.0 <= 1000 * SECOND_NANOS);
            }
        }
    }
}
