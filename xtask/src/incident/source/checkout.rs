//! The service that takes orders: JSON lines.
//!
//! Does not: write values that need escaping.

use std::fmt::Write;

use super::{Level, Record, Source};
use crate::incident::{
    clock::{self, Millis},
    names::VERSION,
};

/// A line; `fields` follow as they are, numbers as numbers.
pub fn record(
    at: Millis,
    level: Level,
    message: &str,
    host: &str,
    id: Option<&str>,
    fields: &[(&str, u64)],
) -> Record {
    let (when, word) = (clock::rfc3339(at), level.word());
    let mut text = format!(
        "{{\"ts\":\"{when}\",\"level\":\"{word}\",\"logger\":\"shop.checkout\",\"msg\":\"{message}\",\
         \"host\":\"{host}\",\"version\":\"{VERSION}\""
    );
    if let Some(id) = id {
        let _ = write!(text, ",\"request_id\":\"{id}\"");
    }
    for (name, value) in fields {
        let _ = write!(text, ",\"{name}\":{value}");
    }
    text.push('}');
    Record { source: Source::Checkout, at, level, id: id.map(str::to_owned), text }
}
