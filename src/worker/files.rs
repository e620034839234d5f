//! The files of a shard: bytes of `File` handles, read at once, and a stopwatch.
//!
//! What is read next is fetched [`Ahead`] while the shard works; what is not there in time is read
//! at once all the same.
//!
//! Does not: keep what it read.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Blob, File, FileReaderSync, WorkerGlobalScope};

use super::post;
use crate::lead::shard::Host;

/// `File` handles by source.
#[derive(Default)]
pub(super) struct Files {
    handles: HashMap<u32, File>,
    ahead: Option<Ahead>,
}

/// Bytes on their way.
struct Ahead {
    part: (u32, u64, u64),
    coming: Rc<RefCell<Coming>>,
    _take: Closure<dyn FnMut(JsValue)>,
    _fail: Closure<dyn FnMut(JsValue)>,
}

/// What became of bytes on their way.
enum Coming {
    Waiting,
    Here(JsValue),
    /// They cannot be read; why is told when they are read at once.
    Never,
}

impl Files {
    /// Keeps the handles of a message `{ sources, files }`.
    pub(super) fn keep(&mut self, message: &JsValue) {
        let list =
            |name| post::field(message, name).dyn_into::<js_sys::Array>().unwrap_or_default();
        for (source, file) in list("sources").iter().zip(list("files").iter()) {
            if let (Some(source), Ok(file)) = (source.as_f64(), file.dyn_into()) {
                self.handles.insert(source as u32, file);
            }
        }
    }

    /// Whether a source's handle is here.
    pub(super) fn has(&self, source: u32) -> bool {
        self.handles.contains_key(&source)
    }

    /// These bytes of a source, if they were fetched ahead and are here.
    fn taken_ahead(&mut self, part: (u32, u64, u64)) -> Option<JsValue> {
        let ahead = self.ahead.as_ref().filter(|ahead| ahead.part == part)?;
        let mut coming = ahead.coming.borrow_mut();
        if matches!(*coming, Coming::Waiting) {
            return None;
        }
        match std::mem::replace(&mut *coming, Coming::Never) {
            Coming::Here(buffer) => Some(buffer),
            _ => None,
        }
    }

    /// Lets a source's handle go.
    pub(super) fn drop_source(&mut self, source: u32) {
        self.handles.remove(&source);
    }
}

impl Host for Files {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        if let Some(buffer) = self.taken_ahead((source, start, end)) {
            return Ok(js_sys::Uint8Array::new(&buffer).to_vec());
        }
        let file: &Blob = self.handles.get(&source).ok_or("the file is closed")?;
        let reader = FileReaderSync::new().map_err(words)?;
        // A slice is one more thing that the browser's processes tell each other of.
        let buffer = match start == 0 && end as f64 == file.size() {
            true => reader.read_as_array_buffer(file),
            false => {
                let part = file.slice_with_f64_and_f64(start as f64, end as f64).map_err(words)?;
                reader.read_as_array_buffer(&part)
            }
        };
        let buffer = buffer.map_err(words)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    fn read_ahead(&mut self, source: u32, start: u64, end: u64) {
        // A callback must not go before it is called, so there is one at a time.
        let waits = |ahead: &Ahead| matches!(*ahead.coming.borrow(), Coming::Waiting);
        let Some(file) = self.handles.get(&source) else { return };
        if self.ahead.as_ref().is_some_and(waits) {
            return;
        }
        let Ok(part) = file.slice_with_f64_and_f64(start as f64, end as f64) else { return };
        let coming = Rc::new(RefCell::new(Coming::Waiting));
        let (here, never) = (Rc::clone(&coming), Rc::clone(&coming));
        let take = Closure::new(move |bytes: JsValue| *here.borrow_mut() = Coming::Here(bytes));
        let fail = Closure::new(move |_: JsValue| *never.borrow_mut() = Coming::Never);
        drop(part.array_buffer().then2(&take, &fail));
        self.ahead = Some(Ahead { part: (source, start, end), coming, _take: take, _fail: fail });
    }

    fn now_millis(&self) -> f64 {
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        scope.performance().map_or(0.0, |watch| watch.now())
    }
}

/// Why a file cannot be read, in words: a file that moved or changed is no longer readable.
fn words(error: JsValue) -> String {
    let name = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name()));
    let name = name.or_else(|| post::field(&error, "name").as_string()).unwrap_or_default();
    match name.as_str() {
        "NotReadableError" => "the file changed since it was opened, or can no longer be read",
        "NotFoundError" => "the file is no longer there",
        "SecurityError" => "the browser does not allow reading the file any more",
        _ => "the file could not be read",
    }
    .to_owned()
}
