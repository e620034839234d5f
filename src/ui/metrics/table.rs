//! The numbers of all charts as a table, made once it has the focus.
//!
//! Does not: show buckets without a record.

use std::rc::Rc;

use yew::prelude::*;

use super::MetricsProps;
use crate::{
    protocol::page::{Metrics, Zone},
    session::{ByPtr, metrics::words},
};

/// Properties of [`NumbersTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NumbersTableProps {
    answer: ByPtr<Metrics>,
    zone: Zone,
}

pub(super) fn table_of(props: &MetricsProps, answer: &Rc<Metrics>) -> Html {
    html! { <NumbersTable answer={ByPtr::from(answer)} zone={props.view.zone.clone()} /> }
}

/// Where the table is, if it has the focus.
#[component]
pub fn NumbersTable(props: &NumbersTableProps) -> Html {
    let read = use_state(|| false);
    let turn = |to: bool| {
        let read = read.clone();
        Callback::from(move |_: FocusEvent| read.set(to))
    };
    let (head, rows) = match *read {
        true => words::table(&props.answer, &props.zone),
        false => (Vec::new(), Vec::new()),
    };
    html! {
        <div class="timeline-table" tabindex="0" role="region" aria-label="table of the metrics"
            onfocusin={turn(true)} onfocusout={turn(false)}>
            if *read {
                <table>
                    <thead><tr>
                        { for head.iter().map(|name| html! { <th scope="col">{ name }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for rows.iter().map(|row| html! {
                            <tr>{ for row.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                        }) }
                    </tbody>
                </table>
            } else {
                { "metrics" }
            }
        </div>
    }
}
