//! Card numbers, ISO/IEC 7812: 12 to 19 digits of a known issuer, together or in groups, which pass
//! the check of Luhn.
//!
//! Does not: take numbers of no issuer, however well they check: ids of records do in one of ten.

use std::ops::Range;

use super::{
    Kind,
    hay::Hay,
    numbers::{grouped_digits, luhn},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Card,
    begins: rule::DIGITS,
    find,
    canonical,
    examples: &[
        ("card 4111 1111 1111 1111 declined", &["4111 1111 1111 1111"]),
        ("pan=5500-0000-0000-0004", &["5500-0000-0000-0004"]),
        ("amex 378282246310005.", &["378282246310005"]),
        ("order 4111111111111112", &[]),
        ("at 1772368800123456789 ns", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let word = hay.word_end - at;
    let next = hay.at(hay.word_end);
    if (word != 4 || !(next == b' ' || next == b'-')) && !(13..=19).contains(&word) {
        return;
    }
    let before = hay.before(at);
    if before == b'.' || (before == b'-' && hay.before(at - 1).is_ascii_alphanumeric()) {
        return;
    }
    let (digits, end) = grouped_digits(hay, at, if word == 4 { b" -" } else { b"" }, 19);
    let after = hay.at(end);
    let open = after.is_ascii_alphanumeric()
        || (b".-".contains(&after) && hay.at(end + 1).is_ascii_alphanumeric());
    if !open && is_issued(&digits) && luhn(&digits) {
        out.push(at..end);
    }
}

/// Whether an issuer has numbers that begin so and are so long.
fn is_issued(digits: &[u8]) -> bool {
    let first = |count: usize| {
        let head = digits.iter().take(count);
        head.fold(0_u32, |number, &digit| number * 10 + u32::from(digit))
    };
    let length = digits.len();
    match (first(1), first(2), first(4)) {
        (4, ..) => matches!(length, 13 | 16 | 19),
        (_, 34 | 37, _) => length == 15,
        (_, 51..=55, _) | (.., 2221..=2720) => length == 16,
        (_, 30 | 36 | 38 | 39, _) => length == 14,
        (_, 35, _) => length == 16,
        (_, 60 | 64 | 65, _) => matches!(length, 16 | 19),
        (_, 62, _) => (16..=19).contains(&length),
        _ => false,
    }
}

fn canonical(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
