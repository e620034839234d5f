//! Fields of a record by what their names mean to a request: method, path, status, service, span.
//!
//! Names are compared by their letters and digits alone, in lower case, whole or by their last part:
//! `http.request.method`, `requestMethod` and `request_method` are one.
//!
//! Does not: read values.

use crate::{
    formats::STATUSES,
    record::{Name, RecordParts},
};

/// Longest name that is known.
const NAME_BYTES_MAX: usize = 48;

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
        let mut room = ([0; NAME_BYTES_MAX], [0; NAME_BYTES_MAX]);
        let name = Plain::new(parts.name(record, name), &mut room);
        names.iter().position(|known| name.is(known))
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
    let mut room = ([0; NAME_BYTES_MAX], [0; NAME_BYTES_MAX]);
    Plain::new(name, &mut room).is(known)
}

/// A name by its letters and digits in lower case, whole and its last part.
struct Plain<'a> {
    whole: &'a [u8],
    last: &'a [u8],
}

impl<'a> Plain<'a> {
    fn new(
        name: &[u8],
        (whole, last): &'a mut ([u8; NAME_BYTES_MAX], [u8; NAME_BYTES_MAX]),
    ) -> Plain<'a> {
        let dot = name.iter().rposition(|byte| *byte == b'.');
        let tail = dot.and_then(|dot| name.get(dot + 1..)).unwrap_or(name);
        Plain { whole: plain(name, whole), last: plain(tail, last) }
    }

    fn is(&self, known: &str) -> bool {
        self.last == known.as_bytes() || self.whole == known.as_bytes()
    }
}

/// A name's letters and digits in lower case; nothing of one that is too long.
fn plain<'a>(name: &[u8], room: &'a mut [u8; NAME_BYTES_MAX]) -> &'a [u8] {
    let mut length = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        let Some(slot) = room.get_mut(length) else { return &[] };
        *slot = byte.to_ascii_lowercase();
        length += 1;
    }
    room.get(..length).unwrap_or_default()
}
