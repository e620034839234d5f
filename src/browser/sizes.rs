//! Hearing that an element has another size.
//!
//! Does not: measure it.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Hears of one element until it is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `changed` at once, and at each other size.
    pub fn of(element: &Element, changed: impl FnMut() + 'static) -> Option<SizeWatch> {
        let callback = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(SizeWatch { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
