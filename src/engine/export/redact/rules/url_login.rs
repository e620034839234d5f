//! Logins in URLs, `scheme://user:password@host`, <https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1>.
//! All before the `@` is taken.
//!
//! Does not: look at the rest of the URL.

use std::ops::Range;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::UrlLogin,
    begins: b":@",
    find,
    canonical: rule::as_written,
    examples: &[
        ("GET https://ann:s3cret@example.org/a", &["ann:s3cret"]),
        ("postgres://app:p%40ss@db:5432/shop?a=b@c", &["app:p%40ss"]),
        ("redis://:hunter2@cache:6379/0", &[":hunter2"]),
        ("dsn root:pa55@tcp(db:3306)/app", &["root:pa55"]),
        ("https://example.org/@ann", &[]),
        ("https://example.org:8080/a:b@c", &[]),
    ],
};

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    if hay.at(at) == b'@' {
        // `user:password@tcp(host:port)/name`
        let from =
            hay.run_back(at, |byte| !byte.is_ascii_whitespace() && !b"\"'=/".contains(&byte));
        let opened = hay.has(at, "@tcp(") || hay.has(at, "@unix(");
        let login = opened && hay.slice(from..at).contains(&b':');
        out.extend(login.then_some(from..at));
        return;
    }
    if !hay.has(at, "://") || !hay.before(at).is_ascii_alphanumeric() {
        return;
    }
    let from = at + 3;
    let end = hay.run(from, |byte| !byte.is_ascii_whitespace() && !b"/?#\"'<>\\`".contains(&byte));
    let login = hay.slice(from..end).iter().rposition(|&byte| byte == b'@');
    if let Some(length) = login.filter(|&length| length > 0) {
        out.push(from..from + length);
    }
}
