//! Instants as text.
//!
//! Does not: know zones; what a person sees is written by the page.

use super::calendar::{days_from_date, year_of};

const DAY_NANOS: i64 = 86_400 * 1_000_000_000;

/// An instant (nanoseconds since 1970) as RFC 3339 in UTC with milliseconds.
#[must_use]
pub fn written(nanos: i64) -> String {
    let (days, of_day) = (nanos.div_euclid(DAY_NANOS), nanos.rem_euclid(DAY_NANOS));
    let year = year_of(days);
    let first = |month: u32| days_from_date(year, month, 1).filter(|first| *first <= days);
    let month = (1..=12).rev().find(|month| first(*month).is_some()).unwrap_or(1);
    let day = days - first(month).unwrap_or(days) + 1;
    let millis = of_day / 1_000_000;
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_jiff(nanos in i64::MIN / 2..i64::MAX / 2) {
            let stamp = jiff::Timestamp::from_nanosecond(i128::from(nanos)).unwrap();
            let text = written(nanos);
            let read: jiff::Timestamp = text.parse().unwrap();
            let gone = stamp.duration_since(read);
            prop_assert!(gone.as_nanos() >= 0 && gone.as_nanos() < 1_000_000, "{} {}", text, stamp);
        }
    }
}
