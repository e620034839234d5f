//! One source: how it was read, what is known of it, what can be changed.
//!
//! Does not: decide what is odd; the diagnostics say it.

use yew::prelude::*;

use super::{
    clock_shift::{ClockShift, suggestion},
    colour::colours,
    dot_class,
    format_select::format_select,
    odd::Odd,
    parts::parts,
    tail::{TailShown, switch},
    time_read::TimeRead,
    zone_select::ZoneSelect,
};
use crate::{
    protocol::page::{
        FormatName, SourceId, SourceState, SourceSummary, TimeNanos, TimeRange, Zone,
    },
    session::{
        Action, ByPtr,
        show::{bytes, grouped, plural, share, time_exact},
        source_list::remark,
        state::Prefs,
        tracks,
    },
};

/// Properties of [`Card`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardProps {
    /// What is known of the source.
    pub source: SourceSummary,
    /// Its files, where it is a rotated one.
    pub parts: Vec<SourceSummary>,
    /// Its colour.
    pub colour: u8,
    /// What is said of its clock, and the correction that would set it right.
    pub suggested: Option<(String, i64)>,
    /// Whether it is followed.
    pub tail: TailShown,
    /// Every format that it can be read as.
    pub formats: ByPtr<Vec<FormatName>>,
    /// The person's own formats.
    pub prefs: ByPtr<Prefs>,
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
    let remove = {
        let (dispatch, ids) = (props.dispatch.clone(), ids(props));
        Callback::from(move |_: MouseEvent| {
            ids.iter().for_each(|&id| dispatch.emit(Action::SourceClosed(id)));
        })
    };
    let put_back = props
        .dispatch
        .reform(move |_: MouseEvent| Action::SourceTakenApart { source: id, apart: false });
    let open = use_state(|| !props.folded);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let failed = matches!(source.state, SourceState::Failed(_) | SourceState::Full);
    let class = if failed { "source-state-failed" } else { "source-warn" };
    html! {
        <article class="source" aria-label={source.name.clone()}>
            <div class="source-head">
                <span class={dot_class(props.colour)}></span>
                <h3 class="source-name">{ source.name.clone() }</h3>
                <span class="source-state">{ state(source) }</span>
                <button class="link" aria-expanded={open.to_string()} onclick={toggle}>
                    { if *open { "less" } else { "details" } }
                </button>
                <button class="button source-remove" onclick={remove}>{ "Remove" }</button>
                if let Some(remark) = remark(source) {
                    <p class={classes!("source-remark", class)}>{ remark }{ again(props) }</p>
                }
                { switch(&props.tail, &props.dispatch) }
            </div>
            if *open {
                { facts(props) }
                { suggestion(id, props.suggested.as_ref(), &props.dispatch) }
                if source.settings.apart {
                    <p class="source-suggestion">
                        { "Taken apart from other files of its name. " }
                        <button class="link" onclick={put_back}>{ "Put back" }</button>
                    </p>
                }
                if props.parts.is_empty() {
                    <Odd diagnostics={source.diagnostics.clone()} />
                } else {
                    { parts(&props.parts, &props.zone, &props.dispatch) }
                }
            }
        </article>
    }
}

/// A way to read a source again that was not read to its end, or cannot be read any more.
fn again(props: &CardProps) -> Html {
    let parts =
        if props.parts.is_empty() { std::slice::from_ref(&props.source) } else { &props.parts };
    let is_in = |wanted: fn(&SourceState) -> bool| parts.iter().filter(move |it| wanted(&it.state));
    let failed = is_in(|state| matches!(state, SourceState::Failed(_))).count() > 0;
    let short = is_in(|state| matches!(state, SourceState::Full | SourceState::Stopped));
    let short: Vec<_> = short.map(|part| Action::SourceReadAgain(part.id)).collect();
    let (words, actions) = match (failed, short.is_empty()) {
        (true, _) => ("Choose the file again", vec![Action::PickerAsked { folder: false }]),
        (false, false) => ("Read it again", short),
        (false, true) => return html! {},
    };
    let dispatch = props.dispatch.clone();
    let act = move |_: MouseEvent| actions.iter().for_each(|action| dispatch.emit(action.clone()));
    html! { <>{ " " }<button class="link" onclick={act}>{ words }</button></> }
}

/// The source, or the parts that it is made of.
fn ids(props: &CardProps) -> Vec<SourceId> {
    match props.parts.is_empty() {
        true => vec![props.source.id],
        false => props.parts.iter().map(|part| part.id).collect(),
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
        SourceState::Done | SourceState::Stopped | SourceState::Full | SourceState::Failed(_) => {
            let format = source.format.split(" (").next().unwrap_or_default();
            let records = source
                .metric
                .as_ref()
                .map_or_else(|| plural(source.records, "record", "records"), tracks::words::card);
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
            { fact(clock_label(source), html! {
                <ClockShift source={source.id} nanos={source.settings.shift_nanos}
                    dispatch={props.dispatch.clone()} />
            }) }
            { fact("time that is read", html! {
                <TimeRead source={source.id} within={source.settings.within}
                    extent={extent(source)} zone={props.zone.clone()}
                    dispatch={props.dispatch.clone()} />
            }) }
            { fact("colour", colours(source.id, props.colour, &props.dispatch)) }
            { fact("records", grouped(source.records).into()) }
            { fact("lines", lines.into()) }
            { fact("with a time", share(source.time_known, source.records).into()) }
            { fact("with a level", share(source.level_known, source.records).into()) }
            { fact("first", time(source.first).into()) }
            { fact("last", time(source.last).into()) }
            if source.left_out > 0 {
                { fact("records of other times, left out", grouped(source.left_out).into()) }
            }
            if source.not_understood > 0 {
                { fact("lines not understood", grouped(source.not_understood).into()) }
            }
            if source.out_of_order > 0 {
                { fact("earlier than the record before", grouped(source.out_of_order).into()) }
            }
        </dl>
    }
}

/// The time of its records, where they have any.
fn extent(source: &SourceSummary) -> TimeRange {
    let start = source.first.unwrap_or_default();
    TimeRange { start, end: source.last.unwrap_or(start) }
}

/// Whether its clock is taken as it is.
fn clock_label(source: &SourceSummary) -> &'static str {
    if source.settings.shift_nanos == 0 { "clock (as written)" } else { "clock (corrected by)" }
}

/// How it is that this zone holds.
fn zone_label(source: &SourceSummary) -> &'static str {
    if source.time_known == 0 && source.metric.is_none() {
        return "zone (it has no times)";
    }
    match (source.zone_needed, source.settings.zone.is_some(), source.zone_chosen) {
        (false, ..) => "zone (named by each time)",
        (true, true, _) => "zone (chosen)",
        (true, false, true) => "zone (of the format)",
        (true, false, false) => "zone (assumed: the times name none)",
    }
}
