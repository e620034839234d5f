//! A list of any length of which only the lines on screen are in the page.
//!
//! Like the events list: the lines lie in a layer that sticks to the upper edge, a spacer behind it
//! makes the scroll bar, and `session::window` maps the bar on lines. Where it is scrolled to dies
//! with it.
//!
//! Does not: know what a line shows.

use std::{cell::Cell, ops::Range, rc::Rc};

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    browser::{document, sizes::SizeWatch},
    session::window::{self, ROW_PX, Scale},
};

/// Properties of [`LongList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LongListProps {
    /// Of the list's element.
    pub id: AttrValue,
    /// Its style.
    pub class: Classes,
    /// What it holds, for those who hear it.
    pub label: AttrValue,
    /// How many lines there are.
    pub rows: u64,
    /// As many lines high at most; none: as high as its place.
    #[prop_or_default]
    pub rows_max: Option<u64>,
    /// A line that is to be on screen; moved to when it changes.
    #[prop_or_default]
    pub reveal: Option<u64>,
    /// The `id` of the line that is marked.
    #[prop_or_default]
    pub marked: Option<AttrValue>,
    /// The lines of a range.
    pub lines: Callback<Range<u64>, Html>,
    /// Which lines are on screen.
    #[prop_or_default]
    pub seen: Callback<Range<u64>>,
}

/// Where the list is scrolled to: the line at the upper edge with fraction, and its height in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    top: f64,
    view_px: f64,
}

/// The list.
#[component]
pub fn LongList(props: &LongListProps) -> Html {
    let refs: [NodeRef; 3] = [use_node_ref(), use_node_ref(), use_node_ref()];
    let place = use_state_eq(Place::default);
    let scrolled = use_scrolled(&refs[0], &place, props.rows);
    let Place { top, view_px } = *place;
    let scale = Scale { rows: props.rows, view_px };
    let top = top.min(scale.top_max());
    let shown = window::shown(props.rows, top, scale.page());
    use_reveal(&refs[0], props.reveal, scale, top);
    use_layout(&refs, props, scale, top - shown.start as f64);
    {
        let (seen, shown) = (props.seen.clone(), shown.clone());
        use_effect_with((shown, props.rows), move |(shown, _)| seen.emit(shown.clone()));
    }
    let [list, layer, spacer] = refs;
    html! {
        <div ref={list} id={props.id.clone()} class={classes!("long-list", props.class.clone())}
            role="listbox" tabindex="0" aria-label={props.label.clone()}
            aria-activedescendant={props.marked.clone()} onscroll={scrolled}>
            <div ref={layer} class="events-layer" role="presentation">
                { props.lines.emit(shown) }
            </div>
            <div ref={spacer} role="presentation"></div>
        </div>
    }
}

/// Keeps where the list is scrolled to, and how high it is.
#[hook]
fn use_scrolled(list: &NodeRef, place: &UseStateHandle<Place>, rows: u64) -> Callback<Event> {
    // The handle in a listener that is made once is that of the first rendering: what it must know of
    // the last one lies in a cell.
    let last = use_memo((), |()| Rc::new(Cell::new((Place::default(), 0_u64))));
    let last = Rc::clone(&last);
    last.set((**place, rows));
    let measure = {
        let (list, last, setter) = (list.clone(), Rc::clone(&last), place.setter());
        Rc::new(move |scrolled: bool| {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let (mut now, rows) = last.get();
            now.view_px = f64::from(list.client_height());
            if scrolled {
                let scale = Scale { rows, view_px: now.view_px };
                let kept = (scale.scroll_from_top(now.top) - f64::from(list.scroll_top())).abs();
                if kept >= 1.0 {
                    now.top = scale.top_from_scroll(f64::from(list.scroll_top()));
                }
            }
            last.set((now, rows));
            setter.set(now);
        })
    };
    let watched = (list.clone(), Rc::clone(&measure));
    use_effect_with((), move |()| {
        let (list, measure) = watched;
        let list = list.cast::<HtmlElement>();
        let kept = list.and_then(|list| SizeWatch::of(&list, move || measure(false)));
        move || drop(kept)
    });
    Callback::from(move |_: Event| measure(true))
}

/// Scrolls so that a line is on screen, when it is another one than before.
#[hook]
fn use_reveal(list: &NodeRef, reveal: Option<u64>, scale: Scale, top: f64) {
    let list = list.clone();
    let measured = scale.view_px > 0.0;
    use_effect_with((reveal, measured), move |&(reveal, measured)| {
        let (Some(rank), Some(list)) = (reveal.filter(|_| measured), list.cast::<HtmlElement>())
        else {
            return;
        };
        let wanted = window::revealing(rank, scale.rows, top, scale.page());
        if (wanted - top).abs() > 1e-3 {
            document::scroll_to(&list, scale.scroll_from_top(wanted).round());
        }
    });
}

/// After each rendering: the heights, and the part of a line that is scrolled out.
#[hook]
fn use_layout(refs: &[NodeRef; 3], props: &LongListProps, scale: Scale, out: f64) {
    let [list, layer, spacer] = refs.clone();
    let high = props.rows_max.map(|max| scale.rows.min(max) as f64 * ROW_PX);
    let key = (scale.rows, scale.view_px.to_bits(), out.to_bits(), high.map(f64::to_bits));
    use_effect_with(key, move |_| {
        let cast = |node: &NodeRef| node.cast::<HtmlElement>();
        let (Some(list), Some(layer), Some(spacer)) = (cast(&list), cast(&layer), cast(&spacer))
        else {
            return;
        };
        if let Some(high) = high {
            document::style(&list, "height", &format!("{high}px"));
        }
        let Scale { view_px, .. } = scale;
        document::style(&layer, "height", &format!("{view_px}px"));
        document::style(&layer, "margin-bottom", &format!("-{view_px}px"));
        document::style(&spacer, "height", &format!("{}px", scale.content_px()));
        document::scroll_to(&layer, (out * ROW_PX).round());
    });
}
