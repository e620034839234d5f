//! A time as its text says it, before the zone and what is missing are filled in.
//!
//! [`Stamp::read`] tries every layout at one place of a text, by rules rather than by a list:
//! a [`date`](super::date), a joint, a [`clock`](super::clock), a zone, each with its variants;
//! or a number of seconds since 1970 ([`epoch`](super::epoch)).
//! [`Stamp::resolve`] makes an instant of it.
//!
//! Does not: look for a time elsewhere in the text; `find` does.

use super::{
    SECOND_NANOS, TimeNanos, Zone, calendar,
    calendar::DAY_SECONDS,
    clock,
    cursor::Cursor,
    date::{self, Date, DateOrder},
    epoch,
};

/// A time as its text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) date: Date,
    /// Whether a time of day was there (else it is midnight).
    pub(crate) has_clock: bool,
    pub(crate) second_of_day: u32,
    /// 0 to 999,999,999.
    pub(crate) nanos: u32,
    /// Digits of the fraction as written, 0 to 9.
    pub(crate) fraction_digits: u8,
    /// Seconds east of UTC, where the text names a zone.
    pub(crate) offset_seconds: Option<i32>,
}

/// How much a stamp says: the more, the surer it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A date alone, or a time of day alone.
    Half,
    /// Date and time of day, or seconds since 1970.
    Whole,
}

impl Stamp {
    /// Reads the stamp that begins here, and steps over it; stays where it is if there is none.
    pub(crate) fn read(cursor: &mut Cursor<'_>, order: DateOrder) -> Option<Stamp> {
        let mut try_it = *cursor;
        let stamp = Stamp::read_text(&mut try_it, order)?;
        *cursor = try_it;
        Some(stamp)
    }

    fn read_text(cursor: &mut Cursor<'_>, order: DateOrder) -> Option<Stamp> {
        if let Some(stamp) = epoch::read(cursor) {
            return Some(stamp);
        }
        let mut at_date = *cursor;
        if let Some(mut date) = date::read(&mut at_date, order) {
            let clock = clock::read_after_date(&mut at_date, &mut date);
            *cursor = at_date;
            let clock = clock.unwrap_or_default();
            return Some(Stamp {
                date,
                has_clock: clock.seen,
                second_of_day: clock.second_of_day,
                nanos: clock.nanos,
                fraction_digits: clock.fraction_digits,
                offset_seconds: clock.offset_seconds,
            });
        }
        let clock = clock::read_alone(cursor)?;
        Some(Stamp {
            date: Date::Missing,
            has_clock: true,
            second_of_day: clock.second_of_day,
            nanos: clock.nanos,
            fraction_digits: clock.fraction_digits,
            offset_seconds: clock.offset_seconds,
        })
    }

    /// A stamp of an instant known already.
    pub(crate) fn from_epoch(seconds: i64, nanos: u32, fraction_digits: u8) -> Stamp {
        Stamp {
            date: Date::Full { days: seconds.div_euclid(DAY_SECONDS) },
            has_clock: true,
            second_of_day: seconds.rem_euclid(DAY_SECONDS) as u32,
            nanos,
            fraction_digits,
            offset_seconds: Some(0),
        }
    }

    /// Takes the year of a date that stands alone elsewhere in the line, where this one has none.
    pub(crate) fn take_year(&mut self, other: &Stamp) {
        if let Date::Full { days } = other.date
            && let Some(date) = self.date.with_year(calendar::year_of(days))
        {
            self.date = date;
        }
    }

    /// Takes the zone from the number of seconds that stands elsewhere in the line: where both are the
    /// same moment but for less than a day, the difference is the zone.
    pub(crate) fn take_zone(&mut self, other: &Stamp) {
        let (Date::Full { days }, Date::Full { days: other_days }) = (self.date, other.date) else {
            return;
        };
        if self.offset_seconds.is_some() || other.offset_seconds != Some(0) {
            return;
        }
        let clock_seconds = days * DAY_SECONDS + i64::from(self.second_of_day);
        let seconds = other_days * DAY_SECONDS + i64::from(other.second_of_day);
        let offset = clock_seconds - seconds;
        let quarter_hours = (offset + 450).div_euclid(900);
        let near = (offset - quarter_hours * 900).abs() <= 60;
        if near && offset.abs() <= 14 * 3600 {
            self.offset_seconds = i32::try_from(quarter_hours * 900).ok();
        }
    }

    pub(crate) fn strength(&self) -> Strength {
        let dated = self.date != Date::Missing;
        if dated && self.has_clock { Strength::Whole } else { Strength::Half }
    }

    /// The instant. A missing zone is `zone`; a missing year is the latest that does not put the
    /// time after `latest`, a missing date the latest day. None where the instant does not fit.
    pub(crate) fn resolve(&self, zone: &Zone, latest: TimeNanos) -> Option<TimeNanos> {
        match self.date {
            Date::Full { days } => self.instant(days, zone),
            Date::NoYear { month, day } => {
                let this_year = calendar::year_of(self.day_of(latest, zone));
                // Nine years hold a leap day, whichever they are.
                (0..9).find_map(|back| {
                    let days = calendar::days_from_date(this_year - back, month, day)?;
                    self.instant(days, zone).filter(|time| *time <= latest)
                })
            }
            Date::Missing => {
                let today = self.day_of(latest, zone);
                [today + 1, today, today - 1]
                    .into_iter()
                    .find_map(|days| self.instant(days, zone).filter(|time| *time <= latest))
            }
        }
    }

    fn instant(&self, days: i64, zone: &Zone) -> Option<TimeNanos> {
        let clock_seconds = days * DAY_SECONDS + i64::from(self.second_of_day);
        let offset = match self.offset_seconds {
            Some(offset) => offset,
            None => zone.offset_for_clock(clock_seconds),
        };
        let seconds = clock_seconds - i64::from(offset);
        let nanos = seconds.checked_mul(SECOND_NANOS)?.checked_add(i64::from(self.nanos))?;
        Some(TimeNanos(nanos))
    }

    fn day_of(&self, time: TimeNanos, zone: &Zone) -> i64 {
        let offset = self.offset_seconds.unwrap_or_else(|| zone.offset_at(time));
        (time.0.div_euclid(SECOND_NANOS) + i64::from(offset)).div_euclid(DAY_SECONDS)
    }
}
