//! Finds a template's variables in one of its messages.
//!
//! A message's own tokens show only what varies by its look; a word that varies because many
//! messages differ there is known to the template alone, so its tokens are laid along the message's.
//!
//! Does not: find anything in lines after the first.

use std::ops::Range;

use super::shape::{TAIL, VARIABLE};

/// Tokens of a message that one variable may stand for.
const SPAN_TOKENS_MAX: usize = 5;

/// For each variable of `pattern` in order, which of the message's `tokens` it stands for; an empty
/// range for an empty value. None where the tokens do not fit.
pub(super) fn align(pattern: &[Box<str>], tokens: &[&[u8]]) -> Option<Vec<Range<usize>>> {
    let mut search = Search {
        pattern,
        tokens,
        hopeless: vec![false; (pattern.len() + 1) * (tokens.len() + 1)],
        found: Vec::new(),
    };
    search.from(0, 0).then_some(search.found)
}

struct Search<'a> {
    pattern: &'a [Box<str>],
    tokens: &'a [&'a [u8]],
    /// Places from which no way leads to the end, so that none is tried twice.
    hopeless: Vec<bool>,
    found: Vec<Range<usize>>,
}

impl Search<'_> {
    fn from(&mut self, at: usize, token: usize) -> bool {
        let Some(expected) = self.pattern.get(at) else { return token == self.tokens.len() };
        let place = at * (self.tokens.len() + 1) + token;
        if self.hopeless[place] {
            return false;
        }
        let fits = match &**expected {
            TAIL => {
                self.found.push(token..self.tokens.len());
                true
            }
            VARIABLE => self.variable(at, token),
            text => {
                self.tokens.get(token).is_some_and(|found| *found == text.as_bytes())
                    && self.from(at + 1, token + 1)
            }
        };
        self.hopeless[place] = !fits;
        fits
    }

    fn variable(&mut self, at: usize, token: usize) -> bool {
        let longest = SPAN_TOKENS_MAX.min(self.tokens.len() - token);
        let lengths = (1..=longest).chain([0]);
        let known = self.found.len();
        for length in lengths {
            self.found.push(token..token + length);
            if self.from(at + 1, token + length) {
                return true;
            }
            self.found.truncate(known);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_stand_for_one_several_or_no_tokens() {
        let check = |pattern: &str, message: &str, expected: Option<&[(usize, usize)]>| {
            let pattern: Vec<Box<str>> = pattern.split(' ').map(Into::into).collect();
            let tokens: Vec<&[u8]> = message.split(' ').map(str::as_bytes).collect();
            let found = align(&pattern, &tokens);
            let found =
                found.map(|found| found.iter().map(|r| (r.start, r.end)).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{message}");
        };
        check("user <*> in", "user ann in", Some(&[(1, 2)]));
        check("user <*> in", "user ann lee in", Some(&[(1, 3)]));
        check("by ( <*> ) <*>", "by ( ) 5", Some(&[(2, 2), (3, 4)]));
        check("free text <**>", "free text of a kind", Some(&[(2, 5)]));
        check("user <*> in", "user ann out", None);
    }
}
