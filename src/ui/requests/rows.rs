//! The table of requests: a head that sorts, and of any number of rows those on screen.
//!
//! Does not: sort.

use std::ops::Range;

use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::{RequestRow, RequestSort, TimeRange},
    session::{
        Action, ByPtr,
        requests::{COLUMNS, RequestsAction, RequestsShown},
        show::{date_time, duration, grouped, spans_days, time_of_day},
        state::View,
    },
    ui::{follow::status_class, long_list::LongList},
};

/// Properties of [`RequestRows`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RequestRowsProps {
    /// What is known of them.
    pub requests: ByPtr<RequestsShown>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// First and last time.
    pub extent: Option<TimeRange>,
    /// The id of the request that is followed.
    pub followed: Option<AttrValue>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The table.
#[component]
pub fn RequestRows(props: &RequestRowsProps) -> Html {
    let shown = &props.requests;
    let lines = {
        let props = props.clone();
        Callback::from(move |range: Range<u64>| lines(&props, range))
    };
    let seen =
        props.dispatch.reform(|range: Range<u64>| Action::Requests(RequestsAction::Seen(range)));
    let marked = shown.cursor.map(|rank| AttrValue::from(format!("request-{rank}")));
    html! {
        <>
            <div class={classes!("request", "request-head", dated(props))}>
                { for COLUMNS.into_iter().map(|column| head(props, column)) }
                <span>{ "outcome" }</span>
            </div>
            <LongList id="request-rows" class="request-rows" label="requests" rows={shown.count()}
                reveal={shown.cursor} {marked} {lines} {seen} />
            if shown.count() == 0 && !shown.stale {
                <p class="requests-note">{ "No request is left." }</p>
            }
        </>
    }
}

fn dated(props: &RequestRowsProps) -> Option<&'static str> {
    props.extent.is_some_and(spans_days).then_some("request-dated")
}

fn head(props: &RequestRowsProps, (sort, words): (RequestSort, &'static str)) -> Html {
    let asked = &props.requests.asked;
    let (order, arrow) = match (asked.sort == sort, asked.descending) {
        (true, true) => ("descending", " ↓"),
        (true, false) => ("ascending", " ↑"),
        (false, _) => ("none", ""),
    };
    html! {
        <button class={classes!("request-sort", number(sort))} aria-sort={order}
            onclick={act(&props.dispatch, RequestsAction::Sorted(sort))}>
            { words }{ arrow }
        </button>
    }
}

fn number(sort: RequestSort) -> Option<&'static str> {
    matches!(sort, RequestSort::Duration | RequestSort::Records | RequestSort::Sources)
        .then_some("number")
}

fn lines(props: &RequestRowsProps, range: Range<u64>) -> Html {
    let line = |rank: u64| match props.requests.known.get(&rank) {
        Some(known) => row(props, rank, known),
        None => html! { <div key={rank.to_string()} class="request"></div> },
    };
    range.map(line).collect()
}

fn row(props: &RequestRowsProps, rank: u64, row: &RequestRow) -> Html {
    let choose = act(&props.dispatch, RequestsAction::Chosen(rank));
    let marked = props.requests.cursor == Some(rank);
    let followed = props.followed.as_deref() == Some(row.id.as_str());
    let dated = dated(props);
    let zone = &props.view.zone;
    let start = match row.start {
        None => "no time".to_owned(),
        Some(time) if dated.is_some() => date_time(zone, time),
        Some(time) => time_of_day(zone, time),
    };
    let level = row.level.map_or("", |level| level.word());
    html! {
        <div key={rank.to_string()} id={format!("request-{rank}")} role="option"
            class={classes!("request", dated, followed.then_some("request-followed"))}
            aria-selected={marked.to_string()} title={title(row)} onclick={choose}>
            <span class="mono">{ start }</span>
            <span class={classes!("number", row.slow.then_some("level-warn"))}>
                { duration(row.duration_nanos) }
            </span>
            <span class="number">{ grouped(row.records) }</span>
            <span class="number">{ row.sources.len() }</span>
            <span class={format!("level-{level}")}>{ level }</span>
            <span>
                if let Some(status) = row.status {
                    <span class={classes!("verdict", status_class(status))}>{ status }</span>
                }
            </span>
            <span class="mono request-text">{ row.route.clone().unwrap_or_default() }</span>
            <span class="request-text">{ row.outcome.clone() }</span>
        </div>
    }
}

/// The id and what the flags mean.
fn title(row: &RequestRow) -> String {
    let mut parts = vec![row.id.as_str()];
    for (is, words) in [(row.failing, "failing"), (row.slow, "slow"), (row.odd, "odd")] {
        parts.extend(is.then_some(words));
    }
    parts.push(&row.outcome);
    parts.join(" · ")
}
