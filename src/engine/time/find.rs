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

/// A stamp and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) stamp: Stamp,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// 0 is sure; the higher the less.
    pub(crate) rank: u8,
}

impl Found {
    /// Whether date and time of day are there.
    pub(crate) fn is_whole(&self) -> bool {
        self.stamp.strength() == Strength::Whole && self.rank == 0
    }
}

/// How far from its front a line's time may begin.
const SEARCH_BYTES: usize = 400;

/// How far from its front a clock without a date may begin.
const CLOCK_ALONE_BYTES: usize = 24;

/// The time of a line, if one is sure enough.
pub(crate) fn find(text: &[u8], order: DateOrder) -> Option<Found> {
    let mut weaker: Option<Found> = None;
    let mut cursor = Cursor::new(text, 0);
    let end = text.len().min(SEARCH_BYTES);
    while cursor.at < end {
        let start = cursor.at;
        if !may_begin(&cursor) {
            cursor.at += 1;
            continue;
        }
        let Some(stamp) = Stamp::read(&mut cursor, order) else {
            step_over_word(&mut cursor);
            continue;
        };
        if !ended(&cursor) {
            continue;
        }
        let mut found = Found { stamp, start, end: cursor.at, rank: 0 };
        found.rank = rank(&found, text);
        match found.rank {
            0 => return Some(found),
            9 => {}
            rank => {
                if weaker.is_none_or(|known| rank < known.rank) {
                    weaker = Some(found);
                }
            }
        }
    }
    weaker
}

/// 0 is sure; 9 is none at all.
fn rank(found: &Found, text: &[u8]) -> u8 {
    let Found { stamp, start, end, .. } = *found;
    let number = text.get(start..end).unwrap_or_default();
    let bare = number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let compact = bare && stamp.strength() == Strength::Whole;
    if compact {
        let front = text.get(..start).unwrap_or_default();
        let at_front = front.iter().all(|byte| matches!(byte, b'[' | b'@' | b'#' | b':' | b' '));
        return u8::from(!at_front);
    }
    match (stamp.strength(), stamp.date) {
        (Strength::Whole, _) => 0,
        (Strength::Half, Date::Full { .. }) if !bare => 2,
        (Strength::Half, Date::NoYear { .. }) if start == 0 => 4,
        (Strength::Half, Date::Missing) if start <= CLOCK_ALONE_BYTES => 3,
        (Strength::Half, Date::Full { .. }) if start == 0 => 5,
        _ => 9,
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
