//! The strip of the whole export, with the window of the picture above in it.
//!
//! Does not: know where anything lies; `session::chart::strip` does.

use std::rc::Rc;

use yew::prelude::*;

use super::surface::Surface;
use crate::{
    protocol::page::{TimeRange, Timeline},
    session::{
        Action,
        chart::{Grab, Scale, moves, strip},
        state::Theme,
    },
};

/// Properties of [`Strip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StripProps {
    /// Counts of the whole export; none until they are known.
    pub overview: Option<Rc<Timeline>>,
    /// From the first to the last record.
    pub extent: TimeRange,
    /// The range on screen.
    pub window: TimeRange,
    /// Drawn again when it changes.
    pub theme: Theme,
    /// Where gestures go.
    pub dispatch: Callback<Action>,
}

/// What happens to a [`Strip`].
#[derive(Debug)]
pub enum Msg {
    Changed,
    Frame,
    Pressed(PointerEvent),
    Moved(PointerEvent),
    Released(PointerEvent),
    Cancelled,
    DoubleClicked,
}

/// What is held, and where it was taken and is now.
#[derive(Clone, Copy, Debug)]
struct Held {
    grab: Grab,
    from: f64,
    to: f64,
}

/// The canvas with its gestures.
#[derive(Debug, Default)]
pub struct Strip {
    surface: Surface,
    held: Option<Held>,
    /// What the pointer would take hold of.
    over: Option<Grab>,
}

impl Component for Strip {
    type Message = Msg;
    type Properties = StripProps;

    fn create(_: &Context<Self>) -> Self {
        Strip::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &StripProps) -> bool {
        self.redraw(ctx);
        false
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.surface.watch(ctx.link().callback(|()| Msg::Changed));
            self.redraw(ctx);
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Changed => self.redraw(ctx),
            Msg::Frame => self.draw(ctx),
            Msg::Pressed(event) => return self.press(ctx, &event),
            Msg::Moved(event) => return self.point(ctx, self.surface.x_px(&event)),
            Msg::Released(event) => return self.release(ctx, self.surface.x_px(&event)),
            Msg::Cancelled => {
                self.held = None;
                self.redraw(ctx);
                return true;
            }
            Msg::DoubleClicked => ctx.props().dispatch.emit(Action::RangeCommitted(None)),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let shape = match (self.held.map(|held| held.grab), self.over) {
            (Some(Grab::Window), _) => "timeline-strip-held",
            (Some(Grab::Start | Grab::End), _) | (None, Some(Grab::Start | Grab::End)) => {
                "timeline-strip-edge"
            }
            (None, Some(Grab::Window)) => "timeline-strip-window",
            _ => "",
        };
        html! {
            <canvas ref={self.surface.canvas.clone()} class={classes!("timeline-strip", shape)}
                role="img" aria-label="the whole export, with the range on screen in it"
                onpointerdown={link.callback(Msg::Pressed)}
                onpointermove={link.callback(Msg::Moved)}
                onpointerup={link.callback(Msg::Released)}
                onpointercancel={link.callback(|_| Msg::Cancelled)}
                ondblclick={link.callback(|_| Msg::DoubleClicked)} />
        }
    }
}

impl Strip {
    fn scale(&self, ctx: &Context<Self>) -> Option<Scale> {
        let (width_px, _) = self.surface.size_px()?;
        Some(Scale { range: ctx.props().extent, width_px })
    }

    /// The window as it would be if the pointer let go now.
    fn window(&self, ctx: &Context<Self>, scale: Scale) -> TimeRange {
        let window = ctx.props().window;
        match self.held {
            Some(Held { grab, from, to }) if (to - from).abs() >= 1.0 => {
                strip::dragged(grab, scale, window, from, to)
            }
            _ => window,
        }
    }

    fn press(&mut self, ctx: &Context<Self>, event: &PointerEvent) -> bool {
        let Some(scale) = self.scale(ctx).filter(|_| event.button() == 0) else { return false };
        let x = self.surface.x_px(event);
        self.surface.hold(event);
        let grab = strip::grab(scale, ctx.props().window, x);
        self.held = Some(Held { grab, from: x, to: x });
        true
    }

    /// Follows the pointer; true where the shape of the cursor changes.
    fn point(&mut self, ctx: &Context<Self>, x: f64) -> bool {
        let over = self.scale(ctx).map(|scale| strip::grab(scale, ctx.props().window, x));
        let other = over != self.over;
        self.over = over;
        if let Some(held) = &mut self.held {
            held.to = x;
            self.redraw(ctx);
        }
        other
    }

    fn release(&mut self, ctx: &Context<Self>, x: f64) -> bool {
        let held = self.held.take().map(|held| Held { to: x, ..held });
        let drag = held.filter(|held| (held.to - held.from).abs() >= moves::DRAG_PX_MIN);
        if let (Some(_), Some(scale)) = (drag, self.scale(ctx)) {
            self.held = drag;
            let window = self.window(ctx, scale);
            self.held = None;
            ctx.props().dispatch.emit(Action::RangeCommitted(Some(window)));
        }
        self.redraw(ctx);
        true
    }

    fn redraw(&mut self, ctx: &Context<Self>) {
        self.surface.request(ctx.link().callback(|()| Msg::Frame));
    }

    fn draw(&mut self, ctx: &Context<Self>) {
        let (Some(scale), Some((_, height))) = (self.scale(ctx), self.surface.size_px()) else {
            return self.surface.draw(&[]);
        };
        let none = Timeline::default();
        let overview = ctx.props().overview.as_deref().unwrap_or(&none);
        let window = self.window(ctx, scale);
        self.surface.draw(&strip::draw(overview, window, scale, height));
    }
}
