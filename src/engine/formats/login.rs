//! Who a login was for, as authentication messages say it: `Invalid user ann`, `for user ann from …`,
//! `password for ann from 192.0.2.7`.
//!
//! Does not: take quoted names; `mentions` finds those.

use memchr::memchr_iter;

use crate::record::{Field, Name, RecordParts, Span, ValueKind};

/// Words behind which the name of a user stands.
const USER_WORDS: [&[u8]; 6] = [b"user", b"User", b"username", b"Username", b"user:", b"account"];

/// Words behind which it stands where `from` follows it.
const FOR_WORDS: [&[u8]; 2] = [b"for", b"login"];

/// Words that are no name.
const NO_NAMES: [&[u8]; 16] = [
    b"is", b"was", b"has", b"not", b"with", b"from", b"agent", b"account", b"name", b"and", b"or",
    b"does", b"input", b"logged", b"user", b"for",
];

/// Longest name.
const NAME_BYTES_MAX: usize = 64;

/// Adds the first user that `text[start..]` names to `out.fields`.
pub(super) fn scan(text: &[u8], start: usize, out: &mut RecordParts) {
    let body = text.get(start..).unwrap_or_default();
    for blank in memchr_iter(b' ', body) {
        let front = body.get(..blank).unwrap_or_default();
        if !matches!(front.last(), Some(b'r' | b'e' | b':' | b't' | b'n')) {
            continue;
        }
        let ends = |word: &&[u8]| {
            let before = front.len().wrapping_sub(word.len() + 1);
            front.ends_with(word)
                && front.get(before).is_none_or(|byte| !byte.is_ascii_alphanumeric())
        };
        let user = USER_WORDS.iter().any(ends);
        if !user && !FOR_WORDS.iter().any(ends) {
            continue;
        }
        let behind = body.get(blank + 1..).unwrap_or_default();
        if let Some((from, length)) = name(behind, user) {
            let from = start + blank + 1 + from;
            let value = Span::record(from, from + length);
            out.fields.push(Field { name: Name::Static("user"), value, kind: ValueKind::Text });
            return;
        }
    }
}

/// Where in `behind` a name stands, and how long it is.
fn name(behind: &[u8], sure: bool) -> Option<(usize, usize)> {
    let word = behind.split(u8::is_ascii_whitespace).next()?;
    let rest = behind.get(word.len()..)?;
    if !sure && !rest.starts_with(b" from ") {
        return None;
    }
    let open = usize::from(word.first() == Some(&b'`'));
    let plain = |byte: &&u8| {
        byte.is_ascii_alphanumeric() || matches!(**byte, b'@' | b'.' | b'_' | b'-' | b'\\' | b'+')
    };
    let length = word.get(open..)?.iter().take_while(plain).count();
    let name = word.get(open..open + length)?;
    let name = name.strip_suffix(b".").unwrap_or(name);
    let end = word.get(open + length..)?;
    let ended = matches!(end, b"" | b"," | b":" | b"`" | b"`." | b";");
    let good = ended && !name.is_empty() && length <= NAME_BYTES_MAX && !NO_NAMES.contains(&name);
    good.then_some((open, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(text: &str) -> Option<String> {
        let mut out = RecordParts::default();
        scan(text.as_bytes(), 0, &mut out);
        let found = out.field(text.as_bytes(), b"user");
        found.map(|(name, _)| String::from_utf8_lossy(name).into_owned())
    }

    #[test]
    fn logins_name_their_user() {
        assert_eq!(user("Invalid user ann from 192.0.2.7 port 1").as_deref(), Some("ann"));
        assert_eq!(
            user("Failed login for ann@a.example from 192.0.2.7").as_deref(),
            Some("ann@a.example")
        );
        assert_eq!(user("Login failed for user `ann`.").as_deref(), Some("ann"));
        assert_eq!(user("wrong password for user ann.").as_deref(), Some("ann"));
    }

    #[test]
    fn other_words_are_no_users() {
        assert_eq!(user("the user is not known"), None);
        assert_eq!(user("waiting for disk"), None);
        assert_eq!(user("superuser ann"), None);
        assert_eq!(user("user agent: curl"), None);
    }
}
