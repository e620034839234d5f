//! What is different, ranked: each row with its counts before and during, and what became of it.
//!
//! Pointing at a row draws its series on the timeline; a click shows its records.
//!
//! Does not: rank.

use yew::prelude::*;

use crate::{
    protocol::page::{DifferenceRow, RowKind},
    session::{
        Action,
        explaining::{ExplainAction, kind_word, verdict_name, verdict_words},
        show::{self, grouped},
    },
};

/// Properties of [`Rows`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RowsProps {
    /// The most telling first.
    pub rows: Vec<DifferenceRow>,
    /// How many there are.
    pub total: u64,
    /// What the two counts are called.
    pub heads: (&'static str, &'static str),
    /// Where clicks go.
    pub dispatch: Callback<Action>,
    /// Which row the pointer is over.
    #[prop_or_default]
    pub point: Callback<Option<usize>>,
}

/// The table.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let leave = props.point.reform(|_: MouseEvent| None);
    html! {
        <>
            <table class="table differences" onmouseleave={leave}>
                <thead>
                    <tr>
                        <th>{ "pattern or field" }</th>
                        <th class="number">{ props.heads.0 }</th>
                        <th class="number">{ props.heads.1 }</th>
                        <th></th>
                    </tr>
                </thead>
                <tbody>{ for props.rows.iter().enumerate().map(|(at, row)| line(props, at, row)) }</tbody>
            </table>
            if props.total > props.rows.len() as u64 {
                <p class="panel-note">
                    { format!("the first {} of {}", props.rows.len(), grouped(props.total)) }
                </p>
            }
        </>
    }
}

fn line(props: &RowsProps, at: usize, row: &DifferenceRow) -> Html {
    let query = row.query.clone();
    let choose = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Explain(ExplainAction::QueryChosen(query.clone())));
    let enter = props.point.reform(move |_: MouseEvent| Some(at));
    let focus = props.point.reform(move |_: FocusEvent| Some(at));
    let verdict = classes!("verdict", format!("verdict-{}", verdict_name(row.verdict)));
    let mono = (row.kind == RowKind::Pattern || row.kind == RowKind::Silence).then_some("mono");
    html! {
        <tr key={at} class="table-row" onmouseenter={enter} onclick={choose.clone()}>
            <td class="table-text">
                <button class={classes!("difference", mono)} onclick={choose} onfocus={focus}
                    title={format!("filter by {}", row.query)}>
                    { row.text.clone() }
                </button>
                <span class="difference-note">{ note(row) }</span>
            </td>
            <td class="number">{ grouped(row.outside) }</td>
            <td class="number">{ grouped(row.inside) }</td>
            <td><span class={verdict}>{ verdict_words(row) }</span></td>
        </tr>
    }
}

/// What kind of thing it is, where, and how much it explains.
fn note(row: &DifferenceRow) -> String {
    let mut parts = vec![kind_word(row.kind).to_owned()];
    if row.among_errors {
        parts.push("among errors".to_owned());
    }
    if !row.source.is_empty() && row.kind != RowKind::Source {
        parts.push(show::file(&row.source).to_owned());
    }
    if row.explains >= 0.005 {
        parts.push(format!("explains {:.0}%", row.explains * 100.0));
    }
    parts.join(" · ")
}
