//! Hardware addresses, IEEE 802: six pairs of hexadecimal digits joined by `:` or `-`, or three
//! groups of four joined by dots.
//!
//! Does not: take addresses of all zeros or ones.

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Mac,
    begins: b"0123456789abcdefABCDEF",
    find,
    canonical,
    examples: &[
        ("lease for 00:1A:2b:3c:4d:5e now", &["00:1A:2b:3c:4d:5e"]),
        ("port 00-1A-2B-3C-4D-5E up", &["00-1A-2B-3C-4D-5E"]),
        ("cisco 001a.2b3c.4d5e", &["001a.2b3c.4d5e"]),
        (
            "OUT= MAC=52:54:00:ab:cd:ef:52:55:0a:00:02:02:08:00 SRC=x",
            &["52:54:00:ab:cd:ef", "52:55:0a:00:02:02"],
        ),
        ("broadcast ff:ff:ff:ff:ff:ff, time 10:20:30:40", &[]),
        ("hash 00:1a:2b:3c:4d:5e:6f:70", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let (by, width) = (hay.at(hay.word_end), hay.word_end - at);
    let groups = match (width, by) {
        (2, b':' | b'-') => 6,
        (4, b'.') => 3,
        _ => return,
    };
    // What netfilter logs: to whom, from whom, and of which kind.
    if by == b':' && hay.ends_with(at, "MAC=") && hay.run(at, is_pair) == at + 41 {
        out.extend([at..at + 17, at + 18..at + 35]);
        return;
    }
    let before = hay.before(at);
    if before == by || before.is_ascii_alphanumeric() {
        return;
    }
    let mut end = at;
    let mut digits = Vec::with_capacity(12);
    for group in 0..groups {
        let from = if group == 0 { at } else { end + 1 };
        if group > 0 && hay.at(end) != by {
            return;
        }
        end = hay.run(from, |byte| byte.is_ascii_hexdigit());
        if end - from != width {
            return;
        }
        digits.extend_from_slice(hay.slice(from..end));
    }
    let next = hay.at(end);
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == by && hay.at(end + 1).is_ascii_hexdigit());
    let same = |what: &[u8]| digits.iter().all(|digit| what.contains(digit));
    let lettered = width == 2 || digits.iter().any(u8::is_ascii_alphabetic);
    if !goes_on && lettered && !same(b"0") && !same(b"fF") {
        out.push(at..end);
    }
}

fn is_pair(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || byte == b':'
}

fn canonical(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_hexdigit);
    digits.map(|digit| digit.to_ascii_lowercase()).collect()
}
