//! A worker of the page: the lead or a shard, as its first message says.
//!
//! 1. The worker posts `"ready"`.
//! 2. The page posts `{ port }` to a shard: its end of the channel to the lead;
//!    and to the lead, for each shard, `{ port, shard, shards }`: the other end, its number, how many there are.
//! 3. The lead posts `Ready`. From then on messages are `[bytes]`: an envelope.
//! 4. Before it opens sources the page posts each shard `{ sources, stamps, files }`: their numbers,
//!    when each was modified, and a `File` for each.
//!
//! Does not: decide anything; `lead` does.

mod files;
mod lead;
mod post;
mod shard;

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

/// Serves the page from a worker.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut ports: Vec<Option<MessagePort>> = Vec::new();
    let first = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let Some(port) = post::field(&data, "port").dyn_into::<MessagePort>().ok() else { return };
        let Some(shards) = post::field(&data, "shards").as_f64() else {
            return shard::serve(port);
        };
        let at = post::field(&data, "shard").as_f64().unwrap_or(0.0) as usize;
        ports.resize(shards as usize, None);
        if let Some(slot) = ports.get_mut(at) {
            *slot = Some(port);
        }
        if ports.iter().all(Option::is_some) {
            lead::serve(ports.drain(..).flatten().collect());
        }
    });
    scope.set_onmessage(Some(first.as_ref().unchecked_ref()));
    first.forget();
    let failed = Closure::<dyn FnMut(MessageEvent)>::new(|_| {
        wasm_bindgen::throw_str("a message could not be read");
    });
    scope.set_onmessageerror(Some(failed.as_ref().unchecked_ref()));
    failed.forget();
    scope.post_message(&JsValue::from_str("ready")).unwrap_throw();
}
