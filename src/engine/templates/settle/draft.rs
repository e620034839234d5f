//! Drafts: what the shapes are merged into, round by round, over interned tokens.
//!
//! Does not: decide what is merged.

use hashbrown::{HashMap, HashTable};

use super::decide::Look;
use crate::templates::{
    Shape,
    hash::mix,
    shape::{BORDER, TAIL, VARIABLE},
};

/// The number of a token's text; see [`Vocabulary`].
pub(super) type Symbol = u32;

/// What varies.
pub(super) const VARIES: Symbol = 0;
/// The rest of a free text.
pub(super) const REST: Symbol = 1;
/// An empty gap.
pub(super) const NOTHING: Symbol = 2;

/// The texts of tokens and gaps, each once.
#[derive(Default)]
pub(super) struct Vocabulary<'a> {
    numbers: HashMap<&'a str, Symbol>,
    texts: Vec<&'a str>,
    looks: Vec<Look>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new() -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern(VARIABLE);
        vocabulary.intern(TAIL);
        vocabulary.intern("");
        vocabulary
    }

    fn intern(&mut self, text: &'a str) -> Symbol {
        let next = self.texts.len() as Symbol;
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.texts.push(text);
            self.looks.push(Look::of(text));
        }
        number
    }

    /// How a token looks.
    pub(super) fn look(&self, symbol: Symbol) -> Look {
        self.looks.get(symbol as usize).copied().unwrap_or_default()
    }

    /// The text of a token or gap.
    pub(super) fn text(&self, symbol: Symbol) -> &'a str {
        self.texts.get(symbol as usize).copied().unwrap_or_default()
    }
}

/// A template in the making.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) tokens: Vec<Symbol>,
    /// One before each token and one after the last.
    pub(super) gaps: Vec<Symbol>,
    /// How many messages it has.
    pub(super) count: u64,
    /// Places of its shapes in the table.
    pub(super) shapes: Vec<u32>,
}

impl Draft {
    /// The draft of one shape.
    pub(super) fn of<'a>(shape: &'a Shape, place: u32, vocabulary: &mut Vocabulary<'a>) -> Draft {
        let mut draft =
            Draft { tokens: vec![], gaps: vec![], count: shape.count, shapes: vec![place] };
        for (at, part) in shape.form.split(BORDER).enumerate() {
            let symbol = vocabulary.intern(part);
            if at % 2 == 0 { draft.gaps.push(symbol) } else { draft.tokens.push(symbol) }
        }
        draft
    }

    /// Its gaps and tokens as a form.
    pub(super) fn form(&self, vocabulary: &Vocabulary<'_>) -> String {
        let mut form = String::new();
        for (at, gap) in self.gaps.iter().enumerate() {
            form.push_str(vocabulary.text(*gap));
            if let Some(token) = self.tokens.get(at) {
                form.push(BORDER);
                form.push_str(vocabulary.text(*token));
                form.push(BORDER);
            }
        }
        form
    }

    /// Whether the token is a line of its own: a frame or a class of a stack trace.
    pub(super) fn begins_line(&self, at: usize, vocabulary: &Vocabulary<'_>) -> bool {
        self.gaps.get(at).is_some_and(|gap| vocabulary.text(*gap).contains('\n'))
    }

    /// A hash to which every token adds its part, so that one can be taken out again.
    pub(super) fn sum(&self) -> u64 {
        let parts = self.tokens.iter().enumerate().map(|(at, token)| part(at, *token));
        parts.fold(self.tokens.len() as u64, u64::wrapping_add)
    }
}

/// What the token at place `at` adds to [`Draft::sum`].
pub(super) fn part(at: usize, token: Symbol) -> u64 {
    mix(mix(0, at as u64), u64::from(token))
}

/// Joins drafts with equal tokens. The gaps are those of the draft that comes first.
pub(super) fn join_equal(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut places: HashTable<usize> = HashTable::with_capacity(drafts.len());
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let sum = draft.sum();
        if let Some(&place) = places.find(sum, |place| joined[*place].tokens == draft.tokens) {
            joined[place].count += draft.count;
            joined[place].shapes.extend(draft.shapes);
        } else {
            places.insert_unique(sum, joined.len(), |place| joined[*place].sum());
            joined.push(draft);
        }
    }
    joined
}
