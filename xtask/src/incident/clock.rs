//! Instants of one day, and how each source writes them.
//!
//! Does not: know another day; a story that passes midnight would repeat its morning.

/// The day of the incident.
const YEAR_MONTH_DAY: &str = "2026-05-14";
const DAY_MONTH_YEAR: &str = "14/May/2026";

/// Milliseconds since midnight, UTC.
pub type Millis = u64;

pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;

/// The gateway stands in a zone two hours ahead.
const GATEWAY_AHEAD: Millis = 2 * HOUR;

/// `2026-05-14T09:00:00.123Z`.
pub fn rfc3339(at: Millis) -> String {
    format!("{YEAR_MONTH_DAY}T{}.{:03}Z", hours(at), at % SECOND)
}

/// `14/May/2026:11:00:00 +0200`, as an access log writes the same instant two hours to the east.
pub fn access(at: Millis) -> String {
    format!("{DAY_MONTH_YEAR}:{} +0200", hours(at + GATEWAY_AHEAD))
}

/// `2026-05-14 09:00:00.123 UTC`, as PostgreSQL writes it.
pub fn postgres(at: Millis) -> String {
    format!("{YEAR_MONTH_DAY} {}.{:03} UTC", hours(at), at % SECOND)
}

/// `2026-05-14 09:00:00,123`, as Java's loggers write it: no zone.
pub fn java(at: Millis) -> String {
    format!("{YEAR_MONTH_DAY} {},{:03}", hours(at), at % SECOND)
}

fn hours(at: Millis) -> String {
    format!("{:02}:{:02}:{:02}", at / HOUR % 24, at / MINUTE % 60, at / SECOND % 60)
}
