//! The address and the browser's history: entries with a hash, and with what the hash leaves out.
//!
//! An entry's state is `[position, link]`. Browsers limit how often the present entry may change, so
//! after a change the next ones wait a moment, and only the last of them is written. Nothing is
//! written while the page is left or loaded anew: Chromium forgets an entry that changes then.
//!
//! Does not: know what a link says.

use std::{cell::RefCell, rc::Rc};

use gloo::{events::EventListener, timers::callback::Timeout};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::PopStateEvent;

use super::document::now_millis;

/// How long after a change of the present entry the next one waits. The strictest browser allows a
/// hundred in thirty seconds.
const WAIT_MILLIS: f64 = 350.0;
/// How long any change waits: what one action changes in several steps is written once.
const SOON_MILLIS: f64 = 20.0;
/// How long a change waits where the page may be about to go.
const LEAVING_MILLIS: f64 = 3_000.0;

/// What an entry is given.
struct Change {
    state: JsValue,
    hash: String,
}

/// Writes entries.
pub struct Address {
    entry: Rc<RefCell<PresentEntry>>,
    _leaving: EventListener,
}

#[derive(Default)]
struct PresentEntry {
    waiting: Option<Change>,
    /// Runs while something waits.
    timer: Option<Timeout>,
    /// When the entry may change again.
    next_millis: f64,
}

impl Default for Address {
    fn default() -> Address {
        let entry: Rc<RefCell<PresentEntry>> = Rc::default();
        let weak = Rc::downgrade(&entry);
        let leaving = EventListener::new(&super::window(), "beforeunload", move |_| {
            if let Some(entry) = weak.upgrade() {
                entry.borrow_mut().next_millis = now_millis() + LEAVING_MILLIS;
                write_in(&entry, LEAVING_MILLIS);
            }
        });
        Address { entry, _leaving: leaving }
    }
}

impl Address {
    /// Makes a new entry.
    pub fn push(&mut self, hash: &str, whole: &str, position: u32) {
        let mut entry = self.entry.borrow_mut();
        entry.write();
        let Change { state, hash } = change(hash, whole, position);
        if let Ok(history) = super::window().history() {
            // Refused only where the browser limits the rate; the entry is then missed, nothing else.
            drop(history.push_state_with_url(&state, "", Some(&hash)));
        }
    }

    /// Changes the present entry, soon.
    pub fn replace(&mut self, hash: &str, whole: &str, position: u32) {
        let mut entry = self.entry.borrow_mut();
        let is_first = entry.waiting.replace(change(hash, whole, position)).is_none();
        let left = (entry.next_millis - now_millis()).max(SOON_MILLIS);
        drop(entry);
        if is_first {
            write_in(&self.entry, left);
        }
    }

    /// Goes back (negative) or forward.
    pub fn travel(&mut self, by: i32) {
        self.entry.borrow_mut().write();
        if let Ok(history) = super::window().history() {
            drop(history.go_with_delta(by));
        }
    }
}

impl PresentEntry {
    /// Writes what waits.
    fn write(&mut self) {
        if let (Some(Change { state, hash }), Ok(history)) =
            (self.waiting.take(), super::window().history())
        {
            drop(history.replace_state_with_url(&state, "", Some(&hash)));
            self.next_millis = now_millis() + WAIT_MILLIS;
        }
    }
}

/// Writes what waits after so long, and not before.
fn write_in(entry: &Rc<RefCell<PresentEntry>>, millis: f64) {
    let held = Rc::clone(entry);
    let write = move || held.borrow_mut().write();
    entry.borrow_mut().timer = Some(Timeout::new(millis as u32, write));
}

fn change(hash: &str, whole: &str, position: u32) -> Change {
    let state = Array::of2(&JsValue::from_f64(f64::from(position)), &JsValue::from_str(whole));
    let hash = if hash.is_empty() { place() } else { format!("#{hash}") };
    Change { state: state.into(), hash }
}

/// The address without its hash.
fn place() -> String {
    let address = super::window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// The present hash, without `#`.
pub fn hash() -> String {
    let hash = super::window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// What the browser remembers of the present entry; none where the page was not here before.
pub fn remembered() -> Option<String> {
    let state = super::window().history().ok()?.state().ok()?;
    state.dyn_into::<Array>().ok()?.get(1).as_string()
}

/// The whole address with this hash.
pub fn with_hash(hash: &str) -> String {
    if hash.is_empty() { place() } else { format!("{}#{hash}", place()) }
}

/// Where the browser went: the entry's link, and its position where it is one of ours.
pub fn arrived(event: &PopStateEvent) -> (String, Option<u32>) {
    let Ok(state) = event.state().dyn_into::<Array>() else { return (hash(), None) };
    match (state.get(0).as_f64(), state.get(1).as_string()) {
        (Some(position), Some(link)) => (link, Some(position as u32)),
        _ => (hash(), None),
    }
}
