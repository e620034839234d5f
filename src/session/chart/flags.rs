//! Marks on the timeline: a flag over the axis for each event, a bar for each range; flags that
//! would lie over each other are one with their count.
//!
//! Does not: know notes; the panel lists them.

use super::{
    draw::{Align, Area, DrawOp, Ink},
    picture::place,
    scale::Scale,
};
use crate::arrange::Arrange;
use crate::protocol::page::{TimeNanos, TimeRange};

/// A mark as the timeline shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Where.
    pub what: Flagged,
    /// Which of the colours that groups have.
    pub colour: u8,
}

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flagged {
    /// An event, at its time.
    Event(TimeNanos),
    /// A range.
    Range(TimeRange),
}

/// Width and height of a flag.
const FLAG_PX: (f64, f64) = (7.0, 9.0);
/// Height of a range's bar.
const BAR_PX: f64 = 4.0;

/// Draws them over the axis, which lies at `bottom`.
pub(super) fn draw(flags: &[Flag], scale: Scale, bottom: f64, ops: &mut Vec<DrawOp>) {
    let mut events: Vec<(f64, u8)> = Vec::new();
    for flag in flags {
        match flag.what {
            Flagged::Range(range) => {
                let Some((x, width)) = place(scale, range) else { continue };
                let area = Area { x, y: bottom - BAR_PX, width: width.max(BAR_PX), height: BAR_PX };
                ops.push(DrawOp::Fill { area, ink: Ink::Group(flag.colour) });
            }
            Flagged::Event(time) => {
                let x = scale.x_from_time(time).floor();
                if (0.0..=scale.width_px).contains(&x) {
                    events.push((x, flag.colour));
                }
            }
        }
    }
    events.arrange_by(|a, b| a.0.total_cmp(&b.0));
    let mut from = 0;
    while let Some(&(x, colour)) = events.get(from) {
        let near = |event: &&(f64, u8)| event.0 < x + FLAG_PX.0 + 1.0;
        let count = events.get(from..).unwrap_or_default().iter().take_while(near).count();
        draw_flag(x, colour, count, bottom, ops);
        from += count;
    }
}

fn draw_flag(x: f64, colour: u8, count: usize, bottom: f64, ops: &mut Vec<DrawOp>) {
    let (width, height) = FLAG_PX;
    let ink = Ink::Group(colour);
    let pole = Area { x, y: bottom - 2.0 * height, width: 1.0, height: 2.0 * height };
    ops.push(DrawOp::Fill { area: pole, ink });
    let cloth = Area { x, y: bottom - 2.0 * height, width, height };
    ops.push(DrawOp::Fill { area: cloth, ink });
    if count > 1 {
        let (x, y) = (x + width + 2.0, cloth.y + height / 2.0);
        let text = count.to_string();
        ops.push(DrawOp::Text { x, y, text, ink: Ink::Cursor, align: Align::Left });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::{super::draw::in_words, *};

    #[test]
    fn flags_that_meet_are_one_with_their_count() {
        let scale = Scale {
            range: TimeRange { start: TimeNanos(0), end: TimeNanos(1_000) },
            width_px: 100.0,
        };
        let event = |nanos, colour| Flag { what: Flagged::Event(TimeNanos(nanos)), colour };
        let range = TimeRange { start: TimeNanos(100), end: TimeNanos(300) };
        let range = Flag { what: Flagged::Range(range), colour: 1 };
        let flags = [event(500, 3), event(480, 2), range, event(900, 0), event(2_000, 0)];
        let mut ops = Vec::new();
        draw(&flags, scale, 80.0, &mut ops);
        expect![[r#"
            fill 10.0,76.0 20.0x4.0 --source-1
            fill 48.0,62.0 1.0x18.0 --source-2
            fill 48.0,62.0 7.0x9.0 --source-2
            text 57,66 Left "2" --ink
            fill 90.0,62.0 1.0x18.0 --source-0
            fill 90.0,62.0 7.0x9.0 --source-0"#]]
        .assert_eq(&in_words(&ops));
    }
}
