//! The bursts panel: what was found of one kind, the strongest first, or why there is none; or the
//! longest gaps.
//!
//! Does not: find bursts.

mod gaps;

use yew::prelude::*;

use crate::{
    protocol::page::{Burst, BurstKind},
    session::{
        Action, ByPtr,
        bursts::{
            BurstAction, BurstsShown, calm_words, kind_words, length_nanos, observed, strength,
            usual,
        },
        longest_gaps::{GapAction, GapsShown},
        show::{date_time, duration, grouped},
        state::View,
    },
};

/// Properties of [`Bursts`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BurstsProps {
    /// What was found.
    pub bursts: ByPtr<BurstsShown>,
    /// The longest gaps.
    pub gaps: ByPtr<GapsShown>,
    /// The one that is explained.
    pub explained: Option<(BurstKind, usize)>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Bursts(props: &BurstsProps) -> Html {
    let found = props.bursts.found.get(&props.bursts.kind());
    let list = props.dispatch.reform(|_: MouseEvent| Action::Gaps(GapAction::Listed));
    html! {
        <section id="bursts" class="panel" aria-label="bursts">
            <div class="panel-head">
                { for props.bursts.kinds().map(|kind| switch(props, kind)) }
                <button id="longest-gaps" class="button" onclick={list}
                    aria-pressed={props.gaps.listed.to_string()}>{ "longest gaps" }</button>
                if !props.gaps.listed {
                    <span class="muted">{ "numbers on the timeline are those of this list" }</span>
                }
            </div>
            if props.gaps.listed {
                { gaps::panel(&props.gaps, &props.view.zone, &props.dispatch) }
            } else if let Some(found) = found {
                if let Some(words) = calm_words(found, &props.view.zone) {
                    <p id="calm" class="panel-note">{ words }</p>
                }
                if !found.bursts.is_empty() {
                    { table(props, &found.bursts) }
                }
                if found.bursts_total > found.bursts.len() as u64 {
                    <p class="panel-note">
                        { format!("the strongest {} of {}", found.bursts.len(),
                            grouped(found.bursts_total)) }
                    </p>
                }
            } else {
                <p class="panel-note">{ "being looked for" }</p>
            }
        </section>
    }
}

fn switch(props: &BurstsProps, kind: BurstKind) -> Html {
    let choose =
        props.dispatch.reform(move |_: MouseEvent| Action::Bursts(BurstAction::KindChosen(kind)));
    let pressed = props.bursts.kind() == kind && !props.gaps.listed;
    html! {
        <button class="button" aria-pressed={pressed.to_string()} onclick={choose}>
            { kind_words(kind) }
        </button>
    }
}

fn table(props: &BurstsProps, bursts: &[Burst]) -> Html {
    html! {
        <table class="table">
            <thead>
                <tr>
                    <th class="number">{ "#" }</th>
                    <th>{ "of" }</th>
                    <th>{ "start" }</th>
                    <th>{ "lasts" }</th>
                    <th class="number">{ if kind_is_metric(props) { "value" } else { "records" } }</th>
                    <th class="number">{ "usual" }</th>
                    <th class="number">{ "ratio" }</th>
                    <th>{ "sources" }</th>
                </tr>
            </thead>
            <tbody>{ for bursts.iter().enumerate().map(|(at, burst)| row(props, at, burst)) }</tbody>
        </table>
    }
}

fn row(props: &BurstsProps, at: usize, burst: &Burst) -> Html {
    let kind = props.bursts.kind();
    let choose =
        props.dispatch.reform(move |_: MouseEvent| Action::Bursts(BurstAction::Chosen(kind, at)));
    let chosen = props.explained == Some((kind, at));
    let sources: Vec<&str> = burst.sources.iter().take(3).map(|(name, _)| name.as_str()).collect();
    let more = burst.sources.len().saturating_sub(3);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    html! {
        <tr key={at} class="table-row" aria-selected={chosen.to_string()} onclick={choose.clone()}>
            <td class="number">
                <button class="link burst-number" onclick={choose} title="explain this one">{ at + 1 }</button>
            </td>
            <td class="table-text mono">{ burst.text.clone() }</td>
            <td class="mono">{ date_time(&props.view.zone, burst.range.start) }</td>
            <td>{ duration(length_nanos(burst)) }</td>
            <td class="number">{ observed(burst) }</td>
            <td class="number">{ usual(burst) }</td>
            <td class="number" title={interval(burst)}>{ strength(burst) }</td>
            <td class="table-text">{ sources.join(", ") }{ more }</td>
        </tr>
    }
}

fn kind_is_metric(props: &BurstsProps) -> bool {
    props.bursts.kind() == BurstKind::Metric
}

/// How sure the ratio is, and whether there was more of everything.
fn interval(burst: &Burst) -> String {
    let sure = format!("{:.1} to {:.1} times the usual", burst.ratio_low, burst.ratio_high);
    match burst.traffic_ratio {
        Some(ratio) => format!("{sure}; {ratio:.1} times its share of all records"),
        None => sure,
    }
}
