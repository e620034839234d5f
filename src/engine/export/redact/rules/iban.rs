//! Bank accounts, ISO 13616: a country, two digits to check, and as many letters and digits as the
//! country has; modulo 97 it is 1. <https://www.swift.com/standards/data-standards/iban-international-bank-account-number>
//!
//! Does not: check what a country says of its own part.

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Iban,
    begins: b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    find,
    canonical,
    examples: &[
        ("paid to DE89 3704 0044 0532 0130 00 today", &["DE89 3704 0044 0532 0130 00"]),
        ("iban=GB82WEST12345698765432,", &["GB82WEST12345698765432"]),
        ("DE88 3704 0044 0532 0130 00 has a wrong sum", &[]),
        ("AB12 is short", &[]),
    ],
};

/// How long the accounts of a country are.
#[rustfmt::skip]
const COUNTRIES: &[(&[u8; 2], usize)] = &[
    (b"AD", 24), (b"AE", 23), (b"AL", 28), (b"AT", 20), (b"AZ", 28), (b"BA", 20), (b"BE", 16),
    (b"BG", 22), (b"BH", 22), (b"BR", 29), (b"BY", 28), (b"CH", 21), (b"CR", 22), (b"CY", 28),
    (b"CZ", 24), (b"DE", 22), (b"DK", 18), (b"DO", 28), (b"EE", 20), (b"EG", 29), (b"ES", 24),
    (b"FI", 18), (b"FO", 18), (b"FR", 27), (b"GB", 22), (b"GE", 22), (b"GI", 23), (b"GL", 18),
    (b"GR", 27), (b"GT", 28), (b"HR", 21), (b"HU", 28), (b"IE", 22), (b"IL", 23), (b"IQ", 23),
    (b"IS", 26), (b"IT", 27), (b"JO", 30), (b"KW", 30), (b"KZ", 20), (b"LB", 28), (b"LC", 32),
    (b"LI", 21), (b"LT", 20), (b"LU", 20), (b"LV", 21), (b"LY", 25), (b"MC", 27), (b"MD", 24),
    (b"ME", 22), (b"MK", 19), (b"MR", 27), (b"MT", 31), (b"MU", 30), (b"NL", 18), (b"NO", 15),
    (b"PK", 24), (b"PL", 28), (b"PS", 29), (b"PT", 25), (b"QA", 29), (b"RO", 24), (b"RS", 22),
    (b"SA", 24), (b"SC", 31), (b"SD", 18), (b"SE", 24), (b"SI", 19), (b"SK", 24), (b"SM", 27),
    (b"ST", 25), (b"SV", 28), (b"TL", 23), (b"TN", 24), (b"TR", 26), (b"UA", 29), (b"VA", 22),
    (b"VG", 24), (b"XK", 20),
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let checked = hay.at(at + 2).is_ascii_digit() && hay.at(at + 3).is_ascii_digit();
    if !checked || hay.word_end < at + 4 {
        return;
    }
    let country = hay.slice(at..at + 2).to_ascii_uppercase();
    let length = COUNTRIES.iter().find(|(name, _)| country == *name).map(|&(_, length)| length);
    let Some(length) = length else { return };
    let (mut account, mut end) = (Vec::with_capacity(length), at);
    while account.len() < length {
        let byte = hay.at(end);
        // Between groups of four stands one space or dash.
        let parted = account.len() % 4 == 0 && (byte == b' ' || byte == b'-') && end > at;
        match byte.is_ascii_alphanumeric() {
            true => account.push(byte.to_ascii_uppercase()),
            false if parted && hay.at(end + 1).is_ascii_alphanumeric() => {}
            false => return,
        }
        end += 1;
    }
    if !hay.at(end).is_ascii_alphanumeric() && remainder(&account) == 1 {
        out.push(at..end);
    }
}

/// Modulo 97, the first four characters moved behind the others, letters as 10 to 35.
fn remainder(account: &[u8]) -> u32 {
    let (head, tail) = account.split_at_checked(4).unwrap_or_default();
    tail.iter().chain(head).fold(0, |sum, &byte| match byte {
        b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
        letter => (sum * 100 + u32::from(letter.wrapping_sub(b'A')) + 10) % 97,
    })
}

fn canonical(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}
