//! How long something took, by a field's name and value (`rt=0.512`, `duration_ms=84`) or by a
//! message's words (`took 84 ms`).
//!
//! A field's name tells that it is a duration ([`is_duration`]); a value's own unit counts first
//! (`1.5s`), then the unit that the name states (`_ms`), then the convention of [`CONVENTIONS`].
//! A bare number under a name without either counts milliseconds, but seconds where it is written
//! with three or more digits behind the point: libraries that log seconds write them so.
//!
//! Does not: know points in time.

use crate::query::{duration_nanos, duration_nanos_in};

/// Words, one of which makes a name a duration's.
const WORDS: [&str; 11] = [
    "duration", "took", "elapsed", "latency", "rt", "rtt", "dur", "runtime", "delay", "taken",
    "timing",
];
/// Words before `time` that make it a span: `response_time`.
const SPANS: [&str; 13] = [
    "response",
    "request",
    "process",
    "processing",
    "execution",
    "exec",
    "query",
    "run",
    "total",
    "upstream",
    "connect",
    "header",
    "service",
];
/// Names whose unit is a convention: of nginx, HAProxy and the like seconds.
const CONVENTIONS: [(&str, &str); 7] = [
    ("rt", "s"),
    ("requesttime", "s"),
    ("upstreamresponsetime", "s"),
    ("upstreamconnecttime", "s"),
    ("upstreamheadertime", "s"),
    ("responsetime", "ms"),
    ("durationnano", "ns"),
];
/// A name by convention for both milliseconds and, with their thousandths, seconds: IIS and CloudFront.
const EITHER: &str = "timetaken";
/// Words in front of a duration in a message.
const LEADS: [&str; 9] =
    ["in", "took", "taken", "after", "elapsed", "duration", "latency", "time", "within"];
/// Words in front of these that speak of what is to come.
const PLANS: [&str; 4] = ["retry", "retrying", "again", "wait"];
/// Units in messages.
const UNITS: [&str; 12] = [
    "ns",
    "us",
    "µs",
    "ms",
    "msec",
    "millis",
    "milliseconds",
    "s",
    "sec",
    "secs",
    "seconds",
    "min",
];
/// Longest words of a message that are looked at.
const MESSAGE_BYTES_MAX: usize = 1_000;

/// Whether a field of this (dotted) name tells how long something took.
#[must_use]
pub fn is_duration(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let words = words(last);
    let plain: String = words.concat();
    if plain == EITHER || CONVENTIONS.iter().any(|(known, _)| *known == plain) {
        return true;
    }
    let spans = |word: &str| SPANS.contains(&word);
    let tells = |word: &str| WORDS.contains(&word) || word.strip_suffix("time").is_some_and(spans);
    // These say so only beside a unit: `wait_ms`.
    let united =
        |word: &str| ["wait", "cost"].contains(&word) && duration_nanos(last, b"1").is_some();
    words.iter().any(|word| tells(word) || united(word))
        || words.iter().any(|word| word == "time") && words.iter().any(|word| spans(word))
}

/// A field that tells how long something took, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationField {
    /// The last of its dotted names.
    last: String,
    /// The unit of bare numbers by convention.
    convention: Option<&'static str>,
    /// Or how a number is written tells which of two units it has.
    either: bool,
}

impl DurationField {
    /// A field of this (dotted) name; none where it is no duration's.
    #[must_use]
    pub fn named(name: &str) -> Option<DurationField> {
        if !is_duration(name) {
            return None;
        }
        let last = name.rsplit('.').next().unwrap_or(name).to_owned();
        let plain: String = words(&last).concat();
        let convention = CONVENTIONS.iter().find(|(known, _)| *known == plain);
        let convention = convention.map(|(_, unit)| *unit);
        Some(DurationField { last, convention, either: plain == EITHER })
    }

    /// How long a value says, in nanoseconds; none where it is no duration.
    #[must_use]
    pub fn nanos(&self, value: &[u8]) -> Option<i64> {
        let stated = || duration_nanos(&self.last, value);
        let assumed = || {
            let digits = value.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let seconds = digits >= 3 && value.contains(&b'.');
            duration_nanos_in(if seconds { "s" } else { "ms" }, value)
        };
        let by_convention = || duration_nanos_in(self.convention?, value);
        stated().or_else(by_convention).or_else(assumed).filter(|nanos| *nanos >= 0)
    }

    /// Whether the unit of a bare number is told, by the name or by convention; else it is assumed.
    #[must_use]
    pub fn tells_unit(&self) -> bool {
        self.either || self.convention.is_some() || duration_nanos(&self.last, b"1").is_some()
    }
}

/// How long a field says that something took, in nanoseconds; none where it is no duration.
#[must_use]
pub fn field_nanos(name: &str, value: &[u8]) -> Option<i64> {
    let begins = value.first().is_some_and(u8::is_ascii_digit);
    if begins { DurationField::named(name)?.nanos(value) } else { None }
}

/// How long a message says that something took, in nanoseconds: the last of its durations behind a
/// word such as `in` or `took`.
#[must_use]
pub fn message_nanos(message: &[u8]) -> Option<i64> {
    let message = message.get(..MESSAGE_BYTES_MAX).unwrap_or(message);
    let joins = |byte: &u8| byte.is_ascii_whitespace() || b"=:(),;[]\"".contains(byte);
    let words: Vec<&[u8]> = message.split(joins).filter(|word| !word.is_empty()).collect();
    let is = |at: Option<usize>, known: &[&str]| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| known.iter().any(|it| it.as_bytes().eq_ignore_ascii_case(word)))
    };
    let told = |at: usize| {
        let planned = is(at.checked_sub(2), &PLANS);
        if !is(at.checked_sub(1), &LEADS) || planned {
            return None;
        }
        let number = words.get(at)?;
        let unit = UNITS.iter().find(|_| is(Some(at + 1), &UNITS)).and(words.get(at + 1));
        let apart =
            unit.and_then(|unit| duration_nanos_in(std::str::from_utf8(unit).ok()?, number));
        apart.or_else(|| duration_nanos("", number))
    };
    (0..words.len()).rev().find_map(told).filter(|nanos| *nanos >= 0)
}

/// The words of a name in lower case: `responseTimeMs` has `response`, `time` and `ms`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || letter.is_uppercase() && was_small {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_units_of_fields() {
        let micros = |name: &str, value: &str| {
            field_nanos(name, value.as_bytes()).map(|nanos| nanos / 1_000)
        };
        for (name, value, expected) in [
            ("rt", "0.512", Some(512_000)),
            ("duration_ms", "84", Some(84_000)),
            ("http.duration", "1.5s", Some(1_500_000)),
            ("duration", "0.0123", Some(12_300)),
            ("duration", "58.33", Some(58_330)),
            ("responseTime", "12", Some(12_000)),
            ("request_time", "0.081", Some(81_000)),
            ("time-taken", "15", Some(15_000)),
            ("time-taken", "0.113", Some(113_000)),
            ("duration", "252.283 ms", Some(252_283)),
            ("elapsedMillis", "7", Some(7_000)),
            ("duration_ns", "4000", Some(4)),
            ("latency", "450µs", Some(450)),
            ("queryTimeUs", "31", Some(31)),
            ("time", "12", None),
            ("timestamp", "12", None),
            ("start_time", "12", None),
            ("max_age", "12", None),
            ("wait_ms", "12", Some(12_000)),
            ("wait", "12", None),
            ("time_ms", "12", None),
            ("sort", "12", None),
            ("duration", "fast", None),
            ("duration", "-3", None),
        ] {
            assert_eq!(micros(name, value), expected, "{name}={value}");
        }
    }

    #[test]
    fn words_of_messages() {
        let millis = |text: &str| message_nanos(text.as_bytes()).map(|nanos| nanos / 1_000_000);
        for (text, expected) in [
            ("request done GET /api in 80 ms", Some(80)),
            ("took 84ms", Some(84)),
            ("no connection after 1.5 s: gave up", Some(1_500)),
            ("Completed (elapsed: 12 ms)", Some(12)),
            ("retry after 500 ms", None),
            ("lag 10 ms", None),
            ("in 3 steps", None),
            ("", None),
        ] {
            assert_eq!(millis(text), expected, "{text}");
        }
    }
}
