//! Dates in the layouts of logs: `2024-03-09`, `09/Mar/2024`, `Mar  9`, `3/9/2024`, `20240309` …
//!
//! Does not: read a time of day, decide between day first and month first.

use super::{calendar, cursor::Cursor, words};

/// A date as its text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Date {
    /// Days since 1970-01-01.
    Full { days: i64 },
    /// The year is not in the text.
    NoYear { month: u32, day: u32 },
    /// There is no date.
    Missing,
}

/// How dates of two numbers and a year are read where both readings fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    MonthFirst,
    DayFirst,
}

impl Date {
    pub(super) fn full(year: i32, month: u32, day: u32) -> Option<Date> {
        Some(Date::Full { days: calendar::days_from_date(year, month, day)? })
    }

    pub(super) fn no_year(month: u32, day: u32) -> Option<Date> {
        // 2000 is a leap year: a leap day may be meant.
        calendar::days_from_date(2000, month, day)?;
        Some(Date::NoYear { month, day })
    }

    /// The same date with a year that was found further on.
    pub(crate) fn with_year(self, year: i32) -> Option<Date> {
        match self {
            Date::NoYear { month, day } => Date::full(year, month, day),
            full => Some(full),
        }
    }
}

/// Reads the date here and steps over it. The cursor is anywhere after a failure.
pub(crate) fn read(cursor: &mut Cursor<'_>, order: DateOrder) -> Option<Date> {
    let first = cursor.peek();
    if first.is_ascii_alphabetic() || first >= 0x80 {
        return after_weekday(cursor, order);
    }
    match cursor.digits_ahead() {
        1 | 2 => two_digits_first(cursor, order),
        4 => year_first(cursor),
        6 => compact_short(cursor),
        8 => compact(cursor),
        // With the clock in one run; `clock` reads on from there.
        14 | 17 => compact(cursor),
        _ => None,
    }
}

/// `Thu, 03 Jul 2017`, `Thu Jul  3`, `Jul 3`.
fn after_weekday(cursor: &mut Cursor<'_>, order: DateOrder) -> Option<Date> {
    let word = word_here(cursor);
    if !words::weekday(word) {
        return month_first(cursor);
    }
    cursor.at += word.len();
    cursor.eat(b'.');
    cursor.eat(b',');
    if cursor.eat_blanks() == 0 {
        return None;
    }
    match cursor.digits_ahead() {
        0 => month_first(cursor),
        1 | 2 => two_digits_first(cursor, order),
        4 => year_first(cursor),
        _ => None,
    }
}

/// `Jul 3`, `Jul. 3, 2017`, `July 3rd 2017`, `oct 7, '70`, `Jul/03/2017`.
fn month_first(cursor: &mut Cursor<'_>) -> Option<Date> {
    let month = month_name(cursor)?;
    cursor.eat(b'.');
    let separator = cursor.peek();
    if !matches!(separator, b' ' | b'-' | b'/') {
        return None;
    }
    cursor.eat_while(|byte| byte == separator);
    let day = cursor.number(2)?;
    ordinal(cursor);
    let mut at_year = *cursor;
    at_year.eat(b',');
    let joined = match separator {
        b' ' => at_year.eat_blanks() > 0,
        _ => at_year.eat(separator),
    };
    if joined && let Some(year) = year_word(&mut at_year) {
        *cursor = at_year;
        return Date::full(year, month, day);
    }
    Date::no_year(month, day)
}

/// A year after a month and a day: four digits that are no clock's, or `'70`.
fn year_word(cursor: &mut Cursor<'_>) -> Option<i32> {
    if cursor.eat(b'\'') {
        return Some(century(cursor.two()?));
    }
    if cursor.digits_ahead() != 4 || cursor.peek_at(4) == b'.' && cursor.peek_at(5).is_ascii_digit()
    {
        return None;
    }
    year(cursor)
}

/// `3 Jul 2017`, `03/Jul/2017`, `03-Jul-17`, `3/7/2017`, `17/07/03`, `07-03` (before a clock).
fn two_digits_first(cursor: &mut Cursor<'_>, order: DateOrder) -> Option<Date> {
    let width = cursor.digits_ahead();
    let first = cursor.number(2)?;
    let separator = cursor.peek();
    let after_dot = separator == b'.' && cursor.peek_at(1) == b' ';
    if !matches!(separator, b' ' | b'-' | b'/' | b'.' | b':' | b'_') {
        return None;
    }
    cursor.at += 1 + usize::from(after_dot);
    if separator == b' ' {
        cursor.eat_blanks();
    }
    if !cursor.peek().is_ascii_digit() {
        return day_then_month_name(cursor, first, separator);
    }
    if matches!(separator, b' ' | b'_') || after_dot {
        return None;
    }
    let second = cursor.number(2)?;
    if cursor.peek() == separator && cursor.peek_at(1).is_ascii_digit() {
        cursor.at += 1;
        return three_numbers(cursor, [first, second], separator, order);
    }
    // Snort joins both by a dash: `03/09-10:11:12`.
    let dashed = separator == b'/' && cursor.peek() == b'-';
    let clock_follows = (dashed || matches!(cursor.peek(), b' ' | b'T'))
        && (cursor.peek_at(2) == b':' || cursor.peek_at(3) == b':');
    if matches!(separator, b'-' | b'/' | b'.') && width == 2 && clock_follows {
        let (month, day) = month_and_day(first, second, order);
        return Date::no_year(month, day);
    }
    None
}

fn day_then_month_name(cursor: &mut Cursor<'_>, day: u32, separator: u8) -> Option<Date> {
    let month = month_name(cursor)?;
    cursor.eat(b'.');
    let mut at_year = *cursor;
    let joined = match separator {
        b' ' | b'.' => {
            at_year.eat(b',');
            at_year.eat_blanks() > 0 || at_year.eat(separator)
        }
        _ => at_year.eat(separator),
    };
    if joined {
        let width = at_year.digits_ahead();
        let clock_follows = at_year.peek_at(width) == b':';
        if width == 4
            && let Some(year) = year(&mut at_year)
        {
            *cursor = at_year;
            return Date::full(year, month, day);
        }
        if width == 2 && !clock_follows {
            let year = century(at_year.two()?);
            *cursor = at_year;
            return Date::full(year, month, day);
        }
    }
    Date::no_year(month, day)
}

/// Three numbers with the same separator: the year is last, or first where it can only be that.
fn three_numbers(
    cursor: &mut Cursor<'_>,
    [first, second]: [u32; 2],
    separator: u8,
    order: DateOrder,
) -> Option<Date> {
    match cursor.digits_ahead() {
        4 => {
            let year = year(cursor)?;
            let (month, day) = month_and_day(first, second, order);
            Date::full(year, month, day)
        }
        2 if separator != b':' => {
            let third = cursor.two()?;
            if cursor.peek() == separator && cursor.peek_at(1).is_ascii_digit() {
                return None;
            }
            // A number that is no month cannot stand first, unless it is a year or a day: log4j's
            // short dates (`17/06/09`) are years, and dotted ones days.
            if first > 12 && separator != b'.' && second <= 12 && order == DateOrder::MonthFirst {
                return Date::full(century(first), second, third);
            }
            if first > 31 {
                return Date::full(century(first), second, third);
            }
            let (month, day) = month_and_day(first, second, order);
            Date::full(century(third), month, day)
        }
        _ => None,
    }
}

fn month_and_day(first: u32, second: u32, order: DateOrder) -> (u32, u32) {
    let day_first = match order {
        DateOrder::DayFirst => second <= 12,
        DateOrder::MonthFirst => first > 12,
    };
    if day_first { (second, first) } else { (first, second) }
}

/// `2017-07-03`, `2017/7/3`, `2017.07.03`, `2017年07月03日`, `2017-Jul-03`, `2017-184`, `2017-07`.
fn year_first(cursor: &mut Cursor<'_>) -> Option<Date> {
    let year = year(cursor)?;
    let separator = cursor.peek();
    if cursor.eat_text("年".as_bytes()) {
        let month = cursor.number(2)?;
        let joined = cursor.eat_text("月".as_bytes());
        let day = cursor.number(2)?;
        let ended = cursor.eat_text("日".as_bytes());
        return if joined && ended { Date::full(year, month, day) } else { None };
    }
    if !matches!(separator, b'-' | b'/' | b'.' | b':' | b' ' | b'_') {
        return None;
    }
    cursor.at += 1;
    match cursor.digits_ahead() {
        0 => {
            let month = month_name(cursor)?;
            let joined = cursor.eat(separator);
            if separator == b' ' {
                cursor.eat_blanks();
            }
            let day = cursor.number(2)?;
            if joined { Date::full(year, month, day) } else { None }
        }
        3 if separator == b'-' => {
            let day = cursor.number(3)?;
            Some(Date::Full { days: calendar::days_from_day_of_year(year, day)? })
        }
        1 | 2 => {
            let month = cursor.number(2)?;
            if separator == b' ' && cursor.peek() != b' ' {
                return None;
            }
            if cursor.peek() != separator || !cursor.peek_at(1).is_ascii_digit() {
                let whole =
                    matches!(separator, b'-' | b'.') && !cursor.peek().is_ascii_alphabetic();
                return if whole { Date::full(year, month, 1) } else { None };
            }
            cursor.at += 1;
            let day = cursor.number(2)?;
            Date::full(year, month, day)
        }
        _ => None,
    }
}

/// `20170703`, whatever follows.
fn compact(cursor: &mut Cursor<'_>) -> Option<Date> {
    let year = cursor.two()? * 100 + cursor.two()?;
    let (month, day) = (cursor.two()?, cursor.two()?);
    if !(1970..=2100).contains(&year) {
        return None;
    }
    Date::full(year as i32, month, day)
}

/// `170703 12:00:00` or `170703 120000`: six digits mean a date only before a clock.
fn compact_short(cursor: &mut Cursor<'_>) -> Option<Date> {
    let year = century(cursor.two()?);
    let (month, day) = (cursor.two()?, cursor.two()?);
    let mut ahead = *cursor;
    let joined = ahead.eat_blanks() > 0 || ahead.eat(b'T') || ahead.eat(b'-');
    let clock_follows = match ahead.digits_ahead() {
        1 | 2 => ahead.peek_at(ahead.digits_ahead()) == b':',
        6 => true,
        _ => false,
    };
    if joined && clock_follows { Date::full(year, month, day) } else { None }
}

fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let year = cursor.two()? * 100 + cursor.two()?;
    (1600..=9999).contains(&year).then_some(year as i32)
}

/// The full year of one cut to two digits: 70 to 99 lie in the last century.
pub(super) fn century(two_digits: u32) -> i32 {
    two_digits as i32 + if two_digits >= 70 { 1900 } else { 2000 }
}

pub(super) fn month_name(cursor: &mut Cursor<'_>) -> Option<u32> {
    let word = word_here(cursor);
    let month = words::month(word)?;
    cursor.at += word.len();
    Some(month)
}

fn ordinal(cursor: &mut Cursor<'_>) {
    let suffix = cursor.rest().get(..2).unwrap_or_default();
    let known =
        [b"st", b"nd", b"rd", b"th"].iter().any(|known| suffix.eq_ignore_ascii_case(*known));
    if known && !cursor.peek_at(2).is_ascii_alphanumeric() {
        cursor.at += 2;
    }
}

pub(super) fn word_here<'a>(cursor: &Cursor<'a>) -> &'a [u8] {
    let mut end = *cursor;
    end.eat_while(|byte| byte.is_ascii_alphabetic() || byte >= 0x80);
    end.since(cursor.at)
}
