//! One event in the list: level, time, source, columns, message; and the gap before it.
//!
//! Does not: cut the message into spans; `session::message_spans` does.

use std::{collections::BTreeMap, ops::Range};

use yew::prelude::*;

use crate::{
    protocol::page::{Row, Run, Zone},
    session::{Action, marks::Marks, message_spans as spans, show},
};

/// What all rows have in common.
pub(super) struct Shape<'a> {
    pub(super) zone: &'a Zone,
    pub(super) columns: &'a [String],
    pub(super) sources: &'a BTreeMap<u32, String>,
    /// Whether dates are shown.
    pub(super) dated: bool,
    /// What a person marked.
    pub(super) marks: &'a Marks,
    /// What to mark in messages.
    pub(super) find: &'a str,
    /// The marked rank, or all that are selected.
    pub(super) selected: Range<u64>,
    pub(super) choose: &'a Callback<Action>,
}

/// The names over the columns that were added, each with a way to take it out again.
pub(super) fn head(columns: &[String], dispatch: &Callback<Action>) -> Html {
    if columns.is_empty() {
        return html! {};
    }
    let column = |name: &String| {
        let field = name.clone();
        let remove = dispatch.reform(move |_: MouseEvent| Action::ColumnToggled(field.clone()));
        html! {
            <button class="event-column event-head-column" onclick={remove}
                title={format!("{name}: remove this column")}>
                { format!("{name} ×") }
            </button>
        }
    };
    html! { <div class="event-head">{ for columns.iter().map(column) }</div> }
}

/// A row that is known.
pub(super) fn row(shape: &Shape<'_>, rank: u64, row: &Row, gap: Option<i64>) -> Html {
    let choose = shape.choose.reform(move |_: MouseEvent| Action::RowChosen(rank));
    let marked = shape.selected.contains(&rank);
    let stripe = format!("event-stripe-{}", level(row));
    let odd = (rank % 2 == 1).then_some("event-row-odd");
    let close = shape.choose.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Action::RunClosed(rank)
    });
    html! {
        <div key={rank.to_string()} id={format!("row-{rank}")}
            class={classes!("event-row", stripe, odd)} role="row" data-rank={rank.to_string()}
            aria-rowindex={(rank + 1).to_string()} aria-selected={marked.to_string()}
            onclick={choose}>
            { mark(shape, row) }
            { for row.run.map(|run| count(row, run, close)) }
            { cells(shape, row) }
            { pins(row) }
            if let Some(nanos) = gap {
                <span class="event-gap">{ format!("after {}", show::duration(nanos)) }</span>
            }
        </div>
    }
}

/// A bar in the gutter where a person marked the event; its note is read aloud.
pub(super) fn mark(shape: &Shape<'_>, row: &Row) -> Html {
    let Some(mark) = shape.marks.of(row.key) else { return html! {} };
    let title = mark.title();
    let words = if title.is_empty() { "marked".to_owned() } else { format!("marked: {title}") };
    html! {
        <span class={classes!("event-mark", format!("source-dot-{}", mark.colour))} role="img"
            aria-label={words.clone()} title={words}></span>
    }
}

/// A bar in its colour for each pinned search that the row matches.
fn pins(row: &Row) -> Html {
    let bar = |pin: u8| html! { <span class={format!("event-pin source-dot-{pin}")}></span> };
    html! {
        if row.pins != 0 {
            <span class="event-pins">
                { for (0..8).filter(|pin| row.pins >> pin & 1 == 1).map(bar) }
            </span>
        }
    }
}

/// How many records of one pattern are in a row, and how long they took; of an open run a way to
/// close it.
fn count(row: &Row, run: Run, close: Callback<MouseEvent>) -> Html {
    let records = show::grouped(run.records);
    if run.open {
        return html! {
            <button class="event-run" onclick={close} title="show them as one row again">
                { format!("− {records}×") }
            </button>
        };
    }
    let nanos = row.time.zip(run.until).map(|(first, last)| last.0.saturating_sub(first.0));
    let within = nanos.map(|nanos| format!(" in {}", show::duration(nanos)));
    html! {
        <span class="event-run" title="events of one pattern in a row; a click shows each">
            { format!("{records}×") }
            <span class="muted">{ within.unwrap_or_default() }</span>
        </span>
    }
}

/// The cells of a row.
pub(super) fn cells(shape: &Shape<'_>, row: &Row) -> Html {
    let width = shape.dated.then_some("event-time-dated");
    let borrowed = (!row.time_own).then_some("event-time-borrowed");
    let time = row.time.map(|time| match shape.dated {
        true => show::date_time(shape.zone, time),
        false => show::time_of_day(shape.zone, time),
    });
    let name = shape.sources.get(&row.key.source).map_or("", String::as_str);
    html! {
        <>
            <span class={classes!("event-time", width, borrowed)} role="gridcell">
                { time.unwrap_or_default() }
            </span>
            <span class={classes!("event-level", format!("level-{}", level(row)))} role="gridcell">
                { row.level.map_or("", |level| level.word()) }
            </span>
            <span class="event-source" role="gridcell" title={name.to_owned()}>
                { show::source(name).to_owned() }
            </span>
            { for shape.columns.iter().enumerate().map(|(at, _)| column(row, at)) }
            { message(shape, row) }
        </>
    }
}

fn column(row: &Row, at: usize) -> Html {
    let value = row.columns.get(at).and_then(Option::as_deref).unwrap_or("");
    html! {
        <span class="event-column" role="gridcell" title={value.to_owned()}>
            { value.to_owned() }
        </span>
    }
}

fn message(shape: &Shape<'_>, row: &Row) -> Html {
    let span = |span: spans::Span<'_>| {
        let class = span.varying.then_some("event-varying");
        match (span.matched, class) {
            (true, class) => html! { <mark class={classes!(class)}>{ span.text }</mark> },
            (false, Some(class)) => html! { <span {class}>{ span.text }</span> },
            (false, None) => html! { { span.text } },
        }
    };
    html! {
        <span class="event-message" role="gridcell">
            { for spans::spans(&row.message, &row.varying, &row.matched, shape.find)
                .into_iter().map(span) }
            if row.lines > 1 {
                <span class="event-lines">
                    { format!("+{}", show::plural(u64::from(row.lines - 1), "line", "lines")) }
                </span>
            }
        </span>
    }
}

/// A row that is not known yet.
pub(super) fn waiting(rank: u64) -> Html {
    html! {
        <div key={rank.to_string()} class="event-row event-row-waiting" role="row"
            aria-rowindex={(rank + 1).to_string()}>
            { "…" }
        </div>
    }
}

fn level(row: &Row) -> &'static str {
    row.level.map_or("none", |level| level.word())
}
