//! The picture of counts: bars that show numbers when pointed at, a drag that zooms, a click that
//! goes to its time or explains its burst, and a baseline that can be dragged by its line.
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
        Action, ByPtr,
        bursts::{BurstAction, BurstsShown},
        chart::{Grab, Overlay, Picture, Scale, bars, moves, numbers, strip},
        explaining::{ExplainAction, Explaining},
        marks::Marks,
        overlays,
        pins::PinsShown,
        state::Theme,
        tracks::{TracksShown, words},
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
    /// Width of the words over its upper corners, left and right.
    pub caption_px: (f64, f64),
    /// What can be clicked.
    pub bursts: ByPtr<BurstsShown>,
    /// What is explained.
    pub explaining: Option<ByPtr<Explaining>>,
    /// Pinned searches.
    pub pins: ByPtr<PinsShown>,
    /// What a person marked.
    pub marks: ByPtr<Marks>,
    /// Series and markers of metric files.
    pub tracks: ByPtr<TracksShown>,
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

/// What is held, where that began, and where the pointer is now.
#[derive(Clone, Copy, Debug)]
struct Press {
    from: f64,
    to: f64,
    /// The part of the baseline that is held, and the baseline then; none: a range is drawn.
    baseline: Option<(Grab, TimeRange)>,
}

/// The canvas with its gestures.
#[derive(Debug, Default)]
pub struct Chart {
    surface: Surface,
    /// What lies over the bars.
    overlay: Overlay,
    press: Option<Press>,
    /// Whether the pointer is over the line of the baseline.
    over_baseline: bool,
    /// Where the pointer is, while it is over the canvas.
    pointer: Option<f64>,
    bucket: Option<usize>,
    asked: u32,
}

impl Component for Chart {
    type Message = Msg;
    type Properties = ChartProps;

    fn create(ctx: &Context<Self>) -> Self {
        Chart { overlay: overlay(ctx.props()), ..Chart::default() }
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &ChartProps) -> bool {
        self.bucket = self.pointer.and_then(|x| self.bucket_at(ctx, x));
        self.overlay = overlay(ctx.props());
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
                let from = self.surface.x_px(&event);
                self.surface.hold(&event);
                self.press = Some(Press { from, to: from, baseline: self.grab(ctx, &event) });
                false
            }
            Msg::Pressed(_) => false,
            Msg::Moved(event) => {
                let over = self.grab(ctx, &event).is_some();
                let other = std::mem::replace(&mut self.over_baseline, over) != over;
                self.point(ctx, self.surface.x_px(&event)) || other
            }
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
                <canvas ref={self.surface.canvas.clone()} tabindex="0" id="timeline" role="img"
                    class={classes!("timeline-canvas", self.over_baseline.then_some("timeline-baseline"))}
                    aria-label="events over time; the table of counts follows"
                    onpointerdown={link.callback(Msg::Pressed)}
                    onpointermove={link.callback(Msg::Moved)}
                    onpointerup={link.callback(Msg::Released)}
                    onpointercancel={link.callback(|_| Msg::Left)}
                    onpointerleave={link.callback(|_| Msg::Left)}
                    ondblclick={link.callback(|_| Msg::DoubleClicked)} />
                <Tip {numbers} values={self.values(ctx)} x={self.pointer.unwrap_or(0.0)} />
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

    /// What the series of metric files say of the bucket below the pointer.
    fn values(&self, ctx: &Context<Self>) -> Vec<(u8, String, String)> {
        let bucket = self.bucket.filter(|_| self.press.is_none());
        bucket.map_or_else(Vec::new, |bucket| words::at_bucket(&ctx.props().tracks, bucket))
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
                press.to = x;
                true
            }
            None => false,
        };
        if other || began {
            self.redraw(ctx);
        }
        other
    }

    /// The part of the baseline below the pointer, and the baseline.
    fn grab(&self, ctx: &Context<Self>, event: &PointerEvent) -> Option<(Grab, TimeRange)> {
        let range = self.overlay.baseline.as_ref()?.range;
        let place = (self.surface.x_px(event), self.surface.y_px(event));
        Some((strip::grab_baseline(self.scale(ctx)?, range, place)?, range))
    }

    /// The baseline as it is being dragged.
    fn dragged(&self, scale: Scale) -> Option<TimeRange> {
        let Press { from, to, baseline } = self.press?;
        let (grab, range) = baseline?;
        Some(strip::dragged(grab, scale, range, from, to))
    }

    /// The range that is being drawn.
    fn brushed(&self, scale: Scale) -> Option<TimeRange> {
        let press = self.press.filter(|press| press.baseline.is_none())?;
        moves::brushed(scale, press.from, press.to)
    }

    /// The end of a drag zooms to it, or moves the baseline; a click explains its burst or goes to its time.
    fn release(&mut self, ctx: &Context<Self>, x: f64) {
        if let Some(press) = &mut self.press {
            press.to = x;
        }
        let scale = self.scale(ctx);
        let (dragged, brushed) = (
            scale.and_then(|scale| self.dragged(scale)),
            scale.and_then(|scale| self.brushed(scale)),
        );
        let (Some(scale), Some(press)) = (scale, self.press.take()) else { return };
        let action = match (dragged, brushed) {
            (Some(_), _) if press.from == x => return,
            (Some(range), _) => Action::Explain(ExplainAction::BaselineChosen(Some(range))),
            (None, Some(range)) => Action::RangeCommitted(Some(range)),
            (None, None) => clicked(ctx.props(), scale.time_from_x(x)),
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
        let rubber = self.brushed(scale);
        let mut overlay = self.overlay.clone();
        if let (Some(range), Some(baseline)) = (self.dragged(scale), &mut overlay.baseline) {
            baseline.range = range;
        }
        let picture = Picture {
            timeline: props.counts.as_deref().unwrap_or(&none),
            view: scale.range,
            zone: &props.zone,
            overlay: &overlay,
            rubber,
            bucket: self.bucket,
            cursor: props.cursor,
            caption_px: props.caption_px,
            width_px,
            height_px,
        };
        self.surface.draw(&picture.draw());
    }
}

fn overlay(props: &ChartProps) -> Overlay {
    let overlay = overlays::overlay(&props.bursts, props.explaining.as_deref());
    let (curves, markers) = (props.tracks.curves(), props.tracks.drawn_markers());
    let (pins, flags) = (props.pins.series(), props.marks.flags());
    Overlay { pins, flags, curves, markers, ..overlay }
}

/// A burst is explained by the first click; further clicks go to the time they point at.
fn clicked(props: &ChartProps, time: TimeNanos) -> Action {
    let explained = props.explaining.as_ref().and_then(|explaining| explaining.burst);
    match overlays::burst_at(&props.bursts, time) {
        Some(burst) if Some(burst) != explained => {
            Action::Bursts(BurstAction::Chosen(burst.0, burst.1))
        }
        _ => Action::TimeChosen(time),
    }
}
