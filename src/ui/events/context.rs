//! What surrounds an event, filtered by nothing: in its own source, or over all.
//!
//! Does not: page; it is as long as was asked for.

use std::collections::BTreeMap;

use web_sys::Element;
use yew::prelude::*;

use super::row::{Shape, cells, mark};
use crate::{
    protocol::page::{RecordKey, Row, Scope},
    session::{
        Action, ByPtr,
        marks::Marks,
        show,
        state::{Context, View},
    },
};

/// Properties of [`Surroundings`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SurroundingsProps {
    /// The event and what surrounds it.
    pub context: ByPtr<Context>,
    /// The zone.
    pub view: ByPtr<View>,
    /// What is marked.
    pub marks: ByPtr<Marks>,
    /// Names of the sources.
    pub sources: ByPtr<BTreeMap<u32, String>>,
    /// The event that is open.
    pub detail: Option<RecordKey>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel in place of the list.
#[component]
pub fn Surroundings(props: &SurroundingsProps) -> Html {
    let marked = use_node_ref();
    {
        let marked = marked.clone();
        let context = &props.context;
        let key = (context.record, context.scope == Scope::All, context.around.is_some());
        use_effect_with(key, move |_| {
            if let Some(row) = marked.cast::<Element>() {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Center);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    let rows = props.context.around.as_ref().map_or(&[][..], |around| &around.rows);
    html! {
        <>
            { bar(props) }
            <div id="events" class="events events-around" role="grid" tabindex="0"
                aria-label="what surrounds the event" aria-rowcount={rows.len().to_string()}>
                { for rows.iter().map(|row| line(props, row, &marked)) }
            </div>
        </>
    }
}

fn bar(props: &SurroundingsProps) -> Html {
    let context = &props.context;
    let name = props.sources.get(&context.record.source).cloned().unwrap_or_default();
    let scope = |scope: Scope, words: String, key: &'static str| {
        let record = context.record;
        let ask =
            props.dispatch.reform(move |_: MouseEvent| Action::ContextAsked { record, scope });
        html! {
            <button class="button" aria-pressed={(context.scope == scope).to_string()} onclick={ask}>
                { words }<kbd>{ key }</kbd>
            </button>
        }
    };
    let wider = props.dispatch.reform(|_: MouseEvent| Action::ContextWidened);
    let close = props.dispatch.reform(|_: MouseEvent| Action::ContextClosed);
    html! {
        <div id="context" class="find-bar">
            <span>{ "Around the event" }</span>
            { scope(Scope::Source, format!("in {name}"), "c") }
            { scope(Scope::All, "in all sources".to_owned(), "C") }
            <button class="button" onclick={wider}>
                { format!("{} each way: more", show::grouped(u64::from(context.reach))) }
            </button>
            <button class="button" onclick={close}>{ "Back" }<kbd>{ "Esc" }</kbd></button>
        </div>
    }
}

fn line(props: &SurroundingsProps, row: &Row, marked: &NodeRef) -> Html {
    let shape = Shape {
        zone: &props.view.zone,
        columns: &[],
        sources: &props.sources,
        marks: &props.marks,
        dated: false,
        find: "",
        selected: 0..0,
        choose: &props.dispatch,
    };
    let key = row.key;
    let choose = props.dispatch.reform(move |_: MouseEvent| Action::RecordChosen(key));
    let itself = key == props.context.record;
    let open = props.detail == Some(key);
    let stripe = format!("event-stripe-{}", row.level.map_or("none", |level| level.word()));
    let node = if itself { marked.clone() } else { NodeRef::default() };
    html! {
        <div ref={node} key={format!("{}-{}", key.source, key.offset)} role="row"
            class={classes!("event-row", stripe, itself.then_some("event-row-marked"))}
            aria-selected={open.to_string()} onclick={choose}>
            { mark(&shape, row) }
            { cells(&shape, row) }
        </div>
    }
}
