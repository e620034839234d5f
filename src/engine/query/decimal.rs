//! Numbers as they are written, compared exactly digit by digit.
//!
//! Logs carry 64-bit identities that a floating-point number would confuse, so a number stays text:
//! `503`, `503.0` and `5.03e2` are equal, `9007199254740993` and `9007199254740992` are not.
//!
//! Does not: calculate, but for [`Decimal::scaled`].

// The numbers are those of a text, of any size.
#![deny(clippy::arithmetic_side_effects)]
#![cfg_attr(
    test,
    allow(clippy::arithmetic_side_effects, reason = "a test stops where it overflows")
)]

use std::cmp::Ordering;

/// A number in the grammar of JSON, with leading zeros refused (`007` is a name, not a number).
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal<'a> {
    negative: bool,
    /// Digits before and after the point, without leading and trailing zeros of the whole.
    whole: &'a [u8],
    fraction: &'a [u8],
    /// The number is 0.d1d2d3… times ten to this power.
    magnitude: i64,
}

impl<'a> Decimal<'a> {
    /// Reads all of `text` as a number.
    pub(super) fn parse(text: &'a [u8]) -> Option<Decimal<'a>> {
        let (number, rest) = Decimal::prefix(text)?;
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', digits @ ..] => exponent(digits)?,
            _ => return None,
        };
        let magnitude = number.magnitude.saturating_add(exponent);
        Some(Decimal { magnitude, ..number })
    }

    /// Reads a number without an exponent at the front of `text`; also what follows it.
    pub(super) fn prefix(text: &'a [u8]) -> Option<(Decimal<'a>, &'a [u8])> {
        let (negative, text) = match text {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, text),
        };
        let (whole, mut rest) = split_digits(text);
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with(b"0")) {
            return None;
        }
        let mut fraction: &[u8] = &[];
        if let [b'.', after @ ..] = rest {
            (fraction, rest) = split_digits(after);
            if fraction.is_empty() {
                return None;
            }
        }
        let mut magnitude = whole.len() as i64;
        let (whole, fraction) = if whole == b"0" {
            let digits = fraction.trim_prefix_zeros();
            magnitude = (digits.len() as i64).saturating_sub(fraction.len() as i64);
            (&[][..], digits)
        } else {
            (whole, fraction)
        };
        let fraction = fraction.trim_suffix_zeros();
        let whole = if fraction.is_empty() { whole.trim_suffix_zeros() } else { whole };
        Some((Decimal { negative, whole, fraction, magnitude }, rest))
    }

    /// The significant digits, first to last.
    pub(super) fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// Whether it is a whole number that is not 0.
    pub(super) fn is_whole(&self) -> bool {
        let digits = self.whole.len().saturating_add(self.fraction.len()) as i64;
        digits > 0 && self.magnitude >= digits
    }

    /// Its value times `unit`, towards zero; none where that is too large.
    pub(super) fn scaled(&self, unit: i128) -> Option<i128> {
        let mut mantissa: i128 = 0;
        let mut power = self.magnitude;
        for digit in self.digits().take(24) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit_of(digit)))?;
            power = power.saturating_sub(1);
        }
        let scale = 10_i128.checked_pow(u32::try_from(power.unsigned_abs()).ok()?);
        let value = match (power >= 0, scale) {
            (true, scale) => mantissa.checked_mul(unit)?.checked_mul(scale?)?,
            (false, Some(scale)) => mantissa.checked_mul(unit)?.checked_div(scale)?,
            (false, None) => 0,
        };
        if self.negative { value.checked_neg() } else { Some(value) }
    }

    fn sign(&self) -> i8 {
        match (self.whole.is_empty() && self.fraction.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = self.sign();
        let by_sign = sign.cmp(&other.sign());
        if by_sign != Ordering::Equal || sign == 0 {
            return by_sign;
        }
        let size = self.magnitude.cmp(&other.magnitude);
        // The shorter of two equal beginnings is the smaller: trailing zeros are gone.
        let size = size.then_with(|| self.digits().cmp(other.digits()));
        if sign < 0 { size.reverse() } else { size }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, &[]))
}

/// What an ASCII digit counts.
fn digit_of(digit: u8) -> u8 {
    digit.saturating_sub(b'0')
}

fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let step = |sum: i64, &digit: &u8| {
        sum.saturating_mul(10).saturating_add(i64::from(digit_of(digit))).min(i64::from(i32::MAX))
    };
    let value = digits.iter().fold(0, step);
    if negative { value.checked_neg() } else { Some(value) }
}

trait Zeros {
    fn trim_prefix_zeros(&self) -> &Self;
    fn trim_suffix_zeros(&self) -> &Self;
}

impl Zeros for [u8] {
    fn trim_prefix_zeros(&self) -> &[u8] {
        let start = self.iter().position(|&byte| byte != b'0').unwrap_or(self.len());
        self.get(start..).unwrap_or_default()
    }

    fn trim_suffix_zeros(&self) -> &[u8] {
        let end =
            self.iter().rposition(|&byte| byte != b'0').map_or(0, |last| last.saturating_add(1));
        self.get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use std::cmp::Ordering::{Equal, Greater, Less};

    fn check(left: &str, right: &str) -> Option<std::cmp::Ordering> {
        Some(Decimal::parse(left.as_bytes())?.cmp(&Decimal::parse(right.as_bytes())?))
    }

    #[test]
    fn numbers_compare_by_value_and_exactly() {
        for (left, right, expected) in [
            ("503", "503.0", Some(Equal)),
            ("503", "5.03e2", Some(Equal)),
            ("0", "-0.00", Some(Equal)),
            ("0.5", "5e-1", Some(Equal)),
            ("1000", "1e3", Some(Equal)),
            ("9007199254740993", "9007199254740992", Some(Greater)),
            ("99", "100", Some(Less)),
            ("0.05", "0.5", Some(Less)),
            ("1.05", "1.5", Some(Less)),
            ("-2", "-1", Some(Less)),
            ("-1", "0", Some(Less)),
            ("12", "1.25e1", Some(Less)),
            ("1e400", "1e399", Some(Greater)),
            ("007", "7", None),
            ("5.", "5", None),
            ("1e", "1", None),
            ("nan", "1", None),
            ("", "1", None),
        ] {
            assert_eq!(check(left, right), expected, "{left} and {right}");
        }
    }

    #[test]
    fn a_number_is_scaled_without_rounding_errors() {
        let scaled = |text: &str, unit| Decimal::parse(text.as_bytes())?.scaled(unit);
        assert_eq!(scaled("0.512", 1_000_000_000), Some(512_000_000));
        assert_eq!(scaled("-1.5", 1024), Some(-1536));
        assert_eq!(scaled("1e-40", 1000), Some(0));
        assert_eq!(scaled("1e40", 1), None);
        assert_eq!(scaled("3e2", 2), Some(600));
    }
}
