//! A step of a request: one record that carries its id, as far as stories are told and compared by it.
//!
//! Does not: keep the record's text.

use serde::{Deserialize, Serialize};

use super::{
    classes::identity,
    duration,
    named::{
        self, ENDS, LOGGERS, METHODS, PARENTS, PATHS, SERVICES, SPAN_NAMES, SPANS, STARTS, STATUS,
    },
    token::{Class, each_token},
};
use crate::{
    formats::repeats_the_record, level::Level, record::RecordParts, store::Key,
    templates::text_hash,
};

/// Bytes of a message that a step tells.
const MESSAGE_BYTES_MAX: usize = 240;
/// Bytes of a value that is held against those of other steps.
const VALUE_BYTES_MAX: usize = 120;
/// A duration that goes back (or on) further than this from its record is none.
const TOOK_NANOS_MAX: i64 = 24 * 3_600 * 1_000_000_000;

/// One record of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub key: Key,
    pub template: u64,
    pub level: Option<Level>,
    /// Of an HTTP response.
    pub status: Option<u16>,
    pub request: Option<Request>,
    /// What a person sees of it; none of the rest where only the way of a request is asked for.
    pub shown: Shown,
}

/// What is told of a step besides its place in the way of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The first line of its message.
    pub message: String,
    /// Who wrote it, where a field says so; and the part of that which did.
    pub service: Option<String>,
    pub logger: Option<String>,
    /// How long it says that it took, and whether its time is when that began.
    pub took_nanos: Option<i64>,
    pub from_start: bool,
    pub span: Option<SpanIds>,
    /// Ids in the record.
    pub tokens: Vec<StepToken>,
    /// Its fields, but for times, messages and what cannot be compared.
    pub fields: Vec<(String, String)>,
}

/// What was asked of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub method: String,
    /// With its query, as logged.
    pub path: String,
}

/// A unit of work that a record belongs to, by its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanIds {
    pub span: String,
    pub parent: Option<String>,
    pub name: Option<String>,
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

impl Step {
    /// Whether something went wrong in it: a level of error or above, or a status of 500 or above.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.level.is_some_and(|level| level >= Level::Error)
            || self.status.is_some_and(|status| status >= 500)
    }

    /// From when to when it was, as far as it says so; its time alone where it does not.
    #[must_use]
    pub fn extent(&self) -> (i64, i64) {
        let (time, took) = (self.key.time, self.shown.took_nanos.unwrap_or(0));
        if self.shown.from_start {
            (time, time.saturating_add(took))
        } else {
            (time.saturating_sub(took), time)
        }
    }
}

impl Request {
    /// Method and path without what varies: `POST /cart/*`. Requests of one route are alike.
    #[must_use]
    pub fn route(&self) -> String {
        let path = self.path.split(['?', '#']).next().unwrap_or_default();
        let path = match path.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            None => path,
        };
        let varies =
            |part: &str| part.bytes().any(|byte| byte.is_ascii_digit()) && !is_version(part);
        let parts = path.split('/').map(|part| if varies(part) { "*" } else { part });
        format!("{} {}", self.method, parts.collect::<Vec<_>>().join("/"))
    }
}

/// Whether a part of a path is the version of an interface: `v2`.
fn is_version(part: &str) -> bool {
    let digits = part.strip_prefix('v').unwrap_or_default();
    (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The request that a record's fields name, if they have a method and a path.
#[must_use]
pub fn request(record: &[u8], parts: &RecordParts) -> Option<Request> {
    let method = named::text(record, parts, METHODS)?;
    let is_method =
        (3..=8).contains(&method.len()) && method.bytes().all(|b| b.is_ascii_alphabetic());
    let path = named::text(record, parts, PATHS).filter(|_| is_method)?;
    Some(Request { method: method.to_ascii_uppercase(), path })
}

/// The status of the response that a record's fields name.
#[must_use]
pub fn status(record: &[u8], parts: &RecordParts) -> Option<u16> {
    let value = named::value(record, parts, STATUS)?;
    let status = std::str::from_utf8(value).ok()?.parse().ok()?;
    (100..600).contains(&status).then_some(status)
}

/// Whether a field of this name holds the status of a response.
#[must_use]
pub fn is_status(name: &[u8]) -> bool {
    STATUS.iter().any(|known| named::is(name, known))
}

/// How long a record's fields say that something took, the longest of them.
#[must_use]
pub fn took_nanos(record: &[u8], parts: &RecordParts) -> Option<i64> {
    let took = parts.fields.iter().filter_map(|field| {
        let name = std::str::from_utf8(parts.name(record, field.name)).ok()?;
        duration::field_nanos(name, parts.bytes(record, field.value))
    });
    took.chain(from_start_to_end(record, parts)).filter(|nanos| *nanos <= TOOK_NANOS_MAX).max()
}

/// From the start to the end that a record's fields name as numbers since 1970.
fn from_start_to_end(record: &[u8], parts: &RecordParts) -> Option<i64> {
    let nanos = |names| {
        let text = std::str::from_utf8(named::value(record, parts, names)?).ok()?;
        let number: i64 = text.parse().ok()?;
        let scale = match text.len() {
            10 => 1_000_000_000,
            13 => 1_000_000,
            16 => 1_000,
            19 => 1,
            _ => return None,
        };
        number.checked_mul(scale)
    };
    nanos(ENDS)?.checked_sub(nanos(STARTS)?).filter(|nanos| *nanos >= 0)
}

/// What a person is shown of a record.
#[must_use]
pub fn shown(record: &[u8], parts: &RecordParts) -> Shown {
    let mut tokens: Vec<StepToken> = Vec::new();
    each_token(record, |token| {
        tokens.push(StepToken {
            identity: identity(token.class),
            hash: text_hash(token.value),
            text: String::from_utf8_lossy(token.value).into_owned(),
        });
    });
    let text = |names| named::text(record, parts, names);
    let message = parts.message(record).trim_ascii_start();
    // What is not in a field may still stand in the text: a `traceparent` that was logged as it came.
    let of_text = identity(Class::Key(b"span_id", false));
    let of_text = || tokens.iter().find(|token| token.identity == of_text);
    let bare = |token: &StepToken| SpanIds { span: token.text.clone(), parent: None, name: None };
    let span = span(record, parts).or_else(|| of_text().map(bare));
    Shown {
        message: cut(
            message.split(|byte| *byte == b'\n').next().unwrap_or_default(),
            MESSAGE_BYTES_MAX,
        ),
        service: text(SERVICES),
        logger: text(LOGGERS),
        took_nanos: took_nanos(record, parts).or_else(|| duration::message_nanos(message)),
        from_start: span.is_some() && named::value(record, parts, STARTS).is_some(),
        span,
        fields: fields(record, parts),
        tokens,
    }
}

fn span(record: &[u8], parts: &RecordParts) -> Option<SpanIds> {
    let text = |names| named::text(record, parts, names);
    let parent = || {
        let value = text(&["traceparent"])?;
        value.split('-').nth(2).map(str::to_owned)
    };
    let span = text(SPANS).or_else(parent)?;
    let parent = text(PARENTS).filter(|parent| parent.bytes().any(|byte| byte != b'0'));
    Some(SpanIds { span, parent, name: text(SPAN_NAMES) })
}

/// Fields that can be held against those of other records: short ones that are no time or message.
fn fields(record: &[u8], parts: &RecordParts) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let field = |field: &crate::record::Field| {
        let (name, value) = (parts.name(record, field.name), parts.bytes(record, field.value));
        let short = (1..=VALUE_BYTES_MAX).contains(&value.len());
        (short && !repeats_the_record(name)).then(|| (text(name), text(value)))
    };
    parts.fields.iter().filter_map(field).collect()
}

/// The beginning of a text, without what cannot be seen.
fn cut(text: &[u8], bytes_max: usize) -> String {
    let text = String::from_utf8_lossy(text.get(..bytes_max).unwrap_or(text)).into_owned();
    text.trim_end().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_paths_without_what_varies() {
        let route =
            |path: &str| Request { method: "GET".to_owned(), path: path.to_owned() }.route();
        assert_eq!(route("/cart/17?x=1"), "GET /cart/*");
        assert_eq!(
            route("https://shop.example:8080/api/v2/orders/A-1#top"),
            "GET /api/v2/orders/*"
        );
        assert_eq!(route("https://shop.example"), "GET /");
        assert_eq!(route("/"), "GET /");
    }
}
