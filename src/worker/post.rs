//! Messages as the browser carries them: `[json]`.
//!
//! Does not: know what they mean.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessagePort};

use crate::protocol::Envelope;

/// A field of a message's object; undefined where there is none.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An envelope as a message.
pub(super) fn pack<T: Serialize>(envelope: &Envelope<T>) -> JsValue {
    let json = serde_json::to_string(envelope).unwrap_throw();
    js_sys::Array::of1(&JsValue::from_str(&json)).into()
}

/// The envelope of a message.
pub(super) fn unpack<T: DeserializeOwned>(message: &JsValue) -> Option<Envelope<T>> {
    let parts: &js_sys::Array = message.dyn_ref()?;
    serde_json::from_str(&parts.get(0).as_string()?).ok()
}

/// Posts to the page.
pub(super) fn to_page(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    scope.post_message(message).unwrap_throw();
}

/// Posts through a channel.
pub(super) fn through(port: &MessagePort, message: &JsValue) {
    port.post_message(message).unwrap_throw();
}
