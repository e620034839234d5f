//! A step of a request: one record that carries its id, as far as stories are told and compared by it.
//!
//! Does not: keep the record's text.

use serde::{Deserialize, Serialize};

use crate::engine::{
    level::Level,
    record::{Name, RecordParts},
    store::Key,
};

/// One record of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub key: Key,
    pub template: u64,
    pub level: Option<Level>,
    /// Of an HTTP response.
    pub status: Option<u16>,
    pub request: Option<Request>,
    /// Ids in the record.
    pub tokens: Vec<StepToken>,
}

/// What was asked of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub method: String,
    /// With its query, as logged.
    pub path: String,
}

/// An id in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepToken {
    /// Of its class.
    pub identity: u64,
    /// Hash of its text.
    pub hash: u64,
    pub text: String,
}

const METHODS: [&[u8]; 5] = [b"method", b"httpmethod", b"requestmethod", b"verb", b"csmethod"];
const PATHS: [&[u8]; 9] = [
    b"path",
    b"url",
    b"uri",
    b"target",
    b"requesturi",
    b"requesturl",
    b"requestpath",
    b"csuristem",
    b"route",
];
const STATUSES: [&[u8]; 6] =
    [b"status", b"statuscode", b"httpstatus", b"httpstatuscode", b"responsestatus", b"scstatus"];

/// The request that a record's fields name, if they have a method and a path.
#[must_use]
pub fn request(record: &[u8], parts: &RecordParts) -> Option<Request> {
    let text = |names: &[&[u8]]| {
        value(record, parts, names).map(|value| String::from_utf8_lossy(value).into_owned())
    };
    Some(Request { method: text(&METHODS)?, path: text(&PATHS)? })
}

/// The status of the response that a record's fields name.
#[must_use]
pub fn status(record: &[u8], parts: &RecordParts) -> Option<u16> {
    let value = value(record, parts, &STATUSES)?;
    let status = std::str::from_utf8(value).ok()?.parse().ok()?;
    (100..600).contains(&status).then_some(status)
}

/// Whether a field of this name holds the status of a response.
#[must_use]
pub fn is_status(name: &[u8]) -> bool {
    is_one_of(name, &STATUSES)
}

/// Whether the last part of a field's name is one of these; signs and capitals do not count.
fn is_one_of(name: &[u8], names: &[&[u8]]) -> bool {
    let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
    let plain = || last.iter().filter(|byte| byte.is_ascii_alphanumeric());
    names.iter().any(|wanted| plain().map(u8::to_ascii_lowercase).eq(wanted.iter().copied()))
}

/// The value of the first field with one of these names.
fn value<'a>(record: &'a [u8], parts: &'a RecordParts, names: &[&[u8]]) -> Option<&'a [u8]> {
    let is = |name: Name| is_one_of(parts.name(record, name), names);
    let field = parts.fields.iter().find(|field| is(field.name))?;
    Some(parts.bytes(record, field.value)).filter(|value| !value.is_empty())
}
