//! What a format in the making makes of a source's first lines.
//!
//! Does not: show log text as anything but text.

use yew::prelude::*;

use crate::{
    protocol::page::{Tried, TriedLine, Zone},
    session::{
        ByPtr,
        show::{grouped, time_exact},
    },
};

/// Properties of [`Lines`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LinesProps {
    /// What was tried last; none before the first answer.
    pub tried: Option<ByPtr<Tried>>,
    /// The zone that times are shown in.
    pub zone: Zone,
}

/// How many lines it fits, and the first of them taken apart.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let Some(tried) = &props.tried else { return html! {} };
    let count = |number: u32| grouped(u64::from(number));
    let sum = format!(
        "{} of the first {} lines fit, {} with a time",
        count(tried.fitting),
        count(tried.lines),
        count(tried.timed)
    );
    html! {
        <>
            <p id="own-sum">{ sum }</p>
            <div class="own-lines">
                <table aria-label="first lines">
                    <thead><tr>
                        <th>{ "time" }</th><th>{ "level" }</th><th>{ "message" }</th>
                        <th>{ "fields" }</th>
                    </tr></thead>
                    <tbody>{ for tried.shown.iter().map(|line| row(props, line)) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(props: &LinesProps, line: &TriedLine) -> Html {
    if !line.fits {
        return html! {
            <tr class="own-line-other">
                <td class="muted">{ "does not fit" }</td>
                <td colspan="3">{ line.text.clone() }</td>
            </tr>
        };
    }
    let time = line.time.map(|time| time_exact(&props.zone, time));
    let fields = line.fields.iter().map(|(name, value)| format!("{name}={value}"));
    html! {
        <tr>
            <td>{ time.unwrap_or_default() }</td>
            <td>{ line.level.map_or("", |level| level.word()) }</td>
            <td>{ line.message.clone() }</td>
            <td>{ fields.collect::<Vec<_>>().join(" ") }</td>
        </tr>
    }
}
