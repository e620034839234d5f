//! The workers: one lead and some shards, joined by channels, heard and answered as text.
//!
//! 1. Each worker is sent `{ module, role: "lead" | "shard", index }`, and answers `"ready"`.
//! 2. When all have, each shard is sent `{ port }` and the lead `{ port, shard }`, the ends of a channel.
//! 3. From then on the page sends the lead `[text]` and the shards `{ sources, stamps, files }`, and the lead says `[text]`.
//!
//! A worker that fails, or is ended (which the loader tells as an error), ends all of them: nothing is answered any more, and [`Heard::Failed`] is said once.
//! Dropping [`Workers`] stops them; that is how their memory is given back.
//!
//! Does not: know what the texts say.

use std::{cell::RefCell, rc::Rc};

use gloo::events::EventListener;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, MessageChannel, MessageEvent, Worker};

/// More shards than this gain nothing: one disk feeds them.
const SHARDS_MAX: usize = 6;

/// What comes from the workers.
pub enum Heard {
    /// The lead says this.
    Said(Vec<u8>),
    /// A worker failed: what it was for.
    Failed(&'static str),
}

/// Running workers.
pub struct Workers {
    inner: Rc<Inner>,
}

type Hear = Rc<dyn Fn(Heard)>;

struct Inner {
    /// The lead first.
    workers: RefCell<Vec<Worker>>,
    listeners: RefCell<Vec<EventListener>>,
    /// How many have said that they are ready.
    ready: RefCell<usize>,
    hear: RefCell<Option<Hear>>,
}

impl Workers {
    /// Starts them; what they say goes to `hear`.
    pub fn start(hear: impl Fn(Heard) + 'static) -> Workers {
        let inner = Rc::new(Inner {
            workers: RefCell::default(),
            listeners: RefCell::default(),
            ready: RefCell::default(),
            hear: RefCell::new(Some(Rc::new(hear))),
        });
        let weak = Rc::downgrade(&inner);
        spawn_local(async move {
            let module = super::property(&super::window(), "squallModule").unwrap_or_default();
            let module = JsFuture::from(Promise::resolve(&module)).await;
            let Some(inner) = weak.upgrade() else { return };
            if module.is_err() || module.is_ok_and(|module| inner.start(&module).is_none()) {
                inner.fail("The workers could not be started.");
            }
        });
        Workers { inner }
    }

    /// Sends the lead a message.
    pub fn send(&self, bytes: &[u8]) {
        let message = Array::of1(&Uint8Array::from(bytes));
        let sent = self.inner.workers.borrow().first().map(|lead| lead.post_message(&message));
        if sent.is_some_and(|sent| sent.is_err()) {
            self.inner.fail("A message could not be sent to the worker that answers.");
        }
    }

    /// Hands every shard the files of sources, each with a stamp: a source may get another file.
    pub fn hand(&self, files: &[(u32, f64, File)]) {
        let sources: Array = files.iter().map(|(source, ..)| JsValue::from(*source)).collect();
        let stamps: Array = files.iter().map(|(_, stamp, _)| JsValue::from(*stamp)).collect();
        let handles: Array = files.iter().map(|(.., file)| file).collect();
        let parts: [(&str, &JsValue); 3] =
            [("sources", &sources), ("stamps", &stamps), ("files", &handles)];
        let Some(message) = object(&parts) else { return };
        let handed = self
            .inner
            .workers
            .borrow()
            .iter()
            .skip(1)
            .all(|shard| shard.post_message(&message).is_ok());
        if !handed {
            self.inner.fail("A file could not be handed to the workers that read.");
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.inner.stop();
    }
}

impl Inner {
    fn start(self: &Rc<Inner>, module: &JsValue) -> Option<()> {
        for index in 0..=shards() {
            let worker = super::call(&super::window(), "squallWorker", &[])?;
            let worker = worker.dyn_into::<Worker>().ok()?;
            self.listen(&worker, index);
            let role = if index == 0 { "lead" } else { "shard" };
            let index = JsValue::from_f64(index.saturating_sub(1) as f64);
            let hello = object(&[("module", module), ("role", &role.into()), ("index", &index)])?;
            worker.post_message(&hello).ok()?;
            self.workers.borrow_mut().push(worker);
        }
        Some(())
    }

    fn listen(self: &Rc<Inner>, worker: &Worker, index: usize) {
        let inner = Rc::downgrade(self);
        let message = EventListener::new(worker, "message", move |event| {
            if let Some(inner) = inner.upgrade() {
                inner.heard(event.unchecked_ref::<MessageEvent>().data());
            }
        });
        let inner = Rc::downgrade(self);
        let what = match index {
            0 => "The worker that answers stopped.",
            _ => "A worker that reads stopped.",
        };
        let fail = move || {
            if let Some(inner) = inner.upgrade() {
                inner.fail(what);
            }
        };
        let again = fail.clone();
        let error = EventListener::new(worker, "error", move |_| fail());
        let unread = EventListener::new(worker, "messageerror", move |_| again());
        self.listeners.borrow_mut().extend([message, error, unread]);
    }

    fn heard(&self, message: JsValue) {
        if message.as_string().as_deref() == Some("ready") {
            *self.ready.borrow_mut() += 1;
            let all = self.workers.borrow().len() == *self.ready.borrow();
            if all && self.join().is_none() {
                self.fail("The workers could not be joined.");
            }
        } else if let Some(bytes) = message.dyn_ref::<Array>().map(|message| message.get(0))
            && let Ok(bytes) = bytes.dyn_into::<Uint8Array>()
        {
            self.say(Heard::Said(bytes.to_vec()));
        }
    }

    /// Gives the lead and each shard the two ends of a channel.
    fn join(&self) -> Option<()> {
        let workers = self.workers.borrow();
        let (lead, shards) = workers.split_first()?;
        let count = JsValue::from_f64(shards.len() as f64);
        for (index, shard) in shards.iter().enumerate() {
            let channel = MessageChannel::new().ok()?;
            let index = JsValue::from_f64(index as f64);
            give(shard, &channel.port1(), &[])?;
            give(lead, &channel.port2(), &[("shard", &index), ("shards", &count)])?;
        }
        Some(())
    }

    fn fail(&self, what: &'static str) {
        let hear = self.hear.borrow_mut().take();
        self.stop();
        if let Some(hear) = hear {
            hear(Heard::Failed(what));
        }
    }

    fn say(&self, heard: Heard) {
        let hear = self.hear.borrow().clone();
        if let Some(hear) = hear {
            hear(heard);
        }
    }

    fn stop(&self) {
        self.hear.borrow_mut().take();
        for worker in self.workers.borrow_mut().drain(..) {
            worker.terminate();
        }
        // A listener may be what called us: it is dropped when it has returned.
        let listeners = std::mem::take(&mut *self.listeners.borrow_mut());
        spawn_local(async move { drop(listeners) });
    }
}

/// One core is the page's and the lead's; two shards even so where there are two cores.
fn shards() -> usize {
    let cores = super::window().navigator().hardware_concurrency().max(1.0) as usize;
    let shards = (cores - 1).clamp(1, SHARDS_MAX);
    if cores >= 2 { shards.max(2) } else { shards }
}

fn object(entries: &[(&str, &JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &JsValue::from_str(name), value).ok()?;
    }
    Some(object)
}

fn give(worker: &Worker, port: &JsValue, more: &[(&str, &JsValue)]) -> Option<()> {
    let mut entries = vec![("port", port)];
    entries.extend_from_slice(more);
    let message = object(&entries)?;
    worker.post_message_with_transfer(&message, &Array::of1(port)).ok()
}
