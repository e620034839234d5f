//! The compare panel: two sets, each a filter, a source, a range or all of these, and what differs.
//!
//! Does not: compare.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::explain::rows::Rows;
use crate::{
    protocol::page::{OpenSource, Side, TimeRange},
    session::{
        Action, ByPtr,
        comparing::{CompareAction, Comparing},
        show::{grouped, span},
        state::{Open, View},
    },
};

/// Properties of [`Compare`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CompareProps {
    /// The sets and the answer.
    pub compare: ByPtr<Comparing>,
    /// The sources that can be chosen.
    pub open: ByPtr<Open>,
    /// The range that can be taken, and the zone.
    pub view: ByPtr<View>,
    /// Where changes go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let compare = &props.compare;
    let send = |action: CompareAction| {
        props.dispatch.reform(move |_: MouseEvent| Action::Compare(action.clone()))
    };
    html! {
        <section id="compare" class="panel" aria-label="compare">
            <div class="compare-sides">
                { side(props, "What is different in", &compare.inside, CompareAction::InsideEdited) }
                { side(props, "against", &compare.against, CompareAction::AgainstEdited) }
            </div>
            <div class="panel-head">
                <button id="compare-go" class="button button-main"
                    onclick={send(CompareAction::Asked)}>{ "Compare" }</button>
                <button class="button" onclick={send(CompareAction::Swapped)}>{ "Swap" }</button>
            </div>
            if let Some(answer) = &compare.answer {
                <p id="compare-sentence" class="explain-sentence">{ answer.sentence.clone() }</p>
                if let Some(why) = &answer.why_not {
                    <p class="panel-note">{ why.clone() }</p>
                }
                <p class="panel-note">
                    { format!("{} records against {}", grouped(answer.inside),
                        grouped(answer.outside)) }
                </p>
                if !answer.rows.is_empty() {
                    <Rows rows={answer.rows.clone()} total={answer.rows_total}
                        heads={("second", "first")} dispatch={props.dispatch.clone()} />
                }
            }
        </section>
    }
}

type Edited = fn(Side) -> CompareAction;

fn side(props: &CompareProps, title: &'static str, side: &Side, edited: Edited) -> Html {
    let change = move |to: Side| Action::Compare(edited(to));
    let query = {
        let side = side.clone();
        props.dispatch.reform(move |event: InputEvent| {
            let query = event.target_unchecked_into::<HtmlInputElement>().value();
            change(Side { query, ..side.clone() })
        })
    };
    let source = {
        let side = side.clone();
        props.dispatch.reform(move |event: Event| {
            let source = event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok();
            change(Side { source, ..side.clone() })
        })
    };
    let option = |open: &OpenSource| {
        html! {
            <option value={open.id.to_string()} selected={side.source == Some(open.id)}>
                { open.name.clone() }
            </option>
        }
    };
    html! {
        <fieldset class="compare-side">
            <legend class="detail-section">{ title }</legend>
            <input class="input mono" value={side.query.clone()} oninput={query}
                placeholder="a filter, such as host=db-2" spellcheck="false" aria-label="filter" />
            <select onchange={source} aria-label="source">
                <option value="" selected={side.source.is_none()}>{ "all sources" }</option>
                { for props.open.sources.iter().map(option) }
            </select>
            { range(props, side, edited) }
        </fieldset>
    }
}

/// The range of a side: all time, or the one that is zoomed to.
fn range(props: &CompareProps, side: &Side, edited: Edited) -> Html {
    let set = |range: Option<TimeRange>| {
        let to = Side { range, ..side.clone() };
        props.dispatch.reform(move |_: MouseEvent| Action::Compare(edited(to.clone())))
    };
    let words = side.range.map_or("all time".to_owned(), |it| span(&props.view.zone, it, true));
    html! {
        <span>
            { words }{ " " }
            if props.view.range.is_some() && props.view.range != side.range {
                <button class="link" onclick={set(props.view.range)}>{ "take the range shown" }</button>
            }
            if side.range.is_some() {
                { " " }<button class="link" onclick={set(None)}>{ "all time" }</button>
            }
        </span>
    }
}
