//! Long text that looks drawn by chance: its letters are many, differ, and change their class all
//! the time. What is written in hexadecimal only is an id far more often (of a trace, a commit, an
//! image), so that is left alone where no name says otherwise.
//!
//! Does not: find short secrets; a name before them does (`password`).

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Secret,
    begins: rule::WORDS,
    find,
    canonical: rule::as_written,
    examples: &[
        (
            "key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY used",
            &["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
        ),
        ("value Zx81kQpLr07VbN3mTsYw92Gh given", &["Zx81kQpLr07VbN3mTsYw92Gh"]),
        ("trace 4bf92f3577b34da6a3ce929d0e0e4736", &[]),
        ("id 123e4567-e89b-12d3-a456-426614174000", &[]),
        ("AbstractUserDetailsAuthenticationProvider2Factory", &[]),
        ("/opt/App3/releases/20261123T101500Z/Bin/Start", &[]),
    ],
};

/// Fewest bytes; ids of stores and of requests have up to 22.
const BYTES_MIN: usize = 24;
/// Fewest bytes where only one case of letters is used.
const ONE_CASE_BYTES_MIN: usize = 32;

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte)
}

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let before = hay.before(at);
    if is_part(before) && before != b'/' {
        return;
    }
    let end = hay.run(at, is_part);
    if end - at < BYTES_MIN || (before == b'/' && is_part(hay.before(at - 1))) {
        return;
    }
    if is_drawn(hay.slice(at..end)) {
        let padded = hay.run(end, |byte| byte == b'=').min(end + 2);
        out.push(at..padded);
    }
}

/// What a text is made of.
#[derive(Default)]
struct Make {
    lower: usize,
    upper: usize,
    digits: usize,
    signs: usize,
    /// How often the next character is of another class.
    changes: usize,
}

fn is_drawn(text: &[u8]) -> bool {
    let make = make_of(text);
    let length = text.len();
    let mixed = make.lower > 0 && make.upper > 0;
    let hex = text.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    if hex
        || make.digits < if length < 32 { 2 } else { 1 }
        || make.signs * 6 > length
        || make.digits * 2 > length + 4
    {
        return false;
    }
    let restless = make.changes * 100 >= length * if mixed { 40 } else { 30 };
    let sized = length >= if mixed { BYTES_MIN } else { ONE_CASE_BYTES_MIN };
    let plain = mixed || make.signs == 0;
    sized && plain && restless && bits_per_byte(text) >= if length < 32 { 3.6 } else { 3.9 }
}

fn make_of(text: &[u8]) -> Make {
    let mut make = Make::default();
    let mut last = None;
    for &byte in text {
        let class = match byte {
            b'a'..=b'z' => &mut make.lower,
            b'A'..=b'Z' => &mut make.upper,
            b'0'..=b'9' => &mut make.digits,
            _ => &mut make.signs,
        };
        *class += 1;
        let class = (byte.is_ascii_lowercase(), byte.is_ascii_uppercase(), byte.is_ascii_digit());
        make.changes += usize::from(last.is_some_and(|last| last != class));
        last = Some(class);
    }
    make
}

/// Shannon's entropy of the bytes.
fn bits_per_byte(text: &[u8]) -> f64 {
    let mut counts = [0_u32; 128];
    for &byte in text {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let length = text.len() as f64;
    let part = |count: &u32| f64::from(*count) / length;
    counts.iter().filter(|&&count| count > 0).map(part).map(|part| -part * part.log2()).sum()
}
