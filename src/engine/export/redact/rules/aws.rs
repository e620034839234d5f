//! Identities of access keys of AWS: four letters that say which kind, sixteen letters and digits.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
//!
//! Does not: find the secret beside it; that has a name (`password`) or looks drawn by chance
//! (`entropy`).

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::AwsKey,
    begins: b"A",
    find,
    canonical: rule::as_written,
    examples: &[
        ("using AKIAIOSFODNN7EXAMPLE now", &["AKIAIOSFODNN7EXAMPLE"]),
        ("X-Amz-Credential=ASIAQ3EGXAMPLEKEY123%2F2026", &["ASIAQ3EGXAMPLEKEY123"]),
        ("AKIAIOSFODNN7 is too short", &[]),
        ("AKIAIOSFODNN7EXAMPLEMORE is too long", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let word = hay.slice(at..hay.word_end);
    let kind = word.get(..4).unwrap_or_default();
    let known = [b"AKIA", b"ASIA", b"ABIA", b"ACCA"].iter().any(|known| kind == *known);
    let upper = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if known && word.len() == 20 && word.iter().all(upper) {
        out.push(at..hay.word_end);
    }
}
