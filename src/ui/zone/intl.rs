//! What the browser knows of zones, through `Intl`, so that no zone database is carried.
//! <https://tc39.es/ecma402/#datetimeformat-objects>
//!
//! Does not: read the time of day.

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    protocol::page::Zone,
    session::{show::clock::offset_seconds, zones},
};

/// The table of a zone: `UTC`, `local`, an offset such as `+02:00`, or a name such as
/// `Europe/Berlin`; none where the browser does not know it.
#[must_use]
pub fn zone(name: &str) -> Option<Zone> {
    if let Some(zone) = zones::fixed(name) {
        return Some(zone);
    }
    let name = if name == "local" { local_name() } else { name.to_owned() };
    let format = offset_format(&name)?;
    let offset_at = |seconds: i64| offset(&format, seconds).unwrap_or(0);
    Some(zones::table(&name, offset_at))
}

/// The name of the zone that the browser runs in; `UTC` where it does not say.
#[must_use]
pub fn local_name() -> String {
    let name = || {
        let format = construct(&Array::new())?;
        let options = format.unchecked_into::<Intl::DateTimeFormat>().resolved_options();
        Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
    };
    name().unwrap_or_else(|| "UTC".to_owned())
}

/// All names that the browser lists.
#[must_use]
pub fn names() -> Vec<String> {
    let names = || {
        let list = Reflect::get(&intl()?, &"supportedValuesOf".into()).ok()?;
        let list = list.dyn_into::<Function>().ok()?.call1(&JsValue::NULL, &"timeZone".into());
        let list = list.ok()?.dyn_into::<Array>().ok()?;
        Some(list.iter().filter_map(|name| name.as_string()).collect())
    };
    names().unwrap_or_default()
}

fn intl() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"Intl".into()).ok()
}

/// A formatter that writes the offset of a zone: `1/1/2026, GMT+01:00`. None for an unknown name.
fn offset_format(name: &str) -> Option<Function> {
    let options = Object::new();
    let set = |key: &str, value: &str| {
        Reflect::set(&options, &key.into(), &value.into()).is_ok_and(|done| done)
    };
    let complete = set("timeZone", name) && set("timeZoneName", "longOffset");
    let format = construct(&Array::of2(&"en-US".into(), &options)).filter(|_| complete)?;
    Some(format.unchecked_into::<Intl::DateTimeFormat>().format())
}

/// `new Intl.DateTimeFormat(…)`; through `Reflect`, since it throws for a name it does not know.
fn construct(arguments: &Array) -> Option<JsValue> {
    let class = Reflect::get(&intl()?, &"DateTimeFormat".into()).ok()?;
    Reflect::construct(&class.dyn_into::<Function>().ok()?, arguments).ok()
}

/// Seconds east of UTC at an instant.
fn offset(format: &Function, seconds: i64) -> Option<i32> {
    let millis = JsValue::from_f64(seconds as f64 * 1000.0);
    let text = format.call1(&JsValue::NULL, &millis).ok()?;
    let text = String::from(text.dyn_into::<JsString>().ok()?);
    let (_, offset) = text.rsplit_once("GMT")?;
    if offset.is_empty() { Some(0) } else { offset_seconds(offset) }
}
