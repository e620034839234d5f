//! What a canvas is told to draw, as plain values, so that a picture can be compared in a test.
//!
//! Does not: know a canvas; `ui::timeline::paint` replays the list.

use crate::protocol::page::Level;

/// A rectangle in CSS pixels from the top left.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// One thing to draw, in CSS pixels from the top left. Later ones lie over earlier ones.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq)]
pub enum DrawOp {
    Fill {
        area: Area,
        ink: Ink,
    },
    /// An outline, one pixel wide.
    Frame {
        area: Area,
        ink: Ink,
        dashed: bool,
    },
    Line {
        from: (f64, f64),
        to: (f64, f64),
        ink: Ink,
    },
    /// A line through points.
    Path {
        points: Vec<(f64, f64)>,
        ink: Ink,
    },
    /// Text whose middle line is at `y`.
    Text {
        x: f64,
        y: f64,
        text: String,
        ink: Ink,
        align: Align,
    },
}

/// Where `x` lies in a text.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// A colour by its meaning; the style sheet says what it is in each theme.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Records of a lane: 0 without a level, 1 trace to 7 fatal.
    Lane(u8),
    /// The shape of all records behind the selected ones.
    Behind,
    /// The whole export in the strip.
    Strip,
    /// Between a label and what it lies over, which still shows.
    Veil,
    Rule,
    Label,
    Band,
    BandEdge,
    Silence,
    Series,
    Window,
    WindowEdge,
    Cursor,
    /// Of a line that is neither good nor bad.
    Calm,
    /// How many records a cell of a heat map holds, 1 to 6.
    Heat(u8),
    /// A value that records are split by, 0 to 7.
    Group(u8),
}

impl Ink {
    /// Every colour there is, for a canvas to look up.
    pub const ALL: [Ink; 35] = [
        Ink::Lane(0),
        Ink::Lane(1),
        Ink::Lane(2),
        Ink::Lane(3),
        Ink::Lane(4),
        Ink::Lane(5),
        Ink::Lane(6),
        Ink::Lane(7),
        Ink::Behind,
        Ink::Strip,
        Ink::Veil,
        Ink::Rule,
        Ink::Label,
        Ink::Band,
        Ink::BandEdge,
        Ink::Silence,
        Ink::Series,
        Ink::Window,
        Ink::WindowEdge,
        Ink::Cursor,
        Ink::Calm,
        Ink::Heat(1),
        Ink::Heat(2),
        Ink::Heat(3),
        Ink::Heat(4),
        Ink::Heat(5),
        Ink::Heat(6),
        Ink::Group(0),
        Ink::Group(1),
        Ink::Group(2),
        Ink::Group(3),
        Ink::Group(4),
        Ink::Group(5),
        Ink::Group(6),
        Ink::Group(7),
    ];

    /// The custom property of the style sheet that holds the colour.
    #[must_use]
    pub fn property(self) -> &'static str {
        match self {
            Ink::Lane(lane) => lane_property(Level::from_lane(lane)),
            Ink::Behind => "--bar-behind",
            Ink::Strip => "--bar-strip",
            Ink::Veil => "--veil",
            Ink::Rule => "--rule",
            Ink::Label => "--ink-muted",
            Ink::Band => "--band",
            Ink::BandEdge => "--error",
            Ink::Silence => "--silence",
            Ink::Series => "--fatal",
            Ink::Window => "--window",
            Ink::WindowEdge => "--accent",
            Ink::Cursor => "--ink",
            Ink::Calm => "--notice",
            Ink::Heat(heat) => HEATS[usize::from(heat.clamp(1, 6)) - 1],
            Ink::Group(group) => GROUPS[usize::from(group) % GROUPS.len()],
        }
    }
}

const HEATS: [&str; 6] = ["--heat-1", "--heat-2", "--heat-3", "--heat-4", "--heat-5", "--heat-6"];
const GROUPS: [&str; 8] = [
    "--source-0",
    "--source-1",
    "--source-2",
    "--source-3",
    "--source-4",
    "--source-5",
    "--source-6",
    "--source-7",
];

fn lane_property(level: Option<Level>) -> &'static str {
    match level {
        None => "--bar-none",
        Some(Level::Trace) => "--bar-trace",
        Some(Level::Debug) => "--bar-debug",
        Some(Level::Info) => "--bar-info",
        Some(Level::Notice) => "--bar-notice",
        Some(Level::Warn) => "--bar-warn",
        Some(Level::Error) => "--bar-error",
        Some(Level::Fatal) => "--bar-fatal",
    }
}

#[cfg(test)]
fn area_in_words(area: Area) -> String {
    let Area { x, y, width, height } = area;
    format!("{x:.1},{y:.1} {width:.1}x{height:.1}")
}

/// A draw list in words, one thing a line, for golden tests.
#[cfg(test)]
pub(in crate::session) fn in_words(ops: &[DrawOp]) -> String {
    let line = |op: &DrawOp| match op {
        DrawOp::Fill { area, ink } => format!("fill {} {}", area_in_words(*area), ink.property()),
        DrawOp::Frame { area, ink, dashed } => {
            let kind = if *dashed { "dashed frame" } else { "frame" };
            format!("{kind} {} {}", area_in_words(*area), ink.property())
        }
        DrawOp::Line { from, to, ink } => {
            let ((x0, y0), (x1, y1)) = (from, to);
            format!("line {x0:.1},{y0:.1} to {x1:.1},{y1:.1} {}", ink.property())
        }
        DrawOp::Path { points, ink } => {
            let point = |(x, y): &(f64, f64)| format!("{x:.1},{y:.1}");
            let points: Vec<String> = points.iter().map(point).collect();
            format!("path {} {}", points.join(" "), ink.property())
        }
        DrawOp::Text { x, y, text, ink, align } => {
            format!("text {x:.0},{y:.0} {align:?} {text:?} {}", ink.property())
        }
    };
    ops.iter().map(line).collect::<Vec<_>>().join("\n")
}
