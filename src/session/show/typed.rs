//! Reads the time that a person types to go to: a clock time, a date, both, a distance, an epoch.
//!
//! A clock time alone (`14:05`) means the day that lies nearest to what is on screen.
//! A distance counts from the data, since "now" is nothing to an export:
//! `-15m` is a quarter of an hour before the last record, `+2h` two hours after the first.
//!
//! Does not: accept a time that it must guess at.

use super::clock::{Clock, DAY_SECONDS, days_from_date, number, offset_seconds};
use crate::protocol::page::{SECOND_NANOS, TimeNanos, TimeRange, Zone};

/// What to say when a text is no time.
pub const EXPECTED: &str = "expected a time such as 14:05, 2026-03-01 14:05, -15m (before the last record) or +2h (after the first)";

/// What to say when a text is no range of time.
pub const EXPECTED_RANGE: &str =
    "expected two times such as 14:05 to 14:20, or 2026-03-01 14:05 to 2026-03-01 15:00";

/// The instant meant by `text`. `extent` is that of the data, `near` what is on screen.
///
/// # Errors
/// [`EXPECTED`], where the text is none of the known forms or no real time.
pub fn typed_time(
    text: &str,
    zone: &Zone,
    extent: TimeRange,
    near: TimeNanos,
) -> Result<TimeNanos, &'static str> {
    let text = text.trim();
    distance(text, extent)
        .or_else(|| epoch(text))
        .or_else(|| clock_time(text, zone, extent, near))
        .or_else(|| date_time(text, zone))
        .ok_or(EXPECTED)
}

/// The time meant by two of these with `to` between.
///
/// # Errors
/// [`EXPECTED_RANGE`], where that is no time.
pub fn typed_range(text: &str, zone: &Zone, extent: TimeRange) -> Result<TimeRange, &'static str> {
    let time = |text: &str| typed_time(text, zone, extent, extent.start).ok();
    let range = text.split_once(" to ").and_then(|(start, end)| {
        let range = TimeRange { start: time(start)?, end: time(end)? };
        (range.start < range.end).then_some(range)
    });
    range.ok_or(EXPECTED_RANGE)
}

/// `-15m`, `+2h`, `-1h30m`: from the last or the first record.
fn distance(text: &str, extent: TimeRange) -> Option<TimeNanos> {
    match text.chars().next()? {
        '-' | '−' => {
            let last = extent.end.0.saturating_sub(1).max(extent.start.0);
            last.checked_sub(length(text.trim_start_matches(['-', '−']))?).map(TimeNanos)
        }
        '+' => extent.start.0.checked_add(length(text.strip_prefix('+')?)?).map(TimeNanos),
        _ => None,
    }
}

/// The nanoseconds of `90s`, `1h30m`, `1.5 h`.
pub(super) fn length(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    let mut nanos = 0i64;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let unit: f64 = match &rest[..letters] {
            "ms" => 1e6,
            "s" | "sec" | "second" | "seconds" => 1e9,
            "m" | "min" | "minute" | "minutes" => 60e9,
            "h" | "hour" | "hours" => 3600e9,
            "d" | "day" | "days" => 86_400e9,
            "w" | "week" | "weeks" => 604_800e9,
            _ => return None,
        };
        rest = rest[letters..].trim_start();
        nanos = nanos.checked_add((number * unit).round() as i64)?;
    }
    Some(nanos)
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970, told by the number of digits.
fn epoch(text: &str) -> Option<TimeNanos> {
    let unit = match text.len() {
        9..=10 => SECOND_NANOS,
        12..=13 => 1_000_000,
        15..=16 => 1_000,
        18..=19 => 1,
        _ => return None,
    };
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse::<i64>().ok()?.checked_mul(unit).map(TimeNanos)
}

/// `14:05` on the day on which it lies in the data and nearest to `near`; nearest alone where it lies in none.
fn clock_time(text: &str, zone: &Zone, extent: TimeRange, near: TimeNanos) -> Option<TimeNanos> {
    let (seconds, nanos) = clock_seconds(text)?;
    let today = Clock::at(zone, near);
    let today = days_from_date(today.year, today.month, today.day);
    let candidates = (today - 1..=today + 1).filter_map(|day| {
        let clock = day * DAY_SECONDS + seconds;
        let instant = clock - i64::from(zone.offset_for_clock(clock));
        instant.checked_mul(SECOND_NANOS)?.checked_add(nanos).map(TimeNanos)
    });
    candidates.min_by_key(|time| (!extent.contains(*time), time.0.abs_diff(near.0)))
}

/// Seconds since midnight and nanoseconds of `14:05`, `14:05:32`, `14:05:32.25`.
fn clock_seconds(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let (second, nanos) = match parts.next() {
        None => (0, 0),
        Some(text) => {
            let (second, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
            (number(second, 2)?, fraction_nanos(fraction)?)
        }
    };
    let real = hour < 24 && minute < 60 && second < 60;
    real.then_some((hour * 3600 + minute * 60 + second, nanos))
}

/// `2026-03-01`, `2026-03-01 14:05`, `2026-03-01T14:05:32.25Z`, `… +02:00`.
fn date_time(text: &str, zone: &Zone) -> Option<TimeNanos> {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let mut parts = date.split(['-', '/']);
    let year = parts.next()?;
    let (year, month, day) =
        (number(year, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let midnight = Clock::midnight(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    if parts.next().is_some() || date.len() < 8 || !midnight.is_real() {
        return None;
    }
    let (time, east) = split_offset(time.trim());
    let (seconds, nanos) = clock_seconds(time.trim())?;
    let clock = midnight.seconds() + seconds;
    let east = match east {
        Some(text) => i64::from(offset_seconds(text)?),
        None => i64::from(zone.offset_for_clock(clock)),
    };
    (clock - east).checked_mul(SECOND_NANOS)?.checked_add(nanos).map(TimeNanos)
}

fn split_offset(time: &str) -> (&str, Option<&str>) {
    match time.find(['Z', 'z', '+', '-']) {
        Some(at) => (&time[..at], Some(&time[at..])),
        None => (time, None),
    }
}

fn fraction_nanos(text: &str) -> Option<i64> {
    let digits: String = text.chars().chain("000000000".chars()).take(9).collect();
    if text.is_empty() { None } else { number(&digits, 9) }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::session::show::clock::time_exact;

    fn instant(text: &str) -> TimeNanos {
        date_time(text, &Zone::utc()).unwrap()
    }

    fn read(text: &str, zone: &Zone) -> String {
        let extent = TimeRange {
            start: instant("2026-02-28T22:00:00Z"),
            end: instant("2026-03-02T04:00:00Z"),
        };
        match typed_time(text, zone, extent, instant("2026-03-01T14:00:00Z")) {
            Ok(time) => time_exact(zone, time),
            Err(message) => message.to_owned(),
        }
    }

    #[test]
    fn every_form_is_read() {
        let forms = [
            "14:05",
            "23:30",
            "3:00:01.5",
            "2026-03-01",
            " 2026-03-01 14:05 ",
            "2026/03/01 14:05:32,25",
            "2026-03-01T14:05:32.000000001Z",
            "2026-03-01 14:05 +05:30",
            "2026-03-01 14:05-0330",
            "-15m",
            "-1h 30min",
            "+2h",
            "+1.5 d",
            "1772370300",
            "1772370300123",
        ];
        let zone = Zone::fixed("+01:00", 3600);
        let shown: Vec<String> =
            forms.iter().map(|form| format!("{form} -> {}", read(form, &zone))).collect();
        expect![[r#"
            14:05 -> 2026-03-01 14:05:00.000 +01:00
            23:30 -> 2026-03-01 23:30:00.000 +01:00
            3:00:01.5 -> 2026-03-01 03:00:01.500 +01:00
            2026-03-01 -> 2026-03-01 00:00:00.000 +01:00
             2026-03-01 14:05  -> 2026-03-01 14:05:00.000 +01:00
            2026/03/01 14:05:32,25 -> 2026-03-01 14:05:32.250 +01:00
            2026-03-01T14:05:32.000000001Z -> 2026-03-01 15:05:32.000000001 +01:00
            2026-03-01 14:05 +05:30 -> 2026-03-01 09:35:00.000 +01:00
            2026-03-01 14:05-0330 -> 2026-03-01 18:35:00.000 +01:00
            -15m -> 2026-03-02 04:44:59.999999999 +01:00
            -1h 30min -> 2026-03-02 03:29:59.999999999 +01:00
            +2h -> 2026-03-01 01:00:00.000 +01:00
            +1.5 d -> 2026-03-02 11:00:00.000 +01:00
            1772370300 -> 2026-03-01 14:05:00.000 +01:00
            1772370300123 -> 2026-03-01 14:05:00.123 +01:00"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let texts = ["", "now", "25:00", "14:60", "2026-02-30", "2026-03-01 14", "-", "+5", "12"];
        for text in texts {
            assert_eq!(read(text, &Zone::utc()), EXPECTED, "{text}");
        }
    }

    #[test]
    fn a_clock_time_prefers_a_day_of_the_data() {
        let extent = TimeRange {
            start: instant("2026-03-01T20:00:00Z"),
            end: instant("2026-03-02T04:00:00Z"),
        };
        let near = instant("2026-03-01T20:30:00Z");
        let read = typed_time("02:00", &Zone::utc(), extent, near);
        assert_eq!(read, Ok(instant("2026-03-02T02:00:00Z")));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}", near: i64, end: i64) {
            let extent = TimeRange { start: TimeNanos(near), end: TimeNanos(end) };
            let read = typed_time(&text, &Zone::utc(), extent, TimeNanos(near));
            prop_assert!(read.is_ok() || read == Err(EXPECTED));
        }

        #[test]
        fn what_is_shown_exactly_is_read_again(nanos in -2_000_000_000_000_000_000i64..8_000_000_000_000_000_000) {
            let zone = Zone::fixed("", -3600);
            let shown = time_exact(&zone, TimeNanos(nanos)).replace("UTC", "Z");
            let extent = TimeRange { start: TimeNanos(0), end: TimeNanos(1) };
            prop_assert_eq!(typed_time(&shown, &zone, extent, TimeNanos(0)), Ok(TimeNanos(nanos)));
        }
    }
}
