//! Secrets in texts, and placeholders in their stead: the same one for the same secret.
//!
//! A secret is told by the name before it (`authorization`, `cookie`, `password`, `api_key`, a
//! token's) in headers, queries, JSON, forms and running text alike; or by its shape: a JSON web
//! token, what follows `Bearer` and `Basic`, keys of AWS and of GitHub.
//!
//! Does not: know all secrets; who shares a text looks at it.

use std::ops::Range;

/// Letters of names (signs left out) that tell of secrets, and what their placeholders are called.
const NAMES: [(&str, &str); 14] = [
    ("authorization", "TOKEN"),
    ("cookie", "COOKIE"),
    ("password", "PASSWORD"),
    ("passwd", "PASSWORD"),
    ("pwd", "PASSWORD"),
    ("passphrase", "PASSWORD"),
    ("secret", "SECRET"),
    ("apikey", "KEY"),
    ("accesskey", "KEY"),
    ("privatekey", "KEY"),
    ("token", "TOKEN"),
    ("jwt", "TOKEN"),
    ("credential", "SECRET"),
    ("signature", "SECRET"),
];
/// Names that tell of them as a whole.
const WHOLE: [(&str, &str); 5] = [
    ("sid", "COOKIE"),
    ("jsessionid", "COOKIE"),
    ("phpsessid", "COOKIE"),
    ("auth", "TOKEN"),
    ("sig", "SECRET"),
];
/// Words in front of a secret that are none themselves.
const SCHEMES: [&str; 4] = ["bearer", "basic", "token", "digest"];
/// Bytes of what follows a scheme in running text and is a secret.
const SCHEME_BYTES_MIN: usize = 8;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// A placeholder by its name: `TOKEN_1`.
    Placeholder(String),
}

/// A text in which secrets are placeholders.
pub type Masked = Vec<Part>;

/// The secrets that were met.
#[derive(Debug, Default)]
pub struct Masks {
    /// Leaves everything as it is.
    unmasked: bool,
    /// Secret and placeholder, in the order in which they were met.
    known: Vec<(String, String)>,
}

impl Masks {
    /// Masks secrets, or leaves them.
    #[must_use]
    pub fn new(unmasked: bool) -> Masks {
        Masks { unmasked, known: Vec::new() }
    }

    /// The placeholders that were used.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(_, name)| name.as_str())
    }

    /// A text without its secrets.
    pub fn text(&mut self, text: &str) -> Masked {
        let found = if self.unmasked { Vec::new() } else { secrets(text) };
        let (mut parts, mut at) = (Vec::new(), 0);
        for (range, kind) in found {
            let (Some(before), Some(secret)) = (text.get(at..range.start), text.get(range.clone()))
            else {
                continue;
            };
            push(&mut parts, before);
            parts.push(Part::Placeholder(self.placeholder(secret, kind)));
            at = range.end;
        }
        push(&mut parts, text.get(at..).unwrap_or_default());
        parts
    }

    /// A named value without its secrets: all of it where the name tells.
    pub fn value(&mut self, name: &str, value: &str) -> Masked {
        let Some(kind) = kind_of(name).filter(|_| !self.unmasked && is_told(value)) else {
            return self.text(value);
        };
        let at = after_scheme(value, 0);
        let mut parts = Vec::new();
        push(&mut parts, value.get(..at).unwrap_or_default());
        parts.push(Part::Placeholder(self.placeholder(value.get(at..).unwrap_or_default(), kind)));
        parts
    }

    /// The same with placeholders as text.
    pub fn written(&mut self, masked: Masked, placeholder: impl Fn(&str) -> String) -> String {
        let part = |part: Part| match part {
            Part::Text(text) => text,
            Part::Placeholder(name) => placeholder(&name),
        };
        masked.into_iter().map(part).collect()
    }

    fn placeholder(&mut self, secret: &str, kind: &str) -> String {
        if let Some((_, name)) = self.known.iter().find(|(known, _)| known == secret) {
            return name.clone();
        }
        let alike = self.known.iter().filter(|(_, name)| name.starts_with(kind)).count();
        let name = format!("{kind}_{}", alike + 1);
        self.known.push((secret.to_owned(), name.clone()));
        name
    }
}

fn push(parts: &mut Masked, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

/// Where secrets stand in a text, in order, and what their placeholders are called.
fn secrets(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(from) = bytes.get(at..).and_then(|rest| rest.iter().position(is_name_byte)) {
        let start = at + from;
        let rest = bytes.get(start..).unwrap_or_default();
        let end = start + rest.iter().position(|byte| !is_name_byte(byte)).unwrap_or(rest.len());
        let word = text.get(start..end).unwrap_or_default();
        let secret = kind_of(word).and_then(|kind| Some((valued(text, end, word)?, kind)));
        let secret = secret.or_else(|| shaped(word).map(|kind| (start..end, kind)));
        let secret = secret.or_else(|| Some((schemed(text, word, end)?, "TOKEN")));
        at = secret.as_ref().map_or(end, |(range, _)| range.end).max(end);
        found.extend(secret);
    }
    found
}

fn is_name_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.".contains(byte)
}

/// What a secret of this name is called; none where the name tells of none.
fn kind_of(name: &str) -> Option<&'static str> {
    let last = name.rsplit('.').next().unwrap_or(name);
    let letters = last.bytes().filter(u8::is_ascii_alphanumeric);
    let plain: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let counts = plain.ends_with("tokens") || plain.ends_with("count") || plain.ends_with("type");
    let whole = WHOLE.iter().find(|(known, _)| *known == plain);
    let part = || NAMES.iter().find(|(known, _)| plain.contains(known)).filter(|_| !counts);
    whole.or_else(part).map(|(_, kind)| *kind)
}

/// Whether a value says anything.
fn is_told(value: &str) -> bool {
    !["", "-", "null", "none", "true", "false", "undefined"].contains(&value)
}

/// The value behind a name that ends at `end`: after `=`, `:` or `":"`, up to where it ends.
fn valued(text: &str, end: usize, name: &str) -> Option<Range<usize>> {
    let rest = text.get(end..)?;
    let joint = rest.trim_start_matches(['"', '\'', '\\', ' ']);
    let value = joint.strip_prefix(['=', ':'])?.trim_start_matches([' ', '\\']);
    let opened = value.chars().next().filter(|quote| ['"', '\''].contains(quote));
    let value = opened.map_or(value, |quote| value.strip_prefix(quote).unwrap_or(value));
    let start = text.len() - value.len();
    let start = after_scheme(text, start);
    let value = text.get(start..)?;
    let of_cookies = name.to_ascii_lowercase().contains("cookie");
    let ends = |letter: char| match opened {
        Some(quote) => letter == quote || letter == '\n',
        None if of_cookies => letter == '\n',
        None => letter.is_whitespace() || "&,;}])\"'".contains(letter),
    };
    let length = value.find(ends).unwrap_or(value.len());
    // A quote within a text in quotes is written with a stroke before it.
    let length = value.get(..length)?.trim_end_matches('\\').len();
    is_told(value.get(..length)?).then_some(start..start + length)
}

/// Behind a word such as `Bearer` that stands here, else here.
fn after_scheme(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.split(' ').next().unwrap_or_default();
    let is_scheme = SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme));
    if is_scheme && rest.len() > word.len() + 1 { at + word.len() + 1 } else { at }
}

/// What follows `Bearer` and `Basic` in running text.
fn schemed(text: &str, word: &str, end: usize) -> Option<Range<usize>> {
    let is_scheme = SCHEMES.iter().take(2).any(|scheme| word.eq_ignore_ascii_case(scheme));
    let rest = text.get(end..).filter(|_| is_scheme)?.strip_prefix(' ')?;
    let joins = |c: char| c.is_ascii_alphanumeric() || "._~+/=-".contains(c);
    let length = rest.find(|c: char| !joins(c)).unwrap_or(rest.len());
    let secret = rest.get(..length)?;
    // A word of the language is none.
    let is_plain = secret.bytes().all(|byte| byte.is_ascii_lowercase());
    (length >= SCHEME_BYTES_MIN && !is_plain).then_some(end + 1..end + 1 + length)
}

/// What a word is a secret of by its shape.
fn shaped(word: &str) -> Option<&'static str> {
    let plain = |text: &str, min: usize| {
        text.len() >= min && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let is_jwt = word.starts_with("eyJ") && word.split('.').count() == 3 && word.len() > 30;
    let after = |front: &str| word.strip_prefix(front);
    let aws = ["AKIA", "ASIA"].iter().find_map(|front| after(front));
    let github = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"];
    let github = github.iter().find_map(|front| after(front));
    match () {
        () if is_jwt => Some("TOKEN"),
        () if aws.is_some_and(|rest| rest.len() == 16 && plain(rest, 16)) => Some("KEY"),
        () if github.is_some_and(|rest| plain(rest, 22)) => Some("TOKEN"),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn secrets_by_name_and_by_shape() {
        let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl";
        let texts = [
            format!("Authorization: Bearer {jwt} next"),
            format!("again {jwt}, and AKIAIOSFODNN7EXAMPLE"),
            r#"{"user":"ann","password":"hunter2","access_token": "abc.def","max_tokens":50}"#
                .to_owned(),
            r#""{\"api_key\":\"k-123\",\"n\":1}""#.to_owned(),
            "GET /login?user=ann&pwd=hunter2&x=1".to_owned(),
            "Cookie: sid=abc; theme=dark\nX-Api-Key: 77".to_owned(),
            "sent with Basic dXNlcjpwYXNz to it, token=null, basic training".to_owned(),
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789 is a key".to_owned(),
            "nothing here: status=200 path=/tokens".to_owned(),
        ];
        let mut masks = Masks::new(false);
        let shown: Vec<String> = texts
            .iter()
            .map(|text| {
                let masked = masks.text(text);
                masks.written(masked, |name| format!("${name}"))
            })
            .collect();
        expect![[r#"
            Authorization: Bearer $TOKEN_1 next
            again $TOKEN_1, and $KEY_1
            {"user":"ann","password":"$PASSWORD_1","access_token": "$TOKEN_2","max_tokens":50}
            "{\"api_key\":\"$KEY_2\",\"n\":1}"
            GET /login?user=ann&pwd=$PASSWORD_1&x=1
            Cookie: $COOKIE_1
            X-Api-Key: $KEY_3
            sent with Basic $TOKEN_3 to it, token=null, basic training
            $TOKEN_4 is a key
            nothing here: status=200 path=/tokens"#]]
        .assert_eq(&shown.join("\n"));
        let unmasked = Masks::new(true).text(&texts[0]);
        assert_eq!(unmasked, [Part::Text(texts[0].clone())]);
    }

    proptest! {
        #[test]
        fn nothing_else_is_lost(text in "[a-z =:\"'\\\\&;é\n]{0,20}(token|Bearer |pwd=|cookie)[a-z =:\"'\\\\é]{0,20}") {
            let mut masks = Masks::new(false);
            let masked = masks.text(&text);
            let known = masks.known.clone();
            let secret = |name: &str| known.iter().find(|it| it.1 == name).unwrap().0.clone();
            prop_assert_eq!(masks.written(masked, secret), text);
        }
    }
}
