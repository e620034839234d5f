//! Zones by name, from the system's database, as the engine wants them: tables of offsets.
//!
//! Does not: guess a zone.

use jiff::{Timestamp, tz::TimeZone};

use crate::engine::time::Zone;

/// The years whose changes are listed.
const YEARS: std::ops::Range<i64> = 1970..2060;

/// The zone of a name such as `UTC`, `+02:00` or `Europe/Berlin`.
pub(super) fn zone(name: &str) -> Result<Zone, String> {
    if name.eq_ignore_ascii_case("utc") || name == "Z" {
        return Ok(Zone::utc());
    }
    if let Some(seconds) = offset_seconds(name) {
        return Ok(Zone::fixed(name, seconds));
    }
    let zone = TimeZone::get(name).map_err(|_error| format!("no time zone is named {name}"))?;
    let year_seconds = |year: i64| (year - 1970) * 31_556_952;
    let at = |seconds: i64| Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    let start = at(year_seconds(YEARS.start));
    let end = at(year_seconds(YEARS.end));
    let changes = zone.following(start).take_while(|change| change.timestamp() < end);
    let changes = changes.map(|change| (change.timestamp().as_second(), change.offset().seconds()));
    Ok(Zone {
        name: name.to_owned(),
        offset_seconds: zone.to_offset(start).seconds(),
        changes: changes.collect(),
    })
}

/// `+02:00`, `-0330`, `+2`.
fn offset_seconds(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::time::{SECOND_NANOS, TimeNanos};

    #[test]
    fn a_named_zone_has_its_summer() {
        let berlin = zone("Europe/Berlin").unwrap();
        let offset = |seconds: i64| berlin.offset_at(TimeNanos(seconds * SECOND_NANOS));
        assert_eq!(offset(1_782_900_000), 7200); // July 2026
        assert_eq!(offset(1_768_000_000), 3600); // January 2026
        assert_eq!(zone("-03:30").unwrap().offset_seconds, -12_600);
        assert!(zone("Mars/Olympus").is_err());
    }
}
