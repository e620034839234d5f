//! IPv6 addresses, <https://www.rfc-editor.org/rfc/rfc4291#section-2.2>, also with an IPv4 address
//! at the end.
//!
//! Does not: take the loopback and the unspecified address, which say nothing of anybody.

use std::{net::Ipv6Addr, ops::Range};

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Ipv6,
    begins: b":0123456789abcdefABCDEF",
    find,
    canonical,
    examples: &[
        ("from [2001:db8::8a2e:370:7334]:443", &["2001:db8::8a2e:370:7334"]),
        ("via fe80::1ff:fe23:4567:890a%eth0", &["fe80::1ff:fe23:4567:890a"]),
        ("mapped ::ffff:192.0.2.1", &["::ffff:192.0.2.1"]),
        ("loopback ::1 and std::dec::add and 12:34:56", &[]),
        ("Foo::Bar::bad1 face::add", &[]),
    ],
};

const ADDRESS_BYTES_MAX: usize = 45;

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let opens = hay.at(at) == b':' && hay.at(at + 1) == b':';
    let group = hay.at(at) != b':' && hay.word_end - at <= 4 && hay.at(hay.word_end) == b':';
    let before = hay.before(at);
    if !(opens || group) || before == b':' || before == b'.' || before.is_ascii_alphanumeric() {
        return;
    }
    let part = |byte: u8| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.';
    let mut end = hay.run(at, part).min(at + ADDRESS_BYTES_MAX);
    if hay.at(end).is_ascii_alphanumeric() || hay.at(end) == b'_' {
        return;
    }
    while end > at
        && (hay.before(end) == b'.' || (hay.before(end) == b':' && !hay.ends_with(end, "::")))
    {
        end -= 1;
    }
    let text = hay.slice(at..end);
    if !text.iter().any(u8::is_ascii_digit) {
        return;
    }
    if parsed(text).is_some_and(|address| !address.is_loopback() && !address.is_unspecified()) {
        out.push(at..end);
    }
}

fn parsed(text: &[u8]) -> Option<Ipv6Addr> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

fn canonical(text: &str) -> String {
    let Some(address) = parsed(text.as_bytes()) else { return text.to_owned() };
    address.to_ipv4_mapped().map_or_else(|| address.to_string(), |short| short.to_string())
}
