//! A copy of this page that holds files, and the files that this page holds as such a copy.
//!
//! The loader puts the copy together from what the page was made of; see `xtask/src/pack/loader.js`.
//!
//! Does not: know what the files are.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::files::{self, Named};

/// A file to be held.
pub struct File {
    /// As opened.
    pub name: String,
    /// When it was last modified.
    pub modified_millis: f64,
    /// What stands in it.
    pub text: String,
}

/// Saves a copy that holds these files and opens with this link; its bytes.
pub async fn save(name: &str, files: &[File], link: &str) -> Option<u64> {
    let held = Array::new();
    for file in files {
        let one = Object::new();
        let text = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(&file.text))).ok()?;
        Reflect::set(&one, &"name".into(), &JsValue::from_str(&file.name)).ok()?;
        Reflect::set(&one, &"modified".into(), &file.modified_millis.into()).ok()?;
        Reflect::set(&one, &"text".into(), &text).ok()?;
        held.push(&one);
    }
    let made = super::call(&super::window(), "squallCopy", &[held.into(), link.into()])?;
    let page: Blob = JsFuture::from(Promise::resolve(&made)).await.ok()?.dyn_into().ok()?;
    files::save_blob(name, &page)?;
    Some(page.size() as u64)
}

/// The link that this page opens with, where it is such a copy.
pub fn link() -> Option<String> {
    super::property(&slice()?, "link")?.as_string()
}

/// The files that it holds.
pub async fn held() -> Vec<Named> {
    match slice() {
        Some(slice) => files::packed(super::call(&slice, "files", &[])).await,
        None => Vec::new(),
    }
}

fn slice() -> Option<JsValue> {
    super::property(&super::window(), "squallSlice")
}
