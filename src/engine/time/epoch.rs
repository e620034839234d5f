//! Times as a number since 1970: seconds (with a fraction), milli-, micro-, nanoseconds, and TAI64N.
//!
//! In running text a number is taken for a time only by its length and range (2001 to 2100), so
//! that ids and sizes are not; a field that is named as a time may hold any instant.
//!
//! Does not: read numbers in other units (ticks, days).

use super::{
    SECOND_NANOS, TimeNanos,
    clock::read_fraction,
    cursor::{Cursor, digit},
    stamp::Stamp,
};

/// Seconds since 1970 that a number in running text may mean: 2001-09-09 to 2100-01-01.
const TEXT_SECONDS: std::ops::Range<i64> = 1_000_000_000..4_102_444_800;

/// The difference between TAI and UTC as TAI64 labels have it: 10 s at 1970 (<https://cr.yp.to/libtai/tai64.html>).
const TAI_MINUS_UTC_SECONDS: i64 = 10;

/// Reads the number here as a time, by its digits; steps over it.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    if cursor.peek() == b'@' && cursor.peek_at(1) == b'4' {
        return tai64n(cursor);
    }
    let digits = cursor.digits_ahead();
    if !matches!(digits, 10 | 13 | 16 | 19) {
        return None;
    }
    let number: i64 = std::str::from_utf8(cursor.rest().get(..digits)?).ok()?.parse().ok()?;
    let (scale, places) = match digits {
        10 => (1, 0),
        13 => (1_000, 3),
        16 => (1_000_000, 6),
        _ => (SECOND_NANOS, 9),
    };
    let seconds = number / scale;
    if !TEXT_SECONDS.contains(&seconds) {
        return None;
    }
    cursor.at += digits;
    let mut nanos = ((number % scale) * (SECOND_NANOS / scale)) as u32;
    let mut fraction_digits = places;
    if cursor.peek() == b'.' && cursor.peek_at(1).is_ascii_digit() {
        cursor.at += 1;
        let (fraction, count) = read_fraction(cursor);
        if digits == 10 {
            (nanos, fraction_digits) = (fraction, count);
        }
    }
    if cursor.peek().is_ascii_alphanumeric() {
        return None;
    }
    Some(Stamp::from_epoch(seconds, nanos, fraction_digits))
}

/// A number from a field that is named as a time: any sign, fraction or exponent; its size says
/// the unit. Answers the time and its fraction's digits.
pub(crate) fn from_number(text: &[u8]) -> Option<(TimeNanos, u8)> {
    let mut cursor = Cursor::new(text, 0);
    let negative = cursor.eat(b'-');
    let start = cursor.at;
    let digits = cursor.eat_while(|byte| byte.is_ascii_digit());
    if digits == 0 || digits > 19 {
        return None;
    }
    let whole = cursor
        .since(start)
        .iter()
        .try_fold(0_i64, |sum, &byte| sum.checked_mul(10)?.checked_add(i64::from(digit(byte)?)))?;
    let (fraction, count) = if cursor.eat(b'.') { read_fraction(&mut cursor) } else { (0, 0) };
    if matches!(cursor.peek(), b'e' | b'E') {
        return from_float(text);
    }
    if !cursor.at_end() {
        return None;
    }
    if digits < 9 {
        // Before 1973: a duration or a counter rather than a time.
        return None;
    }
    // A second is written with up to 11 digits until the year 5138, as are the smaller units from then on.
    let (scale, places) = match whole {
        0..100_000_000_000 => (SECOND_NANOS, 0),
        100_000_000_000..100_000_000_000_000 => (1_000_000, 3),
        100_000_000_000_000..100_000_000_000_000_000 => (1_000, 6),
        _ => (1, 9),
    };
    let below = i64::from(fraction) / (SECOND_NANOS / scale);
    let nanos = whole.checked_mul(scale)?.checked_add(below)?;
    let digits = (places + count).min(9);
    Some((TimeNanos(if negative { -nanos } else { nanos }), digits))
}

/// `1.3842163E9`: a float with an exponent, in seconds or smaller as its size says.
fn from_float(text: &[u8]) -> Option<(TimeNanos, u8)> {
    let number: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    let scale = match number.abs() {
        size if size < 1e11 => 1e9,
        size if size < 1e14 => 1e6,
        size if size < 1e17 => 1e3,
        _ => 1.0,
    };
    let nanos = number * scale;
    if !nanos.is_finite() || nanos.abs() >= i64::MAX as f64 {
        return None;
    }
    // A double holds microseconds of the present at best.
    let micros = (nanos / 1e3).round() as i64;
    Some((TimeNanos(micros.checked_mul(1_000)?), 6))
}

/// `@400000004c91b044077a9e94`: 16 hex digits of seconds after 2^62, then 8 of nanoseconds.
fn tai64n(cursor: &mut Cursor<'_>) -> Option<Stamp> {
    let hex = cursor.rest().get(1..25)?;
    let seconds = i64::from_str_radix(std::str::from_utf8(hex.get(..16)?).ok()?, 16).ok()?;
    let nanos = u32::from_str_radix(std::str::from_utf8(hex.get(16..)?).ok()?, 16).ok()?;
    if i64::from(nanos) >= SECOND_NANOS || cursor.peek_at(25).is_ascii_alphanumeric() {
        return None;
    }
    cursor.at += 25;
    let seconds = seconds.checked_sub(1 << 62)?.checked_sub(TAI_MINUS_UTC_SECONDS)?;
    Some(Stamp::from_epoch(seconds, nanos, 9))
}
