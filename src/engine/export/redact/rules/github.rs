//! Tokens of GitHub: a prefix that says which kind, `_`, and at least 36 letters and digits; the
//! fine-grained ones begin with `github_pat_`.
//! <https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github>
//!
//! Does not: check the sum at their end.

use std::ops::Range;

use super::{
    Kind,
    hay::{Hay, is_word},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::GithubToken,
    begins: b"g",
    find,
    canonical: rule::as_written,
    examples: &[
        (
            "push with ghp_1B4a9Zq0XkYt7Rw2Lm5Nc8Vd3Sf6Gh1Jk4Pq denied",
            &["ghp_1B4a9Zq0XkYt7Rw2Lm5Nc8Vd3Sf6Gh1Jk4Pq"],
        ),
        (
            "github_pat_11AAAAAAA0aaaaBBBBcccc_1234567890abcdefABCDEF",
            &["github_pat_11AAAAAAA0aaaaBBBBcccc_1234567890abcdefABCDEF"],
        ),
        ("ghp_short", &[]),
        ("github_pat_name", &[]),
    ],
};

const TOKEN_BYTES_MIN: usize = 36;

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let prefixed = hay.slice(at..hay.word_end);
    let short = [&b"ghp"[..], b"gho", b"ghu", b"ghs", b"ghr"].contains(&prefixed);
    let end = if short && hay.at(hay.word_end) == b'_' {
        hay.run(hay.word_end + 1, is_word)
    } else if hay.has(at, "github_pat_") {
        hay.run(at + "github_pat_".len(), |byte| is_word(byte) || byte == b'_')
    } else {
        return;
    };
    if end - at >= TOKEN_BYTES_MIN {
        out.push(at..end);
    }
}
