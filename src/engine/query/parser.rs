//! Lexemes to a tree: `or` binds least, then `and` (also by standing side by side), then `not`.
//!
//! Does not: read values; `value` does.

use std::ops::Range;

use super::{
    Context, FieldUse,
    error::{Mistake, QueryError},
    lexer::{self, Kind, Lexeme, Sign},
    tree::{Field, Leaf, Node, Op, Value},
    value,
};
use crate::limits::{QUERY_BYTES_MAX, QUERY_DEPTH_MAX};

/// What the text means, with what an edit needs to know of the text.
pub(super) struct Parsed {
    pub(super) root: Node,
    /// Where fields are named.
    pub(super) fields: Vec<FieldUse>,
    /// The conditions that must all hold, with their places; one where `or` joins the whole.
    pub(super) conjuncts: Vec<(Node, Range<usize>)>,
}

/// Reads the whole text.
pub(super) fn parse(text: &str, context: &Context) -> Result<Parsed, QueryError> {
    if text.len() > QUERY_BYTES_MAX {
        let mistake = Mistake::TooLong { bytes_max: QUERY_BYTES_MAX };
        return Err(QueryError::new(text.len()..text.len(), mistake));
    }
    let lexemes = lexer::lex(text);
    let mut parser = Parser { text, context, lexemes, at: 0, depth: 0, fields: Vec::new() };
    let Some(first) = parser.peek() else {
        return Ok(Parsed { root: Node::All, fields: Vec::new(), conjuncts: Vec::new() });
    };
    let mut conjuncts = parser.all_of()?;
    let mut sides = vec![Node::and(conjuncts.iter().map(|(node, _)| node.clone()).collect())];
    while parser.accept(Kind::Or) {
        sides.push(parser.and()?);
    }
    if let Some(left) = parser.peek() {
        return Err(QueryError::new(left.span, Mistake::BracketClose));
    }
    let alternatives = sides.len();
    let root = Node::or(sides);
    if alternatives > 1 {
        conjuncts = vec![(root.clone(), first.span.start..parser.end())];
    }
    Ok(Parsed { root, fields: parser.fields, conjuncts })
}

struct Parser<'t> {
    text: &'t str,
    context: &'t Context,
    lexemes: Vec<Lexeme>,
    at: usize,
    depth: usize,
    fields: Vec<FieldUse>,
}

impl Parser<'_> {
    fn or(&mut self) -> Result<Node, QueryError> {
        let mut sides = vec![self.and()?];
        while self.accept(Kind::Or) {
            sides.push(self.and()?);
        }
        Ok(Node::or(sides))
    }

    fn and(&mut self) -> Result<Node, QueryError> {
        Ok(Node::and(self.all_of()?.into_iter().map(|(node, _)| node).collect()))
    }

    fn all_of(&mut self) -> Result<Vec<(Node, Range<usize>)>, QueryError> {
        let mut parts = Vec::new();
        loop {
            let start = self.peek().map_or(self.text.len(), |lexeme| lexeme.span.start);
            let node = self.unary()?;
            parts.push((node, start..self.end()));
            let joined = self.accept(Kind::And);
            let more =
                !matches!(self.peek().map(|next| next.kind), None | Some(Kind::Or | Kind::Close));
            if !joined && !more {
                return Ok(parts);
            }
        }
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        let Some(next) = self.peek() else { return Err(self.missing(None)) };
        match next.kind {
            Kind::Not => self.nested(next, |parser| Ok(parser.unary()?.not())),
            Kind::Open => self.nested(next, Parser::bracketed),
            Kind::Word => Ok(value::word(self.step(&next))),
            Kind::Phrase => Ok(Node::Leaf(Leaf::Text(lexer::unquoted(self.step(&next))))),
            Kind::Regex => {
                let pattern = value::pattern(self.step(&next), &next.span);
                Ok(Node::Leaf(Leaf::Regex(pattern)))
            }
            Kind::Name | Kind::QuotedName => self.comparison(&next),
            _ => Err(self.missing(Some(next))),
        }
    }

    /// Steps over `opening` and reads what it holds, within the limit of depth.
    fn nested(
        &mut self,
        opening: Lexeme,
        read: impl FnOnce(&mut Self) -> Result<Node, QueryError>,
    ) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > QUERY_DEPTH_MAX {
            let mistake = Mistake::TooDeep { depth_max: QUERY_DEPTH_MAX };
            return Err(QueryError::new(opening.span, mistake));
        }
        self.at += 1;
        let node = read(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn bracketed(&mut self) -> Result<Node, QueryError> {
        let open = self.previous();
        if let Some(close) = self.peek().filter(|next| next.kind == Kind::Close) {
            return Err(QueryError::new(open.start..close.span.end, Mistake::BracketsEmpty));
        }
        let node = match self.peek() {
            None => return Err(QueryError::new(open, Mistake::BracketOpen)),
            Some(_) => self.or()?,
        };
        match self.accept(Kind::Close) {
            true => Ok(node),
            false => Err(QueryError::new(open, Mistake::BracketOpen)),
        }
    }

    fn comparison(&mut self, name: &Lexeme) -> Result<Node, QueryError> {
        let word = self.step(name);
        let field = match name.kind {
            Kind::QuotedName => Field::Named(lexer::unquoted(word)),
            _ => Field::of_word(word),
        };
        if let Field::Named(name_text) = &field {
            self.fields.push(FieldUse { name: name_text.clone(), span: name.span.clone() });
        }
        let Some(Lexeme { kind: Kind::Operator(sign), span }) = self.peek() else {
            return Err(self.missing(None));
        };
        self.at += 1;
        if sign.foreign {
            let sign = self.slice(&span).to_owned();
            return Err(QueryError::new(span, Mistake::Foreign { sign }));
        }
        let raw = self.values(&field, &span)?;
        let node = self.compare(field, sign, &span, &raw)?;
        Ok(if sign.negated { node.not() } else { node })
    }

    fn compare(
        &self,
        field: Field,
        sign: Sign,
        at: &Range<usize>,
        raw: &[Lexeme],
    ) -> Result<Node, QueryError> {
        if sign.op.orders() && raw.len() > 1 {
            let written = self.slice(at).to_owned();
            let mistake = Mistake::SignRefused { sign: written, what: "a list of values" };
            return Err(QueryError::new(at.clone(), mistake));
        }
        let only_stars = |lexeme: &Lexeme| {
            lexeme.kind == Kind::Value && self.slice(&lexeme.span).bytes().all(|byte| byte == b'*')
        };
        if sign.op == Op::Equal && raw.iter().any(only_stars) {
            return Ok(Node::Leaf(Leaf::Exists(field)));
        }
        let reader = value::Reader {
            field: &field,
            op: sign.op,
            sign: self.slice(at),
            context: self.context,
        };
        let values: Result<Vec<Value>, QueryError> =
            raw.iter().map(|lexeme| reader.value(lexeme, self.slice(&lexeme.span))).collect();
        let values = values?;
        Ok(Node::Leaf(Leaf::Compare { field, op: sign.op, values }))
    }

    fn values(&mut self, field: &Field, sign: &Range<usize>) -> Result<Vec<Lexeme>, QueryError> {
        match self.peek() {
            Some(lexeme) if is_value(lexeme.kind) => {
                self.at += 1;
                Ok(vec![lexeme])
            }
            Some(lexeme) if lexeme.kind == Kind::ListOpen => {
                self.at += 1;
                self.list(lexeme.span)
            }
            Some(lexeme) if lexeme.kind == Kind::Unclosed => {
                Err(QueryError::new(lexeme.span, Mistake::QuoteOpen))
            }
            _ => {
                let name = field.name().to_owned();
                Err(QueryError::new(sign.clone(), Mistake::ValueMissing { name }))
            }
        }
    }

    fn list(&mut self, open: Range<usize>) -> Result<Vec<Lexeme>, QueryError> {
        let mut values = Vec::new();
        loop {
            let Some(next) = self.peek() else {
                return Err(QueryError::new(open, Mistake::BracketOpen));
            };
            self.at += 1;
            match next.kind {
                Kind::ListClose if values.is_empty() => {
                    let span = open.start..next.span.end;
                    return Err(QueryError::new(span, Mistake::BracketsEmpty));
                }
                Kind::ListClose => return Ok(values),
                Kind::Or | Kind::Comma => {}
                Kind::Unclosed => return Err(QueryError::new(next.span, Mistake::QuoteOpen)),
                kind if is_value(kind) => values.push(next),
                _ => return Err(QueryError::new(next.span, Mistake::ListSyntax)),
            }
        }
    }

    /// Why no condition can be read at `next`.
    fn missing(&self, next: Option<Lexeme>) -> QueryError {
        let Some(next) = next else {
            let after = self.slice(&self.previous()).to_owned();
            return QueryError::new(
                self.text.len()..self.text.len(),
                Mistake::TermMissing { after },
            );
        };
        let word = self.slice(&next.span).to_owned();
        let kind = match next.kind {
            Kind::Unclosed => Mistake::QuoteOpen,
            Kind::Nameless => Mistake::NameMissing { sign: word },
            Kind::And | Kind::Or if self.at == 0 => Mistake::NothingBefore { word },
            Kind::Close if self.at == 0 => Mistake::BracketClose,
            Kind::And | Kind::Or | Kind::Close => {
                Mistake::TermMissing { after: self.slice(&self.previous()).to_owned() }
            }
            _ => Mistake::ListSyntax,
        };
        QueryError::new(next.span, kind)
    }

    fn peek(&self) -> Option<Lexeme> {
        self.lexemes.get(self.at).cloned()
    }

    fn accept(&mut self, kind: Kind) -> bool {
        let found = self.lexemes.get(self.at).is_some_and(|lexeme| lexeme.kind == kind);
        self.at += usize::from(found);
        found
    }

    /// Steps over a lexeme and gives its text.
    fn step(&mut self, lexeme: &Lexeme) -> &str {
        self.at += 1;
        self.slice(&lexeme.span)
    }

    /// Where the lexeme before this place lies.
    fn previous(&self) -> Range<usize> {
        let before = self.at.checked_sub(1).and_then(|at| self.lexemes.get(at));
        before.map_or(0..0, |lexeme| lexeme.span.clone())
    }

    fn end(&self) -> usize {
        self.previous().end
    }

    fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

fn is_value(kind: Kind) -> bool {
    matches!(kind, Kind::Value | Kind::QuotedValue | Kind::RegexValue)
}
