//! The document: elements by their ids, marks on the root element, sizes through CSSOM.
//!
//! Does not: set a `style` attribute, which the page's policy forbids.

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// The element with this id.
pub fn element(id: &str) -> Option<Element> {
    super::window().document()?.get_element_by_id(id)
}

/// Gives the focus to an element; a text in it is selected. Says whether the element took it: one that
/// is not there, or lies under an open dialog, does not.
pub fn focus(id: &str) -> bool {
    let Some(element) = element(id).and_then(|one| one.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    drop(element.focus());
    let active = super::window().document().and_then(|document| document.active_element());
    let taken = active.as_ref() == Some(&*element);
    if taken && let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        input.select();
    }
    taken
}

/// What [`mark`] left on the page.
pub fn marked(name: &str) -> Option<String> {
    let root = super::window().document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute(&format!("data-{name}")))
}

/// Marks the root element: `data-name="value"`; none takes the mark away.
pub fn mark(name: &str, value: Option<&str>) {
    let Some(root) = super::window().document().and_then(|document| document.document_element())
    else {
        return;
    };
    let name = format!("data-{name}");
    let old = root.get_attribute(&name);
    if old.as_deref() != value {
        drop(match value {
            Some(value) => root.set_attribute(&name, value),
            None => root.remove_attribute(&name),
        });
    }
}

/// Sets one style property of an element through its CSS object.
pub fn style(element: &HtmlElement, property: &str, value: &str) {
    drop(element.style().set_property(property, value));
}

/// Milliseconds since the page was opened.
pub fn now_millis() -> f64 {
    super::window().performance().map_or(0.0, |performance| performance.now())
}

/// Lets the browser do what waits.
pub async fn pause() {
    let waited = js_sys::Promise::new(&mut |done, _| {
        Timeout::new(0, move || drop(done.call0(&JsValue::NULL))).forget();
    });
    drop(wasm_bindgen_futures::JsFuture::from(waited).await);
}

/// Network calls since the page was loaded, as the browser counts them; what is packed in the page is none.
pub fn network_calls() -> u32 {
    let Some(performance) = super::window().performance() else { return 0 };
    let local = |name: &str| ["blob:", "data:", "file:"].iter().any(|kind| name.starts_with(kind));
    let names = performance.get_entries_by_type("resource").into_iter();
    let names = names.filter_map(|entry| super::property(&entry, "name")?.as_string());
    names.filter(|name| !local(name)).count() as u32
}

/// A new element at the end of the body, for the page to live in.
pub fn place() -> Option<Element> {
    let document = super::window().document()?;
    let place = document.create_element("div").ok()?;
    place.set_class_name("app");
    document.body()?.append_child(&place).ok()?;
    Some(place)
}

/// Scrolls an element down to an offset in pixels.
pub fn scroll_to(element: &Element, px: f64) {
    element.set_scroll_top(px as i32);
}
