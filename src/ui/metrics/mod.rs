//! The metrics panel: a column of small charts over the same range of time as the timeline.
//!
//! [`chart`] is one chart with its readings, [`controls`] what is shown and split by, [`table`] the
//! same numbers to be read. The bucket below the pointer is marked in all charts, and their readings
//! are of it.
//!
//! Does not: compute; `session::metrics` does.

pub mod chart;
mod controls;
mod files;
pub mod table;

use yew::prelude::*;

use self::{chart::ChartView, controls::controls, files::files, table::table_of};
use crate::{
    protocol::page::TimeRange,
    session::{
        Action, ByPtr,
        metrics::{MetricsShown, charts, words},
        show::span,
        state::{FacetsShown, Theme, View},
        tracks::TracksShown,
    },
};

/// Properties of [`Metrics`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MetricsProps {
    /// The answer, and what was asked for.
    pub metrics: ByPtr<MetricsShown>,
    /// Series and markers of metric files.
    pub tracks: ByPtr<TracksShown>,
    /// Range and zone.
    pub view: ByPtr<View>,
    /// Fields that records can be split by.
    pub facets: ByPtr<FacetsShown>,
    /// Everything, in time.
    pub extent: Option<TimeRange>,
    /// Drawn again when it changes.
    pub theme: Theme,
    /// Where gestures go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Metrics(props: &MetricsProps) -> Html {
    let bucket = use_state_eq(|| None::<usize>);
    let point = {
        let bucket = bucket.clone();
        Callback::from(move |at: Option<usize>| bucket.set(at))
    };
    let (Some(answer), Some(extent)) = (&props.metrics.answer, props.extent) else {
        let words = if props.extent.is_none() { "No record has a time." } else { "being counted" };
        return html! {
            <section id="metrics" class="panel" aria-label="metrics">
                <p class="panel-note">{ words }</p>
            </section>
        };
    };
    let range = props.view.range.unwrap_or(extent);
    let zone = &props.view.zone;
    let pointed = bucket.and_then(|at| words::bucket_range(answer, at));
    let shown = pointed.map_or_else(|| span(zone, range, true), |it| span(zone, it, false));
    html! {
        <section id="metrics" class="panel" aria-label="metrics">
            { controls(props, answer) }
            <p class="metrics-span muted" aria-hidden="true">{ shown }</p>
            { files(props, range) }
            { for charts(answer).into_iter().map(|chart| html! {
                <ChartView key={words::title(answer, chart)} answer={ByPtr::from(answer)} {chart} {range}
                    zone={zone.clone()} bucket={*bucket} on_point={point.clone()}
                    also={props.metrics.also.clone()} theme={props.theme}
                    dispatch={props.dispatch.clone()} />
            }) }
            <p class="panel-note">{ words::METHOD }</p>
            { table_of(props, answer) }
        </section>
    }
}
