//! Reads times out of text for one source: the rules of [`Stamp`], the source's zone, and a memory
//! of the last time's text, so that most times cost a comparison and the digits of their fraction.
//!
//! The memory never changes an answer: it is used only where the same text stands again and nothing
//! behind it could be read as a part of the time.
//!
//! Does not: decide zone or day-first; they are settled for the source.

use super::{
    SECOND_NANOS, TimeNanos, Zone,
    calendar::{self, DAY_SECONDS},
    clock,
    cursor::{Cursor, digit},
    date::{Date, DateOrder},
    epoch,
    find::{self, Found},
    stamp::Stamp,
};

/// A time that was read, and the digits of its fraction as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadTime {
    pub(crate) time: TimeNanos,
    pub(crate) fraction_digits: u8,
}

/// Length of `2024-03-09T10:11:12`.
const ISO_BYTES: usize = 19;

/// Reads the times of one source.
#[derive(Clone, Debug)]
pub(crate) struct TimeReader {
    zone: Zone,
    latest: TimeNanos,
    order: DateOrder,
    /// The last `2024-03-09T10:11:12`, and its clock reading as seconds since 1970.
    iso: ([u8; ISO_BYTES], i64),
    /// The last clock reading that named no zone, and the offset the zone had then.
    offset: Option<(i64, i32)>,
    /// Whether a time was met that cannot be held.
    out_of_range: bool,
    /// The last time that stood before a `]`, with that bracket; and the instant.
    bracketed: (Vec<u8>, Option<ReadTime>),
}

impl TimeReader {
    pub(crate) fn new(zone: &Zone, latest: TimeNanos, order: DateOrder) -> TimeReader {
        TimeReader {
            zone: zone.clone(),
            latest,
            order,
            iso: ([0; ISO_BYTES], 0),
            offset: None,
            out_of_range: false,
            bracketed: (Vec::new(), None),
        }
    }

    /// Reads the time that begins here and steps over it; stays where it is if there is none.
    pub(crate) fn read(&mut self, cursor: &mut Cursor<'_>) -> Option<ReadTime> {
        if let Some((read, _)) = self.read_iso(cursor) {
            return Some(read);
        }
        let stamp = Stamp::read(cursor, self.order)?;
        self.resolve(&stamp)
    }

    /// Reads a time of day whose date was read before it.
    pub(crate) fn read_with_date(
        &mut self,
        cursor: &mut Cursor<'_>,
        date: Date,
    ) -> Option<ReadTime> {
        let stamp = Stamp::read(cursor, self.order)?;
        self.resolve(&Stamp { date, ..stamp })
    }

    /// Reads the time that stands alone between `[` (just passed) and `]`; steps over the bracket.
    pub(crate) fn read_bracketed(&mut self, cursor: &mut Cursor<'_>) -> Option<ReadTime> {
        let (text, read) = &self.bracketed;
        if !text.is_empty() && cursor.rest().starts_with(text) {
            cursor.at += text.len();
            return *read;
        }
        let start = cursor.at;
        let read = self.read(cursor)?;
        if !cursor.eat(b']') {
            cursor.at = start;
            return None;
        }
        self.bracketed.0.clear();
        self.bracketed.0.extend_from_slice(cursor.since(start));
        self.bracketed.1 = Some(read);
        Some(read)
    }

    /// The first time in a text that is sure enough, where it stands, and its instant; none where
    /// that is outside what [`TimeNanos`] holds.
    pub(crate) fn find(&mut self, text: &[u8]) -> Option<(Found, Option<ReadTime>)> {
        let open = usize::from(matches!(text.first(), Some(b'[' | b'(')));
        let mut cursor = Cursor::new(text, open);
        if cursor.peek().is_ascii_digit()
            && let Some((read, zoned)) = self.read_iso(&mut cursor)
            && !cursor.peek().is_ascii_alphanumeric()
        {
            return Some((Found { start: open, end: cursor.at, zoned, rank: 0 }, Some(read)));
        }
        let (found, stamp) = find::find(text, self.order)?;
        Some((found, self.resolve(&stamp)))
    }

    /// The value of a field that is named as a time: a stamp, or a number of any size.
    pub(crate) fn value(&mut self, text: &[u8]) -> Option<ReadTime> {
        let mut cursor = Cursor::new(text, 0);
        cursor.eat_blanks();
        if let Some((read, _)) = self.read_iso(&mut cursor) {
            return Some(read);
        }
        let bytes = dot_net(cursor.rest());
        let numeric = bytes
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
        if numeric && let Some((time, fraction_digits)) = epoch::from_number(bytes) {
            return Some(ReadTime { time, fraction_digits });
        }
        let stamp = Stamp::read(&mut cursor, self.order)?;
        self.resolve(&stamp)
    }

    /// As [`TimeReader::value`], but only with a date and a time of day (or a date alone that
    /// is nothing else).
    pub(crate) fn whole_value(&mut self, text: &[u8]) -> Option<ReadTime> {
        let mut cursor = Cursor::new(text, 0);
        cursor.eat_blanks();
        let clock_alone = cursor.peek_at(1) == b':' || cursor.peek_at(2) == b':';
        if clock_alone && !text.contains(&b' ') {
            return None;
        }
        self.value(text).filter(|_| text.contains(&b':') || !date_alone(text))
    }

    pub(crate) fn resolve(&mut self, stamp: &Stamp) -> Option<ReadTime> {
        let time = stamp.resolve(&self.zone, self.latest);
        self.out_of_range |= time.is_none();
        Some(ReadTime { time: time?, fraction_digits: stamp.fraction_digits })
    }

    /// Whether a time was met since this was last asked that [`TimeNanos`] cannot hold.
    pub(crate) fn take_out_of_range(&mut self) -> bool {
        std::mem::take(&mut self.out_of_range)
    }

    /// The layout of most logs, read by position: `2024-03-09T10:11:12.345Z`. Also answers whether
    /// it named a zone.
    fn read_iso(&mut self, cursor: &mut Cursor<'_>) -> Option<(ReadTime, bool)> {
        let text: &[u8; ISO_BYTES] = cursor.rest().first_chunk()?;
        let clock_seconds = if *text == self.iso.0 { self.iso.1 } else { self.remember_iso(text)? };
        let mut ahead = Cursor::new(cursor.text, cursor.at + ISO_BYTES);
        let (nanos, fraction_digits) = clock::fraction_of(&mut ahead);
        let named = match ahead.peek() {
            b'Z' if !ahead.peek_at(1).is_ascii_alphanumeric() => {
                ahead.at += 1;
                Some(0)
            }
            byte if byte.is_ascii_alphanumeric() => return None,
            b' ' | b'+' | b'-' => {
                if matches!(ahead.peek_at(1), b'A' | b'P' | b'a' | b'p') {
                    return None;
                }
                clock::zone(&mut ahead)
            }
            _ => None,
        };
        let offset = named.unwrap_or_else(|| self.offset_for_clock(clock_seconds));
        let time = (clock_seconds - i64::from(offset))
            .checked_mul(SECOND_NANOS)
            .and_then(|time| time.checked_add(i64::from(nanos)));
        self.out_of_range |= time.is_none();
        let time = time?;
        cursor.at = ahead.at;
        Some((ReadTime { time: TimeNanos(time), fraction_digits }, named.is_some()))
    }

    fn remember_iso(&mut self, text: &[u8; ISO_BYTES]) -> Option<i64> {
        let two = |tens: u8, ones: u8| Some(digit(tens)? * 10 + digit(ones)?);
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T' | b' ', rest @ ..] = *text else {
            return None;
        };
        let [h0, h1, b':', i0, i1, b':', s0, s1] = rest else {
            return None;
        };
        let year = two(y0, y1)? * 100 + two(y2, y3)?;
        let days = calendar::days_from_date(year as i32, two(m0, m1)?, two(d0, d1)?)?;
        let (hour, minute, second) = (two(h0, h1)?, two(i0, i1)?, two(s0, s1)?);
        if hour > 23 || minute > 59 || second > 60 || year < 1600 {
            return None;
        }
        let clock_seconds = days * DAY_SECONDS + i64::from(hour * 3600 + minute * 60 + second);
        self.iso = (*text, clock_seconds);
        Some(clock_seconds)
    }

    fn offset_for_clock(&mut self, clock_seconds: i64) -> i32 {
        match self.offset {
            Some((known, offset)) if known == clock_seconds => offset,
            _ => {
                let offset = self.zone.offset_for_clock(clock_seconds);
                self.offset = Some((clock_seconds, offset));
                offset
            }
        }
    }
}

/// The milliseconds in `/Date(1709979072345)/`, as .NET and PowerShell write a date in JSON.
fn dot_net(text: &[u8]) -> &[u8] {
    let inner = text.strip_prefix(b"/Date(").and_then(|text| text.strip_suffix(b")/"));
    inner.unwrap_or(text)
}

/// Whether a text has the length and separators of a date without a time of day.
fn date_alone(text: &[u8]) -> bool {
    (8..=11).contains(&text.len())
        && !text.starts_with(b"-")
        && text.iter().any(|byte| matches!(byte, b'-' | b'/') || byte.is_ascii_alphabetic())
}
