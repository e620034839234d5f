//! The same numbers as a table, for whoever does not see the picture.
//!
//! [`NumbersTable`] is the place for it, which can have the focus; [`Numbers`] is the table, made once
//! it has: hundreds of rows that nobody reads would be laid out anew with each piece of a file.
//!
//! Does not: show buckets that hold nothing.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    protocol::page::{Timeline, Zone},
    session::{
        chart::numbers::{self, BucketNumbers},
        show::grouped,
    },
};

/// Rows of the table; further buckets are counted below it.
const ROWS_MAX: usize = 500;

/// Properties of [`NumbersTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NumbersTableProps {
    /// The counts.
    pub counts: Rc<Timeline>,
    /// The zone of the times.
    pub zone: Zone,
    /// What the picture shows, in words.
    pub caption: AttrValue,
}

/// Where the table is, if it has the focus.
#[component]
pub fn NumbersTable(props: &NumbersTableProps) -> Html {
    let read = use_state(|| false);
    let turn = |to: bool| {
        let read = read.clone();
        Callback::from(move |_: FocusEvent| read.set(to))
    };
    html! {
        <div class="timeline-table" tabindex="0" role="region" aria-label="table of the timeline"
            onfocusin={turn(true)} onfocusout={turn(false)}>
            if *read {
                <Numbers ..props.clone() />
            } else {
                { props.caption.clone() }
            }
        </div>
    }
}

/// Counts by bucket and level.
#[component]
pub fn Numbers(props: &NumbersTableProps) -> Html {
    let rows = numbers::table(&props.counts, &props.zone);
    let lanes: Vec<u8> = (0..8)
        .rev()
        .filter(|lane| rows.iter().any(|row| row.lanes.iter().any(|(known, ..)| known == lane)))
        .collect();
    let cell = |row: &BucketNumbers, lane: u8| {
        let count = row.lanes.iter().find(|(known, ..)| *known == lane);
        html! { <td class="number">{ grouped(count.map_or(0, |(.., count)| *count)) }</td> }
    };
    let line = |row: &BucketNumbers| {
        html! {
            <tr>
                <th scope="row">{ &row.span }</th>
                <td class="number">{ grouped(row.selected) }</td>
                { for lanes.iter().map(|lane| cell(row, *lane)) }
            </tr>
        }
    };
    let left_out = rows.len().saturating_sub(ROWS_MAX);
    html! {
        <>
            <table>
                <caption>{ props.caption.clone() }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "time" }</th>
                        <th scope="col">{ "events" }</th>
                        { for lanes.iter().map(|lane| html! {
                            <th scope="col">{ numbers::lane_word(*lane) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for rows.iter().take(ROWS_MAX).map(line) }</tbody>
            </table>
            if left_out > 0 {
                <p>{ format!("{left_out} more rows: zoom in to see them") }</p>
            }
        </>
    }
}
