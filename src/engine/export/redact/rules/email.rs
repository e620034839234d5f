//! E-mail addresses, <https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2> as people have them:
//! no quotes, a domain with a top level of letters; also with `%40` for the `@`.
//!
//! Does not: find addresses at hosts without a dot.

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Email,
    begins: b"@%",
    find,
    canonical,
    examples: &[
        ("mail to Ann.Lee+x@Example.co.uk.", &["Ann.Lee+x@Example.co.uk"]),
        ("?to=ann%40example.org&x=1", &["ann%40example.org"]),
        ("<bob@mail.example>", &["bob@mail.example"]),
        ("started user@1000.service", &[]),
        ("git@github.com:org/squall.git", &[]),
        ("npm i @scope/tool@1.2.3 logo@2x.png", &[]),
    ],
};

const LOCAL_BYTES_MAX: usize = 64;

/// What looks like a top level and is the ending of a file or of a unit.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "css", "map", "ts", "json",
    "xml", "html", "log", "txt", "gz", "zip", "jar", "class", "java", "py", "rb", "so", "conf",
    "yaml", "yml", "toml", "service", "socket", "timer", "scope", "slice", "target", "mount",
    "device", "path", "swap", "local", "git",
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let sign = match hay.at(at) {
        b'@' => 1,
        _ if hay.has(at, "%40") => 3,
        _ => return,
    };
    if sign == 1 && hay.in_authority(at) {
        return;
    }
    let start = hay.run_back(at, |byte| {
        byte.is_ascii_alphanumeric() || byte >= 0x80 || b"._+-!#$&'*/=^{|}~".contains(&byte)
    });
    let start = narrowed(hay, start, at);
    let local = hay.slice(start..at);
    let from = at + sign;
    let run = hay.run(from, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let domain = hay.slice(from..run).trim_ascii_end();
    let kept = domain.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
    let end = from + kept;
    let repository = local == b"git" && hay.at(end) == b':';
    let sized = !local.is_empty() && local.len() <= LOCAL_BYTES_MAX;
    if sized && !repository && is_domain(hay.slice(from..end)) && hay.at(end) != b'@' {
        out.push(start..end);
    }
}

/// Behind what belongs to the text around it: `to='ann`, `a=b&c`, `/path/ann`, dots and dashes.
fn narrowed(hay: &Hay<'_>, start: usize, at: usize) -> usize {
    let local = hay.slice(start..at);
    let cut = local.iter().enumerate().rposition(|(place, &byte)| match byte {
        // Within a name it is part of it, before one it is a quote.
        b'\'' => !hay.before(start + place).is_ascii_alphanumeric(),
        byte => b"!#$&*/=^{|}~".contains(&byte),
    });
    let start = cut.map_or(start, |cut| start + cut + 1);
    hay.run(start, |byte| b".-".contains(&byte)).min(at)
}

fn is_domain(domain: &[u8]) -> bool {
    let mut labels = domain.split(|&byte| byte == b'.');
    let Some(top) = labels.next_back() else { return false };
    let named = top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic);
    let ending = ENDINGS.iter().any(|ending| top.eq_ignore_ascii_case(ending.as_bytes()));
    let punycode =
        top.len() > 4 && top.get(..4).is_some_and(|top| top.eq_ignore_ascii_case(b"xn--"));
    let mut count = 0;
    let filled = labels.all(|label| {
        count += 1;
        !label.is_empty() && !label.starts_with(b"-")
    });
    filled && count > 0 && (named || punycode) && !ending
}

fn canonical(text: &str) -> String {
    text.to_ascii_lowercase().replace("%40", "@")
}
