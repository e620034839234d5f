//! Phone numbers: with `+` and a country (E.164), of North America (`415-555-0132`), or of a field
//! that is named so.
//!
//! Does not: take bare digits without a name; those are ids far more often.

use std::ops::Range;

use super::{
    Kind,
    hay::Hay,
    keyed::{Keyed, Name, keyed},
    numbers::grouped_digits,
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Phone,
    begins: b"+(0123456789=:",
    find,
    canonical,
    examples: &[
        ("sms to +49 30 901820 sent", &["+49 30 901820"]),
        ("call +14155550132, or (415) 555-0132", &["+14155550132", "(415) 555-0132"]),
        ("phone=03012345678 ok", &["03012345678"]),
        ("415-555-0132x", &[]),
        ("zone +0200, +02:00, delta +12345 and 2026-11-23", &[]),
    ],
};

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "phone", "phonenumber", "phoneno", "mobile", "mobilenumber", "mobilephone", "tel", "telephone",
    "cell", "cellphone", "msisdn", "fax", "homephone", "workphone", "callerid", "calledid",
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let found = match hay.at(at) {
        b'+' => international(hay, at),
        b'=' | b':' => named(hay, at),
        _ => north_american(hay, at),
    };
    out.extend(found);
}

fn international(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    if hay.before(at).is_ascii_alphanumeric() || !(b'1'..=b'9').contains(&hay.at(at + 1)) {
        return None;
    }
    let start = at + 1;
    let mut end = start;
    let (mut digits, mut parts) = (0, 0);
    let mut place = start;
    loop {
        match hay.at(place) {
            byte if byte.is_ascii_digit() => {
                digits += 1;
                end = place + 1;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if place < end + 2 => {
                parts += usize::from(place == end);
            }
            _ => break,
        }
        place += 1;
    }
    // A blank after the number is not one of its parts.
    let parted = parts > 1 || hay.slice(start..end).iter().any(|byte| !byte.is_ascii_digit());
    let decimal = parts <= 2
        && hay.slice(start..end).iter().filter(|byte| !byte.is_ascii_digit()).eq([&b'.']);
    if decimal {
        return None;
    }
    let sized = if parted { (8..=15).contains(&digits) } else { (10..=15).contains(&digits) };
    let open = hay.at(end).is_ascii_alphanumeric() || hay.at(end) == b':';
    (sized && !open).then_some(at..end)
}

/// Area code and exchange begin with 2 to 9.
fn north_american(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let open = hay.at(at) == b'(';
    let before = hay.before(at);
    if before.is_ascii_alphanumeric() || b"-.:/_+".contains(&before) {
        return None;
    }
    if !open && hay.word_end - at != 3 && !(hay.word_end - at == 1 && hay.at(at) == b'1') {
        return None;
    }
    let mut place = at + usize::from(open);
    if hay.at(place) == b'1' && b"-. ".contains(&hay.at(place + 1)) {
        place += 2;
    }
    let mut groups = [0_usize; 3];
    for (group, width) in groups.iter_mut().zip([3, 3, 4]) {
        *group = place;
        let end = hay.run(place, |byte| byte.is_ascii_digit());
        if end - place != width {
            return None;
        }
        place = end;
        if width == 4 {
            break;
        }
        if hay.at(place) == b')' {
            place = hay.skip_spaces(place + 1, 1);
        } else if b"-.".contains(&hay.at(place)) {
            place += 1;
        } else {
            return None;
        }
    }
    let [area, exchange, _] = groups;
    let begins = |at: usize| (b'2'..=b'9').contains(&hay.at(at));
    let next = hay.at(place);
    let goes_on = next.is_ascii_alphanumeric()
        || (b"-._".contains(&next) && hay.at(place + 1).is_ascii_alphanumeric());
    (begins(area) && begins(exchange) && !goes_on).then_some(at..place)
}

fn named(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let Keyed { name, value, .. } = keyed(hay, at)?;
    if !is_phone_name(&name) {
        return None;
    }
    let start = hay.run(value.start, |byte| byte == b'+' || byte == b'(');
    let (digits, end) = grouped_digits(hay, start, b" -./()", 15);
    ((7..=15).contains(&digits.len()) && end <= value.end.max(end)).then_some(value.start..end)
}

fn is_phone_name(name: &Name) -> bool {
    name.is_one_of(NAMES)
}

fn canonical(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
