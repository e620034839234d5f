//! Looking again at a file on disk, where the browser gives a handle to it: a `File` alone stays what
//! it was when it was chosen, and Chromium does not read it any more once the file was written to.
//!
//! So what is to be read of a file that is still written is read at once, and held. The handle is kept
//! on the `File` itself. It has no binding here, which would be larger than asking by name.
//!
//! Does not: watch; whoever wants to know asks again.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransferItem, File};

use super::files;

/// Under which name a `File` holds its handle.
const HANDLE: &str = "handle";

/// So often a file is tried to be read between two writes to it. Half of the tries are enough for one
/// that is written to a thousand times a second.
const TRIES: usize = 50;

/// Asks for the handle of what was dropped. Only while the drop is told it can be asked for.
pub fn ask(item: &DataTransferItem) -> Option<Promise> {
    super::call(item, "getAsFileSystemHandle", &[])?.dyn_into().ok()
}

/// Keeps the handle of a file, once it is there.
pub async fn keep(file: &File, asked: Option<Promise>) {
    if let Some(handle) = answered(asked).await {
        put(file, &handle);
    }
}

fn put(file: &File, handle: &JsValue) {
    // A file without it cannot be looked at again, no more.
    Reflect::set(file, &HANDLE.into(), handle).ok();
}

/// Whether the file can be looked at again.
pub fn is_live(file: &File) -> bool {
    super::property(file, HANDLE).is_some()
}

/// The file as it is now, what it has from a byte on being held; the one that is known where it did not
/// change. None where it is not there, or is written to all the time.
pub async fn now(known: &File, from: f64) -> Option<File> {
    read(known, from, true).await
}

/// All of the file as it is now, held.
pub async fn whole(known: &File) -> Option<File> {
    read(known, 0.0, false).await
}

async fn read(known: &File, from: f64, if_changed: bool) -> Option<File> {
    let handle = super::property(known, HANDLE)?;
    for _ in 0..TRIES {
        let file = of_handle(&handle).await?;
        let is_known = (file.size(), file.last_modified()) == (known.size(), known.last_modified());
        if is_known && if_changed {
            return Some(known.clone());
        }
        let end = file.slice_with_f64(from).ok()?;
        let Some(end) = done(super::call(&end, "arrayBuffer", &[])).await else { continue };
        let before: Blob = file.slice_with_f64_and_f64(0.0, from).ok()?;
        let parts = Array::of2(&before, &end);
        let held = files::of_parts(&known.name(), &parts, file.last_modified())?;
        put(&held, &handle);
        return Some(held);
    }
    None
}

/// The file of a handle, which it keeps.
pub async fn of_handle(handle: &JsValue) -> Option<File> {
    let file: File = done(super::call(handle, "getFile", &[])).await?.dyn_into().ok()?;
    put(&file, handle);
    Some(file)
}

/// What lies in the folder of a handle: its name, and its handle, of a file or of a folder.
pub async fn listed(folder: &JsValue) -> Vec<(String, JsValue)> {
    let mut all = Vec::new();
    let Some(entries) = super::call(folder, "values", &[]) else { return all };
    while let Some(next) = done(super::call(&entries, "next", &[])).await
        && let Some(handle) = super::property(&next, "value")
    {
        let name = super::property(&handle, "name").and_then(|name| name.as_string());
        all.extend(name.map(|name| (name, handle)));
    }
    all
}

/// The handle that was asked for, where there is one.
pub async fn answered(asked: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(asked?).await.ok()
}

async fn done(promise: Option<JsValue>) -> Option<JsValue> {
    JsFuture::from(promise?.dyn_into::<Promise>().ok()?).await.ok()
}

/// Whether the browser gives handles of what is dropped.
pub fn is_supported() -> bool {
    let item = super::property(&super::window(), "DataTransferItem");
    let made = item.and_then(|item| super::property(&item, "prototype"));
    made.is_some_and(|made| super::property(&made, "getAsFileSystemHandle").is_some())
}
