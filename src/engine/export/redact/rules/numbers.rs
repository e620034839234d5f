//! Numbers that people group by spaces, dashes and the like.
//!
//! Does not: know what the numbers mean.

use super::hay::Hay;

/// The digits from a place on, single separators of `between` skipped, and where the last stands.
pub(super) fn grouped_digits(
    hay: &Hay<'_>,
    from: usize,
    between: &[u8],
    digits_max: usize,
) -> (Vec<u8>, usize) {
    let (mut digits, mut at, mut end) = (Vec::new(), from, from);
    while digits.len() <= digits_max {
        let byte = hay.at(at);
        if byte.is_ascii_digit() {
            digits.push(byte - b'0');
            end = at + 1;
        } else if !between.contains(&byte) || at != end {
            break;
        }
        at += 1;
    }
    (digits, end)
}

/// Whether the digits pass the check of Luhn, ISO/IEC 7812-1 annex B.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let doubled = |(place, &digit): (usize, &u8)| match (place % 2, digit * 2) {
        (0, _) => u32::from(digit),
        (_, twice) => u32::from(twice / 10 + twice % 10),
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}
