//! The picture above the strip: bands, the shape of everything, bars, axis, the rubber band of a drag.
//!
//! Does not: draw what is not there: no band, no frame, no label without its thing.

use super::{
    axis::ticks,
    bars::{Bar, heights, shape, stacks},
    draw::{Align, Area, DrawOp, Ink},
    overlay::{Overlay, draw_labels, draw_markers},
    scale::Scale,
};
use crate::protocol::page::{TimeNanos, TimeRange, Timeline, Zone};

/// Height of the axis with its labels, below the bars.
pub const AXIS_PX: f64 = 20.0;

/// Height kept free above the bars for the caption and the bands' labels.
pub const HEAD_PX: f64 = 22.0;

/// Everything that the picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The counts.
    pub timeline: &'a Timeline,
    /// What is on screen from the left edge to the right one.
    pub view: TimeRange,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// Bands, baseline and series.
    pub overlay: &'a Overlay,
    /// The range that a drag is about to choose.
    pub rubber: Option<TimeRange>,
    /// The bucket below the pointer.
    pub bucket: Option<usize>,
    /// When the marked event happened.
    pub cursor: Option<TimeNanos>,
    /// Width of the words that lie over its upper corners, left and right.
    pub caption_px: (f64, f64),
    /// Width of the canvas.
    pub width_px: f64,
    /// Height of the canvas.
    pub height_px: f64,
}

impl Picture<'_> {
    /// The scale of time over the width.
    #[must_use]
    pub fn scale(&self) -> Scale {
        Scale { range: self.view, width_px: self.width_px }
    }

    /// The list of things to draw, from back to front.
    #[must_use]
    pub fn draw(&self) -> Vec<DrawOp> {
        let scale = self.scale();
        let plot_px = (self.height_px - AXIS_PX - HEAD_PX).max(0.0);
        let bottom = HEAD_PX + plot_px;
        let found = heights(self.timeline);
        let mut ops = Vec::new();
        for band in &self.overlay.bands {
            band.draw(scale, bottom, &mut ops);
        }
        self.draw_bucket(scale, bottom, &mut ops);
        for bar in shape(self.timeline, found, scale, plot_px) {
            ops.push(fill(bar, Ink::Behind));
        }
        for bar in stacks(self.timeline, found, scale, plot_px) {
            ops.push(fill(bar, Ink::Lane(bar.lane)));
        }
        draw_labels(&self.overlay.bands, scale, self.caption_px, &mut ops);
        self.draw_axis(scale, bottom, &mut ops);
        if let Some(series) = &self.overlay.series {
            series.draw(self.timeline, scale, bottom, Ink::Series, &mut ops);
        }
        for (at, pin) in self.overlay.pins.iter().enumerate() {
            pin.draw(self.timeline, scale, bottom, Ink::Group(at as u8), &mut ops);
        }
        for curve in &self.overlay.curves {
            curve.draw(scale, bottom, &mut ops);
        }
        draw_markers(&self.overlay.markers, scale, bottom, &mut ops);
        if let Some(baseline) = &self.overlay.baseline {
            baseline.draw(scale, &mut ops);
        }
        for band in &self.overlay.bands {
            band.draw_frame(scale, bottom, &mut ops);
        }
        super::flags::draw(&self.overlay.flags, scale, bottom, &mut ops);
        self.draw_cursor(scale, bottom, &mut ops);
        self.draw_rubber(scale, bottom, &mut ops);
        ops
    }

    /// A soft column behind the bars of the bucket that the numbers are of.
    fn draw_bucket(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let range = self.bucket.and_then(|bucket| super::bars::bucket_range(self.timeline, bucket));
        if let Some((x, width)) = range.and_then(|range| place(scale, range)) {
            let area = Area { x, y: HEAD_PX, width, height: bottom - HEAD_PX };
            ops.push(DrawOp::Fill { area, ink: Ink::Window });
        }
    }

    fn draw_axis(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let y = bottom + 0.5;
        ops.push(DrawOp::Line { from: (0.0, y), to: (self.width_px, y), ink: Ink::Rule });
        for tick in ticks(self.view, self.zone, self.width_px) {
            let x = scale.x_from_time(tick.time).round();
            ops.push(DrawOp::Line { from: (x + 0.5, y), to: (x + 0.5, y + 4.0), ink: Ink::Rule });
            // A label hangs right of its tick, as on a ruler; one that would be cut is left out.
            if x + 3.0 + text_px(&tick.label) <= self.width_px {
                ops.push(DrawOp::Text {
                    x: x + 3.0,
                    y: bottom + 11.0,
                    text: tick.label,
                    ink: Ink::Label,
                    align: Align::Left,
                });
            }
        }
    }

    fn draw_cursor(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let Some(time) = self.cursor.filter(|time| self.view.contains(*time)) else { return };
        let x = scale.x_from_time(time).floor() + 0.5;
        ops.push(DrawOp::Line { from: (x, HEAD_PX - 4.0), to: (x, bottom), ink: Ink::Cursor });
    }

    fn draw_rubber(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let Some((x, width)) = self.rubber.and_then(|range| place(scale, range)) else { return };
        let area = Area { x: x + 0.5, y: 2.5, width, height: bottom };
        ops.push(DrawOp::Frame { area, ink: Ink::WindowEdge, dashed: true });
    }
}

fn fill(bar: Bar, ink: Ink) -> DrawOp {
    DrawOp::Fill { area: Area { y: bar.area.y + HEAD_PX, ..bar.area }, ink }
}

/// About how wide a label is, in pixels.
#[must_use]
pub fn text_px(text: &str) -> f64 {
    6.0 * text.chars().count() as f64
}

/// Left edge and width of a range, cut at the edges; at least a pixel wide, none outside.
pub(super) fn place(scale: Scale, range: TimeRange) -> Option<(f64, f64)> {
    let (from, to) = (scale.x_from_time(range.start), scale.x_from_time(range.end));
    let (left, right) = (from.max(0.0).round(), to.min(scale.width_px).round());
    (from < scale.width_px && to >= 0.0).then_some((left, (right - left).max(1.0)))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::{
        super::{
            draw::in_words,
            overlay::{Band, Baseline, Series, Tone},
        },
        *,
    };
    use crate::protocol::page::{LANES, SECOND_NANOS};

    /// One bucket of `info`, `warn` and `error` records.
    fn lanes(info: u32, warn: u32, error: u32) -> [u32; LANES] {
        [0, 0, 0, info, 0, warn, error, 0]
    }

    fn timeline() -> Timeline {
        Timeline {
            start: TimeNanos(0),
            width_nanos: 10 * SECOND_NANOS,
            selected: vec![lanes(4, 0, 0), lanes(2, 1, 0), lanes(0, 0, 0), lanes(6, 2, 2)],
            all: vec![4, 3, 0, 10],
        }
    }

    fn picture<'a>(timeline: &'a Timeline, zone: &'a Zone, overlay: &'a Overlay) -> Picture<'a> {
        let view = TimeRange { start: TimeNanos(0), end: TimeNanos(40 * SECOND_NANOS) };
        Picture {
            timeline,
            view,
            zone,
            overlay,
            rubber: None,
            bucket: None,
            cursor: None,
            caption_px: (0.0, 0.0),
            width_px: 200.0,
            height_px: AXIS_PX + HEAD_PX + 100.0,
        }
    }

    #[test]
    fn bars_stack_by_level() {
        let timeline = timeline();
        expect![[r#"
            fill 0.0,82.0 49.0x40.0 --bar-info
            fill 50.0,102.0 49.0x20.0 --bar-info
            fill 50.0,92.0 49.0x10.0 --bar-warn
            fill 150.0,62.0 49.0x60.0 --bar-info
            fill 150.0,42.0 49.0x20.0 --bar-warn
            fill 150.0,22.0 49.0x20.0 --bar-error
            line 0.0,122.5 to 200.0,122.5 --rule
            line 0.5,122.5 to 0.5,126.5 --rule
            text 3,133 Left "Jan 1" --ink-muted
            line 150.5,122.5 to 150.5,126.5 --rule"#]]
        .assert_eq(&in_words(&picture(&timeline, &Zone::utc(), &Overlay::default()).draw()));
    }

    #[test]
    fn the_shape_of_everything_stands_behind() {
        let timeline = Timeline { all: vec![8, 8, 8, 20], ..timeline() };
        expect![[r#"
            fill 0.0,82.0 49.0x40.0 --bar-behind
            fill 50.0,82.0 49.0x40.0 --bar-behind
            fill 100.0,82.0 49.0x40.0 --bar-behind
            fill 150.0,22.0 49.0x100.0 --bar-behind
            fill 0.0,102.0 49.0x20.0 --bar-info
            fill 50.0,112.0 49.0x10.0 --bar-info
            fill 50.0,107.0 49.0x5.0 --bar-warn
            fill 150.0,92.0 49.0x30.0 --bar-info
            fill 150.0,82.0 49.0x10.0 --bar-warn
            fill 150.0,72.0 49.0x10.0 --bar-error
            line 0.0,122.5 to 200.0,122.5 --rule
            line 0.5,122.5 to 0.5,126.5 --rule
            text 3,133 Left "Jan 1" --ink-muted
            line 150.5,122.5 to 150.5,126.5 --rule"#]]
        .assert_eq(&in_words(&picture(&timeline, &Zone::utc(), &Overlay::default()).draw()));
    }

    #[test]
    fn bands_cursor_and_rubber_are_drawn_where_they_are() {
        let timeline = Timeline { selected: Vec::new(), all: Vec::new(), ..timeline() };
        let seconds = |from: i64, to: i64| TimeRange {
            start: TimeNanos(from * SECOND_NANOS),
            end: TimeNanos(to * SECOND_NANOS),
        };
        let band = |range, label: &str, chosen| Band {
            range,
            label: label.to_owned(),
            tone: Tone::Burst,
            chosen,
        };
        let overlay = Overlay {
            bands: vec![
                band(seconds(5, 15), "1 · 41×", true),
                band(seconds(50, 60), "2 · 9×", false),
            ],
            baseline: Some(Baseline { range: seconds(0, 30), left_out: vec![seconds(5, 15)] }),
            series: Some(Series {
                start: TimeNanos(0),
                width_nanos: 10 * SECOND_NANOS,
                counts: vec![0, 4, 2, 0, 9],
            }),
            ..Overlay::default()
        };
        let zone = Zone::utc();
        let picture = Picture {
            rubber: Some(seconds(10, 70)),
            bucket: Some(1),
            cursor: Some(TimeNanos(12 * SECOND_NANOS)),
            ..picture(&timeline, &zone, &overlay)
        };
        expect![[r#"
            fill 25.0,6.0 50.0x116.0 --band
            fill 25.0,6.0 50.0x3.0 --error
            fill 50.0,22.0 50.0x100.0 --window
            text 29,17 Left "1 · 41×" --error
            line 0.0,122.5 to 200.0,122.5 --rule
            line 0.5,122.5 to 0.5,126.5 --rule
            text 3,133 Left "Jan 1" --ink-muted
            line 150.5,122.5 to 150.5,126.5 --rule
            path 25.0,122.0 75.0,77.6 125.0,99.8 175.0,122.0 --fatal
            fill 0.0,22.0 25.0x2.0 --ink-muted
            fill 75.0,22.0 75.0x2.0 --ink-muted
            fill -2.0,18.0 4.0x10.0 --ink-muted
            fill 148.0,18.0 4.0x10.0 --ink-muted
            text 6,32 Left "baseline" --ink-muted
            dashed frame 23.5,3.5 53.0x119.0 --accent
            line 60.5,18.0 to 60.5,122.0 --ink
            dashed frame 50.5,2.5 150.0x122.0 --accent"#]]
        .assert_eq(&in_words(&picture.draw()));
    }

    #[test]
    fn a_label_lies_below_what_is_in_its_way_or_is_left_out() {
        let (timeline, zone) = (Timeline { selected: Vec::new(), ..timeline() }, Zone::utc());
        let seconds = |from: i64, to: i64| TimeRange {
            start: TimeNanos(from * SECOND_NANOS),
            end: TimeNanos(to * SECOND_NANOS),
        };
        let band =
            |range| Band { range, label: "silent".to_owned(), tone: Tone::Silence, chosen: false };
        let bands = vec![
            band(seconds(20, 21)),
            band(seconds(19, 21)),
            band(seconds(2, 3)),
            band(seconds(18, 19)),
            band(seconds(38, 39)),
        ];
        let overlay = Overlay { bands, ..Overlay::default() };
        let picture = Picture { caption_px: (60.0, 50.0), ..picture(&timeline, &zone, &overlay) };
        let drawn = in_words(&picture.draw());
        let labels: Vec<&str> = drawn.lines().filter(|line| line.contains("silent")).collect();
        expect![[r#"
            text 196,31 Right "silent" --ink-muted
            text 94,17 Left "silent" --ink-muted
            text 14,31 Left "silent" --ink-muted
            text 99,31 Left "silent" --ink-muted"#]]
        .assert_eq(&labels.join("\n"));
    }

    proptest! {
        #[test]
        fn no_bar_leaves_the_picture(
            counts in proptest::collection::vec(proptest::array::uniform8(0u32..), 0..60),
            start: i64, width in 1i64.., from: i64, length in 1u64.., px in 1.0f64..900.0,
        ) {
            let all = counts.iter().map(|lanes| lanes.iter().copied().max().unwrap_or(0)).collect();
            let start = TimeNanos(start);
            let timeline = Timeline { start, width_nanos: width, selected: counts, all };
            let (zone, overlay) = (Zone::utc(), Overlay::default());
            let end = TimeNanos(from.saturating_add_unsigned(length));
            let view = TimeRange { start: TimeNanos(from), end };
            let picture = Picture { view, width_px: px, ..picture(&timeline, &zone, &overlay) };
            for op in picture.draw() {
                if let DrawOp::Fill { area: Area { x, y, width, height }, .. } = op {
                    prop_assert!(x >= 0.0 && x + width <= px + 1.5, "{x} {width} {px}");
                    prop_assert!(y >= HEAD_PX - 0.001 && y + height <= 122.001, "{y} {height}");
                }
            }
        }
    }
}
