//! The second database: PostgreSQL's own log, statements wrapped behind a tab.
//!
//! Does not: write `DETAIL` and the like, which would be lines of their own.

use super::{Level, Record, Source};
use crate::incident::clock::{self, Millis};

/// A record. `who` is the session's `user@database`, empty for the server's own processes.
pub fn record(
    at: Millis,
    level: Level,
    process: u64,
    who: &str,
    message: &str,
    id: Option<&str>,
) -> Record {
    let severity = match level {
        Level::Info => "LOG",
        Level::Warn => "WARNING",
        Level::Error => "ERROR",
        Level::Fatal => "FATAL",
    };
    let gap = if who.is_empty() { "" } else { " " };
    let text = format!("{} [{process}]{gap}{who} {severity}:  {message}", clock::postgres(at));
    Record { source: Source::Database, at, level, id: id.map(str::to_owned), text }
}
