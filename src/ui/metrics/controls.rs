//! What the metrics panel shows besides what is found, and what records are split by.
//!
//! Does not: hold either.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::MetricsProps;
use crate::{
    protocol::page::{MeasureOf, Metrics},
    session::{
        Action,
        metrics::{
            MetricAction,
            words::{group_name, value},
        },
        show::{grouped, plural, share},
    },
    ui::sources::dot_class,
};

/// What records can be split by besides their fields.
const OWN: [&str; 3] = ["level", "source", "pattern"];

/// The row over the charts, and the groups that records are split by.
pub(super) fn controls(props: &MetricsProps, answer: &Metrics) -> Html {
    let split = props.metrics.split.clone().unwrap_or_default();
    let choose = props.dispatch.reform(|event: Event| {
        let field = event.target_unchecked_into::<HtmlSelectElement>().value();
        Action::Metrics(MetricAction::SplitBy((!field.is_empty()).then_some(field)))
    });
    let add = props.dispatch.reform(|event: Event| {
        let select = event.target_unchecked_into::<HtmlSelectElement>();
        let field = select.value();
        select.set_value("");
        Action::Metrics(MetricAction::Added(field))
    });
    let shown =
        |name: &str| answer.measured.iter().any(|it| it.of == MeasureOf::Field(name.to_owned()));
    let choices = answer.choices.iter().filter(|(name, _)| !shown(name));
    let facets = props.facets.facets.as_ref();
    let fields = facets.map(|facets| facets.fields.as_slice()).unwrap_or_default().iter();
    let fields = fields.filter(|field| field.distinct.is_some_and(|count| count > 1));
    let fields = fields.map(|field| field.name.as_str()).filter(|name| !OWN.contains(name));
    let option = |name: &str, words: String| {
        html! { <option value={name.to_owned()} selected={split == name}>{ words }</option> }
    };
    html! {
        <>
            <div class="panel-head">
                <label class="metrics-choice">{ "split by" }
                    <select id="metrics-split" class="input" onchange={choose}>
                        { option("", "nothing".to_owned()) }
                        { for OWN.into_iter().chain(fields).map(|name| option(name, name.to_owned())) }
                    </select>
                </label>
                <label class="metrics-choice">{ "show also" }
                    <select id="metrics-add" class="input" onchange={add}>
                        <option value="" selected=true>{ "a field with numbers" }</option>
                        { for choices.map(|(name, numbers)| html! {
                            <option value={name.clone()}>
                                { format!("{name} ({})", grouped(*numbers)) }
                            </option>
                        }) }
                    </select>
                </label>
                { beyond(answer) }
            </div>
            if answer.split_refused {
                <p class="panel-note" role="status">
                    { format!("{split} has more values than are counted, so nothing is split by it.") }
                </p>
            }
            if !answer.groups.is_empty() {
                { groups(answer, &split) }
            }
        </>
    }
}

/// Says that more durations were found than are shown.
fn beyond(answer: &Metrics) -> Html {
    let shown = answer.measured.iter().filter(|it| it.is_duration).count() as u64;
    let rest = answer.found_total.saturating_sub(shown);
    html! {
        if rest > 0 {
            <span class="muted">
                { format!("{} less frequent not shown", plural(rest, "duration", "durations")) }
            </span>
        }
    }
}

/// The groups with exact counts, and the medians and 99th percentiles of what is measured.
fn groups(answer: &Metrics, split: &str) -> Html {
    let head = answer.measured.iter().flat_map(|it| ["p50", "p99"].map(|name| (name, &it.title)));
    let all = answer.groups.len();
    let row = |(at, group): (usize, &crate::protocol::page::MetricGroup)| {
        let dot =
            if at + 1 == all { "source-dot metrics-rest".to_owned() } else { dot_class(at as u8) };
        let cells = answer.measured.iter().flat_map(|measured| {
            let found = measured.groups.get(at).and_then(|(_, found)| *found);
            [0, 3].map(|place: usize| {
                found.map_or("–".to_owned(), |found| value(measured, found[place]))
            })
        });
        html! {
            <tr>
                <td class="table-text">
                    <span class={dot}></span>{ " " }
                    { group_name(group.value.as_deref()) }
                </td>
                <td class="number">{ grouped(group.records) }</td>
                <td class="number">{ share(group.errors, group.records) }</td>
                { for cells.map(|cell| html! { <td class="number">{ cell }</td> }) }
            </tr>
        }
    };
    html! {
        <table class="table metrics-groups">
            <thead><tr>
                <th>{ split.to_owned() }</th>
                <th class="number">{ "events" }</th>
                <th class="number">{ "errors" }</th>
                { for head.map(|(name, title)| html! {
                    <th class="number" title={title.clone()}>{ format!("{name} {}", short(title)) }</th>
                }) }
            </tr></thead>
            <tbody>{ for answer.groups.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

/// As much of a title as a column has room for.
fn short(title: &str) -> String {
    match title.char_indices().nth(18) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default()),
        None => title.to_owned(),
    }
}
