//! The marks panel: what was marked in the order of time, with its notes; and the ways to each.
//!
//! [`note`] is the dialog in which one is written, [`text`] shows it.
//!
//! Does not: keep a mark; the state does.

pub mod note;
pub mod text;

use yew::prelude::*;

use crate::{
    protocol::page::{TimeRange, Zone},
    session::{
        Action, ByPtr,
        keys::{Intent, shown},
        marks::{Mark, MarkAction, Marks, Place},
        show::{date_time, plural, span},
        state::View,
    },
    ui::sources::dot_class,
};

/// Properties of [`MarksPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MarksProps {
    /// What is marked.
    pub marks: ByPtr<Marks>,
    /// Zone and range.
    pub view: ByPtr<View>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn MarksPanel(props: &MarksProps) -> Html {
    let (events, ranges) = props.marks.counts();
    let save = props.dispatch.reform(|_: MouseEvent| Action::InvestigationSaveAsked);
    html! {
        <section id="marks" class="panel" aria-label="marks and notes">
            <div class="panel-head">
                if props.view.range.is_some() {
                    <button class="button" onclick={send(&props.dispatch, MarkAction::RangeMarked)}>
                        { "Mark this range" }<kbd>{ shown(Intent::MarkRange) }</kbd>
                    </button>
                }
                <button id="save-investigation" class="button" onclick={save}
                    title="view, marks, notes; no log text">
                    { "Save the investigation" }<kbd>{ shown(Intent::SaveInvestigation) }</kbd>
                </button>
                if events + ranges > 0 {
                    <span class="muted">
                        { format!("{} and {} marked", plural(events, "event", "events"),
                            plural(ranges, "range", "ranges")) }
                    </span>
                }
            </div>
            if events + ranges == 0 {
                <p class="panel-note">
                    { "Nothing is marked. " }<kbd>{ "m" }</kbd>{ " marks the event you are at, " }
                    <kbd>{ "a" }</kbd>{ " writes a note on it, " }<kbd>{ "M" }</kbd>
                    { " marks the range zoomed to." }
                </p>
            }
            <ol class="mark-list">
                { for props.marks.in_order().into_iter().filter_map(|number| row(props, number)) }
            </ol>
        </section>
    }
}

fn row(props: &MarksProps, number: usize) -> Option<Html> {
    let marks = &props.marks;
    let mark = marks.list.get(number)?;
    let zone = &props.view.zone;
    let go = |action: MarkAction| send(&props.dispatch, action);
    let current = marks.cursor.as_ref().is_some_and(|place| place.same(&mark.place));
    let place = where_of(mark, marks.time(number), zone);
    let row = marks.row(number);
    let level = row.and_then(|row| row.level).map_or("", |level| level.word());
    let open = matches!(mark.place, Place::Range(_)) || marks.record(number).is_some();
    Some(html! {
        <li key={format!("{:?}", mark.place)} class="mark" aria-current={current.to_string()}>
            <span class={dot_class(mark.colour)}></span>
            <div class="mark-body">
                <button class="mark-place mono" onclick={go(MarkAction::Chosen(number))}
                    title="go there">{ place.clone() }</button>
                if let Some(row) = row {
                    <div class="mark-message mono">
                        <span class={format!("level-{level}")}>{ level }</span>{ " " }
                        { row.message.clone() }
                    </div>
                } else if !open {
                    <div class="muted">{ "its file is not open" }</div>
                }
                if !mark.note.is_empty() {
                    { text::note(&mark.note) }
                }
            </div>
            <button class="link" onclick={go(MarkAction::Opened(number))}
                aria-label={format!("note of {place}")}>
                { if mark.note.is_empty() { "add a note" } else { "edit" } }
            </button>
            <button class="link" onclick={go(MarkAction::Removed(number))}
                aria-label={format!("remove the mark at {place}")}>{ "remove" }</button>
        </li>
    })
}

/// What is marked, in words: time and source of an event, a range's ends.
fn where_of(mark: &Mark, time: Option<TimeRange>, zone: &Zone) -> String {
    match &mark.place {
        Place::Range(range) => span(zone, *range, true),
        Place::Event(event) => {
            let time = time.map(|range| date_time(zone, range.start));
            format!("{} · {}", time.unwrap_or_else(|| "no time".to_owned()), event.source)
        }
    }
}

/// Marks below the strip of the timeline: how many, and the way from one to the next.
pub fn chip(marks: &Marks, dispatch: &Callback<Action>) -> Html {
    let count = marks.list.len() as u64;
    if count == 0 {
        return html! {};
    }
    let step = |forward: bool| send(dispatch, MarkAction::Stepped { forward });
    let show =
        dispatch.reform(|_: MouseEvent| Action::TabChosen(crate::session::state::Tab::Marks));
    html! {
        <span id="mark-count" class="pin" role="group" aria-label="marks">
            <button class="pin-query" onclick={show}>{ plural(count, "mark", "marks") }</button>
            <button class="link" onclick={step(false)} aria-label="previous mark">{ "‹" }</button>
            <button class="link" onclick={step(true)} aria-label="next mark">{ "›" }</button>
        </span>
    }
}

/// A click that means something to marks.
pub fn send(dispatch: &Callback<Action>, action: MarkAction) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::Marks(action.clone()))
}
