//! Messages as the browser carries them: `[bytes]`.
//!
//! Does not: know what they mean.

use js_sys::{Array, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessagePort};

use crate::protocol::{self, Envelope};

/// A field of a message's object; undefined where there is none.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// An envelope as a message.
pub(super) fn pack<T: Serialize>(envelope: &Envelope<T>) -> JsValue {
    let bytes = protocol::encode(envelope).unwrap_throw();
    Array::of1(&Uint8Array::from(bytes.as_slice())).into()
}

/// The envelope of a message.
pub(super) fn unpack<T: DeserializeOwned>(message: &JsValue) -> Option<Envelope<T>> {
    let parts: &Array = message.dyn_ref()?;
    let bytes: Uint8Array = parts.get(0).dyn_into().ok()?;
    protocol::decode(&bytes.to_vec()).ok()
}

/// Posts to the page.
pub(super) fn to_page(scope: &DedicatedWorkerGlobalScope, message: &JsValue) {
    scope.post_message(message).unwrap_throw();
}

/// Posts through a channel.
pub(super) fn through(port: &MessagePort, message: &JsValue) {
    port.post_message(message).unwrap_throw();
}
