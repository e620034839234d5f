//! Marks in their written form, the same in links and in investigation files.
//!
//! ```text
//! {"source":"app.log","offset":4711,"time":"1772370300000000000","colour":2,"note":"here"}
//! {"from":"1772370300000000000","to":"1772370960000000000"}
//! ```
//!
//! Does not: write where a mark has nothing to say: colour 0, no note, no time.

use serde_json::{Map, Value};

use super::{COLOURS, EventPlace, Mark, Place};
use crate::protocol::page::{TimeNanos, TimeRange};

/// Bytes of a note that are read; what stands beyond is cut.
const NOTE_BYTES_MAX: usize = 64 * 1024;

/// A mark as an object of JSON.
#[must_use]
pub fn write(mark: &Mark) -> Value {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| drop(object.insert(name.to_owned(), value));
    match &mark.place {
        Place::Event(event) => {
            put("source", event.source.as_str().into());
            put("offset", event.offset.into());
            if let Some(time) = event.time {
                put("time", nanos(time));
            }
        }
        Place::Range(range) => {
            put("from", nanos(range.start));
            put("to", nanos(range.end));
        }
    }
    if mark.colour > 0 {
        put("colour", mark.colour.into());
    }
    if !mark.note.is_empty() {
        put("note", mark.note.as_str().into());
    }
    Value::Object(object)
}

/// The mark of an object; none where it names neither an event nor a range.
#[must_use]
pub fn read(value: &Value) -> Option<Mark> {
    let time = |name: &str| value.get(name).and_then(read_nanos);
    let place = match value.get("source").and_then(Value::as_str) {
        Some(source) => Place::Event(EventPlace {
            source: source.to_owned(),
            offset: value.get("offset")?.as_u64()?,
            time: time("time"),
        }),
        None => {
            let range = TimeRange { start: time("from")?, end: time("to")? };
            Place::Range((range.start < range.end).then_some(range)?)
        }
    };
    let colour = value.get("colour").and_then(Value::as_u64).unwrap_or(0);
    let colour = u8::try_from(colour).ok().filter(|it| *it < COLOURS).unwrap_or(0);
    let note = value.get("note").and_then(Value::as_str).unwrap_or_default();
    let note = note.get(..note.floor_char_boundary(NOTE_BYTES_MAX)).unwrap_or_default();
    Some(Mark { place, colour, note: note.to_owned() })
}

/// Nanoseconds since 1970 as text: a number of other JSON readers ends at 2^53.
fn nanos(time: TimeNanos) -> Value {
    time.0.to_string().into()
}

fn read_nanos(value: &Value) -> Option<TimeNanos> {
    let nanos = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    nanos.map(TimeNanos)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mark_is_written_like_this() {
        let place = Place::Event(EventPlace {
            source: "a.log".to_owned(),
            offset: 7,
            time: Some(TimeNanos(-1)),
        });
        let mark = Mark { place, colour: 2, note: "see \"b\"".to_owned() };
        let text = r#"{"source":"a.log","offset":7,"time":"-1","colour":2,"note":"see \"b\""}"#;
        assert_eq!(write(&mark).to_string(), text);
        let place = Place::Range(TimeRange { start: TimeNanos(1), end: TimeNanos(2) });
        let mark = Mark { place, colour: 0, note: String::new() };
        assert_eq!(write(&mark).to_string(), r#"{"from":"1","to":"2"}"#);
    }

    #[test]
    fn what_is_no_mark_is_refused_and_what_is_odd_in_one_is_passed_over() {
        let read = |text: &str| read(&serde_json::from_str(text).unwrap());
        for odd in ["1", "{}", r#"{"source":"a"}"#, r#"{"from":"2","to":"1"}"#, r#"{"from":1}"#] {
            assert_eq!(read(odd), None, "{odd}");
        }
        let mark = read(r#"{"from":1,"to":2,"colour":99,"note":5,"new":1}"#).unwrap();
        assert_eq!((mark.colour, mark.note.as_str()), (0, ""));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            source in ".{0,9}", offset: u64, time in proptest::option::of(any::<i64>()),
            colour in 0..COLOURS, note in ".{0,40}",
        ) {
            let time = time.map(TimeNanos);
            let place = Place::Event(EventPlace { source, offset, time });
            let mark = Mark { place, colour, note };
            let text = write(&mark).to_string();
            prop_assert_eq!(read(&serde_json::from_str(&text).unwrap()), Some(mark));
        }
    }
}
