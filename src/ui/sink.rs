//! Where what comes in stretches goes: a file, the clipboard, a copy of this page. There is one.
//!
//! Does not: decide when to go on; it says what became of each stretch.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::{
    browser::{clipboard, page_copy, saving::Saving},
    session::{
        Action,
        effect::{Sink, SinkStep},
        handover::{HandAction, PageSpec, Saved},
    },
};

/// The sink that is open, if one is.
#[derive(Clone)]
pub struct Sinks {
    open: Rc<RefCell<Option<Rc<Open>>>>,
    dispatch: Callback<Action>,
}

enum Open {
    File(RefCell<Option<Saving>>),
    Clipboard(RefCell<String>),
    Page { name: String, texts: RefCell<BTreeMap<u32, String>>, spec: RefCell<PageSpec> },
}

impl Sinks {
    /// None is open.
    pub fn new(dispatch: Callback<Action>) -> Sinks {
        Sinks { open: Rc::default(), dispatch }
    }

    /// Does one step.
    pub fn run(&self, step: SinkStep) {
        match step {
            SinkStep::Open { name, sink } => spawn_local(self.clone().begin(name, sink)),
            SinkStep::Write { head, text, parts } => {
                if let Some(open) = self.open.borrow().clone() {
                    spawn_local(self.clone().write(open, head, text, parts));
                }
            }
            SinkStep::Spec(page) => {
                if let Some(Open::Page { spec, .. }) = self.open.borrow().as_deref() {
                    spec.replace(page);
                }
            }
            SinkStep::Close => {
                if let Some(open) = self.open.borrow_mut().take() {
                    spawn_local(self.clone().close(open));
                }
            }
            SinkStep::Drop => {
                if let Some(Open::File(saving)) = self.open.borrow_mut().take().as_deref()
                    && let Some(saving) = saving.take()
                {
                    saving.give_up();
                }
            }
        }
    }

    fn say(&self, action: HandAction) {
        self.dispatch.emit(Action::HandOver(action));
    }

    async fn begin(self, name: String, sink: Sink) {
        let open = match sink {
            Sink::File => Saving::begin(&name).await.map(|it| Open::File(RefCell::new(Some(it)))),
            Sink::Clipboard => Some(Open::Clipboard(RefCell::default())),
            Sink::Page => {
                Some(Open::Page { name, texts: RefCell::default(), spec: RefCell::default() })
            }
        };
        let is_open = open.is_some();
        *self.open.borrow_mut() = open.map(Rc::new);
        self.say(HandAction::SinkOpened(is_open));
    }

    async fn write(self, open: Rc<Open>, head: String, text: String, parts: Vec<(u32, u32)>) {
        let why_not = match &*open {
            Open::File(slot) => {
                let Some(saving) = slot.take() else { return };
                let written = saving.write(&head, &text).await;
                slot.replace(Some(saving));
                written.err()
            }
            Open::Clipboard(gathered) => {
                let mut gathered = gathered.borrow_mut();
                gathered.push_str(&head);
                gathered.push_str(&text);
                None
            }
            Open::Page { texts, .. } => {
                let (mut texts, mut rest) = (texts.borrow_mut(), text.as_str());
                for (source, bytes) in parts {
                    let (part, after) = rest.split_at_checked(bytes as usize).unwrap_or((rest, ""));
                    texts.entry(source).or_default().push_str(part);
                    rest = after;
                }
                None
            }
        };
        // Of one that was given up meanwhile nobody wants to hear.
        let current = self.open.borrow().as_ref().is_some_and(|now| Rc::ptr_eq(now, &open));
        if current {
            self.say(HandAction::SinkWrote(why_not));
        } else if let Open::File(slot) = &*open
            && let Some(saving) = slot.take()
        {
            saving.give_up();
        }
    }

    async fn close(self, open: Rc<Open>) {
        let saved = match &*open {
            Open::File(slot) => match slot.take() {
                Some(saving) => saving.end().await.map(|(parts, bytes)| Saved { parts, bytes }),
                None => None,
            },
            Open::Clipboard(gathered) => {
                let text = gathered.take();
                let done = clipboard::copy(text.trim_end_matches('\n')).await;
                done.then_some(Saved { parts: 1, bytes: text.len() as u64 })
            }
            Open::Page { name, texts, spec } => {
                let (mut texts, spec) = (texts.take(), spec.take());
                let files: Vec<page_copy::File> = spec
                    .files
                    .into_iter()
                    .map(|(source, name, modified_millis)| page_copy::File {
                        name,
                        modified_millis,
                        text: texts.remove(&source).unwrap_or_default(),
                    })
                    .collect();
                let bytes = page_copy::save(name, &files, &spec.link).await;
                bytes.map(|bytes| Saved { parts: 1, bytes })
            }
        };
        self.say(HandAction::SinkClosed(saved));
    }
}
