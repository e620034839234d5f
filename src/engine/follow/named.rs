//! Fields of a record by what their names mean to a request: method, path, status, service, span.
//!
//! Names are compared by their letters and digits alone, in lower case, whole or by their last part:
//! `http.request.method`, `requestMethod` and `request_method` are one.
//!
//! Does not: read values.

use crate::engine::{
    formats::STATUSES,
    record::{Name, RecordParts},
};

/// What a field may be for a request: names, the surest first.
pub(super) type Names = &'static [&'static str];

pub(super) const METHODS: Names =
    &["method", "httpmethod", "requestmethod", "httprequestmethod", "verb", "csmethod"];
pub(super) const PATHS: Names = &[
    "path",
    "url",
    "uri",
    "target",
    "requesturi",
    "requesturl",
    "requestpath",
    "urlpath",
    "csuristem",
    "route",
];
pub(super) const STATUS: Names = STATUSES;
/// Who wrote a record, where a source has records of several.
pub(super) const SERVICES: Names = &[
    "servicename",
    "service",
    "appname",
    "app",
    "application",
    "applicationname",
    "containername",
    "container",
    "component",
];
/// The part of a service that wrote a record.
pub(super) const LOGGERS: Names = &["logger", "loggername", "module", "class", "target"];
pub(super) const SPANS: Names = &["spanid", "span"];
pub(super) const PARENTS: Names = &["parentspanid", "parentspan", "parentid"];
pub(super) const SPAN_NAMES: Names = &["spanname", "operationname", "operation", "name"];
pub(super) const STARTS: Names =
    &["starttimeunixnano", "starttime", "starttimestamp", "startedat", "start"];
pub(super) const ENDS: Names = &["endtimeunixnano", "endtime", "endtimestamp", "endedat", "end"];

/// Whether a field of this name tells of a request or of its answer.
#[must_use]
pub fn tells_of_requests(name: &[u8]) -> bool {
    [METHODS, STATUS, ENDS].iter().any(|names| names.iter().any(|known| is(name, known)))
}

/// The value of the field whose name comes first in a list.
pub(super) fn value<'a>(
    record: &'a [u8],
    parts: &'a RecordParts,
    names: Names,
) -> Option<&'a [u8]> {
    let rank = |name: Name| {
        let name = parts.name(record, name);
        names.iter().position(|known| is(name, known))
    };
    let ranked = parts.fields.iter().filter_map(|field| Some((rank(field.name)?, field)));
    let full = ranked.filter(|(_, field)| field.value.end > field.value.start);
    let (_, field) = full.min_by_key(|(rank, _)| *rank)?;
    Some(parts.bytes(record, field.value))
}

/// The same as text.
pub(super) fn text(record: &[u8], parts: &RecordParts, names: Names) -> Option<String> {
    value(record, parts, names).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// Whether a dotted name, or its last part, is a known one.
#[must_use]
pub fn is(name: &[u8], known: &str) -> bool {
    let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
    is_plain(last, known) || last.len() < name.len() && is_plain(name, known)
}

fn is_plain(name: &[u8], known: &str) -> bool {
    let plain = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    plain.map(u8::to_ascii_lowercase).eq(known.bytes())
}
