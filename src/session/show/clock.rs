//! Calendar and clock in a zone: [`Clock`] is what a wall clock and calendar show at an instant.
//!
//! Days are turned into dates and back by the algorithms of Howard Hinnant,
//! <https://howardhinnant.github.io/date_algorithms.html> (`civil_from_days`, `days_from_civil`).
//!
//! Does not: know the rules of zones; a [`Zone`] is a table.

use crate::protocol::page::{SECOND_NANOS, TimeNanos, TimeRange, Zone};

/// Seconds of a day on the clock.
pub const DAY_SECONDS: i64 = 86_400;

/// What clock and calendar show. Not every value is a real date; [`Clock::is_real`] tells.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub nanos: u32,
}

impl Clock {
    /// What clock and calendar show at an instant.
    #[must_use]
    pub fn at(zone: &Zone, time: TimeNanos) -> Clock {
        let seconds = time.0.div_euclid(SECOND_NANOS) + i64::from(zone.offset_at(time));
        let nanos = time.0.rem_euclid(SECOND_NANOS);
        let (year, month, day) = date_from_days(seconds.div_euclid(DAY_SECONDS));
        let second = seconds.rem_euclid(DAY_SECONDS);
        Clock {
            year,
            month,
            day,
            hour: (second / 3600) as u8,
            minute: (second / 60 % 60) as u8,
            second: (second % 60) as u8,
            nanos: nanos as u32,
        }
    }

    /// Midnight at the beginning of a date.
    #[must_use]
    pub fn midnight(year: i64, month: u8, day: u8) -> Clock {
        Clock { year, month, day, hour: 0, minute: 0, second: 0, nanos: 0 }
    }

    /// The instant at which a zone's clock shows this (the first of two, where it shows it twice);
    /// none outside of what nanoseconds in 64 bits hold.
    #[must_use]
    pub fn instant(&self, zone: &Zone) -> Option<TimeNanos> {
        let clock = self.seconds();
        let seconds = clock - i64::from(zone.offset_for_clock(clock));
        let nanos = seconds.checked_mul(SECOND_NANOS)?.checked_add(i64::from(self.nanos))?;
        Some(TimeNanos(nanos))
    }

    /// Seconds since 1970 that the clock shows, as if it were UTC.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        let time =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        days_from_date(self.year, self.month, self.day) * DAY_SECONDS + time
    }

    /// Whether the date exists and the time is one that a clock shows.
    #[must_use]
    pub fn is_real(&self) -> bool {
        let days = days_from_date(self.year, self.month, self.day);
        date_from_days(days) == (self.year, self.month, self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
    }
}

/// Year, month and day of a number of days since 1970-01-01.
#[must_use]
pub fn date_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

/// Days since 1970-01-01 of a date.
#[must_use]
pub fn days_from_date(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// `14:04:32.711`.
#[must_use]
pub fn time_of_day(zone: &Zone, time: TimeNanos) -> String {
    let Clock { hour, minute, second, nanos, .. } = Clock::at(zone, time);
    format!("{hour:02}:{minute:02}:{second:02}.{:03}", nanos / 1_000_000)
}

/// `2026-03-01`.
#[must_use]
pub fn date(zone: &Zone, time: TimeNanos) -> String {
    let Clock { year, month, day, .. } = Clock::at(zone, time);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2026-03-01 14:04:32.711`.
#[must_use]
pub fn date_time(zone: &Zone, time: TimeNanos) -> String {
    format!("{} {}", date(zone, time), time_of_day(zone, time))
}

/// An instant with every digit it has (3, 6 or 9 of the fraction) and the offset in force:
/// `2026-03-01 14:04:32.711843 +02:00`.
#[must_use]
pub fn time_exact(zone: &Zone, time: TimeNanos) -> String {
    let Clock { hour, minute, second, nanos, .. } = Clock::at(zone, time);
    let fraction = match nanos {
        nanos if nanos % 1_000_000 == 0 => format!("{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => format!("{:06}", nanos / 1_000),
        nanos => format!("{nanos:09}"),
    };
    let east = offset(zone.offset_at(time));
    format!("{} {hour:02}:{minute:02}:{second:02}.{fraction} {east}", date(zone, time))
}

/// An offset from UTC: `UTC`, `+02:00`, `-03:30`, `+00:19:32`.
#[must_use]
pub fn offset(seconds_east: i32) -> String {
    if seconds_east == 0 {
        return "UTC".to_owned();
    }
    let sign = if seconds_east < 0 { '-' } else { '+' };
    let seconds = seconds_east.unsigned_abs();
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match second {
        0 => format!("{sign}{hour:02}:{minute:02}"),
        _ => format!("{sign}{hour:02}:{minute:02}:{second:02}"),
    }
}

/// Seconds east of UTC of `Z`, `+02:00`, `-0330`, `+2`.
#[must_use]
pub fn offset_seconds(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+')?),
    };
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (number(hour, 2)?, number(minute, 2)?),
        None if text.len() == 4 => (number(text.get(..2)?, 2)?, number(text.get(2..)?, 2)?),
        None => (number(text, 2)?, 0),
    };
    (hour < 24 && minute < 60).then_some(sign * (hour * 3600 + minute * 60) as i32)
}

/// A number of one to `digits_max` digits and nothing else.
pub(super) fn number(text: &str, digits_max: usize) -> Option<i64> {
    let fits = (1..=digits_max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Whether a range is so long that a time of day is not enough to tell when.
#[must_use]
pub fn spans_days(range: TimeRange) -> bool {
    range.end.0.saturating_sub(range.start.0) > 86_400 * SECOND_NANOS
}

/// A range, as short as it is clear: `14:02:11 – 14:09:40`, with milliseconds where it is shorter
/// than ten seconds and does not begin and end on whole ones, with dates where `dated` or where it lies in more than one day.
#[must_use]
pub fn span(zone: &Zone, range: TimeRange, dated: bool) -> String {
    let whole = [range.start, range.end].iter().all(|time| time.0 % SECOND_NANOS == 0);
    let short = range.end.0.saturating_sub(range.start.0) < 10 * SECOND_NANOS && !whole;
    let clock = |time| {
        let text = time_of_day(zone, time);
        if short { text } else { text[..8].to_owned() }
    };
    let (from, to) = (date(zone, range.start), date(zone, range.end));
    match (from == to, dated) {
        (true, false) => format!("{} – {}", clock(range.start), clock(range.end)),
        (true, true) => format!("{from} {} – {}", clock(range.start), clock(range.end)),
        (false, _) => format!("{from} {} – {to} {}", clock(range.start), clock(range.end)),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    /// Central European time around the two changes of 2026.
    fn berlin() -> Zone {
        Zone {
            name: "Europe/Berlin".to_owned(),
            offset_seconds: 3600,
            changes: vec![(1_774_746_000, 7200), (1_792_890_000, 3600)],
        }
    }

    fn at(seconds: i64, nanos: i64) -> TimeNanos {
        TimeNanos(seconds * SECOND_NANOS + nanos)
    }

    #[test]
    fn times_are_shown_in_the_zone() {
        let time = at(1_774_745_999, 711_843_000);
        let shown = [
            date_time(&Zone::utc(), time),
            date_time(&berlin(), time),
            date_time(&berlin(), at(1_774_746_000, 0)),
            time_exact(&berlin(), time),
            time_exact(&Zone::utc(), at(-1, 1)),
            time_exact(&Zone::fixed("", -12_600), at(0, 5_000_000)),
        ];
        expect![[r#"
            2026-03-29 00:59:59.711
            2026-03-29 01:59:59.711
            2026-03-29 03:00:00.000
            2026-03-29 01:59:59.711843 +01:00
            1969-12-31 23:59:59.000000001 UTC
            1969-12-31 20:30:00.005 -03:30"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn a_span_is_short_and_clear() {
        let range = |start, end| TimeRange { start, end };
        let utc = Zone::utc();
        let shown = [
            span(&utc, range(at(50_531, 0), at(50_980, 0)), false),
            span(&utc, range(at(50_531, 0), at(50_532, 5_000_000)), false),
            span(&utc, range(at(50_530, 0), at(50_532, 0)), false),
            span(&utc, range(at(50_531, 0), at(50_980, 0)), true),
            span(&utc, range(at(50_531, 0), at(150_980, 0)), false),
        ];
        expect![[r#"
            14:02:11 – 14:09:40
            14:02:11.000 – 14:02:12.005
            14:02:10 – 14:02:12
            1970-01-01 14:02:11 – 14:09:40
            1970-01-01 14:02:11 – 1970-01-02 17:56:20"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn dates_that_are_none_are_told() {
        assert!(Clock::midnight(2024, 2, 29).is_real());
        assert!(!Clock::midnight(2026, 2, 29).is_real());
        assert!(!Clock::midnight(2026, 13, 1).is_real());
        assert!(!Clock::midnight(2026, 4, 0).is_real());
        assert!(!Clock { hour: 24, ..Clock::midnight(2026, 1, 1) }.is_real());
    }

    proptest! {
        #[test]
        fn clock_and_instant_are_inverse_in_a_fixed_zone(nanos: i64, offset in -50_000i32..50_000) {
            let zone = Zone::fixed("", offset);
            let clock = Clock::at(&zone, TimeNanos(nanos));
            prop_assert!(clock.is_real());
            if let Some(back) = clock.instant(&zone) {
                prop_assert_eq!(back, TimeNanos(nanos));
            }
        }

        #[test]
        fn days_and_dates_are_inverse(days in -1_000_000i64..1_000_000) {
            let (year, month, day) = date_from_days(days);
            prop_assert_eq!(days_from_date(year, month, day), days);
        }
    }
}
