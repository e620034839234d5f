//! What is wrong with a query's text, where, and what would help.
//!
//! Does not: know which fields the data has; see `Query::unknown_fields`.

use std::{fmt, ops::Range};

/// A mistake in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The bytes of the text that are wrong; empty at the end where something is missing.
    pub span: Range<usize>,
    pub kind: Mistake,
    /// What could stand there instead.
    pub suggestion: Option<String>,
}

/// Kinds of mistakes. The texts are the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    TooLong {
        bytes_max: usize,
    },
    TooDeep {
        depth_max: usize,
    },
    /// A condition is missing after this word or sign.
    TermMissing {
        after: String,
    },
    /// `and` or `or` with nothing before it.
    NothingBefore {
        word: String,
    },
    NameMissing {
        sign: String,
    },
    ValueMissing {
        name: String,
    },
    QuoteOpen,
    BracketOpen,
    BracketClose,
    BracketsEmpty,
    ListSyntax,
    /// An operator of another language.
    Foreign {
        sign: String,
    },
    /// An operator that this field, or this kind of value, does not have.
    SignRefused {
        sign: String,
        what: &'static str,
    },
    Regex {
        reason: String,
    },
    Level {
        text: String,
    },
    Time {
        text: String,
    },
    Template {
        text: String,
    },
    UnknownField {
        name: String,
    },
}

impl QueryError {
    pub(super) fn new(span: Range<usize>, kind: Mistake) -> QueryError {
        QueryError { span, kind, suggestion: None }
    }

    pub(super) fn suggest(mut self, suggestion: Option<String>) -> QueryError {
        self.suggestion = suggestion;
        self
    }

    /// The text with the mistake underlined and explained.
    ///
    /// ```text
    /// level=errror
    ///       ^^^^^^ "errror" is no level; the levels are trace, … (did you mean error?)
    /// ```
    pub fn drawing(&self, text: &str) -> String {
        let line_start = text.get(..self.span.start).and_then(|before| before.rfind('\n'));
        let line_start = line_start.map_or(0, |at| at + 1);
        let before = text.get(line_start..self.span.start).unwrap_or_default();
        let wrong = text.get(self.span.clone()).unwrap_or_default();
        let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let wrong = wrong.lines().next().unwrap_or_default();
        let gap = " ".repeat(before.chars().count());
        let carets = "^".repeat(wrong.chars().count().max(1));
        format!("{line}\n{gap}{carets} {self}")
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.kind)?;
        match &self.suggestion {
            Some(suggestion) => write!(out, " (did you mean {suggestion}?)"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::TooLong { bytes_max } => {
                write!(out, "the query is longer than {bytes_max} bytes")
            }
            Mistake::TooDeep { depth_max } => {
                write!(out, "more than {depth_max} brackets and negations within each other")
            }
            Mistake::TermMissing { after } => write!(out, "a condition is missing after {after}"),
            Mistake::NothingBefore { word } => write!(out, "a condition is missing before {word}"),
            Mistake::NameMissing { sign } => write!(
                out,
                "a field is missing before {sign}; to search for the text itself, quote it"
            ),
            Mistake::ValueMissing { name } => {
                write!(out, "a value for {name} is missing; {name}=\"\" finds empty ones")
            }
            Mistake::QuoteOpen => write!(out, "the closing quote is missing"),
            Mistake::BracketOpen => write!(out, "this bracket is not closed"),
            Mistake::BracketClose => write!(out, "this bracket closes nothing"),
            Mistake::BracketsEmpty => write!(out, "nothing stands between the brackets"),
            Mistake::ListSyntax => {
                write!(out, "a list of values is written (one or two or \"the third\")")
            }
            Mistake::Foreign { sign } => {
                write!(out, "{sign} is not known; a regular expression is written field=/…/")
            }
            Mistake::SignRefused { sign, what } => write!(out, "{sign} does not go with {what}"),
            Mistake::Regex { reason } => write!(out, "the regular expression fails: {reason}"),
            Mistake::Level { text } => write!(
                out,
                "{text:?} is no level; the levels are trace, debug, info, notice, warn, error, \
                 fatal and none"
            ),
            Mistake::Time { text } => write!(
                out,
                "{text:?} is no time; write 2026-03-01T14:05, 14:05 or -15m (before the latest)"
            ),
            Mistake::Template { text } => {
                write!(out, "{text:?} is no pattern; a pattern is up to 16 digits 0-9 and a-f")
            }
            Mistake::UnknownField { name } => write!(out, "no record has a field {name:?}"),
        }
    }
}

impl std::error::Error for QueryError {}
