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

/// An envelope as a message, and what of it is handed over instead of copied.
fn pack<T: Serialize>(envelope: &Envelope<T>) -> (JsValue, Array) {
    let bytes = protocol::encode(envelope).unwrap_throw();
    let bytes = Uint8Array::from(bytes.as_slice());
    (Array::of1(&bytes).into(), Array::of1(&bytes.buffer()))
}

/// The envelope of a message.
pub(super) fn unpack<T: DeserializeOwned>(message: &JsValue) -> Option<Envelope<T>> {
    let parts: &Array = message.dyn_ref()?;
    let bytes: Uint8Array = parts.get(0).dyn_into().ok()?;
    protocol::decode(&bytes.to_vec()).ok()
}

/// Posts an envelope to the page.
pub(super) fn to_page<T: Serialize>(scope: &DedicatedWorkerGlobalScope, envelope: &Envelope<T>) {
    let (message, handed) = pack(envelope);
    scope.post_message_with_transfer(&message, &handed).unwrap_throw();
}

/// Posts an envelope through a channel.
pub(super) fn through<T: Serialize>(port: &MessagePort, envelope: &Envelope<T>) {
    let (message, handed) = pack(envelope);
    port.post_message_with_transferable(&message, &handed).unwrap_throw();
}

/// Posts nothing: whoever listens has a turn behind the messages already waiting.
pub(super) fn nudge(port: &MessagePort) {
    port.post_message(&JsValue::NULL).unwrap_throw();
}
