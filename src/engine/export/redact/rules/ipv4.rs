//! IPv4 addresses: four numbers up to 255, joined by dots, or by dashes in names of hosts
//! (`ip-10-0-0-1`).
//!
//! Does not: take the loopback and 0.0.0.0, which say nothing of anybody, nor versions of software.

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Ipv4,
    begins: rule::DIGITS,
    find,
    canonical,
    examples: &[
        ("from 192.0.2.17:443 to /10.251.73.220:50010", &["192.0.2.17", "10.251.73.220"]),
        ("host ip-10-0-3-7.ec2.internal", &["10-0-3-7"]),
        ("net 198.51.100.0/24. see 203.0.113.77.log", &["198.51.100.0", "203.0.113.77"]),
        ("Chrome/120.0.0.0 and version 1.2.3.4, v2.0.1.7", &[]),
        ("listening on 0.0.0.0:80 and 127.0.0.1:81", &[]),
        ("oid 1.3.6.1.4.1 tool-1.2.3.4.tgz 300.1.1.1", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let by = hay.at(hay.word_end);
    let dashed = by == b'-' && hay.ends_with(at, "ip-");
    if hay.word_end - at > 3 || !(by == b'.' || dashed) {
        return;
    }
    let mut octets = [0_u32; 4];
    let mut end = at;
    for (place, octet) in octets.iter_mut().enumerate() {
        let from = if place == 0 { at } else { end + 1 };
        if place > 0 && hay.at(end) != by {
            return;
        }
        end = hay.run(from, |byte| byte.is_ascii_digit());
        let digits = hay.slice(from..end);
        if digits.is_empty() || digits.len() > 3 {
            return;
        }
        *octet = digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        if *octet > 255 {
            return;
        }
    }
    let said = !matches!(octets, [0, 0, 0, 0] | [127, ..] | [255, 255, 255, _]);
    if said && is_closed(hay, end, by, is_small(octets)) && (dashed || begins(hay, at, octets)) {
        out.push(at..end);
    }
}

/// Whether the number does not go on: `1.2.3.4.5`, `1.2.3.4a`, `1.2.3.4.tgz`, `1.2.3.4-beta`.
fn is_closed(hay: &Hay<'_>, end: usize, by: u8, small: bool) -> bool {
    let after = hay.at(end + 1);
    match hay.at(end) {
        b'.' if hay.has(end, ".in-addr") || by == b'-' => true,
        // `tool-1.2.3.4.tgz`, but `203.0.113.77.log`.
        b'.' if after.is_ascii_lowercase() => !small,
        b'.' => !after.is_ascii_digit(),
        b'-' => !after.is_ascii_alphabetic(),
        b'_' => false,
        byte => !byte.is_ascii_alphanumeric(),
    }
}

/// Whether the numbers are such as versions have.
fn is_small(octets: [u32; 4]) -> bool {
    octets.iter().all(|&octet| octet < 100) && octets.first() != Some(&10)
}

/// Whether what stands before makes it no version of software.
fn begins(hay: &Hay<'_>, at: usize, octets: [u32; 4]) -> bool {
    let small = is_small(octets);
    match hay.before(at) {
        b'.' => return false,
        byte if byte.is_ascii_alphanumeric() => return false,
        b'-' | b'_' if small => return false,
        // `Chrome/120.0.0.0`, but `node7/10.0.0.1`.
        b'/' if hay.before(at - 1).is_ascii_alphabetic() => {
            let [_, second, third, last] = octets;
            return !(small || second == 0 && (third, last) == (0, 0));
        }
        _ => {}
    }
    let word_end = hay.run_back(at, |byte| b" =:\"'(v".contains(&byte));
    let word = hay.slice(hay.run_back(word_end, |byte| byte.is_ascii_alphabetic())..word_end);
    let near = at - word_end <= 4;
    const NAMES: [&str; 8] =
        ["version", "ver", "release", "build", "firmware", "driver", "upgrade", "revision"];
    let versioned = NAMES.iter().any(|name| {
        word.len() >= name.len()
            && word
                .get(word.len() - name.len()..)
                .unwrap_or_default()
                .eq_ignore_ascii_case(name.as_bytes())
    });
    !(near && versioned)
}

fn canonical(text: &str) -> String {
    let octets = text.split(['.', '-']).map(|octet| octet.trim_start_matches('0'));
    octets.map(|octet| if octet.is_empty() { "0" } else { octet }).collect::<Vec<_>>().join(".")
}
