//! The ticks of the axis: round clock readings of the zone, as many as fit.
//!
//! A tick stands at a multiple of the step on the zone's own clock, so ticks of hours and days stay
//! on the hour and on midnight over a change of daylight saving.
//!
//! Does not: draw.

use super::scale::length_nanos;
use crate::{
    protocol::page::{SECOND_NANOS, TimeNanos, TimeRange, Zone},
    session::show::clock::{Clock, DAY_SECONDS, date_from_days, days_from_date},
};

/// One tick: where, and what stands below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub time: TimeNanos,
    /// The clock reading there, as short as it is clear.
    pub label: String,
}

/// The distance of two ticks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// Below a second: nanoseconds that divide a second.
    Nanos(i64),
    /// Up to a day: seconds that divide a day.
    Seconds(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const MS: i64 = 1_000_000;

/// Every step, the shortest first, with its length in nanoseconds for choosing.
const STEPS: [Step; 42] = [
    Step::Nanos(1),
    Step::Nanos(10),
    Step::Nanos(100),
    Step::Nanos(1_000),
    Step::Nanos(10_000),
    Step::Nanos(100_000),
    Step::Nanos(MS),
    Step::Nanos(2 * MS),
    Step::Nanos(5 * MS),
    Step::Nanos(10 * MS),
    Step::Nanos(20 * MS),
    Step::Nanos(50 * MS),
    Step::Nanos(100 * MS),
    Step::Nanos(200 * MS),
    Step::Nanos(500 * MS),
    Step::Seconds(1),
    Step::Seconds(2),
    Step::Seconds(5),
    Step::Seconds(10),
    Step::Seconds(15),
    Step::Seconds(30),
    Step::Seconds(60),
    Step::Seconds(120),
    Step::Seconds(300),
    Step::Seconds(600),
    Step::Seconds(900),
    Step::Seconds(1800),
    Step::Seconds(3600),
    Step::Seconds(2 * 3600),
    Step::Seconds(3 * 3600),
    Step::Seconds(6 * 3600),
    Step::Seconds(12 * 3600),
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Months(1),
    Step::Months(3),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
];

/// Room that a label and the gap beside it take, in pixels.
const LABEL_PX: f64 = 96.0;

/// The ticks within `range`, ascending, where `width_px` is as wide as the range.
#[must_use]
pub fn ticks(range: TimeRange, zone: &Zone, width_px: f64) -> Vec<Tick> {
    let fit = (width_px / LABEL_PX).floor().max(1.0) as u64;
    let shortest = length_nanos(range) / fit;
    let step = STEPS.into_iter().find(|step| step.nanos() >= shortest).unwrap_or(Step::Years(1000));
    let mut ticks: Vec<Tick> = Vec::new();
    let mut clock = step.floor(Clock::at(zone, range.start));
    // Twice as many as fit, and some for hours that the clock skips: a bound that no input passes.
    for _ in 0..2 * fit + 8 {
        let Some(time) = clock.instant(zone).filter(|time| *time < range.end) else { break };
        let later = ticks.last().is_none_or(|last| last.time < time);
        if time >= range.start && later {
            ticks.push(Tick { time, label: step.label(Clock::at(zone, time)) });
        }
        clock = step.next(clock);
    }
    ticks
}

impl Step {
    /// The length, roughly where months and years differ.
    fn nanos(self) -> u64 {
        let nanos = match self {
            Step::Nanos(nanos) => nanos,
            Step::Seconds(seconds) => seconds * SECOND_NANOS,
            Step::Days(days) => days * DAY_SECONDS * SECOND_NANOS,
            Step::Months(months) => months * 30 * DAY_SECONDS * SECOND_NANOS,
            Step::Years(years) => years * 365 * DAY_SECONDS * SECOND_NANOS,
        };
        nanos.unsigned_abs()
    }

    /// The last tick at or before a clock reading.
    fn floor(self, clock: Clock) -> Clock {
        let midnight = Clock::midnight(clock.year, clock.month, clock.day);
        match self {
            Step::Nanos(step) => {
                let nanos = i64::from(clock.nanos);
                Clock { nanos: (nanos - nanos % step) as u32, ..clock }
            }
            Step::Seconds(step) => {
                let seconds = clock.seconds() - midnight.seconds();
                from_seconds(midnight.seconds() + seconds - seconds % step)
            }
            Step::Days(step) => {
                let days = days_from_date(clock.year, clock.month, clock.day);
                from_seconds((days - days.rem_euclid(step)) * DAY_SECONDS)
            }
            Step::Months(step) => {
                let month = i64::from(clock.month) - 1;
                Clock::midnight(clock.year, (month - month % step + 1) as u8, 1)
            }
            Step::Years(step) => Clock::midnight(clock.year - clock.year.rem_euclid(step), 1, 1),
        }
    }

    /// The tick after a tick.
    fn next(self, clock: Clock) -> Clock {
        match self {
            Step::Nanos(step) => {
                let nanos = i64::from(clock.nanos) + step;
                let carried = from_seconds(clock.seconds() + nanos / SECOND_NANOS);
                Clock { nanos: (nanos % SECOND_NANOS) as u32, ..carried }
            }
            Step::Seconds(step) => from_seconds(clock.seconds() + step),
            Step::Days(step) => from_seconds(clock.seconds() + step * DAY_SECONDS),
            Step::Months(step) => {
                let months = clock.year * 12 + i64::from(clock.month) - 1 + step;
                Clock::midnight(months.div_euclid(12), (months.rem_euclid(12) + 1) as u8, 1)
            }
            Step::Years(step) => Clock::midnight(clock.year + step, 1, 1),
        }
    }

    /// As short as it is clear; midnight shows its date.
    fn label(self, clock: Clock) -> String {
        let Clock { year, month, day, hour, minute, second, nanos } = clock;
        let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
        let midnight = (hour, minute, second, nanos) == (0, 0, 0, 0);
        match self {
            Step::Years(_) => format!("{year}"),
            Step::Months(_) if month == 1 => format!("{year}"),
            Step::Months(_) => format!("{name} {year}"),
            Step::Days(_) => format!("{name} {day}"),
            _ if midnight => format!("{name} {day}"),
            Step::Seconds(step) if step % 60 == 0 => format!("{hour:02}:{minute:02}"),
            Step::Seconds(_) => format!("{hour:02}:{minute:02}:{second:02}"),
            Step::Nanos(step) if step % MS == 0 => {
                format!("{hour:02}:{minute:02}:{second:02}.{:03}", nanos / 1_000_000)
            }
            Step::Nanos(_) => format!("{minute:02}:{second:02}.{nanos:09}"),
        }
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn from_seconds(seconds: i64) -> Clock {
    let (year, month, day) = date_from_days(seconds.div_euclid(DAY_SECONDS));
    let second = seconds.rem_euclid(DAY_SECONDS);
    Clock {
        hour: (second / 3600) as u8,
        minute: (second / 60 % 60) as u8,
        second: (second % 60) as u8,
        ..Clock::midnight(year, month, day)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn check(start_seconds: i64, length_millis: i64, zone: &Zone, expected: Expect) {
        let start = start_seconds * SECOND_NANOS;
        let end = start + length_millis * MS;
        let range = TimeRange { start: TimeNanos(start), end: TimeNanos(end) };
        let labels: Vec<String> =
            ticks(range, zone, 700.0).into_iter().map(|tick| tick.label).collect();
        expected.assert_eq(&labels.join(" | "));
    }

    #[test]
    fn ticks_are_round_at_every_length() {
        let utc = Zone::utc();
        let start = 1_772_373_721; // 2026-03-01 14:02:01
        let (minute, hour, day) = (60_000, 3_600_000, 86_400_000);
        check(
            start,
            40,
            &utc,
            expect!["14:02:01.000 | 14:02:01.010 | 14:02:01.020 | 14:02:01.030"],
        );
        check(
            start,
            2_000,
            &utc,
            expect!["14:02:01.000 | 14:02:01.500 | 14:02:02.000 | 14:02:02.500"],
        );
        check(start, 40_000, &utc, expect!["14:02:10 | 14:02:20 | 14:02:30 | 14:02:40"]);
        check(start, 10 * minute, &utc, expect!["14:04 | 14:06 | 14:08 | 14:10 | 14:12"]);
        check(start, hour, &utc, expect!["14:10 | 14:20 | 14:30 | 14:40 | 14:50 | 15:00"]);
        check(start, 12 * hour, &utc, expect!["16:00 | 18:00 | 20:00 | 22:00 | Mar 2 | 02:00"]);
        check(start, 5 * day, &utc, expect!["Mar 2 | Mar 3 | Mar 4 | Mar 5 | Mar 6"]);
        check(start, 100 * day, &utc, expect!["Apr 2026 | May 2026 | Jun 2026"]);
        check(start, 4_000 * day, &utc, expect!["2028 | 2030 | 2032 | 2034 | 2036"]);
    }

    #[test]
    fn hours_stay_on_the_clock_when_it_is_changed() {
        let change = 1_774_746_000; // 2026-03-29 01:00 UTC, 02:00 becomes 03:00
        let zone = Zone {
            name: "Europe/Berlin".to_owned(),
            offset_seconds: 3600,
            changes: vec![(change, 7200)],
        };
        check(
            change - 3 * 3600,
            6 * 3_600_000,
            &zone,
            expect!["23:00 | Mar 29 | 01:00 | 03:00 | 04:00 | 05:00"],
        );
        check(change - 86_400, 24 * 3_600_000, &zone, expect!["06:00 | 12:00 | 18:00 | Mar 29"]);
    }

    proptest! {
        #[test]
        fn ticks_lie_within_ascend_and_fit(start: i64, length in 1u64.., width in 1.0f64..4000.0) {
            let end = TimeNanos(start.saturating_add_unsigned(length));
            let range = TimeRange { start: TimeNanos(start), end };
            let ticks = ticks(range, &Zone::fixed("", 5400), width);
            prop_assert!(ticks.iter().all(|tick| range.contains(tick.time)));
            prop_assert!(ticks.is_sorted_by(|a, b| a.time < b.time));
            prop_assert!(ticks.len() as f64 <= width / LABEL_PX + 2.0);
        }
    }
}
