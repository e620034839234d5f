//! What lies over the bars besides the pointer: bands, the baseline of an explanation, one series.
//!
//! Does not: choose them; `session::overlays` does.

use super::{
    bars::heights,
    draw::{Align, Area, DrawOp, Ink},
    flags::Flag,
    picture::{HEAD_PX, place, text_px},
    scale::Scale,
};
use crate::protocol::page::{TimeNanos, TimeRange, Timeline};

/// Everything that lies over the bars.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Stretches that are marked.
    pub bands: Vec<Band>,
    /// What an explanation compares with.
    pub baseline: Option<Baseline>,
    /// The counts of something that is pointed at.
    pub series: Option<Series>,
    /// The counts of pinned searches, by number.
    pub pins: Vec<Series>,
    /// What a person marked.
    pub flags: Vec<Flag>,
    /// Series of metric files.
    pub curves: Vec<Curve>,
    /// Moments that a file names.
    pub markers: Vec<Marker>,
}

/// A series of a metric file, in a scale of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Where the first bucket begins.
    pub start: TimeNanos,
    /// How long each bucket is.
    pub width_nanos: i64,
    /// Bucket, lowest, highest and mean value.
    pub buckets: Vec<(u32, [f64; 3])>,
    /// The lowest and the highest value in view: the bottom and the top of the scale.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// The number of its colour.
    pub colour: u8,
}

/// A moment that a file names, such as a deploy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// When.
    pub time: TimeNanos,
    /// What it says.
    pub text: String,
}

/// A stretch of time marked over the bars: a burst, a silence.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// From when to when.
    pub range: TimeRange,
    /// A few words, shown at its top.
    pub label: String,
    /// What it marks.
    pub tone: Tone,
    /// Whether it is the one that is explained.
    pub chosen: bool,
}

/// What a band marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// More than usual.
    Burst,
    /// Nothing where there was something.
    Silence,
    /// A range that a person chose.
    Range,
}

/// What an explanation compares with.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// From its beginning to its end.
    pub range: TimeRange,
    /// Stretches within that do not count.
    pub left_out: Vec<TimeRange>,
}

/// Counts by time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Where the first bucket begins.
    pub start: TimeNanos,
    /// How long each bucket is.
    pub width_nanos: i64,
    /// One count a bucket.
    pub counts: Vec<u32>,
}

/// Where the line of the baseline lies, from the top; it can be held there.
pub const BASELINE_Y_PX: f64 = HEAD_PX + 1.0;

impl Band {
    pub(super) fn draw(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let Some((x, width)) = place(scale, self.range) else { return };
        let area = Area { x, y: 6.0, width, height: bottom - 6.0 };
        let (ground, edge) = self.inks();
        ops.push(DrawOp::Fill { area, ink: ground });
        ops.push(DrawOp::Fill { area: Area { height: 3.0, ..area }, ink: edge });
    }

    /// Its ground, and its edge and label.
    fn inks(&self) -> (Ink, Ink) {
        match self.tone {
            Tone::Burst => (Ink::Band, Ink::BandEdge),
            Tone::Silence => (Ink::Silence, Ink::Label),
            Tone::Range => (Ink::Window, Ink::WindowEdge),
        }
    }

    /// The dashed frame around the band that is explained.
    pub(super) fn draw_frame(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        if let Some((x, width)) = place(scale, self.range).filter(|_| self.chosen) {
            let area = Area { x: x - 1.5, y: 3.5, width: width + 3.0, height: bottom - 3.0 };
            ops.push(DrawOp::Frame { area, ink: Ink::WindowEdge, dashed: true });
        }
    }
}

/// The labels of bands, the last band's first: a line lower where a caption or another label is in
/// the way, and none where that line is taken too.
pub(super) fn draw_labels(
    bands: &[Band],
    scale: Scale,
    caption_px: (f64, f64),
    ops: &mut Vec<DrawOp>,
) {
    let right_px = scale.width_px - caption_px.1;
    let mut taken = [vec![(0.0, caption_px.0), (right_px, scale.width_px)], Vec::new()];
    for band in bands.iter().rev() {
        let Some((x, _)) = place(scale, band.range) else { continue };
        let (text, label_px) = (band.label.clone(), text_px(&band.label));
        let (left, align) = if x + 4.0 + label_px > scale.width_px {
            (scale.width_px - 4.0 - label_px, Align::Right)
        } else {
            (x + 4.0, Align::Left)
        };
        let (from, to) = (left, left + label_px);
        let free = |line: &Vec<(f64, f64)>| line.iter().all(|it| to <= it.0 || it.1 <= from);
        let Some(line) = taken.iter().position(free) else { continue };
        taken[line].push((from, to + 4.0));
        let x = if align == Align::Left { from } else { to };
        let y = 17.0 + 14.0 * line as f64;
        ops.push(DrawOp::Text { x, y, text, ink: band.inks().1, align });
    }
}

impl Baseline {
    /// A line over what counts, a handle at either end.
    pub(super) fn draw(&self, scale: Scale, ops: &mut Vec<DrawOp>) {
        let mut from = self.range.start;
        let mut pieces = Vec::new();
        for gap in &self.left_out {
            pieces.push(TimeRange { start: from, end: gap.start.max(from) });
            from = gap.end.max(from);
        }
        pieces.push(TimeRange { start: from, end: self.range.end.max(from) });
        let y = BASELINE_Y_PX - 1.0;
        for piece in pieces.into_iter().filter(|piece| piece.start < piece.end) {
            if let Some((x, width)) = place(scale, piece) {
                let area = Area { x, y, width, height: 2.0 };
                ops.push(DrawOp::Fill { area, ink: Ink::Label });
            }
        }
        for end in [self.range.start, self.range.end] {
            let x = scale.x_from_time(end).round();
            if (0.0..=scale.width_px).contains(&x) {
                let area = Area { x: x - 2.0, y: y - 4.0, width: 4.0, height: 10.0 };
                ops.push(DrawOp::Fill { area, ink: Ink::Label });
            }
        }
        if let Some((x, width)) = place(scale, self.range)
            && width > text_px("baseline") + 12.0
        {
            let text = "baseline".to_owned();
            let (x, y) = (x + 6.0, y + 10.0);
            ops.push(DrawOp::Text { x, y, text, ink: Ink::Label, align: Align::Left });
        }
    }
}

impl Series {
    /// A line through the middles of its buckets, in the scale of the bars where it fits.
    pub(super) fn draw(
        &self,
        timeline: &Timeline,
        scale: Scale,
        bottom: f64,
        ink: Ink,
        ops: &mut Vec<DrawOp>,
    ) {
        let highest = self.counts.iter().copied().max().unwrap_or(0);
        let peak = heights(timeline).peak.max(u64::from(highest)).max(1) as f64;
        let own = f64::from(highest) * 8.0 < peak;
        let full = if own { f64::from(highest).max(1.0) * 2.0 } else { peak };
        let point = |(at, &count): (usize, &u32)| {
            let middle =
                self.width_nanos.saturating_mul(at as i64).saturating_add(self.width_nanos / 2);
            let x = scale.x_from_time(TimeNanos(self.start.0.saturating_add(middle)));
            (x, bottom - f64::from(count) / full * (bottom - HEAD_PX))
        };
        let inside = |(x, _): &(f64, f64)| (0.0..=scale.width_px).contains(x);
        let points: Vec<_> = self.counts.iter().enumerate().map(point).filter(inside).collect();
        if points.len() > 1 {
            ops.push(DrawOp::Path { points, ink });
        }
    }
}

impl Curve {
    /// A line through the means, broken where points are missing; where a bucket holds several
    /// values, a bar from its lowest to its highest.
    pub(super) fn draw(&self, scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
        let full = (self.high - self.low).max(f64::MIN_POSITIVE);
        let top = HEAD_PX + 4.0;
        let flat = self.high <= self.low;
        let y = |value: f64| {
            let share = if flat { 0.5 } else { (value - self.low) / full };
            bottom - 2.0 - share * (bottom - 2.0 - top)
        };
        let x = |bucket: u32| {
            let offset = self.width_nanos.saturating_mul(i64::from(bucket));
            let middle = offset.saturating_add(self.width_nanos / 2);
            scale.x_from_time(TimeNanos(self.start.0.saturating_add(middle)))
        };
        let ink = Ink::Group(self.colour);
        for run in runs(&self.buckets) {
            for (bucket, [low, high, _]) in run.iter().filter(|(_, [low, high, _])| low < high) {
                let (from, to) = ((x(*bucket), y(*low)), (x(*bucket), y(*high)));
                ops.push(DrawOp::Line { from, to, ink });
            }
            let points: Vec<_> = run.iter().map(|(bucket, at)| (x(*bucket), y(at[2]))).collect();
            match points[..] {
                [(x, y)] => {
                    let area = Area { x: x - 2.0, y: y - 1.0, width: 4.0, height: 2.0 };
                    ops.push(DrawOp::Fill { area, ink });
                }
                _ => ops.push(DrawOp::Path { points, ink }),
            }
        }
    }
}

/// Letters of a marker's text that are shown; all of it stands in the list of markers.
const MARKER_LETTERS_MAX: usize = 28;

/// The markers: a line at each time, its text right of it where no other marker is in the way.
pub(super) fn draw_markers(markers: &[Marker], scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
    let place = |marker: &Marker| scale.x_from_time(marker.time).floor() + 0.5;
    let inside = |x: &f64| (0.0..=scale.width_px).contains(x);
    for (at, marker) in markers.iter().enumerate() {
        let x = place(marker);
        if !inside(&x) {
            continue;
        }
        let top = HEAD_PX - 2.0;
        ops.push(DrawOp::Line { from: (x, top), to: (x, bottom), ink: Ink::WindowEdge });
        let area = Area { x, y: top, width: 7.0, height: 6.0 };
        ops.push(DrawOp::Fill { area, ink: Ink::WindowEdge });
        let text: String = marker.text.chars().take(MARKER_LETTERS_MAX).collect();
        let end = x + 10.0 + text_px(&text);
        let next = markers.get(at + 1).map_or(scale.width_px, place);
        if end <= next.min(scale.width_px) && !text.is_empty() {
            let (y, width) = (HEAD_PX + 3.0, text_px(&text) + 4.0);
            let area = Area { x: x + 8.0, y: y - 6.0, width, height: 12.0 };
            ops.push(DrawOp::Fill { area, ink: Ink::Veil });
            let (x, align) = (x + 10.0, Align::Left);
            ops.push(DrawOp::Text { x, y, text, ink: Ink::Label, align });
        }
    }
}

/// Runs of buckets between which no point is missing: none is three times further from the one
/// before than is usual.
pub fn runs(buckets: &[(u32, [f64; 3])]) -> impl Iterator<Item = &[(u32, [f64; 3])]> {
    let steps = buckets.windows(2).map(|pair| pair[1].0.saturating_sub(pair[0].0));
    let mut steps: Vec<u32> = steps.collect();
    steps.sort_unstable();
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(1).max(1);
    buckets.chunk_by(move |a, b| b.0.saturating_sub(a.0) <= usual.saturating_mul(3))
}
