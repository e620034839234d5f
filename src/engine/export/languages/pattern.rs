//! Regular expressions for other engines. Squall's are those of Rust, where `^` and `$` are the ends
//! of a line and `.` any character of one; the others (RE2, Oniguruma, PCRE) mean the same where it
//! is written out.
//!
//! Does not: compile; the query did.

use crate::arrange::Arrange;

use regex_syntax::ast::{self, AssertionKind, Ast, ClassSet, ClassSetItem, Visitor, visit};

use super::{
    super::super::query::Pattern,
    ask::{Said, Told},
};

const ASCII: &str = r"\d, \s, \w and \b mean letters and digits of ASCII only there";

/// The expression with its flags, for RE2 and PCRE; `ignore_case` and lines as `(?im)` before it.
pub(super) fn flagged(pattern: &Pattern, told: &mut Told<'_>) -> Said {
    let text = portable(pattern, told)?;
    Ok(format!("(?{}){text}", if pattern.ignore_case { "im" } else { "m" }))
}

/// The expression without flags, in words that all of them know.
pub(super) fn portable(pattern: &Pattern, told: &mut Told<'_>) -> Said {
    let parsed = ast::parse::Parser::new().parse(&pattern.text);
    let parsed = parsed.map_err(|_error| "the regular expression cannot be read")?;
    let writing = Writing { changes: Vec::new(), refused: None, ascii: false };
    let mut writing =
        visit(&parsed, writing).map_err(|()| "the regular expression cannot be said")?;
    if let Some(why) = writing.refused {
        return Err(why);
    }
    if writing.ascii {
        told.note(ASCII);
    }
    let mut text = pattern.text.clone();
    writing.changes.arrange_by_key(|(start, ..)| std::cmp::Reverse(*start));
    for (start, end, by) in writing.changes {
        text.replace_range(start..end, by);
    }
    Ok(text)
}

/// Pieces that stand in one line, in this order.
pub(super) fn of_pieces(pieces: &[&str]) -> String {
    let escaped: Vec<String> = pieces.iter().map(|piece| regex::escape(piece)).collect();
    escaped.join(r"[^\r\n]*?")
}

/// `*` for any characters, `?` for one, as a whole; begin with `(?s)`.
pub(super) fn of_wild(wild: &str) -> String {
    let mut out = String::new();
    for letter in wild.chars() {
        match letter {
            '*' => out.push_str(".*"),
            '?' => out.push('.'),
            letter => out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

struct Writing {
    changes: Vec<(usize, usize, &'static str)>,
    refused: Option<&'static str>,
    ascii: bool,
}

impl Writing {
    fn refuse(&mut self, why: &'static str) {
        self.refused.get_or_insert(why);
    }

    fn set(&mut self, set: &ClassSet) {
        match set {
            ClassSet::BinaryOp(_) => self.refuse("classes joined by &&, -- or ~~"),
            ClassSet::Item(item) => self.item(item),
        }
    }

    fn item(&mut self, item: &ClassSetItem) {
        match item {
            ClassSetItem::Perl(_) => self.ascii = true,
            ClassSetItem::Bracketed(_) => self.refuse("classes within classes"),
            ClassSetItem::Union(union) => union.items.iter().for_each(|item| self.item(item)),
            _ => {}
        }
    }
}

impl Visitor for Writing {
    type Output = Writing;
    type Err = ();

    fn finish(self) -> Result<Writing, ()> {
        Ok(self)
    }

    fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
        match ast {
            Ast::Dot(span) => self.changes.push((span.start.offset, span.end.offset, r"[^\r\n]")),
            Ast::Assertion(assertion) => match assertion.kind {
                AssertionKind::EndLine => {
                    let span = assertion.span;
                    self.changes.push((span.start.offset, span.end.offset, r"\r?$"));
                }
                AssertionKind::WordBoundary | AssertionKind::NotWordBoundary => self.ascii = true,
                AssertionKind::StartLine | AssertionKind::StartText | AssertionKind::EndText => {}
                _ => self.refuse("the beginning or end of a word alone"),
            },
            Ast::Flags(_) => self.refuse("flags within a regular expression"),
            Ast::Group(group) if group.flags().is_some_and(|flags| !flags.items.is_empty()) => {
                self.refuse("flags within a regular expression");
            }
            Ast::ClassPerl(_) => self.ascii = true,
            Ast::ClassBracketed(class) => self.set(&class.kind),
            _ => {}
        }
        Ok(())
    }
}
