//! What may stand at the caret, and the text with a choice put there.
//!
//! Does not: know the data's names and values; it says which are wanted.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    lexer::{self, Kind, Lexeme},
    tree::{Field, Value},
};

/// What is wanted at the caret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The bytes of the text that a choice takes the place of.
    pub span: Range<usize>,
    pub want: Want,
}

/// Kinds of choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Want {
    /// The name of a field that begins so (or a word to search for).
    Field { prefix: String },
    /// A value of this field that begins so. The name is as in the data or one of the records' own
    /// (`own`): level, time, source, pattern, message.
    Value { field: String, own: bool, prefix: String },
    /// `and`, `or`, or another condition.
    Joint,
    /// Nothing: the caret is in free text.
    Nothing,
}

/// What is wanted at `caret`, a byte offset into `text`.
pub fn completion(text: &str, caret: usize) -> Completion {
    let caret = text.floor_char_boundary(caret);
    let lexemes = lexer::lex(text);
    let touched = lexemes.iter().position(|it| it.span.start < caret && caret <= it.span.end);
    let before = lexemes.iter().rposition(|it| it.span.end <= caret);
    let inserted = |want| Completion { span: caret..caret, want };
    let Some((at, lexeme)) = touched.and_then(|at| Some((at, lexemes.get(at)?))) else {
        return inserted(after(text, &lexemes, before));
    };
    let replaced = |want| Completion { span: lexeme.span.clone(), want };
    let prefix = || text.get(lexeme.span.start..caret).unwrap_or_default();
    match lexeme.kind {
        Kind::Word | Kind::Name => replaced(Want::Field { prefix: prefix().to_owned() }),
        Kind::QuotedName => replaced(Want::Field { prefix: lexer::unquoted(prefix()) }),
        Kind::Value => replaced(value_of(text, &lexemes, at, prefix().to_owned())),
        Kind::QuotedValue => replaced(value_of(text, &lexemes, at, lexer::unquoted(prefix()))),
        Kind::Unclosed if at > 0 && takes_value(&lexemes, at) => {
            replaced(value_of(text, &lexemes, at, lexer::unquoted(prefix())))
        }
        Kind::And | Kind::Or | Kind::Not
            if prefix().bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            // `or` may become `order`.
            replaced(Want::Field { prefix: prefix().to_owned() })
        }
        Kind::Phrase | Kind::Regex | Kind::RegexValue | Kind::Unclosed | Kind::Nameless => {
            inserted(Want::Nothing)
        }
        _ => inserted(after(text, &lexemes, Some(at))),
    }
}

impl Completion {
    /// The text with `choice` (a name or value, as it is in the data) in place, and where the caret
    /// then stands.
    pub fn apply(&self, text: &str, choice: &str) -> (String, usize) {
        let written = match &self.want {
            Want::Field { .. } => Field::of_word(choice).to_string(),
            Want::Value { .. } => Value::Text(choice.to_owned()).to_string(),
            Want::Joint | Want::Nothing => choice.to_owned(),
        };
        let before = text.get(..self.span.start).unwrap_or_default();
        let after = text.get(self.span.end..).unwrap_or_default();
        (format!("{before}{written}{after}"), before.len() + written.len())
    }
}

/// What is wanted after the lexeme at `before`, with nothing typed of it yet.
fn after(text: &str, lexemes: &[Lexeme], before: Option<usize>) -> Want {
    let field = || Want::Field { prefix: String::new() };
    let Some((at, lexeme)) = before.and_then(|at| Some((at, lexemes.get(at)?))) else {
        return field();
    };
    match lexeme.kind {
        Kind::Operator(_) | Kind::ListOpen | Kind::Comma => {
            value_of(text, lexemes, at, String::new())
        }
        Kind::Or if in_list(lexemes, at) => value_of(text, lexemes, at, String::new()),
        Kind::Open | Kind::And | Kind::Or | Kind::Not => field(),
        Kind::Unclosed => Want::Nothing,
        _ if in_list(lexemes, at) => value_of(text, lexemes, at, String::new()),
        _ => Want::Joint,
    }
}

fn value_of(text: &str, lexemes: &[Lexeme], at: usize, prefix: String) -> Want {
    let name = lexemes.iter().take(at).rfind(|it| matches!(it.kind, Kind::Name | Kind::QuotedName));
    let Some(name) = name else { return Want::Nothing };
    let written = text.get(name.span.clone()).unwrap_or_default();
    let field = match name.kind {
        Kind::QuotedName => Field::Named(lexer::unquoted(written)),
        _ => Field::of_word(written),
    };
    let own = !matches!(field, Field::Named(_));
    Want::Value { field: field.name().to_owned(), own, prefix }
}

fn takes_value(lexemes: &[Lexeme], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| lexemes.get(before));
    before.is_some_and(|it| matches!(it.kind, Kind::Operator(_) | Kind::ListOpen))
        || in_list(lexemes, at)
}

/// Whether the lexeme at `at` is in a list of values that is not closed before it ends.
fn in_list(lexemes: &[Lexeme], at: usize) -> bool {
    let mut upto = lexemes.iter().take(at + 1);
    let bracket = upto.rfind(|it| matches!(it.kind, Kind::ListOpen | Kind::ListClose));
    bracket.is_some_and(|it| it.kind == Kind::ListOpen)
}
