//! Time zones as the browser knows them: their names, and a table of offsets for one of them.
//!
//! `Intl` answers only "what was the offset then", so changes are searched: every 15 days is looked at,
//! and where two looks differ the change is found to the minute.
//!
//! Does not: know offsets before 1990 or after 2040; the nearest known one holds there.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

const FIRST_SECONDS: i64 = 631_152_000;
const LAST_SECONDS: i64 = 2_208_988_800;
/// No zone changes twice within so short a time, save for Ramadan's four weeks.
const STEP_SECONDS: i64 = 15 * 86_400;
const MINUTE_SECONDS: i64 = 60;

/// Offsets east of UTC in seconds: the first, and from when on each next one holds (seconds since 1970).
pub struct Offsets {
    /// The zone's own name.
    pub name: String,
    /// Before the first change.
    pub first: i32,
    /// Changes, ascending.
    pub changes: Vec<(i64, i32)>,
}

/// The name of the browser's own zone.
pub fn local_name() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let options = format.resolved_options();
    let name = super::property(&options, "timeZone").and_then(|name| name.as_string());
    name.unwrap_or_else(|| "UTC".to_owned())
}

/// The names of all zones the browser knows, where it tells them.
pub fn names() -> Vec<String> {
    let intl = super::property(&js_sys::global(), "Intl");
    let names = intl
        .and_then(|intl| super::call(&intl, "supportedValuesOf", &[JsValue::from_str("timeZone")]));
    names
        .map(|names| Array::from(&names).iter().filter_map(|name| name.as_string()).collect())
        .unwrap_or_default()
}

/// The offsets of a zone; none where the browser does not know it.
pub fn offsets(name: &str) -> Option<Offsets> {
    let format = Format::of(name)?;
    let first = format.offset_at(FIRST_SECONDS)?;
    let mut changes = Vec::new();
    let (mut at, mut offset) = (FIRST_SECONDS, first);
    while at < LAST_SECONDS {
        let next = format.offset_at(at + STEP_SECONDS)?;
        if next != offset {
            changes.push((format.change_between(at, at + STEP_SECONDS, offset)?, next));
            offset = next;
        }
        at += STEP_SECONDS;
    }
    Some(Offsets { name: name.to_owned(), first, changes })
}

/// Formats the offset of a zone.
struct Format {
    format: JsValue,
    method: Function,
}

impl Format {
    fn of(name: &str) -> Option<Format> {
        let options = Object::new();
        for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        let intl = super::property(&js_sys::global(), "Intl")?;
        let maker = super::property(&intl, "DateTimeFormat")?.dyn_into::<Function>().ok()?;
        // An unknown zone throws here.
        let format = Reflect::construct(&maker, &Array::of2(&"en-US".into(), &options)).ok()?;
        let method = super::property(&format, "format")?.dyn_into::<Function>().ok()?;
        Some(Format { format, method })
    }

    fn offset_at(&self, seconds: i64) -> Option<i32> {
        let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
        let text = self.method.call1(&self.format, &date).ok()?.as_string()?;
        offset_of(text.rsplit("GMT").next()?)
    }

    /// The first minute at which the offset is no longer `before`.
    fn change_between(&self, start: i64, end: i64, before: i32) -> Option<i64> {
        let (mut low, mut high) = (start / MINUTE_SECONDS, end / MINUTE_SECONDS);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if self.offset_at(middle * MINUTE_SECONDS)? == before {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high * MINUTE_SECONDS)
    }
}

/// Seconds of `+02:00`, `-03:30`, or nothing (UTC).
fn offset_of(text: &str) -> Option<i32> {
    let (sign, digits) = match text.chars().next() {
        None => return Some(0),
        Some('+') => (1, &text[1..]),
        Some('-' | '−') => (-1, text.trim_start_matches(['-', '−'])),
        Some(_) => return None,
    };
    let mut parts = digits.split(':').map(|part| part.parse::<i32>().ok());
    let hours = parts.next()??;
    let minutes = parts.next().unwrap_or(Some(0))?;
    let seconds = parts.next().unwrap_or(Some(0))?;
    Some(sign * (hours * 3600 + minutes * 60 + seconds))
}
