//! JSON web tokens, <https://www.rfc-editor.org/rfc/rfc7519>: parts of base64url joined by dots,
//! the first of which is an object, so that it begins with `eyJ`.
//!
//! Does not: decode them.

use std::ops::Range;

use super::{
    Kind,
    hay::{Hay, is_token},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Jwt,
    begins: b"e",
    find,
    canonical: rule::as_written,
    examples: &[
        (
            "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl expired",
            &["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
        ),
        (
            "unsigned eyJhbGciOiJub25lIn0.eyJzdWIiOiIyIn0.",
            &["eyJhbGciOiJub25lIn0.eyJzdWIiOiIyIn0."],
        ),
        ("eyJust a word. And another.", &[]),
        ("file eyJ.rs", &[]),
    ],
};

const PART_BYTES_MIN: usize = 8;

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    if !hay.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"eyJ")) {
        return;
    }
    let head = hay.run(at, is_token);
    let body = hay.run(head + 1, is_token);
    let sized = head - at >= PART_BYTES_MIN && body > head + PART_BYTES_MIN;
    if hay.at(head) != b'.' || !sized {
        return;
    }
    let mut end = body;
    // A signature, or the other three parts of an encrypted one.
    for _ in 0..3 {
        let next = hay.run(end + 1, is_token);
        if hay.at(end) != b'.' || (next == end + 1 && end != body) {
            break;
        }
        end = next;
    }
    out.push(at..end);
}
