//! Days of the proleptic Gregorian calendar as numbers.
//!
//! Own arithmetic, because a time is read for every record: the algorithms are those of
//! <https://howardhinnant.github.io/date_algorithms.html>. Tests compare them with jiff.
//!
//! Does not: know clocks or zones.

/// Seconds of a day.
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// Days since 1970-01-01 of a date; none where the month has no such day.
#[inline]
pub(crate) fn days_from_date(year: i32, month: u32, day: u32) -> Option<i64> {
    if !(1..=12).contains(&month) || day == 0 || day > month_days(year, month) {
        return None;
    }
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Days since 1970-01-01 of a day of the year, counted from 1.
pub(crate) fn days_from_day_of_year(year: i32, day: u32) -> Option<i64> {
    let days = if leap(year) { 366 } else { 365 };
    if !(1..=days).contains(&day) {
        return None;
    }
    Some(days_from_date(year, 1, 1)? + i64::from(day) - 1)
}

/// The year in which a day lies, given as days since 1970-01-01.
pub(crate) fn year_of(days: i64) -> i32 {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    (year_of_era + era * 400 + i64::from(month_from_march >= 10)) as i32
}

fn month_days(year: i32, month: u32) -> u32 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_jiff(year in 1i16..9999, month in 0i8..14, day in 0i8..33) {
            let ours = days_from_date(i32::from(year), month as u32, day as u32);
            let theirs = jiff::civil::Date::new(year, month, day).ok();
            prop_assert_eq!(ours.is_some(), theirs.is_some());
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                let epoch = jiff::civil::date(1970, 1, 1);
                let days = (theirs - epoch).get_days();
                prop_assert_eq!(ours, i64::from(days));
                prop_assert_eq!(year_of(ours), i32::from(year));
            }
        }
    }

    #[test]
    fn counts_days_of_the_year() {
        assert_eq!(days_from_day_of_year(2012, 25), days_from_date(2012, 1, 25));
        assert_eq!(days_from_day_of_year(2012, 366), days_from_date(2012, 12, 31));
        assert_eq!(days_from_day_of_year(2013, 366), None);
    }
}
