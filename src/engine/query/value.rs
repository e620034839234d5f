//! What a word means as text to search for, and as the value of a field.
//!
//! Does not: compare; see `compare`.

use std::ops::Range;

use super::{
    Context,
    decimal::Decimal,
    error::{Mistake, QueryError},
    instant,
    lexer::{self, Kind, Lexeme},
    quantity::{self, Measure},
    suggest,
    tree::{Amount, Field, Leaf, Node, Op, Pattern, Value},
};
use crate::level::Level;

/// A bare word: text, with `*` for any characters of a line. `*:*` is Kibana's word for all.
pub(super) fn word(word: &str) -> Node {
    if word.bytes().all(|byte| byte == b'*') || word == "*:*" {
        return Node::All;
    }
    Node::Leaf(match word.contains('*') {
        true => Leaf::Like(word.to_owned()),
        false => Leaf::Text(word.to_owned()),
    })
}

/// `/text/` or `/text/i`; whether it is a regular expression is for [`super::Query::parse`] to say.
pub(super) fn pattern(written: &str, span: &Range<usize>) -> Pattern {
    let inner = written.strip_prefix('/').unwrap_or(written);
    let (inner, ignore_case) = match inner.strip_suffix("/i") {
        Some(inner) => (inner, true),
        None => (inner.strip_suffix('/').unwrap_or(inner), false),
    };
    Pattern { text: inner.to_owned(), ignore_case, span: span.clone() }
}

/// The level that a word or a letter names, in any case and in the spellings of many loggers.
pub(super) fn level(word: &str) -> Option<Level> {
    match word.as_bytes() {
        [letter] => Level::from_letter(letter.to_ascii_uppercase()),
        word => Level::from_word(word),
    }
}

/// What a word measures, if anything.
pub(super) fn amount(text: &str, context: &Context) -> Option<Amount> {
    let bytes = text.as_bytes();
    if Decimal::parse(bytes).is_some() {
        return Some(Amount::Number);
    }
    if quantity::duration(bytes).is_some() {
        return Some(Amount::Quantity(Measure::Duration));
    }
    if quantity::size(bytes).is_some() {
        return Some(Amount::Quantity(Measure::Size));
    }
    instant::absolute(text, &context.zone).map(Amount::Instant)
}

/// Reads the values of one comparison.
pub(super) struct Reader<'a> {
    pub(super) field: &'a Field,
    pub(super) op: Op,
    /// The operator as written.
    pub(super) sign: &'a str,
    pub(super) context: &'a Context,
}

impl Reader<'_> {
    /// The value that a lexeme with this text means.
    pub(super) fn value(&self, lexeme: &Lexeme, written: &str) -> Result<Value, QueryError> {
        let span = &lexeme.span;
        let text = match lexeme.kind {
            Kind::RegexValue if self.op != Op::Equal => {
                return Err(self.refused(span, "a regular expression"));
            }
            Kind::RegexValue if matches!(self.field, Field::Time | Field::Pattern) => {
                return Err(self.refused(span, "a regular expression"));
            }
            Kind::RegexValue => return Ok(Value::Regex(pattern(written, span))),
            Kind::QuotedValue => lexer::unquoted(written),
            _ => written.to_owned(),
        };
        let quoted = lexeme.kind == Kind::QuotedValue;
        let wild = !quoted && has_wildcard(&text, self.op);
        match self.field {
            Field::Level => self.level(text, wild, span),
            Field::Time => self.time(text, span),
            Field::Pattern => self.template(text, span),
            Field::Source if self.op.orders() => Err(self.refused(span, "source")),
            _ if wild && self.op.orders() => Err(self.refused(span, "wildcards; quote the value")),
            _ if wild => Ok(Value::Wild(text)),
            Field::Source => Ok(Value::Text(text)),
            _ if quoted || self.op == Op::Contains => Ok(Value::Text(text)),
            _ => Ok(match amount(&text, self.context) {
                Some(kind) => Value::Amount { text, kind },
                None => Value::Text(text),
            }),
        }
    }

    fn level(&self, text: String, wild: bool, span: &Range<usize>) -> Result<Value, QueryError> {
        if self.op == Op::Contains {
            return Ok(if wild { Value::Wild(text) } else { Value::Text(text) });
        }
        match level(&text) {
            Some(level) => return Ok(Value::Level(Some(level))),
            None if text.eq_ignore_ascii_case("none") && self.op == Op::Equal => {
                return Ok(Value::Level(None));
            }
            None if wild && self.op == Op::Equal => {
                return Ok(Value::Wild(text.to_ascii_lowercase()));
            }
            None => {}
        }
        let names = Level::ALL.into_iter().map(Level::word);
        let near = suggest::nearest(&text, names).map(str::to_owned);
        Err(QueryError::new(span.clone(), Mistake::Level { text }).suggest(near))
    }

    fn time(&self, text: String, span: &Range<usize>) -> Result<Value, QueryError> {
        if self.op == Op::Contains {
            return Err(self.refused(span, "time"));
        }
        match instant::of_query(&text, self.context) {
            Some(instant) => Ok(Value::Time { text, instant }),
            None => Err(QueryError::new(span.clone(), Mistake::Time { text })),
        }
    }

    fn template(&self, text: String, span: &Range<usize>) -> Result<Value, QueryError> {
        if self.op != Op::Equal {
            return Err(self.refused(span, "pattern"));
        }
        let sized =
            (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u64::from_str_radix(&text, 16).ok().filter(|_| sized) {
            Some(id) => Ok(Value::Template(id)),
            None => Err(QueryError::new(span.clone(), Mistake::Template { text })),
        }
    }

    fn refused(&self, span: &Range<usize>, what: &'static str) -> QueryError {
        let sign = self.sign.to_owned();
        QueryError::new(span.clone(), Mistake::SignRefused { sign, what })
    }
}

/// `~` knows only `*`: what contains `?` is an address more often than a question.
fn has_wildcard(text: &str, op: Op) -> bool {
    text.contains('*') || (text.contains('?') && op != Op::Contains)
}
