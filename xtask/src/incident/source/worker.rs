//! The worker that sends receipts and keeps watch: Java with Logback, stack traces below their line.
//!
//! Does not: write a zone; its times are in UTC.

use super::{Level, Record, Source};
use crate::incident::clock::{self, Millis};

/// A record; `trace` is the lines of a stack trace, or empty.
pub fn record(
    at: Millis,
    level: Level,
    thread: &str,
    class: &str,
    message: &str,
    trace: &[&str],
    id: Option<&str>,
) -> Record {
    let word = level.word().to_uppercase();
    let mut text = format!("{} [{thread}] {word:<5} {class} - {message}", clock::java(at));
    for line in trace {
        text.push('\n');
        text.push_str(line);
    }
    Record { source: Source::Worker, at, level, id: id.map(str::to_owned), text }
}
