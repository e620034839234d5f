//! Times in a layout that a person gave, in the letters of `strftime`.
//! <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html>
//!
//! [`Layout::new`] reads the layout and says what is wrong in it; [`Layout::read`] reads times by it.
//! What a layout leaves out (zone, year, date) is filled in as for any other time.
//!
//! Does not: write times.

use std::ops::Range;

use super::{
    calendar,
    clock::{read_fraction, zone},
    cursor::{Cursor, digit},
    date::{Date, century, month_name, word_here},
    stamp::Stamp,
};

/// The letters that a layout may have, for whoever typed another.
const EXPECTED: &str = "expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q";

/// A layout that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout(Vec<Part>);

/// What is wrong in a layout, and where, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LayoutMistake {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// This very byte.
    Byte(u8),
    /// Any blanks, or none.
    Blanks,
    /// What a letter stands for.
    Letter(u8),
}

/// What was read so far.
#[derive(Default)]
struct Read {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    day_of_year: Option<u32>,
    hour: Option<u32>,
    minute: u32,
    second: u32,
    /// Nanoseconds and digits.
    fraction: (u32, u8),
    afternoon: Option<bool>,
    offset_seconds: Option<i32>,
    /// Seconds since 1970.
    epoch: Option<i64>,
}

impl Layout {
    /// Understands a layout.
    ///
    /// # Errors
    /// A `%` with a letter that means nothing, or none; a layout without any.
    pub(crate) fn new(text: &str) -> Result<Layout, LayoutMistake> {
        let mut parts = Vec::new();
        let mut rest = text.char_indices().peekable();
        while let Some((at, letter)) = rest.next() {
            if letter.is_whitespace() {
                parts.push(Part::Blanks);
                continue;
            }
            if letter != '%' {
                parts.extend(letter.encode_utf8(&mut [0; 4]).bytes().map(Part::Byte));
                continue;
            }
            // `%3f` and `%-d` say how many digits are written; any number is read.
            while rest.next_if(|(_, c)| c.is_ascii_digit() || matches!(c, '-' | '_')).is_some() {}
            // `%.f` has the dot within.
            let dot = rest.next_if(|&(_, c)| c == '.').is_some();
            while dot && rest.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
            let end = rest.peek().map_or(text.len(), |&(at, c)| at + c.len_utf8());
            let known = rest.next().and_then(|(_, letter)| expand(letter, dot));
            let mistake = || LayoutMistake { span: at..end, message: EXPECTED.to_owned() };
            parts.extend(known.ok_or_else(mistake)?);
        }
        if parts.iter().any(|part| matches!(part, Part::Letter(_))) {
            return Ok(Layout(parts));
        }
        let message = format!("this has no time in it; {EXPECTED}");
        Err(LayoutMistake { span: 0..text.len(), message })
    }

    /// Whether times of this layout say where they are: a zone, or seconds since 1970.
    pub(crate) fn names_zone(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Letter(b'z' | b's' | b'Q')))
    }

    /// The time that a text is as a whole; none where it is in another layout, or no real time.
    pub(crate) fn read(&self, text: &[u8]) -> Option<Stamp> {
        let mut cursor = Cursor::new(text.trim_ascii(), 0);
        let mut read = Read::default();
        for part in &self.0 {
            match *part {
                Part::Byte(byte) => cursor.eat(byte).then_some(())?,
                Part::Blanks => _ = cursor.eat_blanks(),
                Part::Letter(letter) => read.letter(letter, &mut cursor)?,
            }
        }
        if cursor.at_end() { read.stamp() } else { None }
    }
}

/// The parts that a letter stands for.
fn expand(letter: char, dot: bool) -> Option<Vec<Part>> {
    let whole = |text: &str| Layout::new(text).ok().map(|layout| layout.0);
    let one = |letter: u8| Some(vec![Part::Letter(letter)]);
    match letter {
        'f' | 'N' if dot => one(b'.'),
        _ if dot => None,
        'T' => whole("%H:%M:%S"),
        'R' => whole("%H:%M"),
        'F' => whole("%Y-%m-%d"),
        'D' => whole("%m/%d/%y"),
        '%' => Some(vec![Part::Byte(b'%')]),
        'n' | 't' => Some(vec![Part::Blanks]),
        'e' => one(b'd'),
        'k' => one(b'H'),
        'l' => one(b'I'),
        'B' | 'h' => one(b'b'),
        'A' => one(b'a'),
        'N' | 'L' => one(b'f'),
        'Z' => one(b'z'),
        'P' => one(b'p'),
        'Y' | 'y' | 'm' | 'd' | 'j' | 'H' | 'I' | 'M' | 'S' | 'f' | 'p' | 'b' | 'a' | 'z' | 's'
        | 'Q' => one(letter as u8),
        _ => None,
    }
}

impl Read {
    /// Reads what a letter stands for; none where it does not stand here.
    fn letter(&mut self, letter: u8, cursor: &mut Cursor<'_>) -> Option<()> {
        match letter {
            b'Y' => self.year = Some(digits(cursor, 4)? as i32),
            b'y' => self.year = Some(century(digits(cursor, 2)?)),
            b'm' => self.month = Some(digits(cursor, 2)?),
            b'd' => self.day = Some(digits(cursor, 2)?),
            b'j' => self.day_of_year = Some(digits(cursor, 3)?),
            b'H' | b'I' => self.hour = Some(digits(cursor, 2)?),
            b'M' => self.minute = digits(cursor, 2)?,
            b'S' => self.second = digits(cursor, 2)?,
            b'f' => {
                digit(cursor.peek())?;
                self.fraction = read_fraction(cursor);
            }
            b'.' => {
                if matches!(cursor.peek(), b'.' | b',') && digit(cursor.peek_at(1)).is_some() {
                    cursor.at += 1;
                    self.fraction = read_fraction(cursor);
                }
            }
            b'p' => self.afternoon = Some(half(cursor)?),
            b'b' => self.month = Some(month_name(cursor)?),
            b'a' => cursor.at += Some(word_here(cursor).len()).filter(|&length| length > 0)?,
            b'z' => self.offset_seconds = Some(zone(cursor)?),
            b's' => self.epoch = Some(seconds(cursor)?),
            _ => {
                let millis = seconds(cursor)?;
                self.epoch = Some(millis.div_euclid(1000));
                self.fraction = (millis.rem_euclid(1000) as u32 * 1_000_000, 3);
            }
        }
        Some(())
    }

    fn stamp(self) -> Option<Stamp> {
        let (nanos, fraction_digits) = self.fraction;
        if let Some(seconds) = self.epoch {
            return Some(Stamp::from_epoch(seconds, nanos, fraction_digits));
        }
        let hour = match (self.hour, self.afternoon) {
            (Some(hour), Some(afternoon)) if hour <= 12 => {
                hour % 12 + if afternoon { 12 } else { 0 }
            }
            (hour, _) => hour.unwrap_or(0),
        };
        if hour > 23 || self.minute > 59 || self.second > 60 {
            return None;
        }
        Some(Stamp {
            date: self.date()?,
            has_clock: self.hour.is_some(),
            second_of_day: hour * 3600 + self.minute * 60 + self.second,
            nanos,
            fraction_digits,
            offset_seconds: self.offset_seconds,
        })
    }

    fn date(&self) -> Option<Date> {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => Date::full(year, month, day),
            (Some(year), ..) => {
                let days = calendar::days_from_date(year, self.month.unwrap_or(1), 1)?;
                let day = i64::from(self.day_of_year.unwrap_or(1));
                (1..=366).contains(&day).then_some(Date::Full { days: days + day - 1 })
            }
            (None, Some(month), Some(day)) => Date::no_year(month, day),
            _ => Some(Date::Missing),
        }
    }
}

/// One to `most` digits; a blank may stand for the first.
fn digits(cursor: &mut Cursor<'_>, most: usize) -> Option<u32> {
    cursor.eat_blanks();
    let mut value = digit(cursor.peek())?;
    let mut count = 1;
    cursor.at += 1;
    while count < most
        && let Some(next) = digit(cursor.peek())
    {
        value = value * 10 + next;
        count += 1;
        cursor.at += 1;
    }
    Some(value)
}

/// Whole seconds, or milliseconds, since 1970.
fn seconds(cursor: &mut Cursor<'_>) -> Option<i64> {
    let start = cursor.at;
    cursor.eat(b'-');
    cursor.eat_while(|byte| byte.is_ascii_digit());
    std::str::from_utf8(cursor.since(start)).ok()?.parse().ok()
}

/// Whether it is `PM`; else `AM`, in any case.
fn half(cursor: &mut Cursor<'_>) -> Option<bool> {
    let word = cursor.rest().get(..2)?.to_ascii_lowercase();
    cursor.at += 2;
    match &*word {
        b"am" => Some(false),
        b"pm" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::time::{TimeNanos, Zone};

    /// 2026-11-22T00:00:00Z.
    const LATEST: TimeNanos = TimeNanos(1_795_305_600_000_000_000);

    fn read(layout: &str, text: &str) -> String {
        let layout = match Layout::new(layout) {
            Ok(layout) => layout,
            Err(mistake) => return format!("{:?} {}", mistake.span, mistake.message),
        };
        let stamp = layout.read(text.as_bytes());
        let time = stamp.and_then(|stamp| stamp.resolve(&Zone::fixed("", 3600), LATEST));
        time.map_or_else(
            || "none".to_owned(),
            |time| jiff::Timestamp::from_nanosecond(time.0.into()).unwrap().to_string(),
        )
    }

    #[test]
    fn layouts_and_times() {
        let cases = [
            ("%Y-%m-%d %H:%M:%S", "2026-03-01 09:00:01"),
            ("%Y-%m-%d %H:%M:%S,%f", "2026-03-01 09:00:01,25"),
            ("%F %T%.3f %z", "2026-03-01 09:00:01.123 +02:00"),
            ("%d.%m.%y %k:%M", "01.03.26  9:05"),
            ("%a %b %e %H:%M:%S %Z %Y", "Sun Mar  1 09:00:01 UTC 2026"),
            ("%m/%d/%Y %I:%M:%S %p", "03/01/2026 09:00:01 pm"),
            ("%I%p", "12AM"),
            ("%b %d %H:%M:%S", "Dec 24 09:00:01"),
            ("%H:%M:%S", "09:00:01"),
            ("%s", "1772355600"),
            ("%s.%f", "1772355600.5"),
            ("%Q", "1772355600500"),
            ("%Y%j %H%M%S", "2026060 090001"),
            ("[%Y]", "[2026]"),
            ("%d %H", "1 9"),
            ("%Y-%m-%d", "2026-02-30"),
            ("%Y-%m-%d", "2026-03-01 and more"),
            ("%H:%M", "24:00"),
            ("%Y-%q-%d", ""),
            ("%Y %", ""),
            ("%.Y", ""),
            ("noon", ""),
            ("", ""),
        ];
        let lines: Vec<String> = cases
            .iter()
            .map(|(layout, text)| format!("{layout} | {text} | {}", read(layout, text)))
            .collect();
        expect![[r#"
            %Y-%m-%d %H:%M:%S | 2026-03-01 09:00:01 | 2026-03-01T08:00:01Z
            %Y-%m-%d %H:%M:%S,%f | 2026-03-01 09:00:01,25 | 2026-03-01T08:00:01.25Z
            %F %T%.3f %z | 2026-03-01 09:00:01.123 +02:00 | 2026-03-01T07:00:01.123Z
            %d.%m.%y %k:%M | 01.03.26  9:05 | 2026-03-01T08:05:00Z
            %a %b %e %H:%M:%S %Z %Y | Sun Mar  1 09:00:01 UTC 2026 | 2026-03-01T09:00:01Z
            %m/%d/%Y %I:%M:%S %p | 03/01/2026 09:00:01 pm | 2026-03-01T20:00:01Z
            %I%p | 12AM | 2026-11-21T23:00:00Z
            %b %d %H:%M:%S | Dec 24 09:00:01 | 2025-12-24T08:00:01Z
            %H:%M:%S | 09:00:01 | 2026-11-21T08:00:01Z
            %s | 1772355600 | 2026-03-01T09:00:00Z
            %s.%f | 1772355600.5 | 2026-03-01T09:00:00.5Z
            %Q | 1772355600500 | 2026-03-01T09:00:00.5Z
            %Y%j %H%M%S | 2026060 090001 | 2026-03-01T08:00:01Z
            [%Y] | [2026] | 2025-12-31T23:00:00Z
            %d %H | 1 9 | 2026-11-21T08:00:00Z
            %Y-%m-%d | 2026-02-30 | none
            %Y-%m-%d | 2026-03-01 and more | none
            %H:%M | 24:00 | none
            %Y-%q-%d |  | 3..5 expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q
            %Y % |  | 3..4 expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q
            %.Y |  | 0..3 expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q
            noon |  | 0..4 this has no time in it; expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q
             |  | 0..0 this has no time in it; expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q"#]].assert_eq(&lines.join("\n"));
    }

    proptest! {
        #[test]
        fn any_layout_and_text(layout in "[%YymdHMSfzpbsQ. :,é-]{0,16}", text in "\\PC{0,24}") {
            if let Ok(layout) = Layout::new(&layout) {
                prop_assert!(layout.read(text.as_bytes()).is_none_or(|stamp| stamp.nanos < 1_000_000_000));
            }
        }
    }
}
