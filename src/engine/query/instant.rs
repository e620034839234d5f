//! Points in time as a query writes them, and the stretch of time that such a text covers.
//!
//! `2026-03-01` covers a day, `2026-03-01T14:05` a minute, `2026-03-01T14:05:06.25Z` a hundredth of
//! a second; `-15m` and `now-15m` count from the latest record; `14:05` is on the latest record's day.
//! <https://www.rfc-editor.org/rfc/rfc3339>, with what people leave out.
//!
//! Does not: read the many spellings of time in logs; the formats do.

use jiff::{civil, tz::TimeZone};

use super::{Context, quantity};
use crate::time::{SECOND_NANOS, TimeNanos, Zone};

/// A stretch of time: from the instant as written to the next that could be written as precisely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    pub start: TimeNanos,
    /// Not included.
    pub end: TimeNanos,
}

/// A clock reading with what of it was written.
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanos: i32,
    /// The unit of the last part that was written.
    precision_nanos: i64,
}

const PICOS_PER_NANO: i128 = 1_000;
const MINUTE_NANOS: i64 = 60 * SECOND_NANOS;
const DAY_NANOS: i64 = 86_400 * SECOND_NANOS;

/// Reads what may follow `time>=`: a point in time, one relative to the latest record, a time of
/// the latest day, or seconds, milli-, micro- or nanoseconds since 1970.
pub(super) fn of_query(text: &str, context: &Context) -> Option<Instant> {
    absolute(text, &context.zone)
        .or_else(|| relative(text, context.latest))
        .or_else(|| time_of_day(text, context))
        .or_else(|| epoch(text))
}

/// Reads a date, with a time of day or without; a text without a zone is in `zone`.
pub(super) fn absolute(text: &str, zone: &Zone) -> Option<Instant> {
    let (date, rest) = split_at(text, 10)?;
    let date = civil_date(date)?;
    if rest.is_empty() {
        let start = resolve(date.at(0, 0, 0, 0), None, zone)?;
        return Some(span(start, DAY_NANOS));
    }
    let rest = rest.strip_prefix(['T', 't', ' ', '_'])?;
    let (clock, rest) = clock(rest)?;
    let offset = offset(rest.strip_prefix(' ').unwrap_or(rest))?;
    on_day(date, &clock, offset, zone)
}

fn relative(text: &str, latest: TimeNanos) -> Option<Instant> {
    let rest = text.strip_prefix("now").unwrap_or(text);
    if rest.is_empty() {
        return Some(span(latest, 1)).filter(|_| !text.is_empty());
    }
    let (sign, amount) = match rest.strip_prefix('-') {
        Some(amount) => (-1, amount),
        None => (1, rest.strip_prefix('+')?),
    };
    let nanos = quantity::duration(amount.as_bytes()).filter(|picos| *picos >= 0)? / PICOS_PER_NANO;
    let nanos = i64::try_from(nanos).ok()?.checked_mul(sign)?;
    Some(span(TimeNanos(latest.0.checked_add(nanos)?), 1))
}

fn time_of_day(text: &str, context: &Context) -> Option<Instant> {
    let (clock, rest) = clock(text)?;
    let zone = &context.zone;
    let local = i64::from(zone.offset_at(context.latest)) * SECOND_NANOS;
    let days = context.latest.0.saturating_add(local).div_euclid(DAY_NANOS);
    let day = jiff::Span::new().try_days(days).ok()?;
    let date = civil::date(1970, 1, 1).checked_add(day).ok()?;
    on_day(date, &clock, offset(rest)?, zone)
}

fn epoch(text: &str) -> Option<Instant> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unit = match text.len() {
        9..=10 => SECOND_NANOS,
        12..=13 => 1_000_000,
        15..=16 => 1_000,
        18..=19 => 1,
        _ => return None,
    };
    Some(span(TimeNanos(text.parse::<i64>().ok()?.checked_mul(unit)?), unit))
}

fn on_day(date: civil::Date, clock: &Clock, offset: Option<i32>, zone: &Zone) -> Option<Instant> {
    let at = date.at(clock.hour, clock.minute, clock.second, clock.nanos);
    Some(span(resolve(at, offset, zone)?, clock.precision_nanos))
}

fn resolve(at: civil::DateTime, offset: Option<i32>, zone: &Zone) -> Option<TimeNanos> {
    let as_utc = at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_nanosecond();
    let seconds = i64::try_from(as_utc.div_euclid(i128::from(SECOND_NANOS))).ok()?;
    let offset = offset.unwrap_or_else(|| zone.offset_for_clock(seconds));
    let nanos = as_utc - i128::from(offset) * i128::from(SECOND_NANOS);
    Some(TimeNanos(i64::try_from(nanos).ok()?))
}

fn span(start: TimeNanos, length_nanos: i64) -> Instant {
    Instant { start, end: TimeNanos(start.0.saturating_add(length_nanos)) }
}

fn civil_date(text: &str) -> Option<civil::Date> {
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sized = (year.len(), month.len(), day.len()) == (4, 2, 2) && parts.next().is_none();
    civil::Date::new(
        digits(year).filter(|_| sized)? as i16,
        digits(month)? as i8,
        digits(day)? as i8,
    )
    .ok()
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction` at the front of `text`, and what follows.
fn clock(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = two_digits(text, 23)?;
    let (minute, rest) = two_digits(rest.strip_prefix(':')?, 59)?;
    let mut clock = Clock { hour, minute, second: 0, nanos: 0, precision_nanos: MINUTE_NANOS };
    let Some(rest) = rest.strip_prefix(':') else { return Some((clock, rest)) };
    let (second, rest) = two_digits(rest, 60)?;
    clock.second = second.min(59);
    clock.precision_nanos = SECOND_NANOS;
    let Some(fraction) = rest.strip_prefix(['.', ',']) else { return Some((clock, rest)) };
    let end = fraction.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(fraction.len());
    let (fraction, rest) = split_at(fraction, end)?;
    let mut unit = SECOND_NANOS;
    for digit in fraction.bytes().take(9) {
        unit /= 10;
        clock.nanos += i32::from(digit - b'0') * unit as i32;
    }
    clock.precision_nanos = unit;
    Some((clock, rest)).filter(|_| !fraction.is_empty())
}

/// All of `text` as an offset from UTC in seconds; `Some(None)` where nothing is written.
fn offset(text: &str) -> Option<Option<i32>> {
    let (sign, rest) = match text.bytes().next() {
        None => return Some(None),
        Some(b'Z' | b'z') if text.len() == 1 => return Some(Some(0)),
        Some(b'+') => (1, text.strip_prefix('+')?),
        Some(b'-') => (-1, text.strip_prefix('-')?),
        Some(_) if text == "UTC" => return Some(Some(0)),
        Some(_) => return None,
    };
    let (hours, rest) = two_digits(rest, 18)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, "") } else { two_digits(rest, 59)? };
    let seconds = sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60);
    rest.is_empty().then_some(Some(seconds))
}

fn two_digits(text: &str, max: u32) -> Option<(i8, &str)> {
    let (number, rest) = split_at(text, 2)?;
    Some((digits(number).filter(|&number| number <= max)? as i8, rest))
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn split_at(text: &str, at: usize) -> Option<(&str, &str)> {
    text.split_at_checked(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<String> {
        let latest = absolute("2026-03-01T14:30:00.5Z", &Zone::utc())?.start;
        let context = Context { zone: Zone::fixed("+01:00", 3600), latest };
        let found = of_query(text, &context)?;
        let show = |time: TimeNanos| jiff::Timestamp::from_nanosecond(i128::from(time.0));
        let length = found.end.0 - found.start.0;
        Some(format!("{} {length}", show(found.start).ok()?))
    }

    #[test]
    fn what_a_time_covers() {
        for (text, expected) in [
            ("2026-03-01", "2026-02-28T23:00:00Z 86400000000000"),
            ("2026-03-01T14:05", "2026-03-01T13:05:00Z 60000000000"),
            ("2026-03-01 14:05:06Z", "2026-03-01T14:05:06Z 1000000000"),
            ("2026-03-01T14:05:06,25+05:30", "2026-03-01T08:35:06.25Z 10000000"),
            ("2026/03/01_14:05-0200", "2026-03-01T16:05:00Z 60000000000"),
            ("-15m", "2026-03-01T14:15:00.5Z 1"),
            ("now-1h30m", "2026-03-01T13:00:00.5Z 1"),
            ("now", "2026-03-01T14:30:00.5Z 1"),
            ("14:05", "2026-03-01T13:05:00Z 60000000000"),
            ("1772368800", "2026-03-01T12:40:00Z 1000000000"),
            ("1772368800123", "2026-03-01T12:40:00.123Z 1000000"),
        ] {
            assert_eq!(check(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "now-",
            "-",
            "2026-13-01",
            "2026-02-30",
            "2026-03-01T",
            "2026-03-01T25:00",
            "2026-03-01T14:05X",
            "2026-03-01T14:05:06.",
            "yesterday",
            "-15",
            "12",
            "é026-03-01",
            "--5m",
            "9999-12-31",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
