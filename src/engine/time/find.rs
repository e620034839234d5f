//! Looks for the time of a line: the first place near its front where a stamp stands by itself.
//!
//! A stamp with date and clock wins over a bare number of seconds, that over a date or a clock alone.
//!
//! Does not: look behind [`SEARCH_BYTES`], take the parts of paths, versions or addresses for times.

use super::{
    cursor::Cursor,
    date::{Date, DateOrder},
    stamp::{Stamp, Strength},
};

/// Where a time stands in a text, and how sure it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether the text names a zone.
    pub(crate) zoned: bool,
    /// 0 is sure; the higher the less.
    pub(crate) rank: u8,
}

impl Found {
    /// Whether date and time of day are there.
    pub(crate) fn is_whole(&self) -> bool {
        self.rank == 0
    }

    /// Whether they are, or a bare number of seconds is at the front of its line.
    pub(crate) fn is_sure_at_front(&self) -> bool {
        self.rank <= 1
    }
}

/// How far from its front a line's time may begin.
const SEARCH_BYTES: usize = 400;

/// How far from its front a clock without a date may begin.
const CLOCK_ALONE_BYTES: usize = 24;

/// The time of a line, if one is sure enough.
pub(crate) fn find(text: &[u8], order: DateOrder) -> Option<(Found, Stamp)> {
    let mut weaker: Option<(Found, Stamp)> = None;
    // The seconds that an id at the line's front begins with: `1709979072.4711.0 [09/Mar/2024 …`.
    let mut begun_id: Option<Stamp> = None;
    let mut cursor = Cursor::new(text, 0);
    let end = text.len().min(SEARCH_BYTES);
    while cursor.at < end {
        let start = cursor.at;
        if !may_begin(&cursor) {
            cursor.at += 1;
            continue;
        }
        let Some(mut stamp) = Stamp::read(&mut cursor, order) else {
            step_over_word(&mut cursor);
            continue;
        };
        if !ended(&cursor) {
            let bare = cursor.since(start).iter().all(|byte| !byte.is_ascii_alphabetic());
            if start == 0 && bare && stamp.strength() == Strength::Whole {
                begun_id = Some(stamp);
            }
            continue;
        }
        let rank = rank(&stamp, start, cursor.since(start), text);
        if rank == 0 {
            if let Some((_, earlier)) = weaker {
                stamp.take_year(&earlier);
                stamp.take_zone(&earlier);
            }
            if let Some(id) = begun_id {
                stamp.take_zone(&id);
            }
        }
        let zoned = stamp.offset_seconds.is_some();
        let found = Found { start, end: cursor.at, zoned, rank };
        match rank {
            0 => return Some((found, stamp)),
            NONE => {}
            rank => {
                if weaker.is_none_or(|(known, _)| rank < known.rank) {
                    weaker = Some((found, stamp));
                }
            }
        }
    }
    weaker
}

/// The rank of what is no time at all.
const NONE: u8 = 9;

/// How sure a stamp is a line's time, by what it says and where it stands.
fn rank(stamp: &Stamp, start: usize, own: &[u8], text: &[u8]) -> u8 {
    let bare = own.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if bare && stamp.strength() == Strength::Whole {
        // A number: sure only at the front, and with a fraction or in brackets.
        let front = text.get(..start).unwrap_or_default();
        let at_front =
            front.iter().all(|byte| matches!(byte, b'[' | b'@' | b'#' | b':' | b' ' | b'('));
        let marked = own.contains(&b'.') || !front.is_empty();
        return if at_front && marked { 0 } else { 1 + u8::from(!at_front) };
    }
    match (stamp.strength(), stamp.date) {
        (Strength::Whole, _) => 0,
        (Strength::Half, Date::Full { .. }) if !bare => 3,
        (Strength::Half, Date::NoYear { .. }) if start == 0 => 5,
        (Strength::Half, Date::Missing) if start <= CLOCK_ALONE_BYTES => 4,
        (Strength::Half, Date::Full { .. }) if start == 0 => 6,
        _ => NONE,
    }
}

/// Whether a stamp may begin here: a digit, a letter or `@` that does not continue a word.
fn may_begin(cursor: &Cursor<'_>) -> bool {
    let byte = cursor.peek();
    let starts = byte.is_ascii_digit()
        || byte == b'@'
        || matches!(
            byte | 0x20,
            b'j' | b'f'
                | b'm'
                | b'a'
                | b's'
                | b'o'
                | b'n'
                | b'd'
                | b't'
                | b'w'
                | b'e'
                | b'g'
                | b'l'
        ) && byte.is_ascii_alphabetic();
    if !starts {
        return false;
    }
    let before = cursor.before();
    let joined = before.is_ascii_alphanumeric() || matches!(before, b'.' | b'/' | b'-' | b'_');
    let after_clock = before == b':'
        && cursor
            .at
            .checked_sub(2)
            .and_then(|at| cursor.text.get(at))
            .is_some_and(u8::is_ascii_digit);
    !joined && !after_clock
}

/// Whether the stamp that was read ends where a word ends.
fn ended(cursor: &Cursor<'_>) -> bool {
    let next = cursor.peek();
    let goes_on = matches!(next, b'.' | b'-' | b'/') && cursor.peek_at(1).is_ascii_digit();
    !next.is_ascii_alphanumeric() && !goes_on
}

fn step_over_word(cursor: &mut Cursor<'_>) {
    cursor.at += 1;
    cursor.eat_while(|byte| byte.is_ascii_alphanumeric());
}
