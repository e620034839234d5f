//! The address and the browser's history: entries with a hash, and with what the hash leaves out.
//!
//! An entry's state is `[position, link]`. Browsers limit how often the present entry may change,
//! so changes to it wait a moment, and only the last is written.
//!
//! Does not: know what a link says.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::PopStateEvent;

/// How long a change of the present entry waits for the next one.
const WAIT_MILLIS: u32 = 200;

/// What an entry is given.
struct Change {
    state: JsValue,
    hash: String,
}

/// Writes entries.
#[derive(Default)]
pub struct Address {
    waiting: Rc<RefCell<Option<Change>>>,
    timer: Option<Timeout>,
}

impl Address {
    /// Makes a new entry.
    pub fn push(&mut self, hash: &str, whole: &str, position: u32) {
        self.write();
        let Change { state, hash } = change(hash, whole, position);
        if let Ok(history) = super::window().history() {
            // Refused only where the browser limits the rate; the entry is then missed, nothing else.
            drop(history.push_state_with_url(&state, "", Some(&hash)));
        }
    }

    /// Changes the present entry, soon.
    pub fn replace(&mut self, hash: &str, whole: &str, position: u32) {
        *self.waiting.borrow_mut() = Some(change(hash, whole, position));
        let waiting = Rc::clone(&self.waiting);
        self.timer = Some(Timeout::new(WAIT_MILLIS, move || write(&waiting)));
    }

    /// Goes back (negative) or forward.
    pub fn travel(&mut self, by: i32) {
        self.write();
        if let Ok(history) = super::window().history() {
            drop(history.go_with_delta(by));
        }
    }

    fn write(&mut self) {
        self.timer = None;
        write(&self.waiting);
    }
}

fn write(waiting: &RefCell<Option<Change>>) {
    let change = waiting.borrow_mut().take();
    if let (Some(Change { state, hash }), Ok(history)) = (change, super::window().history()) {
        drop(history.replace_state_with_url(&state, "", Some(&hash)));
    }
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
