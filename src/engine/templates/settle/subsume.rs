//! Rare drafts that a frequent one already covers: a variable may span several words at times.
//!
//! Does not: make new variables.

use hashbrown::HashMap;

use super::draft::{Draft, REST, Symbol, VARIES};
use crate::{arrange::Arrange, limits::SUBSUMING_DRAFTS_MAX};

/// Tokens that one variable may stand for.
const SPAN_TOKENS_MAX: usize = 5;
/// A draft joins one that has at least this many times its messages.
const TIMES_AS_FREQUENT: u64 = 20;

/// Joins each rare draft to the most frequent one of the same first word that matches it.
pub(super) fn subsume(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.shapes[0].cmp(&b.shapes[0])));
    let mut wide: HashMap<Symbol, Vec<usize>> = HashMap::new();
    for (number, draft) in drafts.iter().enumerate() {
        let Some(&first) = draft.tokens.first() else { continue };
        let known = wide.entry(first).or_default();
        if draft.tokens.contains(&VARIES) && known.len() < SUBSUMING_DRAFTS_MAX {
            known.push(number);
        }
    }
    let mut into: Vec<usize> = (0..drafts.len()).collect();
    for number in 0..drafts.len() {
        let draft = &drafts[number];
        let Some(known) = draft.tokens.first().and_then(|first| wide.get(first)) else { continue };
        let enough = draft.count.saturating_mul(TIMES_AS_FREQUENT);
        let found = known.iter().take_while(|other| drafts[**other].count >= enough);
        let mut found = found.filter(|other| **other != number);
        if let Some(&other) = found.find(|other| matches(&drafts[**other].tokens, &draft.tokens)) {
            into[number] = into[other];
        }
    }
    gather(drafts, &into)
}

/// The drafts that stay, with what joined them. A draft joins only one before it.
fn gather(drafts: Vec<Draft>, into: &[usize]) -> Vec<Draft> {
    let mut kept: Vec<Option<Draft>> = vec![None; drafts.len()];
    for (number, draft) in drafts.into_iter().enumerate() {
        match &mut kept[into[number]] {
            Some(other) => {
                other.count += draft.count;
                other.shapes.extend(draft.shapes);
            }
            empty => *empty = Some(draft),
        }
    }
    kept.into_iter().flatten().collect()
}

/// Whether `tokens` read as `pattern` when each variable may span up to five tokens, one of which
/// varies too.
fn matches(pattern: &[Symbol], tokens: &[Symbol]) -> bool {
    match (pattern, tokens) {
        ([], []) => true,
        ([VARIES, pattern @ ..], _) => (1..=SPAN_TOKENS_MAX.min(tokens.len())).any(|length| {
            let (span, rest) = tokens.split_at(length);
            span.contains(&VARIES) && !span.contains(&REST) && matches(pattern, rest)
        }),
        ([expected, pattern @ ..], [token, tokens @ ..]) => {
            expected == token && matches(pattern, tokens)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_spans_a_few_tokens_with_a_variable_among_them() {
        let pattern = [5, VARIES, 6];
        assert!(matches(&pattern, &[5, VARIES, 6]));
        assert!(matches(&pattern, &[5, 7, VARIES, 8, 6]));
        assert!(!matches(&pattern, &[5, 7, 6]));
        assert!(!matches(&pattern, &[5, VARIES]));
        assert!(!matches(&pattern, &[5, 7, 7, 7, 7, 7, VARIES, 6]));
    }
}
