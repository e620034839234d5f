//! The values of cookies in headers, <https://www.rfc-editor.org/rfc/rfc6265>, each by itself; the
//! attributes of `Set-Cookie` stay.
//!
//! Does not: know cookies by their names elsewhere; see `password`.

use std::ops::Range;

use super::{
    Kind,
    hay::Hay,
    keyed::{is_void, keyed, value_at},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Cookie,
    begins: b"=:",
    find,
    canonical: rule::as_written,
    examples: &[
        ("Cookie: sid=31d4d96e; lang=en-US", &["31d4d96e", "en-US"]),
        ("Set-Cookie: id=a3fWa; Path=/; Max-Age=60; HttpOnly", &["a3fWa"]),
        (r#"{"cookie":"theme=dark; t=q1w2","n":"a=b"}"#, &["dark", "q1w2"]),
        ("cookie policy: strict=yes", &[]),
        ("cookie=none cookies: 3", &[]),
    ],
};

const ATTRIBUTES: &[&str] =
    &["path", "domain", "expires", "max-age", "samesite", "priority", "version", "comment"];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let Some(keyed) = keyed(hay, at) else { return };
    if !keyed.name.is_one_of(&["cookie", "cookies", "setcookie", "cookie2", "httpcookie"]) {
        return;
    }
    let end = match keyed.quoted {
        true => keyed.value.end,
        false => header_end(hay, keyed.value.start),
    };
    let mut from = keyed.value.start;
    while from < end {
        let name_end = hay.run(from, |byte| byte != b'=' && byte != b';').min(end);
        let pair_end = hay.run(name_end, |byte| byte != b';').min(end);
        let name = hay.slice(from..name_end).trim_ascii();
        let attribute = ATTRIBUTES.iter().any(|word| name.eq_ignore_ascii_case(word.as_bytes()));
        let (value, _) = value_at(hay, name_end + 1);
        let value = value.start..value.end.max(pair_end.min(value.end)).min(end);
        if hay.at(name_end) == b'=' && !attribute && !is_void(hay.slice(value.clone())) {
            out.push(value);
        }
        from = hay.skip_spaces(pair_end + 1, 2);
    }
}

/// A header without quotes goes on to the end of its line, or to the quote around all of it.
fn header_end(hay: &Hay<'_>, from: usize) -> usize {
    hay.run(from, |byte| !b"\n\r\"|".contains(&byte))
}
