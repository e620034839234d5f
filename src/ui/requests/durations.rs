//! How long requests took: a column for each stretch of durations, failing ones marked.
//!
//! A column can be chosen; then only its requests are listed.
//!
//! Does not: count.

use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::{DurationBucket, Requests},
    session::{
        Action,
        requests::{RequestsAction, bucket_words},
        show::{duration, plural},
    },
};

/// Height of the columns, in pixels.
const HEIGHT: f64 = 36.0;

/// The histogram; it keeps its place where there is nothing in it.
pub(super) fn durations(
    answer: &Requests,
    chosen: Option<(i64, i64)>,
    dispatch: &Callback<Action>,
) -> Html {
    let most = answer.durations.iter().map(|bucket| bucket.requests).max().unwrap_or(1).max(1);
    html! {
        <div id="durations" class="durations" role="group" aria-label="how long requests took">
            { for answer.durations.iter().map(|bucket| column(bucket, most, chosen, dispatch)) }
        </div>
    }
}

fn column(
    bucket: &DurationBucket,
    most: u64,
    chosen: Option<(i64, i64)>,
    dispatch: &Callback<Action>,
) -> Html {
    let range = (bucket.from_nanos, bucket.to_nanos);
    let is_chosen = chosen == Some(range);
    let next = (!is_chosen).then_some(range);
    let words = format!(
        "{}: {}, {} failing",
        bucket_words(bucket),
        plural(bucket.requests, "request", "requests"),
        bucket.failing
    );
    // One request is seen too.
    let high = |count: u64| match count {
        0 => 0.0,
        count => (count as f64 / most as f64 * HEIGHT).max(1.5),
    };
    let bar = |class: &'static str, count: u64| {
        let high = high(count);
        html! {
            <rect {class} x="0" width="10" y={(HEIGHT - high).to_string()}
                height={high.to_string()} />
        }
    };
    html! {
        <button key={bucket.from_nanos.to_string()} class="durations-column" title={words.clone()}
            aria-label={words} aria-pressed={is_chosen.to_string()}
            onclick={act(dispatch, RequestsAction::DurationChosen(next))}>
            <svg viewBox={format!("0 0 10 {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true">
                { bar("durations-all", bucket.requests) }
                { bar("durations-failing", bucket.failing) }
            </svg>
            <span class="durations-from">{ duration(bucket.from_nanos) }</span>
        </button>
    }
}
