//! Passwords, keys and tokens by the name before them: `password=…`, `"api_key": "…"`,
//! `--token …`, `identified by '…'`.
//!
//! Does not: take what stands for no value, nor the words of a sentence behind a colon.

use std::ops::Range;

use super::{
    Kind,
    hay::Hay,
    keyed::{Keyed, Name, is_void, keyed, value_at},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Password,
    begins: b"=:-'",
    find,
    canonical: rule::as_written,
    examples: &[
        ("login user=ann password=hunter2 ok", &["hunter2"]),
        (r#"{"apiKey":"a1b2 c3","n":1}"#, &["a1b2 c3"]),
        ("GET /a?access_token=abc123&page=2", &["abc123"]),
        ("run --db-password s3cret --port 1", &["s3cret"]),
        ("curl -u ann:s3cret https://example.org; sort -u a", &["ann:s3cret"]),
        ("CREATE USER x IDENTIFIED BY 'pa ss'", &["pa ss"]),
        ("Invalid password: user not found", &[]),
        ("password=*** token=null secret= passwords=3 max_tokens=100", &[]),
        ("token_type=Bearer PWD=/root pass: 12 fail: 3", &[]),
    ],
};

/// How the names of secrets end.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "accesskeysecret",
    "secretkey", "privatekey", "signingkey", "encryptionkey", "masterkey", "accountkey", "authkey",
    "sharedkey", "token", "sessionid", "sessid", "clientsecret", "credentials",
    "signature", "passcode", "userpass", "dbpass", "secretvalue", "connectsid", "otp",
];

/// Names of secrets that other names end with.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "pass", "pwd", "pw", "pin", "cvv", "cvc", "sig", "sas", "psk", "totp", "mfacode", "sid", "auth",
];

/// Names that end so and are none.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "nexttoken", "pagetoken", "nextpagetoken", "continuationtoken", "synctoken", "maxtoken",
    "resumetoken", "unexpectedtoken", "cancellationtoken", "changepassword", "resetpassword",
    "forgotpassword", "haspassword", "usepassword", "methodsignature", "functionsignature",
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let found = match hay.at(at) {
        b'-' => after_option(hay, at),
        b'\'' => after_sql(hay, at),
        _ => after_name(hay, at),
    };
    out.extend(found.filter(|value| !value.is_empty()));
}

fn after_name(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let keyed = keyed(hay, at)?;
    let value = hay.slice(keyed.value.clone());
    (is_secret(&keyed.name) && is_plausible(&keyed, value)).then_some(keyed.value)
}

fn after_option(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    if hay.has(at, "-u ") && hay.before(at) == b' ' {
        // `curl -u user:password`
        let (value, _) = value_at(hay, at + 3);
        return hay.slice(value.clone()).contains(&b':').then_some(value);
    }
    let opens = hay.at(at + 1) == b'-' && b" \n\"'".contains(&hay.before(at));
    if !opens || !hay.at(at + 2).is_ascii_alphabetic() {
        return None;
    }
    let end = hay.run(at + 2, |byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if hay.at(end) != b' ' || !is_secret(&Name::of(hay.slice(at + 2..end))) {
        return None;
    }
    let (value, _) = value_at(hay, end + 1);
    let text = hay.slice(value.clone());
    (!text.starts_with(b"-") && !is_void(text)).then_some(value)
}

fn after_sql(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let said = ["identified by ", "password "].iter().any(|words| hay.ends_with(at, words));
    let (value, _) = value_at(hay, at);
    (said && !is_void(hay.slice(value.clone()))).then_some(value)
}

fn is_secret(name: &Name) -> bool {
    let ends = name.ends_with_one_of(ENDINGS) && !name.ends_with_one_of(HARMLESS);
    ends || name.is_one_of(NAMES)
}

/// Whether a field's name says that its value is secret.
pub(in super::super) fn is_secret_name(name: &str) -> bool {
    is_secret(&Name::of(name.as_bytes()))
}

fn is_plausible(keyed: &Keyed, value: &[u8]) -> bool {
    if is_void(value) || value.starts_with(b"[") || value.starts_with(b"{") {
        return false;
    }
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_sign = value.iter().any(|byte| !byte.is_ascii_alphanumeric());
    if keyed.name.is_one_of(NAMES) {
        // Short names mean much else: a count, a folder, a scheme.
        let counts = digits == value.len()
            && !keyed.name.is_one_of(&["pin", "cvv", "cvc", "totp", "mfacode"]);
        let word = keyed.is_prose && digits == 0;
        let other = counts || word || value.starts_with(b"/");
        return value.len() >= 3 && !other;
    }
    let token = keyed.name.ends_with_one_of(&["token", "signature"]);
    if token && (value.len() < 4 || (digits == value.len() && digits < 6)) {
        return false;
    }
    !keyed.is_prose || (digits > 0 && value.len() > 3) || (has_sign && value.len() > 5)
}
