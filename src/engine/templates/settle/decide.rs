//! Whether the different values at one place of otherwise equal drafts are a variable.
//!
//! Few values stay apart, which is what people want of `ok` and `failed`; how many are few depends
//! on where they stand and on how much else the drafts share.
//!
//! Does not: look at counts of messages.

use super::draft::{Draft, NOTHING, REST, Symbol, VARIES, Vocabulary};

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

/// How a token's text looks, found once for each text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Has a letter or a character beyond ASCII.
    pub(super) word: bool,
    /// Looks like a name in a program.
    pub(super) identifier: bool,
    /// `com.example.Thing` or a path.
    pub(super) reverse_domain: bool,
    /// Announces the name of one of its kind.
    pub(super) role: bool,
}

impl Look {
    pub(super) fn of(text: &str) -> Look {
        Look {
            word: is_word(text),
            identifier: is_identifier(text),
            reverse_domain: is_reverse_domain(text),
            role: ROLES.iter().any(|role| role.eq_ignore_ascii_case(text)),
        }
    }
}

/// What kind of slot the token at `at` fills.
pub(super) fn slot(draft: &Draft, at: usize, vocabulary: &Vocabulary<'_>) -> Slot {
    let Some(&here) = draft.tokens.get(at) else { return Slot::Fixed };
    let look = vocabulary.look(here);
    if here == VARIES || here == REST || !look.word || draft.begins_line(at, vocabulary) {
        return Slot::Fixed;
    }
    if at == 0 {
        return if look.reverse_domain { Slot::Suspect } else { Slot::Plain };
    }
    let token = |at: usize| draft.tokens.get(at).copied().unwrap_or(NOTHING);
    let before = vocabulary.text(token(at - 1));
    let keyed = || before == ":" && at >= 2 && vocabulary.look(token(at - 2)).word;
    let enclosed = || {
        matches!(
            (before, vocabulary.text(token(at + 1))),
            ("(", ")") | ("[", "]") | ("{", "}") | ("<", ">") | ("\"", "\"") | ("'", "'")
        )
    };
    match () {
        () if look.reverse_domain || vocabulary.look(token(at - 1)).role => Slot::Role,
        () if keyed() => Slot::Keyed,
        () if look.identifier || before == "=" || enclosed() => Slot::Suspect,
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
        *place != at
            && !matches!(**token, VARIES | REST)
            && vocabulary.look(**token).word
            && !draft.begins_line(*place, vocabulary)
    });
    let constants = others.count();
    let seen = values.contains(&VARIES);
    let all = |test: fn(Look) -> bool| {
        values.iter().filter(|value| **value != VARIES).all(|value| test(vocabulary.look(*value)))
    };
    if slot == Slot::Fixed || constants == 0 || values.contains(&REST) || !all(|look| look.word) {
        return false;
    }
    let bonus = usize::from(constants >= 5) + usize::from(constants >= 8);
    let least = match slot {
        _ if at == 0 && !all(|look| look.identifier) => return false,
        _ if at == 0 && !seen => 4,
        _ if seen => 2,
        Slot::Role => 3 - bonus,
        Slot::Suspect | Slot::Keyed => 4 - bonus,
        _ => 5,
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
