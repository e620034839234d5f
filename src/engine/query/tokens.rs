//! The pieces of a query's text by kind, for colouring it while it is typed.
//!
//! Does not: say what is wrong; the error of `Query::parse` does.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    Context,
    lexer::{self, Kind},
    parser,
};

/// A piece of the text and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes of the text.
    pub span: Range<usize>,
    pub class: Class,
}

/// What a piece of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    Field,
    Operator,
    Value,
    /// A word or phrase to search for.
    Text,
    Regex,
    /// `and`, `or`, `not` and their signs.
    Keyword,
    Bracket,
    /// What could not be read.
    Error,
}

/// The pieces of any text, in order; between them is only space. The first mistake, if there is
/// one that has a place, is of class `Error`.
pub fn tokens(text: &str) -> Vec<Token> {
    let lexemes = lexer::lex(text);
    let mistake = parser::parse(text, &Context::default()).err().map(|error| error.span);
    let wrong = |span: &Range<usize>| {
        mistake.as_ref().is_some_and(|wrong| wrong.start < span.end && span.start < wrong.end)
    };
    lexemes
        .into_iter()
        .map(|lexeme| {
            let class = if wrong(&lexeme.span) { Class::Error } else { class(lexeme.kind) };
            Token { span: lexeme.span, class }
        })
        .collect()
}

fn class(kind: Kind) -> Class {
    match kind {
        Kind::Open | Kind::Close | Kind::ListOpen | Kind::ListClose | Kind::Comma => Class::Bracket,
        Kind::And | Kind::Or | Kind::Not => Class::Keyword,
        Kind::Word | Kind::Phrase => Class::Text,
        Kind::Regex | Kind::RegexValue => Class::Regex,
        Kind::Name | Kind::QuotedName => Class::Field,
        Kind::Operator(_) => Class::Operator,
        Kind::Value | Kind::QuotedValue => Class::Value,
        Kind::Unclosed | Kind::Nameless => Class::Error,
    }
}
