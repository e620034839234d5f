//! Values that are empty in some messages: `()` beside `(x)`, `key= next` beside `key=x next`.
//!
//! Does not: fill what is empty in every message.

use hashbrown::HashMap;

use super::draft::{Draft, NOTHING, Symbol, VARIES, Vocabulary};

/// Puts a variable where a value is empty, in drafts that others are equal to once it is there.
pub(super) fn fill_empty(drafts: &mut [Draft], vocabulary: &Vocabulary<'_>) {
    let filled: Vec<Draft> = drafts.iter().map(|draft| fill(draft, vocabulary)).collect();
    let mut alike: HashMap<&[Symbol], usize> = HashMap::new();
    for draft in &filled {
        *alike.entry(&draft.tokens).or_default() += 1;
    }
    for (draft, filled) in drafts.iter_mut().zip(&filled) {
        if alike.get(&*filled.tokens).is_some_and(|count| *count > 1) {
            draft.clone_from(filled);
        }
    }
}

/// The draft with a variable in every empty place.
fn fill(draft: &Draft, vocabulary: &Vocabulary<'_>) -> Draft {
    let mut filled = draft.clone();
    for at in (1..=draft.tokens.len()).rev() {
        if is_empty_before(draft, at, vocabulary) {
            filled.tokens.insert(at, VARIES);
            filled.gaps.insert(at, NOTHING);
        }
    }
    filled
}

/// Whether a value is missing before the token at `at`.
fn is_empty_before(draft: &Draft, at: usize, vocabulary: &Vocabulary<'_>) -> bool {
    let text = |at: usize| draft.tokens.get(at).map_or("", |token| vocabulary.text(*token));
    let gap = |at: usize| draft.gaps.get(at).map_or("", |gap| vocabulary.text(*gap));
    match (text(at - 1), text(at)) {
        ("(", ")") | ("[", "]") | ("{", "}") => true,
        ("=", "" | "," | ";" | ")" | "]" | "}") => gap(at - 1).is_empty(),
        ("=", _) => gap(at - 1).is_empty() && gap(at).starts_with(' '),
        _ => false,
    }
}
