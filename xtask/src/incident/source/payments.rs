//! The payment service: logfmt, which calls the request's id `trace`.
//!
//! Does not: quote inside quotes.

use super::{Level, Record, Source};
use crate::incident::clock::{self, Millis};

/// A line; `rest` is further pairs as they stand, or empty.
pub fn record(at: Millis, level: Level, message: &str, id: Option<&str>, rest: &str) -> Record {
    let mut text = format!("ts={} level={} msg=\"{message}\"", clock::rfc3339(at), level.word());
    for pair in [id.map(|id| format!("trace={id}")), Some(rest.to_owned())].into_iter().flatten() {
        if !pair.is_empty() {
            text.push(' ');
            text.push_str(&pair);
        }
    }
    Record { source: Source::Payments, at, level, id: id.map(str::to_owned), text }
}
