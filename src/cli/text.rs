//! Values as the terminal shows them.
//!
//! Does not: choose what is shown.

use crate::engine::time::{SECOND_NANOS, TimeNanos};

/// RFC 3339 in UTC with so many digits of the second's fraction.
pub(super) fn rfc3339(time: TimeNanos, fraction_digits: u8) -> String {
    let Ok(stamp) = jiff::Timestamp::from_nanosecond(i128::from(time.0)) else {
        return String::new();
    };
    let seconds = stamp.strftime("%Y-%m-%dT%H:%M:%S");
    if fraction_digits == 0 {
        return format!("{seconds}Z");
    }
    let nanos = format!("{:09}", time.0.rem_euclid(SECOND_NANOS));
    let digits = nanos.get(..usize::from(fraction_digits).min(9)).unwrap_or(&nanos);
    format!("{seconds}.{digits}Z")
}

/// RFC 3339 in UTC with milliseconds, or `null` in words.
pub(super) fn time_or_dash(time: Option<TimeNanos>) -> String {
    time.map_or_else(|| "-".to_owned(), |time| rfc3339(time, 3))
}

/// RFC 3339 as JSON, or null.
pub(super) fn json_time(time: Option<TimeNanos>) -> serde_json::Value {
    let digits = |time: TimeNanos| match time.0.rem_euclid(SECOND_NANOS) {
        0 => 0,
        nanos if nanos % 1_000_000 == 0 => 3,
        nanos if nanos % 1_000 == 0 => 6,
        _ => 9,
    };
    time.map_or(serde_json::Value::Null, |time| rfc3339(time, digits(time)).into())
}
