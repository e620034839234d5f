//! Durations and sizes as logs write them: `512ms`, `1m30s`, `0.5 s`, `10KB`, `1.5MiB`.
//!
//! A bare number counts as a duration only where its field's name says the unit (`took_ms`,
//! `elapsedMillis`); as a size it counts bytes unless the name says otherwise (`heap_kb`).
//!
//! Does not: know points in time.

// The numbers are those of a text, of any size.
#![deny(clippy::arithmetic_side_effects)]
#![cfg_attr(
    test,
    allow(clippy::arithmetic_side_effects, reason = "a test stops where it overflows")
)]

use super::decimal::Decimal;

/// What kind of amount a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Duration,
    Size,
}

/// A unit: what it measures and how many picoseconds or thousandths of a byte it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    measure: Measure,
    pub(super) scale: i128,
}

pub(super) const NANO: i128 = 1_000;
const SECOND: i128 = 1_000_000_000 * NANO;
const BYTE: i128 = 1_000;

/// Units of duration, in picoseconds.
const DURATIONS: &[(&[&str], i128)] = &[
    (&["ns", "nanos", "nanosecond", "nanoseconds"], NANO),
    (&["us", "µs", "μs", "micros", "microsecond", "microseconds"], 1_000 * NANO),
    (&["ms", "msec", "millis", "millisecond", "milliseconds"], 1_000_000 * NANO),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["m", "min", "mins", "minute", "minutes"], 60 * SECOND),
    (&["h", "hr", "hrs", "hour", "hours"], 3_600 * SECOND),
    (&["d", "day", "days"], 86_400 * SECOND),
    (&["w", "week", "weeks"], 604_800 * SECOND),
];

/// Units of size, in thousandths of a byte; any case.
const SIZES: &[(&[&str], i128)] = &[
    (&["b", "byte", "bytes"], BYTE),
    (&["kb"], 1_000 * BYTE),
    (&["mb"], 1_000_000 * BYTE),
    (&["gb"], 1_000_000_000 * BYTE),
    (&["tb"], 1_000_000_000_000 * BYTE),
    (&["kib"], BYTE << 10),
    (&["mib"], BYTE << 20),
    (&["gib"], BYTE << 30),
    (&["tib"], BYTE << 40),
];

/// Field names whose unit is a convention (nginx writes seconds).
const SECONDS_BY_CONVENTION: &[&str] =
    &["request_time", "upstream_response_time", "upstream_connect_time", "upstream_header_time"];

/// Reads all of `text` as a duration, in picoseconds: one or more numbers with units, largest first
/// or not, with a sign for the whole.
pub(super) fn duration(text: &[u8]) -> Option<i128> {
    let (negative, mut rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let mut sum: i128 = 0;
    loop {
        let (number, after) = Decimal::prefix(rest).filter(|_| !rest.starts_with(b"-"))?;
        let after = after.strip_prefix(b" ").unwrap_or(after);
        let end = after.iter().position(|&byte| byte == b' ' || byte.is_ascii_digit());
        let (unit, next) = after.split_at_checked(end.unwrap_or(after.len()))?;
        sum = sum.checked_add(number.scaled(duration_unit(unit)?)?)?;
        if next.is_empty() {
            return if negative { sum.checked_neg() } else { Some(sum) };
        }
        rest = next.strip_prefix(b" ").unwrap_or(next);
    }
}

/// Reads all of `text` as a size, in thousandths of a byte.
pub(super) fn size(text: &[u8]) -> Option<i128> {
    let (number, unit) = Decimal::prefix(text)?;
    number.scaled(size_unit(unit.strip_prefix(b" ").unwrap_or(unit))?)
}

/// The unit that a field's name states for its bare numbers; bytes where it states none.
pub(super) fn unit_of_name(name: &str, measure: Measure) -> Option<Unit> {
    let word = last_word(name);
    let seconds = SECONDS_BY_CONVENTION.contains(&name).then_some(SECOND);
    let stated = duration_unit(word.as_bytes()).filter(|_| word.len() < name.len());
    let scale = match (measure, seconds.or(stated)) {
        (Measure::Duration, scale) => scale,
        (Measure::Size, Some(_)) => None,
        (Measure::Size, None) => size_unit(word.as_bytes()).or(Some(BYTE)),
    };
    Some(Unit { measure, scale: scale? })
}

/// A value of a field as an amount: with its own unit, or a bare number in the unit of its name.
pub(super) fn amount(value: &[u8], measure: Measure, name_unit: Option<Unit>) -> Option<i128> {
    let own = match measure {
        Measure::Duration => duration(value),
        Measure::Size => size(value),
    };
    own.or_else(|| {
        let unit = name_unit.filter(|unit| unit.measure == measure)?;
        Decimal::parse(value)?.scaled(unit.scale)
    })
}

/// A value of a field as nanoseconds: with its own unit, or a bare number in the unit that the
/// field's name states.
pub fn duration_nanos(name: &str, value: &[u8]) -> Option<i64> {
    let picos = amount(value, Measure::Duration, unit_of_name(name, Measure::Duration))?;
    i64::try_from(picos / NANO).ok()
}

/// A bare number of so many `unit`s (`ms`) as nanoseconds.
pub fn duration_nanos_in(unit: &str, value: &[u8]) -> Option<i64> {
    let picos = Decimal::parse(value)?.scaled(duration_unit(unit.as_bytes())?)?;
    i64::try_from(picos / NANO).ok()
}

fn duration_unit(unit: &[u8]) -> Option<i128> {
    let holds = |names: &[&str]| names.iter().any(|name| name.as_bytes() == unit);
    DURATIONS.iter().find(|(names, _)| holds(names)).map(|&(_, scale)| scale)
}

fn size_unit(unit: &[u8]) -> Option<i128> {
    let holds =
        |names: &[&str]| names.iter().any(|name| name.as_bytes().eq_ignore_ascii_case(unit));
    SIZES.iter().find(|(names, _)| holds(names)).map(|&(_, scale)| scale)
}

/// The last word of a name, in lower case: `ms` of `took_ms`, `millis` of `elapsedMillis`.
fn last_word(name: &str) -> String {
    let tail = name.rsplit(['_', '-', '.']).next().unwrap_or(name);
    let hump = tail.rfind(|letter: char| letter.is_ascii_uppercase());
    let hump = hump.filter(|&at| tail.get(..at).is_some_and(ends_in_lower_case));
    hump.and_then(|at| tail.get(at..)).unwrap_or(tail).to_ascii_lowercase()
}

fn ends_in_lower_case(text: &str) -> bool {
    text.ends_with(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_many_spellings() {
        let millis = |text: &str| duration(text.as_bytes()).map(|picos| picos / (SECOND / 1000));
        assert_eq!(millis("500ms"), Some(500));
        assert_eq!(millis("0.5s"), Some(500));
        assert_eq!(millis("1m30s"), Some(90_000));
        assert_eq!(millis("1m 30.5s"), Some(90_500));
        assert_eq!(millis("1.2 seconds"), Some(1_200));
        assert_eq!(millis("-15m"), Some(-900_000));
        assert_eq!(millis("2500µs"), Some(2));
        for bad in ["", "5", "ms", "5x", "5ms6", "1h-2m", "5 ", "--5s"] {
            assert_eq!(millis(bad), None, "{bad}");
        }
    }

    #[test]
    fn sizes_are_decimal_or_binary_as_written() {
        let bytes = |text: &str| size(text.as_bytes()).map(|size| size / BYTE);
        assert_eq!(bytes("10KB"), Some(10_000));
        assert_eq!(bytes("1.5MiB"), Some(1_572_864));
        assert_eq!(bytes("3 gb"), Some(3_000_000_000));
        assert_eq!(bytes("7B"), Some(7));
        assert_eq!(bytes("7"), None);
    }

    #[test]
    fn a_name_states_the_unit_of_its_numbers() {
        let unit = |name| unit_of_name(name, Measure::Duration).map(|unit| unit.scale);
        assert_eq!(unit("took_ms"), Some(SECOND / 1000));
        assert_eq!(unit("http.duration-seconds"), Some(SECOND));
        assert_eq!(unit("elapsedMillis"), Some(SECOND / 1000));
        assert_eq!(unit("request_time"), Some(SECOND));
        assert_eq!(unit("items"), None);
        assert_eq!(unit("s"), None);
        assert_eq!(unit("PARAMS"), None);
        let size = |name| unit_of_name(name, Measure::Size).map(|unit| unit.scale);
        assert_eq!(size("heap_kb"), Some(1_000 * BYTE));
        assert_eq!(size("length"), Some(BYTE));
        assert_eq!(size("took_ms"), None);
    }
}
