//! One source: how it was read, what is known of it, what can be changed.
//!
//! Does not: decide what is odd; the diagnostics say it.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{dot_class, odd::Odd, zone_select::ZoneSelect};
use crate::{
    protocol::page::{FormatName, SourceState, SourceSummary, TimeNanos, Zone},
    session::{
        Action, ByPtr,
        show::{bytes, grouped, plural, share, time_exact},
        source_list::remark,
    },
};

/// Properties of [`Card`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardProps {
    /// What is known of the source.
    pub source: SourceSummary,
    /// Every format that it can be read as.
    pub formats: ByPtr<Vec<FormatName>>,
    /// Whether it is one line at first.
    pub folded: bool,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Where choices go.
    pub dispatch: Callback<Action>,
}

/// The card of a source: a line that says how it was read, and below it everything known.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let source = &props.source;
    let id = source.id;
    let remove = props.dispatch.reform(move |_: MouseEvent| Action::SourceClosed(id));
    let open = use_state(|| !props.folded);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let failed = matches!(source.state, SourceState::Failed(_));
    let class = if failed { "source-state-failed" } else { "source-warn" };
    html! {
        <article class="source" aria-label={source.name.clone()}>
            <div class="source-head">
                <span class={dot_class(id)}></span>
                <h3 class="source-name">{ source.name.clone() }</h3>
                <span class="source-state">{ state(source) }</span>
                <button class="link" aria-expanded={open.to_string()} onclick={toggle}>
                    { if *open { "less" } else { "details" } }
                </button>
                <button class="button source-remove" onclick={remove}>{ "Remove" }</button>
                if let Some(remark) = remark(source) {
                    <p class={classes!("source-remark", class)}>{ remark }</p>
                }
            </div>
            if *open {
                { facts(props) }
                <Odd diagnostics={source.diagnostics.clone()} />
            }
        </article>
    }
}

/// Where it is in its life, in words.
fn state(source: &SourceSummary) -> String {
    let size = bytes(source.bytes);
    match &source.state {
        SourceState::Waiting => format!("{size}, waiting"),
        SourceState::Reading => {
            format!("reading: {} of {size}", share(source.bytes_read, source.bytes))
        }
        SourceState::Done | SourceState::Stopped | SourceState::Failed(_) => {
            let format = source.format.split(" (").next().unwrap_or_default();
            let records = plural(source.records, "record", "records");
            [format, &records, &size]
                .iter()
                .filter(|part| !part.is_empty())
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" · ")
        }
    }
}

fn facts(props: &CardProps) -> Html {
    let source = &props.source;
    let fact = |name: &'static str, value: Html| {
        html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
    };
    let time = |time: Option<TimeNanos>| match time {
        Some(time) => time_exact(&props.zone, time),
        None => "no time".to_owned(),
    };
    let lines = match source.structure_lines {
        0 => grouped(source.lines),
        structure => format!("{}, {} of them structure", grouped(source.lines), grouped(structure)),
    };
    html! {
        <dl class="source-facts">
            { fact("format", format_select(props)) }
            { fact("encoding", source.encoding.clone().into()) }
            { fact(zone_label(source), html! {
                <ZoneSelect source={source.id} zone={source.zone.clone()} needed={source.zone_needed}
                    chosen={source.settings.zone.is_some()} dispatch={props.dispatch.clone()} />
            }) }
            { fact("records", grouped(source.records).into()) }
            { fact("lines", lines.into()) }
            { fact("with a time", share(source.time_known, source.records).into()) }
            { fact("with a level", share(source.level_known, source.records).into()) }
            { fact("first", time(source.first).into()) }
            { fact("last", time(source.last).into()) }
            if source.not_understood > 0 {
                { fact("lines not understood", grouped(source.not_understood).into()) }
            }
            if source.out_of_order > 0 {
                { fact("earlier than the record before", grouped(source.out_of_order).into()) }
            }
        </dl>
    }
}

/// How it is that this zone holds.
fn zone_label(source: &SourceSummary) -> &'static str {
    match (source.zone_needed, source.settings.zone.is_some(), source.zone_chosen) {
        (false, ..) => "zone (named by each time)",
        (true, true, _) => "zone (chosen)",
        (true, false, true) => "zone (of the format)",
        (true, false, false) => "zone (assumed: the times name none)",
    }
}

/// The format, and another one to read the source as.
fn format_select(props: &CardProps) -> Html {
    let source = props.source.id;
    let choose = props.dispatch.reform(move |event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::SourceFormatChosen { source, format: (!name.is_empty()).then_some(name) }
    });
    let chosen = props.source.settings.format.as_deref();
    let option = |format: &FormatName| {
        let selected = chosen == Some(format.name.as_str());
        html! { <option value={format.name.clone()} {selected}>{ &format.title }</option> }
    };
    let titles: Vec<&str> = props
        .source
        .formats
        .iter()
        .map(|name| {
            let known = props.formats.iter().find(|format| format.name == *name);
            known.map_or(name.as_str(), |format| format.title.as_str())
        })
        .collect();
    let found = if titles.is_empty() { props.source.format.clone() } else { titles.join(" + ") };
    html! {
        <select onchange={choose} aria-label="format">
            <option value="" selected={chosen.is_none()}>{ format!("{found} (found)") }</option>
            { for props.formats.iter().map(option) }
        </select>
    }
}
