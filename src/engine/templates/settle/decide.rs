//! Whether the different values at one place of otherwise equal drafts are a variable.
//!
//! Few values stay apart, which is what people want of `ok` and `failed`; how many are few depends
//! on where they stand and on how much else the drafts share.
//!
//! Does not: look at counts of messages.

use super::draft::{Draft, REST, Symbol, VARIES, Vocabulary};

/// Where a value stands and how it looks, least telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// Never a variable: punctuation, what varies already.
    Fixed,
    /// A word like any other.
    Plain,
    /// The look of an identifier, or inside brackets, quotes or after `=`.
    Suspect,
    /// After `key:`.
    Keyed,
    /// After a noun such as user, host, file; or a reverse domain, a path.
    Role,
}

/// Nouns that are followed by the name of one of their kind.
const ROLES: [&str; 60] = [
    "user",
    "username",
    "account",
    "host",
    "hostname",
    "server",
    "client",
    "node",
    "id",
    "uid",
    "file",
    "path",
    "dir",
    "directory",
    "folder",
    "device",
    "interface",
    "port",
    "name",
    "named",
    "process",
    "service",
    "thread",
    "task",
    "job",
    "session",
    "key",
    "table",
    "database",
    "index",
    "module",
    "component",
    "plugin",
    "package",
    "class",
    "method",
    "function",
    "topic",
    "queue",
    "partition",
    "group",
    "domain",
    "address",
    "url",
    "uri",
    "command",
    "program",
    "image",
    "container",
    "pod",
    "namespace",
    "cluster",
    "region",
    "bucket",
    "volume",
    "channel",
    "role",
    "resource",
    "tenant",
    "worker",
];

/// What kind of slot the token at `at` fills.
pub(super) fn slot(draft: &Draft, at: usize, vocabulary: &Vocabulary<'_>) -> Slot {
    let text = |at: usize| draft.tokens.get(at).map_or("", |token| vocabulary.text(*token));
    let (here, next) = (text(at), text(at + 1));
    if matches!(draft.tokens.get(at), None | Some(&(VARIES | REST))) || !is_word(here) {
        return Slot::Fixed;
    }
    if at == 0 {
        return if is_reverse_domain(here) { Slot::Suspect } else { Slot::Plain };
    }
    let before = text(at - 1);
    let role = ROLES.iter().any(|role| role.eq_ignore_ascii_case(before));
    let keyed = before == ":" && at >= 2 && is_word(text(at - 2));
    let enclosed = matches!(
        (before, next),
        ("(", ")") | ("[", "]") | ("{", "}") | ("<", ">") | ("\"", "\"") | ("'", "'")
    );
    match () {
        () if role || is_reverse_domain(here) => Slot::Role,
        () if keyed => Slot::Keyed,
        () if before == "=" || enclosed || is_identifier(here) => Slot::Suspect,
        () => Slot::Plain,
    }
}

/// Whether `values` at place `at` of drafts that are otherwise like `draft` are a variable.
pub(super) fn decide(
    draft: &Draft,
    at: usize,
    slot: Slot,
    values: &[Symbol],
    vocabulary: &Vocabulary<'_>,
) -> bool {
    let others = draft.tokens.iter().enumerate().filter(|(place, token)| {
        *place != at && !matches!(**token, VARIES | REST) && is_word(vocabulary.text(**token))
    });
    let constants = others.count();
    let seen = values.contains(&VARIES);
    let words = |test: fn(&str) -> bool| {
        values.iter().filter(|value| **value != VARIES).all(|value| test(vocabulary.text(*value)))
    };
    if constants == 0 || values.contains(&REST) || !words(is_word) {
        return false;
    }
    let bonus = usize::from(constants >= 5) + usize::from(constants >= 8);
    let least = match slot {
        _ if at == 0 && !words(is_identifier) => return false,
        _ if at == 0 && !seen => 4,
        _ if seen => 2,
        Slot::Role => 3 - bonus,
        Slot::Suspect | Slot::Keyed => 4 - bonus,
        Slot::Plain | Slot::Fixed => 5,
    };
    values.len() >= least.max(2)
}

/// Whether a token has a letter or a character beyond ASCII.
fn is_word(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80)
}

/// Whether a word looks like a name in a program: a joint or a capital inside.
fn is_identifier(text: &str) -> bool {
    let inner = text.bytes().skip(1);
    text.bytes().any(|byte| b"._/\\$@*#%&+~-".contains(&byte))
        || (inner.clone().any(|b| b.is_ascii_uppercase())
            && text.bytes().any(|b| b.is_ascii_lowercase()))
}

/// `com.example.Thing` or a path.
fn is_reverse_domain(text: &str) -> bool {
    text.contains('/') || text.matches('.').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_told_from_words() {
        for name in ["read_only", "a.b", "getUser", "web-api", "C++"] {
            assert!(is_identifier(name), "{name}");
        }
        for word in ["failed", "Failed", "FAILED"] {
            assert!(!is_identifier(word), "{word}");
        }
    }
}
