//! Times of day, and what follows them: fraction, AM or PM, zone, and a year that comes last.
//!
//! Does not: know dates beyond putting that year in.

use super::{
    cursor::{Cursor, digit},
    date::Date,
    words,
};

/// A time of day with its zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    /// False where only a zone stood behind the date.
    pub(crate) seen: bool,
    pub(crate) second_of_day: u32,
    pub(crate) nanos: u32,
    pub(crate) fraction_digits: u8,
    pub(crate) offset_seconds: Option<i32>,
}

/// Reads the time of day that follows a date, with the zone and a year that comes last; stays
/// behind the date if none follows.
pub(crate) fn read_after_date(cursor: &mut Cursor<'_>, date: &mut Date) -> Option<Clock> {
    let mut at_clock = *cursor;
    let clock = if at_clock.peek().is_ascii_digit() {
        compact(&mut at_clock)
    } else {
        match (joint(&mut at_clock), at_clock.digits_ahead()) {
            (Some(_), 6 | 9) => compact(&mut at_clock),
            (Some(joint), 1 | 2) => digits(&mut at_clock, joint),
            _ => None,
        }
    };
    let Some(mut clock) = clock else {
        return zone_alone(cursor);
    };
    clock.offset_seconds = zone(&mut at_clock);
    last_year(&mut at_clock, date);
    if clock.offset_seconds.is_none() {
        clock.offset_seconds = zone(&mut at_clock);
    }
    *cursor = at_clock;
    Some(clock)
}

/// A zone right behind a date: `2020-07-20+08:00`.
fn zone_alone(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut ahead = *cursor;
    let offset_seconds = Some(numeric_offset(&mut ahead)?);
    if ahead.at < cursor.at + 5 {
        return None;
    }
    *cursor = ahead;
    Some(Clock { offset_seconds, ..Clock::default() })
}

/// Reads a time of day without a date: `12:30:05`, with seconds at least.
pub(crate) fn read_alone(cursor: &mut Cursor<'_>) -> Option<Clock> {
    if !matches!(cursor.digits_ahead(), 1 | 2) {
        return None;
    }
    let mut with_seconds = *cursor;
    with_seconds.number(2)?;
    let colons = with_seconds.peek() == b':'
        && with_seconds.peek_at(1).is_ascii_digit()
        && with_seconds.peek_at(2).is_ascii_digit()
        && with_seconds.peek_at(3) == b':';
    if !colons {
        return None;
    }
    let mut clock = digits(cursor, Joint::Loose)?;
    clock.offset_seconds = zone(cursor);
    Some(clock)
}

/// What stands between a date and its time of day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// `T`, a blank and the like.
    Loose,
    /// `-` or `.`, after which the clock may be written with dots: `2018-05-14-09.04.27`.
    Dashed,
}

fn joint(cursor: &mut Cursor<'_>) -> Option<Joint> {
    const LONG: [&[u8]; 10] =
        [b"::", b" at ", b" - ", b"] [", b"][", b" | ", b", ", b"; ", b" , ", b" T"];
    if let Some(joint) = LONG.iter().find(|joint| cursor.rest().starts_with(joint)) {
        cursor.at += joint.len();
        return Some(Joint::Loose);
    }
    let joint = match cursor.peek() {
        b'-' | b'.' => Joint::Dashed,
        b'T' | b't' | b':' | b'_' | b' ' | b',' | b';' | b'|' | b'/' | b'\t' => Joint::Loose,
        _ => return None,
    };
    cursor.at += 1;
    cursor.eat_blanks();
    Some(joint)
}

/// `9:04`, `09:04:27`, `09:04:27.658`, `09.04.27.658`, `5:00pm`.
fn digits(cursor: &mut Cursor<'_>, joint: Joint) -> Option<Clock> {
    let hour = cursor.number(2)?;
    let separator = cursor.peek();
    let dotted = separator == b'.' || separator == b'-' && joint == Joint::Dashed;
    if separator != b':' && !dotted && separator != b'h' {
        return None;
    }
    cursor.at += 1;
    let minute = cursor.number(2)?;
    let mut second = 0;
    let mut fraction = (0, 0);
    let seconds_follow = cursor.peek() == separator && cursor.peek_at(1).is_ascii_digit();
    if seconds_follow {
        cursor.at += 1;
        second = cursor.number(2)?;
        fraction = fraction_of(cursor);
    } else if dotted {
        return None;
    }
    let hour = half_day(cursor, hour)?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(Clock {
        seen: true,
        second_of_day: hour * 3600 + minute * 60 + second,
        nanos: fraction.0,
        fraction_digits: fraction.1,
        offset_seconds: None,
    })
}

/// `090427`, `090427.658`, `090427658`.
fn compact(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let (hour, minute, second) = (cursor.two()?, cursor.two()?, cursor.two()?);
    let (nanos, fraction_digits) = match cursor.digits_ahead() {
        0 => fraction_of(cursor),
        3 => read_fraction(cursor),
        _ => return None,
    };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let second_of_day = hour * 3600 + minute * 60 + second;
    Some(Clock { seen: true, second_of_day, nanos, fraction_digits, offset_seconds: None })
}

/// Nanoseconds and digits of a fraction after `.`, `,` or `:`; further digits than 9 are cut.
pub(crate) fn fraction_of(cursor: &mut Cursor<'_>) -> (u32, u8) {
    if !matches!(cursor.peek(), b'.' | b',' | b':') || !cursor.peek_at(1).is_ascii_digit() {
        return (0, 0);
    }
    let mut ahead = *cursor;
    ahead.at += 1;
    let fraction = read_fraction(&mut ahead);
    if cursor.peek() == b',' && ahead.peek() == b'.' && ahead.peek_at(1).is_ascii_digit() {
        // The next column of a table, an address: `10:11:12,192.0.2.7`.
        return (0, 0);
    }
    *cursor = ahead;
    fraction
}

/// Nanoseconds and number of the digits here; further digits than 9 are cut.
pub(crate) fn read_fraction(cursor: &mut Cursor<'_>) -> (u32, u8) {
    let mut nanos = 0;
    let mut count = 0_u8;
    while let Some(next) = digit(cursor.peek()) {
        if count < 9 {
            nanos = nanos * 10 + next;
            count += 1;
        }
        cursor.at += 1;
    }
    (nanos * 10_u32.pow(u32::from(9 - count)), count)
}

/// The hour of the whole day where `AM` or `PM` follows.
fn half_day(cursor: &mut Cursor<'_>, hour: u32) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.eat(b' ');
    // Some locales put a narrow no-break space before it.
    ahead.eat_text("\u{202f}".as_bytes());
    let letter = ahead.peek().to_ascii_lowercase();
    if !matches!(letter, b'a' | b'p') {
        return Some(hour);
    }
    ahead.at += 1;
    let dotted = ahead.eat(b'.');
    let half = ahead.eat(b'm') || ahead.eat(b'M');
    if !half || (dotted && !ahead.eat(b'.')) || ahead.peek().is_ascii_alphanumeric() {
        return Some(hour);
    }
    if !(1..=12).contains(&hour) {
        return (hour == 0 || hour > 12).then_some(hour);
    }
    *cursor = ahead;
    Some(hour % 12 + if letter == b'p' { 12 } else { 0 })
}

/// The zone here, in seconds east of UTC: `Z`, `+0200`, ` +02:00`, ` CEST`, ` GMT+0100`, `+0300 +03`.
pub(crate) fn zone(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut ahead = *cursor;
    if (ahead.eat(b'Z') || ahead.eat(b'z')) && !ahead.peek().is_ascii_alphanumeric() {
        *cursor = ahead;
        return Some(0);
    }
    ahead = *cursor;
    ahead.eat(b' ');
    if let Some(offset) = numeric_offset(&mut ahead) {
        *cursor = ahead;
        repeated_zone(cursor);
        return Some(offset);
    }
    ahead.eat(b'(');
    let offset = zone_word(&mut ahead)?;
    *cursor = ahead;
    Some(offset)
}

fn zone_word(cursor: &mut Cursor<'_>) -> Option<i32> {
    let start = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_uppercase());
    let word = cursor.since(start);
    let offset = words::zone(word)?;
    if cursor.peek().is_ascii_alphanumeric() || cursor.peek() == b'_' {
        return None;
    }
    let own = if matches!(word, b"UTC" | b"GMT") { numeric_offset(cursor) } else { None };
    cursor.eat(b')');
    Some(own.unwrap_or(offset))
}

/// `+02`, `+0200`, `+02:00`, `+02:00:00`, and `-000` as DB2 writes minutes.
fn numeric_offset(cursor: &mut Cursor<'_>) -> Option<i32> {
    let sign = match cursor.peek() {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let mut ahead = *cursor;
    ahead.at += 1;
    let minutes = match ahead.digits_ahead() {
        3 => ahead.number(3)?,
        2 => {
            let hours = ahead.two()?;
            let with_minutes = ahead.peek() == b':'
                && ahead.peek_at(1).is_ascii_digit()
                && ahead.peek_at(2).is_ascii_digit();
            ahead.at += usize::from(with_minutes);
            hours * 60 + if with_minutes { ahead.two()? } else { 0 }
        }
        4 => ahead.two()? * 60 + ahead.two()?,
        _ => return None,
    };
    let ended = !ahead.peek().is_ascii_alphanumeric() && ahead.peek() != b'.';
    if minutes > 14 * 60 || !ended {
        return None;
    }
    *cursor = ahead;
    Some(sign * minutes as i32 * 60)
}

/// Steps over a zone said once more: `+0300 +03`, `+0000 UTC`, `+01:00[Europe/Berlin]`.
fn repeated_zone(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.eat(b' ') {
        let again = numeric_offset(&mut ahead).is_some() || zone_word(&mut ahead).is_some();
        if again {
            *cursor = ahead;
        }
    } else if ahead.eat(b'[') && ahead.peek().is_ascii_uppercase() {
        ahead.eat_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_'));
        if ahead.eat(b']') {
            *cursor = ahead;
        }
    }
}

/// Takes the year that comes after the clock: `Thu May  8 17:57:51 2009`.
fn last_year(cursor: &mut Cursor<'_>, date: &mut Date) {
    if !matches!(date, Date::NoYear { .. }) {
        return;
    }
    let mut ahead = *cursor;
    if ahead.eat_blanks() == 0 || ahead.digits_ahead() != 4 {
        return;
    }
    let ended = !matches!(ahead.peek_at(4), b':' | b'.' | b'-' | b'/')
        && !ahead.peek_at(4).is_ascii_alphanumeric();
    let year = ahead.number(4).unwrap_or(0) as i32;
    if ended
        && (1970..=2100).contains(&year)
        && let Some(full) = date.with_year(year)
    {
        *date = full;
        *cursor = ahead;
    }
}
