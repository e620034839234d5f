//! The status bar: how far reading is, what is known of the records, memory, and the promise.
//!
//! Does not: count; the lead and the browser do.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::{
    browser::document,
    session::{
        Action, ByPtr,
        show::{bytes, duration, grouped, plural, rate, share},
        state::Open,
    },
};

/// How often the browser is asked for its count of network calls.
const ASK_MILLIS: u32 = 2_000;

/// Properties of [`StatusBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StatusBarProps {
    /// Sources and progress.
    pub open: ByPtr<Open>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The bar at the lower edge.
#[component]
pub fn StatusBar(props: &StatusBarProps) -> Html {
    let progress = &props.open.progress;
    let sum = |count: fn(&crate::protocol::page::SourceSummary) -> u64| -> u64 {
        progress.sources.iter().map(count).sum()
    };
    let not_understood = sum(|source| source.not_understood);
    let show = props.dispatch.reform(|_: MouseEvent| Action::NotUnderstoodAsked);
    let records = plural(progress.records, "record", "records");
    html! {
        <footer class="status-bar">
            if progress.done {
                <span id="records">{ format!("{records}, all indexed") }</span>
            } else {
                <span id="records">{ format!("{records} so far") }</span>
                { reading(props) }
            }
            <span>{ format!("time known {}", share(sum(|s| s.time_known), progress.records)) }</span>
            <span>
                { format!("level known {}", share(sum(|s| s.level_known), progress.records)) }
            </span>
            if not_understood > 0 {
                <span>
                    { format!("{} not understood · ", plural(not_understood, "line", "lines")) }
                    <button class="link" onclick={show}>{ "show" }</button>
                </span>
            }
            if progress.memory_bytes > 0 {
                <span>{ format!("{} in memory", bytes(progress.memory_bytes)) }</span>
            }
            <Promise />
        </footer>
    }
}

/// How far, how fast, how long still, and a way to stop.
fn reading(props: &StatusBarProps) -> Html {
    let progress = &props.open.progress;
    let pace = props.open.pace.filter(|pace| pace.bytes_per_second > 0.0);
    let stop = props.dispatch.reform(|_: MouseEvent| Action::LoadingStopped);
    let remaining = pace.and_then(|pace| pace.remaining_seconds);
    html! {
        <>
            <progress max={progress.bytes.max(1).to_string()}
                value={progress.bytes_read.to_string()} aria-label="read"></progress>
            <span>
                { format!("{} of {}", bytes(progress.bytes_read), bytes(progress.bytes)) }
                if let Some(pace) = pace {
                    { format!(" · {}", rate(pace.bytes_per_second)) }
                }
                if let Some(seconds) = remaining {
                    { format!(" · {} left", duration((seconds * 1e9) as i64)) }
                }
            </span>
            <button id="stop" class="link" title="stop reading (.)" onclick={stop}>{ "stop" }</button>
        </>
    }
}

/// What the browser counted since the page was loaded.
#[component]
fn Promise() -> Html {
    let calls = use_state(document::network_calls);
    {
        let calls = calls.clone();
        use_effect_with((), move |()| {
            let timer = Interval::new(ASK_MILLIS, move || calls.set(document::network_calls()));
            move || drop(timer)
        });
    }
    let count = grouped(u64::from(*calls));
    html! {
        if *calls == 0 {
            <span class="status-bar-promise" id="network">
                { format!("{count} network calls since load: nothing leaves this tab") }
            </span>
        } else {
            <span class="status-bar-promise mistake" id="network">
                { format!("{count} network calls since load") }
            </span>
        }
    }
}
