//! One chart: its readings over a canvas. A drag zooms to its range, over a heat map it chooses
//! values too; a click zooms to its bucket.
//!
//! Does not: know where anything lies; `session::metrics::picture` does.

use yew::prelude::*;

use crate::{
    protocol::page::{MeasureOf, Metrics, TimeRange, Zone},
    session::{
        Action, ByPtr,
        chart::{draw::Area, moves},
        metrics::{Chart, MetricAction, brush::Brush, picture::Picture, words},
        show::grouped,
        state::Theme,
    },
    ui::timeline::surface::Surface,
};

/// Properties of [`ChartView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ChartProps {
    /// The numbers.
    pub answer: ByPtr<Metrics>,
    /// Which chart.
    pub chart: Chart,
    /// The range on screen.
    pub range: TimeRange,
    /// The zone of the axis.
    pub zone: Zone,
    /// The bucket below the pointer, in whatever chart.
    pub bucket: Option<usize>,
    /// The pointer is over a bucket, or over none any more.
    pub on_point: Callback<Option<usize>>,
    /// What was asked for besides, which can be dropped.
    pub also: Vec<MeasureOf>,
    /// Drawn again when it changes.
    pub theme: Theme,
    /// Where gestures go.
    pub dispatch: Callback<Action>,
}

/// What happens to a [`ChartView`].
#[derive(Debug)]
pub enum Msg {
    Changed,
    Frame,
    Pressed(PointerEvent),
    Moved(PointerEvent),
    Released(PointerEvent),
    Left,
}

/// A canvas with its readings.
#[derive(Debug, Default)]
pub struct ChartView {
    surface: Surface,
    /// Where the pointer was pressed, and where it is.
    press: Option<((f64, f64), (f64, f64))>,
}

impl Component for ChartView {
    type Message = Msg;
    type Properties = ChartProps;

    fn create(_: &Context<Self>) -> Self {
        ChartView::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &ChartProps) -> bool {
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
            Msg::Changed => self.redraw(ctx),
            Msg::Frame => {
                if let Some(picture) = self.picture(ctx) {
                    self.surface.draw(&picture.draw());
                }
            }
            Msg::Pressed(event) if event.button() == 0 => {
                self.surface.hold(&event);
                self.press = Some((self.place(&event), self.place(&event)));
            }
            Msg::Pressed(_) => {}
            Msg::Moved(event) => {
                let place = self.place(&event);
                if let Some((_, to)) = &mut self.press {
                    *to = place;
                    self.redraw(ctx);
                }
                let bucket = self.picture(ctx).and_then(|picture| picture.bucket_at(place.0));
                ctx.props().on_point.emit(bucket);
            }
            Msg::Released(event) => {
                let place = self.place(&event);
                if let Some((from, _)) = self.press.take()
                    && let Some(action) = self.chosen(ctx, from, place)
                {
                    ctx.props().dispatch.emit(action);
                }
                self.redraw(ctx);
            }
            Msg::Left => {
                ctx.props().on_point.emit(None);
                self.redraw(ctx);
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ChartProps { answer, chart, bucket, .. } = ctx.props();
        let link = ctx.link();
        let kind = match chart {
            Chart::Measured(_) => "metrics-canvas metrics-heat",
            _ => "metrics-canvas",
        };
        let title = words::title(answer, *chart);
        html! {
            <figure class="metrics-chart">
                <figcaption class="metrics-head">
                    <span class="metrics-title" title={title.clone()}>{ &title }</span>
                    { readings(answer, *chart, *bucket) }
                    { aside(ctx.props()) }
                </figcaption>
                { for remarks(answer, *chart).into_iter().map(|it| html! {
                    <p class="panel-note">{ it }</p>
                }) }
                <canvas ref={self.surface.canvas.clone()} class={kind} role="img"
                    aria-label={format!("{title} over time; the table below has the numbers")}
                    onpointerdown={link.callback(Msg::Pressed)}
                    onpointermove={link.callback(Msg::Moved)}
                    onpointerup={link.callback(Msg::Released)}
                    onpointercancel={link.callback(|_| Msg::Left)}
                    onpointerleave={link.callback(|_| Msg::Left)} />
            </figure>
        }
    }
}

fn remarks(answer: &Metrics, chart: Chart) -> Vec<String> {
    match chart {
        Chart::Measured(at) => answer.measured.get(at).map(words::remarks).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The numbers, each with the mark of its line.
fn readings(answer: &Metrics, chart: Chart, bucket: Option<usize>) -> Html {
    let mark = |at: usize| match chart {
        Chart::Measured(_) => format!("metrics-mark metrics-share-{at}"),
        Chart::Shares if at == 0 => "metrics-mark metrics-errors".to_owned(),
        Chart::Shares => "metrics-mark metrics-failed".to_owned(),
        Chart::Rates if at == 0 => "metrics-mark metrics-events".to_owned(),
        Chart::Rates => "metrics-mark metrics-errors".to_owned(),
    };
    if chart == Chart::Rates && !answer.groups.is_empty() {
        return html! {};
    }
    let all = words::readings(answer, chart, bucket).into_iter().enumerate();
    html! {
        <>{ for all.map(|(at, reading)| html! {
            <span class="metrics-reading">
                <span class={mark(at)}></span>
                <span class="muted">{ reading.name }</span>
                <span class="number">{ reading.value }</span>
            </span>
        }) }</>
    }
}

/// How many numbers there are; of what was asked for a button that drops it.
fn aside(props: &ChartProps) -> Html {
    let Chart::Measured(at) = props.chart else { return html! {} };
    let Some(measured) = props.answer.measured.get(at) else { return html! {} };
    let of = measured.of.clone();
    let drop = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Metrics(MetricAction::Dropped(of.clone())));
    html! {
        <span class="metrics-aside muted">
            { format!("{} numbers", grouped(measured.numbers)) }
            if props.also.contains(&measured.of) {
                <button class="link" onclick={drop}>{ "remove" }</button>
            }
        </span>
    }
}

impl ChartView {
    fn place(&self, event: &PointerEvent) -> (f64, f64) {
        (self.surface.x_px(event), self.surface.y_px(event))
    }

    fn redraw(&mut self, ctx: &Context<Self>) {
        self.surface.request(ctx.link().callback(|()| Msg::Frame));
    }

    fn picture<'a>(&self, ctx: &'a Context<Self>) -> Option<Picture<'a>> {
        let props = ctx.props();
        let size_px = self.surface.size_px()?;
        let picture = Picture {
            answer: &props.answer,
            chart: props.chart,
            view: props.range,
            zone: &props.zone,
            bucket: props.bucket,
            rubber: None,
            size_px,
        };
        let rubber = self.press.and_then(|(from, to)| self.rubber(&picture, from, to));
        Some(Picture { rubber, ..picture })
    }

    /// What is being chosen: over a heat map a box, else a range.
    fn rubber(&self, picture: &Picture<'_>, from: (f64, f64), to: (f64, f64)) -> Option<Area> {
        moves::brushed(picture.scale(), from.0, to.0)?;
        let height = picture.size_px.1;
        let (top, bottom) = match picture.chart {
            Chart::Measured(_) => (from.1.min(to.1), from.1.max(to.1)),
            _ => (0.0, height),
        };
        let (top, bottom) = (top.clamp(0.5, height - 1.0), bottom.clamp(0.5, height - 1.0));
        let (left, width) = (from.0.min(to.0), (to.0 - from.0).abs());
        Some(Area { x: left + 0.5, y: top, width, height: bottom - top })
    }

    fn chosen(&self, ctx: &Context<Self>, from: (f64, f64), to: (f64, f64)) -> Option<Action> {
        let picture = self.picture(ctx)?;
        let Some(range) = moves::brushed(picture.scale(), from.0, to.0) else {
            let range = words::bucket_range(picture.answer, picture.bucket_at(to.0)?)?;
            return Some(Action::RangeCommitted(Some(range)));
        };
        let measured = match picture.chart {
            Chart::Measured(at) => picture.answer.measured.get(at),
            _ => None,
        };
        let Some(measured) = measured.filter(|_| (to.1 - from.1).abs() >= moves::DRAG_PX_MIN)
        else {
            return Some(Action::RangeCommitted(Some(range)));
        };
        let rows = picture.rows_between(measured, from.1, to.1);
        let brush = Brush::of(measured, range, rows);
        Some(Action::Metrics(MetricAction::Brushed(brush)))
    }
}
