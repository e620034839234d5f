//! Looking again at a file on disk, where the browser gives a handle to it: a `File` alone stays what
//! it was when it was chosen.
//!
//! The handle is kept on the `File` itself. It has no binding, which would be larger than asking by name.
//!
//! Does not: watch; whoever wants to know asks again.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransferItem, File};

/// Under which name a `File` holds its handle.
const HANDLE: &str = "handle";

/// Asks for the handle of what was dropped. Only while the drop is told it can be asked for.
pub fn ask(item: &DataTransferItem) -> Option<Promise> {
    super::call(item, "getAsFileSystemHandle", &[])?.dyn_into().ok()
}

/// Keeps the handle of a file, once it is there.
pub async fn keep(file: &File, asked: Option<Promise>) {
    let Some(asked) = asked else { return };
    if let Ok(handle) = JsFuture::from(asked).await {
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

/// The file as it is now; none where it is not there.
pub async fn now(file: &File) -> Option<File> {
    let handle = super::property(file, HANDLE)?;
    let promise = super::call(&handle, "getFile", &[])?.dyn_into::<Promise>().ok()?;
    let now = JsFuture::from(promise).await.ok()?.dyn_into::<File>().ok()?;
    put(&now, &handle);
    Some(now)
}

/// Whether the browser gives handles of what is dropped.
pub fn is_supported() -> bool {
    let item = super::property(&super::window(), "DataTransferItem");
    let made = item.and_then(|item| super::property(&item, "prototype"));
    made.is_some_and(|made| super::property(&made, "getAsFileSystemHandle").is_some())
}
