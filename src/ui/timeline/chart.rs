//! The picture of counts: bars that show numbers when pointed at, and a drag that zooms.
//!
//! Pointer moves stay here: they ask for a frame, and only another bucket renders the numbers.
//! [`Action`]s leave on pointer-up, click and double-click alone.
//!
//! Does not: know where anything lies; `session::chart` does.

use std::rc::Rc;

use yew::prelude::*;

use super::{surface::Surface, tip::Tip};
use crate::{
    protocol::page::{TimeNanos, TimeRange, Timeline, Zone},
    session::{
        Action,
        chart::{Band, Picture, Scale, bars, moves, numbers},
        state::Theme,
    },
};

/// Room that a bar takes at least, in pixels; so many buckets are asked for.
const BAR_PX_MIN: f64 = 4.0;

/// Properties of [`Chart`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChartProps {
    /// The counts; none until they are known.
    pub counts: Option<Rc<Timeline>>,
    /// The range on screen.
    pub range: TimeRange,
    /// The zone of axis and numbers.
    pub zone: Zone,
    /// When the marked event happened.
    pub cursor: Option<TimeNanos>,
    /// Stretches to mark.
    #[prop_or_default]
    pub bands: Rc<[Band]>,
    /// Drawn again when it changes.
    pub theme: Theme,
    /// Where gestures go.
    pub dispatch: Callback<Action>,
}

/// What happens to a [`Chart`].
#[derive(Debug)]
pub enum Msg {
    Changed,
    Frame,
    Pressed(PointerEvent),
    Moved(PointerEvent),
    Released(PointerEvent),
    Left,
    DoubleClicked,
}

/// The canvas with its gestures.
#[derive(Debug, Default)]
pub struct Chart {
    surface: Surface,
    /// Where a press began and where it is now.
    press: Option<(f64, f64)>,
    /// Where the pointer is, while it is over the canvas.
    pointer: Option<f64>,
    bucket: Option<usize>,
    asked: u32,
}

impl Component for Chart {
    type Message = Msg;
    type Properties = ChartProps;

    fn create(_: &Context<Self>) -> Self {
        Chart::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &ChartProps) -> bool {
        self.bucket = self.pointer.and_then(|x| self.bucket_at(ctx, x));
        self.redraw(ctx);
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.surface.watch(ctx.link().callback(|()| Msg::Changed));
            self.redraw(ctx);
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Changed => {
                self.measure(ctx);
                self.redraw(ctx);
                false
            }
            Msg::Frame => {
                self.draw(ctx);
                false
            }
            Msg::Pressed(event) if event.button() == 0 => {
                let x = self.surface.x_px(&event);
                self.surface.hold(&event);
                self.press = Some((x, x));
                false
            }
            Msg::Pressed(_) => false,
            Msg::Moved(event) => self.point(ctx, self.surface.x_px(&event)),
            Msg::Released(event) => {
                self.release(ctx, self.surface.x_px(&event));
                self.redraw(ctx);
                true
            }
            Msg::Left => {
                (self.pointer, self.bucket) = (None, None);
                self.redraw(ctx);
                true
            }
            Msg::DoubleClicked => {
                ctx.props().dispatch.emit(Action::ZoomedBack);
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let numbers = self.bucket.filter(|_| self.press.is_none()).and_then(|bucket| {
            let counts = ctx.props().counts.as_ref()?;
            numbers::bucket_numbers(counts, bucket, &ctx.props().zone)
        });
        html! {
            <>
                <canvas ref={self.surface.canvas.clone()} class="timeline-canvas" tabindex="0"
                    id="timeline" role="img"
                    aria-label="events over time; the table of counts follows"
                    onpointerdown={link.callback(Msg::Pressed)}
                    onpointermove={link.callback(Msg::Moved)}
                    onpointerup={link.callback(Msg::Released)}
                    onpointercancel={link.callback(|_| Msg::Left)}
                    onpointerleave={link.callback(|_| Msg::Left)}
                    ondblclick={link.callback(|_| Msg::DoubleClicked)} />
                <Tip {numbers} x={self.pointer.unwrap_or(0.0)} />
            </>
        }
    }
}

impl Chart {
    fn scale(&self, ctx: &Context<Self>) -> Option<Scale> {
        let (width_px, _) = self.surface.size_px()?;
        let props = ctx.props();
        let range = props.counts.as_ref().map_or(props.range, |it| bars::view(it, props.range));
        Some(Scale { range, width_px })
    }

    fn bucket_at(&self, ctx: &Context<Self>, x: f64) -> Option<usize> {
        let counts = ctx.props().counts.as_ref()?;
        bars::bucket_at(counts, self.scale(ctx)?.time_from_x(x))
    }

    /// Follows the pointer; true where the numbers change.
    fn point(&mut self, ctx: &Context<Self>, x: f64) -> bool {
        self.pointer = Some(x);
        let bucket = self.bucket_at(ctx, x);
        let other = bucket != self.bucket;
        self.bucket = bucket;
        let began = match &mut self.press {
            Some(press) => {
                press.1 = x;
                true
            }
            None => false,
        };
        if other || began {
            self.redraw(ctx);
        }
        other
    }

    /// The end of a drag zooms to it; a click goes to its time.
    fn release(&mut self, ctx: &Context<Self>, x: f64) {
        let Some((from, _)) = self.press.take() else { return };
        let Some(scale) = self.scale(ctx) else { return };
        let action = match moves::brushed(scale, from, x) {
            Some(range) => Action::RangeCommitted(Some(range)),
            None => Action::TimeChosen(scale.time_from_x(x)),
        };
        ctx.props().dispatch.emit(action);
    }

    /// Tells how many buckets fit, where that is another number than before.
    fn measure(&mut self, ctx: &Context<Self>) {
        let Some((width, _)) = self.surface.size_px() else { return };
        let buckets_max = (width / BAR_PX_MIN).floor().max(1.0) as u32;
        if self.asked != buckets_max {
            self.asked = buckets_max;
            ctx.props().dispatch.emit(Action::TimelineMeasured { buckets_max });
        }
    }

    fn redraw(&mut self, ctx: &Context<Self>) {
        self.surface.request(ctx.link().callback(|()| Msg::Frame));
    }

    fn draw(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let none = Timeline::default();
        let (Some(scale), Some((width_px, height_px))) = (self.scale(ctx), self.surface.size_px())
        else {
            return self.surface.draw(&[]);
        };
        let rubber = self.press.and_then(|(from, to)| moves::brushed(scale, from, to));
        let picture = Picture {
            timeline: props.counts.as_deref().unwrap_or(&none),
            view: scale.range,
            zone: &props.zone,
            bands: &props.bands,
            rubber,
            bucket: self.bucket,
            cursor: props.cursor,
            width_px,
            height_px,
        };
        self.surface.draw(&picture.draw());
    }
}
