//! One small adapter for each thing of the browser that the page uses.
//!
//! `files` are chosen and kept, `saving` writes them, `workers` hear and answer, `address` is the history;
//! `tail` looks at a file again; `clipboard`, `storage`, `sizes` and `document` do what they say.
//!
//! Does not: decide anything, or know what a message says.

pub mod address;
pub mod clipboard;
pub mod document;
pub mod files;
pub mod page_copy;
pub mod saving;
pub mod sizes;
pub mod storage;
pub mod tail;
pub mod workers;

use wasm_bindgen::{JsCast, JsValue};

/// The page's window. It always exists: workers do not use this module's callers.
fn window() -> web_sys::Window {
    web_sys::window().expect("the page has a window")
}

/// A property of an object, where it has one.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// Calls a method by its name, where the object has it.
fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method = property(object, name)?.dyn_into::<js_sys::Function>().ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    js_sys::Reflect::apply(&method, object, &arguments).ok()
}
