//! What happens to the whole page: keys, files over it, pasting, the browser's history.
//!
//! Does not: hear what happens to one part; that part does.

use std::{cell::Cell, rc::Rc};

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, Element, Event, KeyboardEvent, PopStateEvent};
use yew::Callback;

use super::runtime::Intake;
use crate::{
    browser::{
        address,
        files::{self, Named},
    },
    session::{
        Action,
        keys::{self, Focus, Held, Press},
    },
};

/// Listeners on the window, for as long as they are kept.
pub struct Listeners {
    _kept: Vec<EventListener>,
}

impl Listeners {
    /// Begins to listen.
    #[must_use]
    pub fn new(dispatch: &Callback<Action>, intake: Intake) -> Listeners {
        let mut kept = Vec::new();
        if let Some(window) = web_sys::window() {
            let mut on = |kind: &'static str, hear: Box<dyn Fn(&Event)>| {
                let options = EventListenerOptions::enable_prevent_default();
                kept.push(EventListener::new_with_options(&window, kind, options, hear));
            };
            on("keydown", key(dispatch.clone()));
            on("popstate", travelled(dispatch.clone()));
            on("paste", pasted(intake.clone()));
            for kind in ["dragenter", "dragover"] {
                on(kind, hovered(dispatch.clone()));
            }
            on("dragleave", left(dispatch.clone()));
            on("drop", dropped(dispatch.clone(), intake));
        }
        Listeners { _kept: kept }
    }
}

fn key(dispatch: Callback<Action>) -> Box<dyn Fn(&Event)> {
    Box::new(move |event| {
        let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
        let composing = pressed.is_composing() || pressed.default_prevented();
        let held = match (pressed.alt_key(), pressed.ctrl_key() || pressed.meta_key()) {
            (true, _) => Held::Other,
            (false, true) => Held::Control,
            (false, false) => Held::Nothing,
        };
        let press = Press { key: pressed.key(), held, focus: focus_of(event) };
        if let Some(intent) = keys::intent(&press).filter(|_| !composing) {
            event.prevent_default();
            dispatch.emit(Action::Intended(intent));
        }
    })
}

/// Whether what has the focus takes keys for itself.
fn focus_of(event: &Event) -> Focus {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return Focus::Page;
    };
    let within = |selector| matches!(element.closest(selector), Ok(Some(_)));
    if within("input, textarea, select") {
        Focus::Text
    } else if within("dialog") {
        Focus::Dialog
    } else if within("#inputs") {
        Focus::Inputs
    } else if within("button, a, summary") {
        Focus::Button
    } else {
        Focus::Page
    }
}

fn travelled(dispatch: Callback<Action>) -> Box<dyn Fn(&Event)> {
    Box::new(move |event| {
        if let Some(event) = event.dyn_ref::<PopStateEvent>() {
            let (link, position) = address::arrived(event);
            dispatch.emit(Action::Travelled { link, position });
        }
    })
}

/// A pasted file is opened; a pasted text is a source too, unless it goes into a text field.
fn pasted(intake: Intake) -> Box<dyn Fn(&Event)> {
    let count = Rc::new(Cell::new(0_u32));
    Box::new(move |event| {
        let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let Some(transfer) = transfer else { return };
        let mut files = files::of_list(transfer.files());
        if files.is_empty() && focus_of(event) != Focus::Text {
            let text = transfer.get_data("text/plain").unwrap_or_default();
            let number = count.get() + 1;
            let name = if number == 1 { "pasted".to_owned() } else { format!("pasted {number}") };
            let file = if text.is_empty() { None } else { files::of_text(&name, &text) };
            files.extend(file.map(|file| Named { name, file }));
            count.set(number);
        }
        if !files.is_empty() {
            event.prevent_default();
            intake.emit(files);
        }
    })
}

fn hovered(dispatch: Callback<Action>) -> Box<dyn Fn(&Event)> {
    Box::new(move |event| {
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let files = transfer.is_some_and(|transfer| {
            transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
        });
        if files {
            event.prevent_default();
            dispatch.emit(Action::FilesHovered(true));
        }
    })
}

/// Left for good only where there is nothing of the page under the pointer any more.
fn left(dispatch: Callback<Action>) -> Box<dyn Fn(&Event)> {
    Box::new(move |event| {
        let outside = event.dyn_ref::<DragEvent>().is_some_and(|e| e.related_target().is_none());
        if outside {
            dispatch.emit(Action::FilesHovered(false));
        }
    })
}

fn dropped(dispatch: Callback<Action>, intake: Intake) -> Box<dyn Fn(&Event)> {
    Box::new(move |event| {
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let Some(transfer) = transfer else { return };
        event.prevent_default();
        dispatch.emit(Action::FilesHovered(false));
        let dropped = files::of_transfer(&transfer);
        let intake = intake.clone();
        spawn_local(async move { intake.emit(files::all(dropped).await) });
    })
}
