//! The fields of a record as a tree, for the detail view and exports.
//!
//! Does not: read records; JSON records are trees already.

use serde_json::{Map, Number, Value};

use crate::record::{RecordParts, ValueKind};

/// A tree of one level: names as found, numbers as numbers, text as text.
/// A name that stands twice becomes a list.
pub(crate) fn from_parts(record: &[u8], parts: &RecordParts) -> Map<String, Value> {
    let mut tree = Map::new();
    for field in &parts.fields {
        let name = text(parts.name(record, field.name));
        let value = value(parts.bytes(record, field.value), field.kind);
        match tree.get_mut(&name) {
            None => {
                tree.insert(name, value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(first) => {
                let both = vec![first.take(), value];
                *first = Value::Array(both);
            }
        }
    }
    tree
}

fn value(bytes: &[u8], kind: ValueKind) -> Value {
    match kind {
        ValueKind::Null => Value::Null,
        ValueKind::Bool => Value::Bool(bytes == b"true"),
        ValueKind::Text => Value::String(text(bytes)),
        ValueKind::Number => number(bytes),
        ValueKind::Json => {
            serde_json::from_slice(bytes).unwrap_or_else(|_| Value::String(text(bytes)))
        }
    }
}

/// A number where JSON says it as it is written; else (`007`, `1e999`, `0.500`) text.
fn number(bytes: &[u8]) -> Value {
    match serde_json::from_slice::<Number>(bytes) {
        Ok(number) => Value::Number(number),
        _ => Value::String(text(bytes)),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
