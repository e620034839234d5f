//! Credentials of HTTP, <https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2>: `Bearer` and
//! `Basic` wherever they stand, any scheme behind a header's name.
//!
//! Does not: decode more than to see that it is a login.

use std::ops::Range;

use super::{
    Kind,
    hay::{Hay, is_token},
    keyed::{is_void, keyed},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Authorization,
    begins: b"bB=:",
    find,
    canonical: rule::as_written,
    examples: &[
        ("Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA", &["2YotnFZFEjr1zCsicMWpAA"]),
        ("-H 'authorization: Basic YW5uOmh1bnRlcjI='", &["YW5uOmh1bnRlcjI="]),
        (r#"{"Authorization":"Token abc123def"}"#, &["abc123def"]),
        ("Proxy-Authorization: Digest username=\"ann\"", &["username=\"ann\""]),
        ("bearer token missing, Basic realm given, basic usage", &[]),
        ("authorization: required", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let found = match hay.at(at) {
        b'=' | b':' => in_header(hay, at),
        _ if hay.has(at, "bearer ") => bearer(hay, at + 7),
        _ if hay.has(at, "bearer%20") => bearer(hay, at + 9),
        _ if hay.has(at, "basic ") => basic(hay, at + 6),
        _ => None,
    };
    out.extend(found.filter(|value| !is_void(hay.slice(value.clone()))));
}

fn is_part(byte: u8) -> bool {
    is_token(byte) || b"+/=.~:%".contains(&byte)
}

/// At least one digit or capital within, so that it is no word of a sentence.
fn bearer(hay: &Hay<'_>, from: usize) -> Option<Range<usize>> {
    let from = hay.skip_spaces(from, 4);
    let from = from + usize::from(b"\"'".contains(&hay.at(from)));
    let end = closed(hay, from, hay.run(from, is_part));
    let value = hay.slice(from..end);
    let odd = value.iter().skip(1).any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    (value.len() >= 8 && odd).then_some(from..end)
}

/// Base64 of a text with a colon.
fn basic(hay: &Hay<'_>, from: usize) -> Option<Range<usize>> {
    let end = hay.run(from, is_part);
    let login = decoded(hay.slice(from..end))?;
    (login.len() >= 2 && login.contains(&b':')).then_some(from..end)
}

fn in_header(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let keyed = keyed(hay, at)?;
    if !keyed.name.ends_with_one_of(&["authorization", "xauth", "wwwauthorization"]) {
        return None;
    }
    let from = keyed.value.start;
    if hay.has(from, "bearer%20") || hay.has(from, "basic%20") {
        let start = hay.run(from, |byte| byte != b'%') + 3;
        return Some(start..hay.run(start, is_part).min(keyed.value.end).max(start));
    }
    let word = hay.run(from, is_token);
    let start = hay.skip_spaces(word, 4);
    let end = match keyed.quoted {
        true => keyed.value.end,
        false => hay.run(start, |byte| !b"\n\r'|".contains(&byte)),
    };
    if start == word {
        // No scheme: the value alone.
        let value = hay.slice(keyed.value.clone());
        let odd = value.iter().any(u8::is_ascii_digit) && value.len() >= 8;
        return odd.then_some(keyed.value);
    }
    let scheme = hay.slice(from..word);
    let one_part = ["bearer", "basic", "token", "apikey", "negotiate", "ntlm", "key"];
    let single = one_part.iter().any(|name| scheme.eq_ignore_ascii_case(name.as_bytes()));
    let end = if single { closed(hay, start, hay.run(start, is_part).min(end)) } else { end };
    let value = hay.slice(start..end);
    let odd = value.iter().any(|byte| byte.is_ascii_digit() || b"=+/".contains(byte));
    (start < end && odd).then_some(start..end)
}

/// Without the signs that end a sentence.
fn closed(hay: &Hay<'_>, from: usize, end: usize) -> usize {
    from + hay
        .slice(from..end)
        .iter()
        .rposition(|byte| !b".:,".contains(byte))
        .map_or(0, |at| at + 1)
}

/// The bytes of base64, <https://www.rfc-editor.org/rfc/rfc4648#section-4>.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let (mut bits, mut held, mut out) = (0_u32, 0, Vec::with_capacity(text.len()));
    for &byte in text.iter().take_while(|&&byte| byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(out)
}
