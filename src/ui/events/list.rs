//! The virtual list: only the rows on screen are in the page, however many there are.
//!
//! The rows lie in a layer that sticks to the upper edge; a spacer behind it makes the scroll bar.
//! `session::window` maps the bar on ranks. Where the bar stands for more rows than it has pixels,
//! or rows are folded, so that it stands for more than the lines on screen, the wheel is taken over: a
//! notch still moves by lines.
//!
//! Does not: keep where it is scrolled to; the state does.

use std::{cell::Cell, ops::Range, rc::Rc};

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, WheelEvent};
use yew::prelude::*;

use super::row::{Shape, head, row, waiting};
use crate::{
    browser::{document, sizes::SizeWatch},
    protocol::page::TimeRange,
    session::{
        Action, ByPtr, gaps,
        marks::Marks,
        runs, show,
        state::{Rows, View},
        window::{ROW_PX, Scale},
    },
};

/// Pixels of a line and of a page of the wheel, where the browser counts in those.
const LINE_PX: f64 = 40.0;

/// Properties of [`EventList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EventListProps {
    /// The rows that are known.
    pub rows: ByPtr<Rows>,
    /// Zone and columns.
    pub view: ByPtr<View>,
    /// What a person marked.
    pub marks: ByPtr<Marks>,
    /// What to mark in messages.
    pub find: AttrValue,
    /// First and last time of the data.
    pub extent: Option<TimeRange>,
    /// Where scrolling and clicks go.
    pub dispatch: Callback<Action>,
}

/// What the listeners must know of the last rendering.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    rows: u64,
    top: f64,
    view_px: f64,
    /// The offset that was set from here, so that its event is not taken for the person's.
    scroll_px: f64,
    /// Lines are not rows.
    folded: bool,
}

/// The list.
#[component]
pub fn EventList(props: &EventListProps) -> Html {
    let refs: [NodeRef; 3] = [use_node_ref(), use_node_ref(), use_node_ref()];
    let place = use_memo((), |()| Rc::new(Cell::new(Place::default())));
    let place = Rc::clone(&place);
    use_watch(&refs, &place, &props.dispatch);
    use_layout(&refs, &place, &props.rows, props.view.folded);
    let scrolled = {
        let (list, place, dispatch) = (refs[0].clone(), Rc::clone(&place), props.dispatch.clone());
        Callback::from(move |_: Event| {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let mut now = place.get();
            let scroll_px = f64::from(list.scroll_top());
            if (scroll_px - now.scroll_px).abs() >= 1.0 {
                let scale = Scale { rows: now.rows, view_px: now.view_px };
                now.scroll_px = scroll_px;
                now.top = scale.top_from_scroll(scroll_px);
                place.set(now);
                dispatch.emit(Action::Scrolled { top: now.top, page: scale.page() });
            }
        })
    };
    let [list, layer, spacer] = refs;
    let rows = &props.rows;
    let marked = marked(rows).map(|rank| format!("row-{rank}"));
    html! {
        <>
            { head(&props.view.columns, &props.dispatch) }
            <div ref={list} id="events" class="events" role="grid" tabindex="0" aria-label="events"
                aria-rowcount={rows.count.to_string()} aria-activedescendant={marked}
                onscroll={scrolled}>
                <div ref={layer} class="events-layer" role="presentation">{ lines(props) }</div>
                <div ref={spacer} class="events-spacer" role="presentation"></div>
            </div>
        </>
    }
}

/// The rank that stands for the marked one.
fn marked(rows: &Rows) -> Option<u64> {
    Some(runs::line(rows, rows.cursor?).ranks.start)
}

/// The ranks that are selected: that of the marked row, or all between it and where the selection began.
fn selected(rows: &Rows) -> Range<u64> {
    match (rows.anchor, rows.selected(), marked(rows)) {
        (Some(_), Some((first, count)), _) => first..first + count,
        (_, _, Some(marked)) => marked..marked + 1,
        _ => 0..0,
    }
}

/// The rows on screen.
fn lines(props: &EventListProps) -> Html {
    let rows = &props.rows;
    let (_, lines) = runs::on_screen(rows);
    let times = |line: &runs::Line| match &line.row {
        None => (None, None),
        Some(row) => (row.time, row.run.filter(|run| !run.open).map_or(row.time, |run| run.until)),
    };
    let times: Vec<_> = lines.iter().map(times).collect();
    let shape = Shape {
        zone: &props.view.zone,
        columns: &rows.columns,
        sources: &rows.sources,
        dated: props.extent.is_some_and(show::spans_days),
        find: &props.find,
        marks: &props.marks,
        selected: selected(rows),
        choose: &props.dispatch,
    };
    let line = |(line, gap): (&runs::Line, _)| match &line.row {
        Some(known) => row(&shape, line.ranks.start, known, gap),
        None => waiting(line.ranks.start),
    };
    lines.iter().zip(gaps::gaps(&times)).map(line).collect()
}

/// After each rendering: the height of all rows, the part of a row scrolled out, the scroll bar.
#[hook]
fn use_layout(refs: &[NodeRef; 3], place: &Rc<Cell<Place>>, rows: &Rows, folded: bool) {
    let [list, layer, spacer] = refs.clone();
    let place = Rc::clone(place);
    let (count, top) = (runs::bar_rows(rows), rows.top);
    let (out, _) = runs::on_screen(rows);
    let key = (count, top.to_bits(), rows.page.to_bits(), out.to_bits(), folded);
    use_effect_with(key, move |_| {
        let cast = |node: &NodeRef| node.cast::<HtmlElement>();
        let (Some(list), Some(layer), Some(spacer)) = (cast(&list), cast(&layer), cast(&spacer))
        else {
            return;
        };
        let view_px = f64::from(list.client_height());
        let scale = Scale { rows: count, view_px };
        document::style(&layer, "height", &format!("{view_px}px"));
        document::style(&layer, "margin-bottom", &format!("-{view_px}px"));
        document::style(&spacer, "height", &format!("{}px", scale.content_px()));
        document::scroll_to(&layer, (out * ROW_PX).round());
        let wanted = scale.scroll_from_top(top).round();
        if (f64::from(list.scroll_top()) - wanted).abs() >= 1.0 {
            document::scroll_to(&list, wanted);
        }
        // Read back: the browser clamps.
        let scroll_px = f64::from(list.scroll_top());
        place.set(Place { rows: count, top, view_px, scroll_px, folded });
    });
}

/// Once: the size of the list, and the wheel where the bar is too coarse.
#[hook]
fn use_watch(refs: &[NodeRef; 3], place: &Rc<Cell<Place>>, dispatch: &Callback<Action>) {
    let (list, place, dispatch) = (refs[0].clone(), Rc::clone(place), dispatch.clone());
    use_effect_with((), move |()| {
        let kept = list.cast::<HtmlElement>().map(|list| {
            let size = size_watch(&list, &dispatch);
            (size, wheel(&list, place, dispatch))
        });
        move || drop(kept)
    });
}

fn size_watch(list: &HtmlElement, dispatch: &Callback<Action>) -> Option<SizeWatch> {
    let (measured, dispatch) = (list.clone(), dispatch.clone());
    SizeWatch::of(list, move || {
        let view_px = f64::from(measured.client_height());
        let page = Scale { rows: 0, view_px }.page();
        dispatch.emit(Action::ListMeasured { page });
    })
}

fn wheel(list: &HtmlElement, place: Rc<Cell<Place>>, dispatch: Callback<Action>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(list, "wheel", options, move |event| {
        let now = place.get();
        let scale = Scale { rows: now.rows, view_px: now.view_px };
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        if !(now.folded || scale.scaled()) || event.ctrl_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        let px = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => event.delta_y() * LINE_PX,
            WheelEvent::DOM_DELTA_PAGE => event.delta_y() * now.view_px,
            _ => event.delta_y(),
        };
        dispatch.emit(Action::Wheeled(px / ROW_PX));
    })
}
