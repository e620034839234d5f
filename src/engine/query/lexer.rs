//! The text of a query as lexemes: words, names, operators, values, brackets.
//!
//! What a character means depends on where it stands (`path=/a/b`, `10:30`, `std::fs`, `f(x)`), so
//! the lexer knows three places: before a term, after an operator, in a list of values. It never
//! fails: what it cannot read is a lexeme too, so that broken input can be coloured.
//!
//! Does not: judge the order of lexemes or the values; `parser` does.

use std::ops::Range;

use super::tree::Op;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Word,
    Phrase,
    Regex,
    Name,
    QuotedName,
    Operator(Sign),
    Value,
    QuotedValue,
    RegexValue,
    ListOpen,
    ListClose,
    Comma,
    /// A quote without its end.
    Unclosed,
    /// An operator without a name before it.
    Nameless,
}

/// An operator as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) op: Op,
    pub(super) negated: bool,
    /// Not an operator of this language, but of one nearby: `=~`.
    pub(super) foreign: bool,
}

/// Longest stretch in brackets that is still part of a word, as in `connect()`.
const BRACKETED_BYTES_MAX: usize = 256;

/// Longest first, so that a prefix does not win.
const SIGNS: &[(&str, Op, bool)] = &[
    (":<=", Op::LessOrEqual, false),
    (":>=", Op::GreaterOrEqual, false),
    ("!=", Op::Equal, true),
    ("!~", Op::Contains, true),
    ("<=", Op::LessOrEqual, false),
    (">=", Op::GreaterOrEqual, false),
    (":<", Op::Less, false),
    (":>", Op::Greater, false),
    ("==", Op::Equal, false),
    ("=", Op::Equal, false),
    (":", Op::Equal, false),
    ("<", Op::Less, false),
    (">", Op::Greater, false),
    ("~", Op::Contains, false),
];

/// Takes the text apart.
pub(super) fn lex(text: &str) -> Vec<Lexeme> {
    let mut lexer = Lexer { text, at: 0, out: Vec::new() };
    while lexer.skip_space() {
        lexer.term();
    }
    lexer.out
}

/// The text of a quoted lexeme without quotes and escapes.
pub(super) fn unquoted(quoted: &str) -> String {
    let inner = quoted.strip_prefix('"').unwrap_or(quoted);
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        let rest = letters.as_str();
        match letter {
            '"' => break,
            '\\' if rest.starts_with(['"', '\\']) => out.extend(letters.next()),
            letter => out.push(letter),
        }
    }
    out
}

/// Whether a word is one of the language, in any case.
pub(super) fn keyword(word: &str) -> Option<Kind> {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    match () {
        () if is("and") => Some(Kind::And),
        () if is("or") => Some(Kind::Or),
        () if is("not") => Some(Kind::Not),
        () => None,
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    out: Vec<Lexeme>,
}

impl<'t> Lexer<'t> {
    /// What lies before a term or between terms.
    fn term(&mut self) {
        let rest = self.rest();
        match rest.as_bytes() {
            [b'(', ..] => self.take(Kind::Open, 1),
            [b')', ..] => self.take(Kind::Close, 1),
            [b'"', ..] => self.phrase(),
            [b'&', b'&', ..] => self.take(Kind::And, 2),
            [b'|', b'|', ..] => self.take(Kind::Or, 2),
            [b'!', next, ..] if !matches!(next, b'=' | b'~') => self.take(Kind::Not, 1),
            [b'!'] => self.take(Kind::Not, 1),
            [b'-', ..] if negates(rest) => self.take(Kind::Not, 1),
            [b'/', ..] => match regex_len(rest, false) {
                Some(len) => self.take(Kind::Regex, len),
                None => self.word(),
            },
            _ => self.word(),
        }
    }

    fn phrase(&mut self) {
        let Some(len) = self.quoted_len() else { return };
        match self.sign_after(len) {
            Some((sign, gap, sign_len)) => {
                self.take(Kind::QuotedName, len);
                self.comparison(sign, gap, sign_len);
            }
            None => self.take(Kind::Phrase, len),
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        let name_len = word_len(rest, true);
        let name = rest.get(..name_len).unwrap_or_default();
        if name.is_empty() {
            return self.nameless();
        }
        match self.sign_after(name_len) {
            Some((_, gap, _)) if gap > 0 && keyword(name).is_some() => {}
            Some((_, 0, _)) if self.colon_is_text(name) => {}
            // `->`, `*:*`: signs are no names.
            Some(_) if !name.contains(char::is_alphanumeric) => {}
            Some((sign, gap, sign_len)) => {
                self.take(Kind::Name, name_len);
                return self.comparison(sign, gap, sign_len);
            }
            None => {}
        }
        match keyword(name) {
            Some(kind) => self.take(kind, name_len),
            None => self.take(Kind::Word, word_len(rest, false)),
        }
    }

    /// An operator where a term should begin: part of a word (`<none>`, `~/logs`) or a mistake.
    fn nameless(&mut self) {
        let rest = self.rest();
        let sign = sign_at(rest).map_or(1, |(_, len)| len);
        let after = rest.get(sign..).unwrap_or_default();
        let stands_alone = after.is_empty() || after.starts_with(char::is_whitespace);
        if stands_alone || rest.starts_with(['=', '!']) || word_len(rest, false) == 0 {
            self.take(Kind::Nameless, sign);
        } else {
            self.take(Kind::Word, word_len(rest, false));
        }
    }

    /// Addresses, clock times and paths of modules are text: `http://x`, `10:30`, `std::fs`, `C:\`.
    fn colon_is_text(&self, name: &str) -> bool {
        let after = self.text.get(self.at + name.len()..).unwrap_or_default();
        let Some(after) = after.strip_prefix(':') else { return false };
        after.starts_with("//")
            || after.starts_with([':', '\\'])
            || name.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// The operator that follows a name of `len` bytes: its sign, the gap before it, its length.
    fn sign_after(&self, len: usize) -> Option<(Sign, usize, usize)> {
        let after = self.text.get(self.at + len..)?;
        let trimmed = after.trim_start();
        let (sign, sign_len) = sign_at(trimmed)?;
        Some((sign, after.len() - trimmed.len(), sign_len))
    }

    fn comparison(&mut self, sign: Sign, gap: usize, sign_len: usize) {
        self.at += gap;
        self.take(Kind::Operator(sign), sign_len);
        let before = self.at;
        if !self.skip_space() {
            return;
        }
        let rest = self.rest();
        let spaced = self.at > before;
        if spaced && keyword(rest.get(..word_len(rest, true)).unwrap_or_default()).is_some() {
            return;
        }
        if rest.starts_with('(') {
            self.take(Kind::ListOpen, 1);
            return self.list();
        }
        self.value(false);
    }

    fn value(&mut self, in_list: bool) {
        let rest = self.rest();
        match rest.as_bytes() {
            [b'"', ..] => {
                let Some(len) = self.quoted_len() else { return };
                self.take(Kind::QuotedValue, len);
            }
            [b'/', ..] if regex_len(rest, in_list).is_some() => {
                self.take(Kind::RegexValue, regex_len(rest, in_list).unwrap_or(1));
            }
            _ => {
                let mut len = word_len(rest, false);
                if in_list {
                    len = rest.find(',').map_or(len, |comma| comma.min(len));
                }
                if len > 0 {
                    self.take(Kind::Value, len);
                }
            }
        }
    }

    fn list(&mut self) {
        while self.skip_space() {
            let rest = self.rest();
            let word = rest.get(..word_len(rest, false)).unwrap_or_default();
            match (rest.as_bytes(), keyword(word)) {
                ([b')', ..], _) => return self.take(Kind::ListClose, 1),
                ([b',', ..], _) => self.take(Kind::Comma, 1),
                ([b'(', ..], _) => self.take(Kind::Open, 1),
                ([b'|', b'|', ..], _) => self.take(Kind::Or, 2),
                (_, Some(kind)) => self.take(kind, word.len()),
                _ => self.value(true),
            }
        }
    }

    /// The length of the quoted text here; one without its end is taken as a mistake.
    fn quoted_len(&mut self) -> Option<usize> {
        let mut escaped = false;
        for (at, byte) in self.rest().bytes().enumerate().skip(1) {
            match byte {
                _ if escaped => escaped = false,
                b'"' => return Some(at + 1),
                b'\\' => {
                    let next = self.text.as_bytes().get(self.at + at + 1);
                    escaped = matches!(next, Some(b'"' | b'\\'));
                }
                _ => {}
            }
        }
        self.take(Kind::Unclosed, self.rest().len());
        None
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, kind: Kind, len: usize) {
        let end = self.at + len;
        self.out.push(Lexeme { kind, span: self.at..end });
        self.at = end;
    }

    /// Goes to the next character that is no space; false at the end.
    fn skip_space(&mut self) -> bool {
        let rest = self.rest();
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        !trimmed.is_empty()
    }
}

fn sign_at(text: &str) -> Option<(Sign, usize)> {
    if text.starts_with("=~") {
        return Some((Sign { op: Op::Equal, negated: false, foreign: true }, 2));
    }
    let &(sign, op, negated) = SIGNS.iter().find(|(sign, ..)| text.starts_with(sign))?;
    Some((Sign { op, negated, foreign: false }, sign.len()))
}

/// Whether `-` negates what follows: not in `- x`, `->`, `--verbose`.
fn negates(text: &str) -> bool {
    let next = text.chars().nth(1);
    next.is_some_and(|next| next.is_alphanumeric() || "_@\"(/*[$.".contains(next))
}

/// The length of a word: up to a space, a bracket that is not its own, or (`as_name`) an operator.
fn word_len(text: &str, as_name: bool) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(letter) = rest.chars().next() else { break };
        at += match letter {
            ')' => break,
            '(' if keyword(text.get(..at).unwrap_or_default()).is_some() => break,
            '(' if at > 0 => match bracketed_len(rest) {
                Some(len) => len,
                None => break,
            },
            '(' => break,
            letter if letter.is_whitespace() => break,
            '=' | ':' | '<' | '>' | '~' if as_name => break,
            '!' if as_name && sign_at(rest).is_some() => break,
            letter => letter.len_utf8(),
        };
    }
    at
}

/// The length of a bracketed stretch without spaces at the front of `text`.
fn bracketed_len(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices().take(BRACKETED_BYTES_MAX) {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            letter if letter.is_whitespace() => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The length of `/regex/` or `/regex/i` at the front of `text`; none where it is a path.
fn regex_len(text: &str, in_list: bool) -> Option<usize> {
    if text.get(1..)?.starts_with(|next: char| next.is_whitespace() || next == '/') {
        return None;
    }
    let end = closing_slash(text, true).or_else(|| closing_slash(text, false))?;
    let after = text.get(end + 1..)?;
    let (len, after) = match after.strip_prefix('i') {
        Some(after) => (end + 2, after),
        None => (end + 1, after),
    };
    let ends = |next: char| next.is_whitespace() || next == ')' || (in_list && next == ',');
    (after.is_empty() || after.starts_with(ends)).then_some(len)
}

/// The first slash that is not escaped nor, `with_classes`, in a class.
fn closing_slash(text: &str, with_classes: bool) -> Option<usize> {
    let mut in_class = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' if with_classes => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(at),
            _ => {}
        }
    }
    None
}
