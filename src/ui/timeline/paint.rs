//! Replays a draw list on a canvas, in the colours that the style sheet gives at that moment.
//!
//! Does not: decide where anything lies.

use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::session::chart::{
    DrawOp, Ink,
    draw::{Align, Area},
};

/// The font of labels.
const FONT: &str = "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// What the style sheet's colours are now, each beside its ink.
///
/// A custom property's own value is text with a colour for either theme in it; only where it is used
/// does the browser choose. So each is used for a moment, as the text colour of the canvas.
#[must_use]
pub fn colours(canvas: &HtmlCanvasElement) -> Vec<(Ink, String)> {
    let computed = web_sys::window().and_then(|it| it.get_computed_style(canvas).ok().flatten());
    let Some(computed) = computed else { return Vec::new() };
    let style = canvas.style();
    let colour = |ink: Ink| {
        style.set_property("color", &format!("var({})", ink.property())).ok()?;
        computed.get_property_value("color").ok().map(|colour| (ink, colour))
    };
    let colours = Ink::ALL.into_iter().filter_map(colour).collect();
    drop(style.remove_property("color"));
    colours
}

/// Draws every thing of the list, in its order.
pub fn replay(context: &CanvasRenderingContext2d, colours: &[(Ink, String)], ops: &[DrawOp]) {
    context.set_line_width(1.0);
    context.set_font(FONT);
    context.set_text_baseline("middle");
    let mut last = None;
    for op in ops {
        let ink = ink(op);
        if last != Some(ink)
            && let Some((_, colour)) = colours.iter().find(|(known, _)| *known == ink)
        {
            context.set_fill_style_str(colour);
            context.set_stroke_style_str(colour);
            last = Some(ink);
        }
        draw(context, op);
    }
}

fn ink(op: &DrawOp) -> Ink {
    match op {
        DrawOp::Fill { ink, .. }
        | DrawOp::Frame { ink, .. }
        | DrawOp::Line { ink, .. }
        | DrawOp::Path { ink, .. }
        | DrawOp::Text { ink, .. } => *ink,
    }
}

fn draw(context: &CanvasRenderingContext2d, op: &DrawOp) {
    match op {
        DrawOp::Fill { area: Area { x, y, width, height }, .. } => {
            context.fill_rect(*x, *y, *width, *height);
        }
        DrawOp::Frame { area: Area { x, y, width, height }, dashed, .. } => {
            dash(context, *dashed);
            context.stroke_rect(*x, *y, *width, *height);
            dash(context, false);
        }
        DrawOp::Line { from, to, .. } => {
            context.begin_path();
            context.move_to(from.0, from.1);
            context.line_to(to.0, to.1);
            context.stroke();
        }
        DrawOp::Path { points, .. } => {
            context.begin_path();
            for (x, y) in points {
                context.line_to(*x, *y);
            }
            context.stroke();
        }
        DrawOp::Text { x, y, text, align, .. } => {
            context.set_text_align(match align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            });
            // A text that cannot be drawn is missing from the picture, not from the table beside it.
            drop(context.fill_text(text, *x, *y));
        }
    }
}

fn dash(context: &CanvasRenderingContext2d, dashed: bool) {
    let pattern = js_sys::Array::new();
    if dashed {
        pattern.push(&3.0.into());
        pattern.push(&3.0.into());
    }
    drop(context.set_line_dash(&pattern));
}
