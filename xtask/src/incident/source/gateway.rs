//! The gateway's access log: combined, then the time the answer took and the request's id.
//!
//! Does not: write a level; it is read from the status.

use super::{Level, Record, Source};
use crate::incident::clock::{self, Millis, SECOND};

/// One answered request.
pub struct Answer<'a> {
    pub client: &'a str,
    pub method: &'a str,
    pub path: &'a str,
    pub status: u16,
    pub bytes: u64,
    pub took_millis: u64,
    pub agent: &'a str,
    pub id: &'a str,
}

/// The line of an answer given at this instant.
pub fn record(at: Millis, answer: &Answer<'_>) -> Record {
    let Answer { client, method, path, status, bytes, took_millis, agent, id } = answer;
    let when = clock::access(at);
    let (seconds, millis) = (took_millis / SECOND, took_millis % SECOND);
    let text = format!(
        "{client} - - [{when}] \"{method} {path} HTTP/1.1\" {status} {bytes} \"-\" \"{agent}\" \
         rt={seconds}.{millis:03} request_id={id}"
    );
    let level = match status {
        500.. => Level::Error,
        400..500 => Level::Warn,
        _ => Level::Info,
    };
    // The line knows whole seconds only.
    let at = at - at % SECOND;
    Record { source: Source::Gateway, at, level, id: Some((*id).to_owned()), text }
}
