//! The events panel: the list, the find bar over it, or what surrounds one event.
//!
//! [`list`] is the virtual list, [`row`] one event in it.
//!
//! Does not: know which rows to ask for; `session` does.

pub mod context;
pub mod find_bar;
pub mod list;
mod row;

use yew::prelude::*;

use self::{context::Surroundings, find_bar::FindBar, list::EventList};
use crate::{
    protocol::page::{RecordKey, TimeRange},
    session::{
        Action, ByPtr,
        marks::Marks,
        state::{Context, Find, Rows, View},
    },
};

/// Properties of [`Events`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EventsProps {
    /// The rows that are known.
    pub rows: ByPtr<Rows>,
    /// Zone and columns.
    pub view: ByPtr<View>,
    /// What is marked.
    pub marks: ByPtr<Marks>,
    /// What is being found.
    pub find: ByPtr<Find>,
    /// What surrounds an event, in place of the list.
    pub context: Option<ByPtr<Context>>,
    /// First and last time, to show dates where they lie on several days.
    pub extent: Option<TimeRange>,
    /// The event that is open.
    pub detail: Option<RecordKey>,
    /// Whether there is a filter.
    pub filtered: bool,
    /// Whether more is being read.
    pub reading: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Events(props: &EventsProps) -> Html {
    let dispatch = props.dispatch.clone();
    if let Some(context) = &props.context {
        return html! {
            <Surroundings context={context.clone()} view={props.view.clone()}
                marks={props.marks.clone()}
                sources={ByPtr::from(&props.rows.sources)} detail={props.detail} {dispatch} />
        };
    }
    let empty = props.rows.count == 0;
    html! {
        <>
            if props.find.open {
                <FindBar find={props.find.clone()} dispatch={dispatch.clone()} />
            }
            if empty && !props.reading {
                <p class="events-empty">{ nothing(props) }</p>
            }
            <EventList rows={props.rows.clone()} view={props.view.clone()}
                marks={props.marks.clone()}
                find={find_text(&props.find)} extent={props.extent} {dispatch} />
        </>
    }
}

fn nothing(props: &EventsProps) -> &'static str {
    match (props.filtered, props.view.range.is_some()) {
        (true, true) => "No event fits the filter within this time.",
        (true, false) => "No event fits the filter.",
        (false, true) => "No event within this time.",
        (false, false) => "No events. The Sources panel says what the files hold.",
    }
}

/// What to mark in the rows while the find bar is open.
fn find_text(find: &Find) -> AttrValue {
    if find.open { AttrValue::from(find.text.clone()) } else { AttrValue::default() }
}
