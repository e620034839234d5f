//! Copying a text: the clipboard where the browser lets us, else a hidden text that is selected.
//!
//! Does not: read the clipboard.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

/// Puts a text on the clipboard; whether that worked.
pub async fn copy(text: &str) -> bool {
    let navigator = super::window().navigator();
    let written = super::property(&navigator, "clipboard")
        .and_then(|clipboard| super::call(&clipboard, "writeText", &[JsValue::from_str(text)]))
        .and_then(|promise| promise.dyn_into::<Promise>().ok());
    if let Some(promise) = written
        && JsFuture::from(promise).await.is_ok()
    {
        return true;
    }
    copy_selected(text).unwrap_or(false)
}

fn copy_selected(text: &str) -> Option<bool> {
    let document = super::window().document()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("read-aloud");
    area.set_value(text);
    let body = document.body()?;
    body.append_child(&area).ok()?;
    area.select();
    let done = super::call(&document, "execCommand", &[JsValue::from_str("copy")]);
    area.remove();
    done?.as_bool()
}
