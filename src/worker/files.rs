//! The files of a shard: bytes of `File` handles, read at once, and a stopwatch.
//!
//! Does not: keep what it read.

use std::collections::HashMap;

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Blob, File, FileReaderSync, WorkerGlobalScope};

use super::post;
use crate::{lead::shard::Host, protocol::page::TimeNanos};

/// `File` handles by source, each with when the file was modified as the page knows it.
#[derive(Default)]
pub(super) struct Files {
    handles: HashMap<u32, (f64, File)>,
}

impl Files {
    /// Keeps the handles of a message `{ sources, stamps, files }`.
    pub(super) fn keep(&mut self, message: &JsValue) {
        let list =
            |name| post::field(message, name).dyn_into::<js_sys::Array>().unwrap_or_default();
        let (sources, stamps, files) = (list("sources"), list("stamps"), list("files"));
        for ((source, stamp), file) in sources.iter().zip(stamps.iter()).zip(files.iter()) {
            if let (Some(source), Some(stamp), Ok(file)) =
                (source.as_f64(), stamp.as_f64(), file.dyn_into())
            {
                self.handles.insert(source as u32, (stamp, file));
            }
        }
    }

    /// Whether a source's handle is here, that of its file as it was opened last.
    pub(super) fn has(&self, source: u32, modified: TimeNanos) -> bool {
        self.handles.get(&source).is_some_and(|(stamp, _)| *stamp == modified.0 as f64)
    }

    /// Lets a source's handle go.
    pub(super) fn drop_source(&mut self, source: u32) {
        self.handles.remove(&source);
    }
}

impl Host for Files {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        let (_, file) = self.handles.get(&source).ok_or("the file is closed")?;
        let file: &Blob = file;
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
