//! The charts of metrics as draw lists: bars, shares as lines, heat maps with percentiles over them.
//! All lie over the same range of time.
//!
//! ```text
//!  1 s    ░░▒░░░▒▓▓▒░░     p99 ‾‾‾‾╱‾‾‾
//!  100 ms ▓▓▓▓▓▓▓▓▓▓▓▓     p50 ________
//!         13:38   13:43
//! ```
//!
//! Does not: touch a canvas.

use super::{Chart, words};
use crate::{
    protocol::page::{Measured, Metrics, TimeRange, Zone},
    session::chart::{
        DrawOp, Ink, Scale,
        axis::ticks,
        draw::{Align, Area},
        picture::text_px,
    },
};

/// Height of the axis with its labels.
const AXIS_PX: f64 = 18.0;
/// Room above the highest bar.
const HEAD_PX: f64 = 6.0;
/// The darkest of the heat map's inks.
const HEAT_MAX: f64 = 6.0;

/// What is drawn and where.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The numbers.
    pub answer: &'a Metrics,
    /// Which of the charts.
    pub chart: Chart,
    /// What is on screen from the left edge to the right one.
    pub view: TimeRange,
    /// The zone of the axis.
    pub zone: &'a Zone,
    /// The bucket below the pointer, in whatever chart that is.
    pub bucket: Option<usize>,
    /// From corner to corner, what is being chosen.
    pub rubber: Option<Area>,
    /// Size of the canvas.
    pub size_px: (f64, f64),
}

impl Picture<'_> {
    /// The list of things to draw, from back to front.
    #[must_use]
    pub fn draw(&self) -> Vec<DrawOp> {
        let mut ops = Vec::new();
        self.draw_bucket(&mut ops);
        match self.chart {
            Chart::Rates => self.draw_rates(&mut ops),
            Chart::Shares => self.draw_shares(&mut ops),
            Chart::Measured(at) => {
                if let Some(measured) = self.answer.measured.get(at) {
                    self.draw_heat(measured, &mut ops);
                    self.draw_lines(measured, &mut ops);
                }
            }
        }
        self.draw_axis(&mut ops);
        if let Some(area) = self.rubber {
            ops.push(DrawOp::Frame { area, ink: Ink::WindowEdge, dashed: true });
        }
        ops
    }

    /// The bucket at a place.
    #[must_use]
    pub fn bucket_at(&self, x: f64) -> Option<usize> {
        let time = self.scale().time_from_x(x);
        let offset =
            time.0.checked_sub(self.answer.start.0)?.checked_div(self.answer.width_nanos)?;
        usize::try_from(offset).ok().filter(|bucket| *bucket < self.answer.records.len())
    }

    /// The rows of the heat map between two heights, the lower one first.
    #[must_use]
    pub fn rows_between(&self, measured: &Measured, from_y: f64, to_y: f64) -> (usize, usize) {
        let rows = measured.heat.rows().max(1);
        let row = |y: f64| {
            let up = (self.bottom() - y) / self.row_px(rows);
            (up.floor().max(0.0) as usize).min(rows - 1)
        };
        (row(from_y.max(to_y)), row(from_y.min(to_y)))
    }

    /// The scale of time over the width.
    #[must_use]
    pub fn scale(&self) -> Scale {
        Scale { range: self.view, width_px: self.size_px.0 }
    }

    fn bottom(&self) -> f64 {
        self.size_px.1 - AXIS_PX
    }

    fn row_px(&self, rows: usize) -> f64 {
        (self.bottom() - HEAD_PX) / rows as f64
    }

    /// Left edge and width of a bucket, cut at the edges of the canvas.
    fn column(&self, bucket: usize) -> Option<(f64, f64)> {
        let range = words::bucket_range(self.answer, bucket)?;
        let scale = self.scale();
        let left = scale.x_from_time(range.start).max(0.0).round();
        let right = scale.x_from_time(range.end).min(scale.width_px).round();
        (right > left).then_some((left, right - left))
    }

    fn draw_bucket(&self, ops: &mut Vec<DrawOp>) {
        if let Some((x, width)) = self.bucket.and_then(|bucket| self.column(bucket)) {
            let area = Area { x, y: HEAD_PX, width, height: self.bottom() - HEAD_PX };
            ops.push(DrawOp::Fill { area, ink: Ink::Window });
        }
    }

    fn draw_rates(&self, ops: &mut Vec<DrawOp>) {
        let highest = self.answer.records.iter().copied().max().unwrap_or(0).max(1);
        self.draw_level(words::number(f64::from(highest)), HEAD_PX, ops);
        let px = (self.bottom() - HEAD_PX) / f64::from(highest);
        for (bucket, &records) in self.answer.records.iter().enumerate() {
            let Some((x, width)) = self.column(bucket) else { continue };
            let mut y = self.bottom();
            for (count, ink) in self.parts(bucket, records) {
                let height = (f64::from(count) * px).max(1.0);
                y -= height;
                ops.push(DrawOp::Fill { area: Area { x, y, width: apart(width), height }, ink });
            }
        }
    }

    /// What the records of a bucket are made of, without what there is none of.
    fn parts(&self, bucket: usize, records: u32) -> Vec<(u32, Ink)> {
        let groups = &self.answer.groups;
        let mut parts: Vec<(u32, Ink)> = groups
            .iter()
            .enumerate()
            .map(|(at, group)| {
                (group.counts.get(bucket).copied().unwrap_or(0), group_ink(groups, at))
            })
            .collect();
        if groups.is_empty() {
            let errors = self.answer.errors.get(bucket).copied().unwrap_or(0);
            parts = vec![(records.saturating_sub(errors), Ink::Lane(3)), (errors, Ink::Lane(6))];
        }
        parts.retain(|(count, _)| *count > 0);
        parts
    }

    fn draw_shares(&self, ops: &mut Vec<DrawOp>) {
        let Metrics { records, errors, answered, failed, .. } = self.answer;
        let share = |part: &[u32], whole: &[u32]| -> Vec<Option<f64>> {
            let of = |(part, whole): (&u32, &u32)| {
                (*whole > 0).then(|| f64::from(*part) / f64::from(*whole))
            };
            part.iter().zip(whole).map(of).collect()
        };
        let lines =
            [(share(errors, records), Ink::BandEdge), (share(failed, answered), Ink::Series)];
        let each = lines.iter().flat_map(|(line, _)| line.iter().flatten());
        let highest = each.copied().fold(0.0, f64::max);
        let full = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].into_iter().find(|it| *it >= highest);
        let full = full.unwrap_or(1.0);
        self.draw_level(format!("{}%", full * 100.0), HEAD_PX, ops);
        for (line, ink) in &lines {
            let y = |share: f64| self.bottom() - share / full * (self.bottom() - HEAD_PX);
            self.draw_line(line.iter().map(|share| share.map(y)), *ink, ops);
        }
    }

    fn draw_heat(&self, measured: &Measured, ops: &mut Vec<DrawOp>) {
        let heat = &measured.heat;
        let buckets = self.answer.records.len().max(1);
        let highest = f64::from(heat.counts.iter().copied().max().unwrap_or(0));
        let row_px = self.row_px(heat.rows());
        for (row, counts) in heat.counts.chunks(buckets).enumerate() {
            let y = self.bottom() - (row + 1) as f64 * row_px;
            let (top, end) = (y.round(), (y + row_px).round());
            for (bucket, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let Some((x, width)) = self.column(bucket) else { continue };
                let share = f64::from(count).ln_1p() / highest.ln_1p();
                let ink = Ink::Heat((share * HEAT_MAX).ceil().clamp(1.0, HEAT_MAX) as u8);
                let area = Area { x, y: top, width, height: end - top };
                ops.push(DrawOp::Fill { area, ink });
            }
        }
    }

    /// Lines of the percentiles and of round values, in the heat map's scale.
    fn draw_lines(&self, measured: &Measured, ops: &mut Vec<DrawOp>) {
        let edges = &measured.heat.edges;
        // The row of what is zero or below has no logarithm.
        let below = usize::from(edges.first().is_some_and(|edge| *edge <= 0.0));
        let (Some(low), Some(high)) = (edges.get(below), edges.last()) else { return };
        let row_px = self.row_px(measured.heat.rows());
        let bottom = self.bottom() - below as f64 * row_px;
        let full = (high / low).ln().max(f64::MIN_POSITIVE);
        let y = |value: f64| match value > *low {
            true => bottom - (value / low).ln() / full * (bottom - HEAD_PX),
            false => bottom + below as f64 * row_px / 2.0,
        };
        let mut last_y = f64::INFINITY;
        for value in round_values(*low, *high, measured.is_duration) {
            // Below the lowest is the axis.
            if last_y.min(self.bottom() + 4.0) - y(value) >= 18.0 {
                last_y = y(value);
                self.draw_level(words::value(measured, value), last_y, ops);
            }
        }
        let inks = [Ink::Cursor, Ink::Calm, Ink::Lane(5), Ink::Lane(6)];
        for (share, ink) in inks.into_iter().enumerate() {
            let line = measured.lines.iter().map(|found| found.map(|all| y(all[share])));
            self.draw_line(line, ink, ops);
        }
    }

    /// A line through the middles of buckets, broken where one has nothing.
    fn draw_line(&self, line: impl Iterator<Item = Option<f64>>, ink: Ink, ops: &mut Vec<DrawOp>) {
        let mut points: Vec<(f64, f64)> = Vec::new();
        let mut end = |points: &mut Vec<(f64, f64)>| {
            let points = std::mem::take(points);
            match points[..] {
                [] => {}
                [(x, y)] => {
                    let area = Area { x: x - 2.0, y: y - 1.0, width: 4.0, height: 2.0 };
                    ops.push(DrawOp::Fill { area, ink });
                }
                _ => ops.push(DrawOp::Path { points, ink }),
            }
        };
        for (bucket, y) in line.enumerate() {
            match (self.column(bucket), y) {
                (Some((x, width)), Some(y)) => points.push((x + width / 2.0, y)),
                _ => end(&mut points),
            }
        }
        end(&mut points);
    }

    /// A faint line at a height with what it stands for.
    fn draw_level(&self, text: String, y: f64, ops: &mut Vec<DrawOp>) {
        let y = y.floor() + 0.5;
        ops.push(DrawOp::Line { from: (0.0, y), to: (self.size_px.0, y), ink: Ink::Rule });
        let patch = Area { x: 0.0, y: y + 1.0, width: text_px(&text) + 6.0, height: 12.0 };
        ops.push(DrawOp::Fill { area: patch, ink: Ink::Veil });
        ops.push(DrawOp::Text { x: 2.0, y: y + 7.0, text, ink: Ink::Label, align: Align::Left });
    }

    fn draw_axis(&self, ops: &mut Vec<DrawOp>) {
        let (scale, width) = (self.scale(), self.size_px.0);
        let y = self.bottom() + 0.5;
        ops.push(DrawOp::Line { from: (0.0, y), to: (width, y), ink: Ink::Rule });
        for tick in ticks(self.view, self.zone, width) {
            let x = scale.x_from_time(tick.time).round();
            ops.push(DrawOp::Line { from: (x + 0.5, y), to: (x + 0.5, y + 4.0), ink: Ink::Rule });
            if x + 3.0 + text_px(&tick.label) <= width {
                let (text, align) = (tick.label, Align::Left);
                ops.push(DrawOp::Text { x: x + 3.0, y: y + 10.0, text, ink: Ink::Label, align });
            }
        }
    }
}

/// Wide bars stand a little apart.
fn apart(width: f64) -> f64 {
    if width >= 3.0 { width - 1.0 } else { width }
}

/// The ink of a group; the rest, which is the last, is grey.
#[must_use]
pub fn group_ink<T>(groups: &[T], at: usize) -> Ink {
    if at + 1 == groups.len() { Ink::Lane(0) } else { Ink::Group(at as u8) }
}

/// Values of one digit between two, ascending: of durations those that clocks have.
fn round_values(low: f64, high: f64, is_duration: bool) -> Vec<f64> {
    const MINUTE: f64 = 60e9;
    let mut values = Vec::new();
    let mut power = low.log10().floor();
    while values.len() < 40 && power <= 300.0 && 10_f64.powf(power) < high {
        values.extend([1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powf(power)));
        power += 1.0;
    }
    if is_duration {
        values.retain(|value| *value < 30e9);
        let clock = [30e9, MINUTE, 2.0 * MINUTE, 10.0 * MINUTE, 30.0 * MINUTE];
        values.extend(clock.into_iter().chain([1.0, 3.0, 12.0, 48.0].map(|it| it * 60.0 * MINUTE)));
    }
    values.retain(|value| low < *value && *value < high);
    values
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{
        protocol::page::{SECOND_NANOS, TimeNanos},
        session::{chart::draw::in_words, metrics::words::tests::answer},
    };

    fn drawn(answer: &Metrics, chart: Chart) -> String {
        let view = TimeRange { start: TimeNanos(0), end: TimeNanos(20 * SECOND_NANOS) };
        let zone = Zone::utc();
        let picture = Picture {
            answer,
            chart,
            view,
            zone: &zone,
            bucket: None,
            rubber: None,
            size_px: (100.0, HEAD_PX + AXIS_PX + 60.0),
        };
        let axis = 3;
        let ops = picture.draw();
        in_words(&ops[..ops.len() - axis])
    }

    #[test]
    fn rates_pile_up_and_shares_are_lines() {
        let answer = answer();
        expect![[r#"
            line 0.0,6.5 to 100.0,6.5 --rule
            fill 0.0,7.5 36.0x12.0 --veil
            text 2,14 Left "1,200" --ink-muted
            fill 0.0,6.1 49.0x59.9 --bar-info
            fill 0.0,5.1 49.0x1.0 --bar-error
            fill 50.0,65.0 49.0x1.0 --bar-info
            fill 50.0,64.0 49.0x1.0 --bar-error"#]]
        .assert_eq(&drawn(&answer, Chart::Rates));
        expect![[r#"
            line 0.0,6.5 to 100.0,6.5 --rule
            fill 0.0,7.5 24.0x12.0 --veil
            text 2,14 Left "50%" --ink-muted
            path 25.0,65.7 75.0,6.0 --error
            path 25.0,66.0 75.0,6.0 --fatal"#]]
        .assert_eq(&drawn(&answer, Chart::Shares));
    }

    #[test]
    fn percentiles_lie_over_the_heat_map() {
        expect![[r#"
            fill 0.0,46.0 50.0x20.0 --heat-6
            fill 0.0,26.0 50.0x20.0 --heat-5
            fill 0.0,6.0 50.0x20.0 --heat-2
            line 0.0,46.5 to 100.0,46.5 --rule
            fill 0.0,47.5 42.0x12.0 --veil
            text 2,54 Left "100 ms" --ink-muted
            line 0.0,25.5 to 100.0,25.5 --rule
            fill 0.0,26.5 24.0x12.0 --veil
            text 2,32 Left "1 s" --ink-muted
            fill 23.0,46.5 4.0x2.0 --ink
            fill 23.0,43.4 4.0x2.0 --notice
            fill 23.0,39.4 4.0x2.0 --bar-warn
            fill 23.0,21.5 4.0x2.0 --bar-error"#]]
        .assert_eq(&drawn(&answer(), Chart::Measured(0)));
    }
}
