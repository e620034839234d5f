//! What broke first, as a small waterfall: from each onset to the last one, in the order of time.
//!
//! Does not: find onsets.

use yew::prelude::*;

use crate::{
    protocol::page::{Explanation, OnsetRow, Zone},
    session::{
        Action,
        explaining::{ExplainAction, verdict_name},
        show::{self, duration, time_of_day},
    },
};

/// Width of the bars of the waterfall.
const WIDTH: u32 = 120;

/// The waterfall; nothing where there are no onsets.
pub fn onsets(answer: &Explanation, zone: &Zone, dispatch: &Callback<Action>) -> Html {
    let (Some(first), Some(last)) = (answer.onsets.first(), answer.onsets.last()) else {
        return html! {};
    };
    let end = answer.range.map_or(last.time.0, |range| last.time.0.max(range.start.0));
    let whole = end.saturating_sub(first.time.0).max(1);
    let line = |(at, onset): (usize, &OnsetRow)| {
        let from = onset.time.0.saturating_sub(first.time.0);
        // The last one is a bar too.
        let start = (from as f64 / whole as f64 * f64::from(WIDTH - 6)).round();
        let when = match at {
            0 => time_of_day(zone, onset.time),
            _ => format!("+{}", duration(from)),
        };
        let kind = onset.row.and_then(|row| answer.rows.get(row as usize));
        let kind = match kind {
            _ if onset.stopped => "gone",
            Some(row) => verdict_name(row.verdict),
            None => "up",
        };
        html! { <li key={at}>{ bar(start, kind) }{ words(onset, when, dispatch) }</li> }
    };
    html! {
        <>
            <h3 class="detail-section">{ "What broke first" }</h3>
            <ol id="onsets" class="onsets">{ for answer.onsets.iter().enumerate().map(line) }</ol>
        </>
    }
}

fn bar(start: f64, kind: &'static str) -> Html {
    html! {
        <svg class="onset-bar" viewBox={format!("0 0 {WIDTH} 10")} aria-hidden="true">
            <rect class={format!("onset-{kind}")} x={start.to_string()} y="0" rx="1"
                width={(f64::from(WIDTH) - start).to_string()} height="10" />
        </svg>
    }
}

fn words(onset: &OnsetRow, when: String, dispatch: &Callback<Action>) -> Html {
    let stopped = if onset.stopped { " stopped" } else { "" };
    let text = format!("{}{stopped}", onset.text);
    let text = html! {
        <>
            <span class="onset-when">{ when }</span>{ " " }<span class="mono">{ text }</span>
            if !onset.source.is_empty() {
                <span class="difference-note">
                    { show::file(&onset.source).to_owned() }
                </span>
            }
        </>
    };
    match onset.record {
        Some(record) => {
            let go = dispatch
                .reform(move |_: MouseEvent| Action::Explain(ExplainAction::OnsetChosen(record)));
            let title = if onset.stopped { "the last event before" } else { "its first event" };
            html! { <button class="onset" {title} onclick={go}>{ text }</button> }
        }
        None => html! { <span class="onset">{ text }</span> },
    }
}
