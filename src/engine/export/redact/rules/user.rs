//! Names of users where a log is known to put them: named fields, the third column of access logs,
//! what login services say, and folders of people.
//!
//! Does not: take accounts of the system (`root`, `www-data`), nor names within sentences.

use std::ops::Range;

use super::{
    Kind,
    hay::Hay,
    keyed::{Name, is_void, keyed},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::User,
    begins: b"=:[uUfh(T",
    find,
    canonical: rule::as_written,
    examples: &[
        (r#"login user=ann {"userName":"Bob Lee"}"#, &["ann", "Bob Lee"]),
        ("10.0.0.1 - frank [10/Oct/2025:13:55:36 +0000] \"GET /\"", &["frank"]),
        ("Accepted publickey for dora from 10.0.0.2 port 22", &["dora"]),
        ("session opened for user erik(uid=1001) by (uid=0)", &["erik"]),
        ("open /home/gina/.ssh/id", &["gina"]),
        ("sudo:   marta : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/ls", &["marta"]),
        ("sudo: kim : 3 incorrect password attempts ; TTY=pts/1 ; USER=root", &["kim"]),
        ("Db=x;User Id=hugo;Port=1 Account Name: ida7 cpu user=0.7 user=12.5%", &["hugo", "ida7"]),
        ("console opened : TTY=pts/0 is free", &[]),
        ("user=root user=- username=null user: not found", &[]),
        ("10.0.0.1 - - [10/Oct/2025:13:55:36 +0000]", &[]),
        ("retry for request from 10.0.0.1, user session from cache", &[]),
    ],
};

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "user", "username", "userid", "login", "loginname", "logname", "uname", "usr", "remoteuser",
    "clientuser", "dbuser", "suser", "duser", "ruser", "targetuser", "targetusername",
    "subjectusername", "accountname", "samaccountname", "displayname", "fullname", "firstname",
    "lastname", "givenname", "familyname", "surname", "customername", "nickname", "principal",
    "principalname", "userprincipalname", "actor", "author", "owner", "assignee", "requestedby",
    "createdby", "updatedby", "modifiedby", "invokinguser", "enduser", "customer", "customerid",
    "member", "membername", "patient", "patientname", "employee", "employeename", "contactname",
];

/// Accounts that are nobody's, and words that follow such a name in a sentence.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "root", "admin", "administrator", "system", "nobody", "guest", "daemon", "www-data", "apache",
    "nginx", "postgres", "mysql", "redis", "git", "sshd", "ubuntu", "ec2-user", "app", "node",
    "runner", "service", "localsystem", "bin", "sys", "backup", "operator", "user", "users",
    "public", "shared", "default", "not", "does", "has", "is", "was", "must", "cannot", "could",
    "no", "already", "login", "logged", "session", "and", "or", "with", "from", "the", "a", "in",
    "on", "id", "name", "agent", "input", "error", "failed", "authentication", "all", "new",
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let found = match hay.at(at) {
        b'=' | b':' => named(hay, at),
        b'[' => access_log(hay, at),
        b'(' => of_id(hay, at),
        b'h' => hay.has(at, "home/").then(|| folder(hay, at, at + 5)).flatten(),
        b'u' | b'U' if hay.has(at, "users/") || hay.has(at, r"users\") => folder(hay, at, at + 6),
        b'u' | b'U' => said(hay, at),
        b'T' => sudo(hay, at),
        _ => logged_in(hay, at),
    };
    out.extend(found.filter(|name| is_somebody(hay.slice(name.clone()))));
}

fn named(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let keyed = keyed(hay, at)?;
    if !keyed.name.is_one_of(NAMES) {
        return None;
    }
    let value = hay.slice(keyed.value.clone());
    let shaped = keyed.quoted
        || value.iter().all(|&byte| is_part(byte) || byte == b'\\' || byte == b'|' || byte == b':');
    let signed = value.iter().any(u8::is_ascii_digit) || value.contains(&b'.');
    let sentence = keyed.is_prose && !signed && hay.at(keyed.value.end) == b' ';
    (shaped && !sentence && value.len() <= 128).then_some(keyed.value)
}

/// `10.0.0.1 - frank [10/Oct/2025:…`
fn access_log(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let dated = hay.at(at + 1).is_ascii_digit() && hay.at(at + 3) == b'/' && hay.at(at + 7) == b'/';
    if !dated || hay.before(at) != b' ' {
        return None;
    }
    let end = at - 1;
    let start = hay.run_back(end, |byte| !byte.is_ascii_whitespace());
    let ident = hay.run_back(start.saturating_sub(1), |byte| !byte.is_ascii_whitespace());
    (ident > 0 && start > ident + 1).then_some(start..end)
}

/// `uid=1001(erik)`
fn of_id(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    let digits = hay.run_back(at, |byte| byte.is_ascii_digit());
    let end = hay.run(at + 1, is_part);
    let counted = digits < at && hay.ends_with(digits, "uid=");
    (counted && hay.at(end) == b')').then_some(at + 1..end)
}

fn folder(hay: &Hay<'_>, at: usize, from: usize) -> Option<Range<usize>> {
    let end = hay.run(from, is_part);
    let rooted = b"/\\".contains(&hay.before(at));
    let roots = !hay.before(at - usize::from(rooted)).is_ascii_alphanumeric();
    let file = hay.slice(from..end).contains(&b'.') && !b"/\\".contains(&hay.at(end));
    (rooted && roots && !file).then_some(from..end)
}

/// `for user erik`, `invalid user erik`, `user 'erik'`
fn said(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    if !hay.has(at, "user ") && !hay.has(at, "username ") {
        return None;
    }
    let from = hay.word_end + 1;
    let quote = hay.at(from);
    if b"'\"`".contains(&quote) {
        let end = hay.run(from + 1, |byte| byte != quote && byte != b'\n');
        let blank = hay.slice(from + 1..end).contains(&b' ');
        return (hay.at(end) == quote && !blank).then_some(from + 1..end);
    }
    const BEFORE: [&str; 6] = ["for ", "invalid ", "illegal ", "by ", "as ", "authenticating "];
    let end = hay.run(from, is_part);
    let told = BEFORE.iter().any(|word| hay.ends_with(at, word));
    told.then(|| from..sentence_end(hay, from, end))
}

/// Bytes of a line of sudo before the terminal.
const SUDO_BYTES_MAX: usize = 256;

/// `sudo: erik : TTY=pts/0`, `sudo: erik : 3 incorrect password attempts ; TTY=pts/0`
fn sudo(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    if !hay.has(at, "tty=") {
        return None;
    }
    let near = at.saturating_sub(SUDO_BYTES_MAX);
    let line =
        near + hay.slice(near..at).iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let before = hay.slice(line..at);
    let end = line + before.windows(3).position(|three| three == b" : ")?;
    let between = hay.slice(end + 3..at);
    let start = hay.run_back(end, |byte| !byte.is_ascii_whitespace());
    let spaced = hay.run_back(start, |byte| byte == b' ');
    let of_sudo = hay.before(spaced) == b':' || spaced == line;
    (of_sudo && (between.is_empty() || between.ends_with(b" ; "))).then_some(start..end)
}

/// `Accepted password for erik from 10.0.0.2`, `Failed password for erik from`
fn logged_in(hay: &Hay<'_>, at: usize) -> Option<Range<usize>> {
    if !hay.has(at, "for ") || hay.before(at) != b' ' {
        return None;
    }
    let method = hay.run_back(at - 1, |byte| !byte.is_ascii_whitespace());
    let tried = ["accepted ", "failed "].iter().any(|word| hay.ends_with(method, word));
    let from = at + 4;
    let end = hay.run(from, is_part);
    (tried && hay.has(end, " from ")).then_some(from..end)
}

/// Without the point that ends a sentence.
fn sentence_end(hay: &Hay<'_>, from: usize, end: usize) -> usize {
    from + hay
        .slice(from..end)
        .iter()
        .rposition(|byte| !b".-".contains(byte))
        .map_or(0, |at| at + 1)
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"._-@+$".contains(&byte)
}

fn is_somebody(name: &[u8]) -> bool {
    let word = name.trim_ascii();
    let lettered = word.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let measured = word.contains(&b'.') && word.iter().all(|byte| b"0123456789.%".contains(byte));
    lettered
        && !measured
        && !is_void(word)
        && !NOBODY.iter().any(|one| word.eq_ignore_ascii_case(one.as_bytes()))
}

/// Whether a field's name says that its value names a user.
pub(in super::super) fn is_user_name(name: &str, value: &str) -> bool {
    Name::of(name.as_bytes()).is_one_of(NAMES) && is_somebody(value.as_bytes())
}
