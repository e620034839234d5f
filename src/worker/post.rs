//! Messages as the browser carries them: `[json, files]`.
//!
//! Does not: know what they mean.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, File, MessagePort};

use crate::protocol::Envelope;

/// A field of a message's object; undefined where there is none.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An envelope with files beside it.
pub(super) fn pack<T: Serialize>(envelope: &Envelope<T>, files: &[File]) -> JsValue {
    let json = serde_json::to_string(envelope).unwrap_throw();
    let handles: js_sys::Array = files.iter().collect();
    js_sys::Array::of2(&JsValue::from_str(&json), &handles).into()
}

/// The envelope and the files of a message.
pub(super) fn unpack<T: DeserializeOwned>(message: &JsValue) -> Option<(Envelope<T>, Vec<File>)> {
    let parts: &js_sys::Array = message.dyn_ref()?;
    let envelope = serde_json::from_str(&parts.get(0).as_string()?).ok()?;
    let handles = parts.get(1).dyn_into::<js_sys::Array>().unwrap_or_default();
    Some((envelope, handles.iter().filter_map(|handle| handle.dyn_into().ok()).collect()))
}

/// Posts to the page.
pub(super) fn to_page(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    scope.post_message(message).unwrap_throw();
}

/// Posts through a channel.
pub(super) fn through(port: &MessagePort, message: &JsValue) {
    port.post_message(message).unwrap_throw();
}
