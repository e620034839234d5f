//! Regular expressions of Lucene, which know less: no classes by letter, no places, no case.
//! Grammar: <https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax>
//!
//! Does not: say what Lucene cannot; the beginning and the end only stand around the whole.

use regex_syntax::ast::{
    self, AssertionKind, Ast, ClassPerlKind, ClassSet, ClassSetItem, RepetitionKind,
    RepetitionRange,
};

use super::{super::super::query::Pattern, ask::Said};

const NOT_THERE: &str = "regular expressions of Lucene know less";

/// An expression that matches where the pattern is found anywhere within.
pub(super) fn within(pattern: &Pattern) -> Said {
    let parsed = ast::parse::Parser::new().parse(&pattern.text).map_err(|_error| NOT_THERE)?;
    let mut parts: &[Ast] = std::slice::from_ref(&parsed);
    if let Ast::Concat(concat) = &parsed {
        parts = &concat.asts;
    }
    let is = |ast: Option<&Ast>, kind: &AssertionKind| match ast {
        Some(Ast::Assertion(assertion)) => assertion.kind == *kind,
        _ => false,
    };
    let (mut before, mut after) = (".*", ".*");
    if is(parts.first(), &AssertionKind::StartLine) {
        parts = parts.get(1..).unwrap_or_default();
        before = "";
    }
    if is(parts.last(), &AssertionKind::EndLine) {
        parts = parts.get(..parts.len() - 1).unwrap_or_default();
        after = "";
    }
    let mut out = String::new();
    parts.iter().try_for_each(|part| write(part, pattern.ignore_case, &mut out))?;
    let one = parts.len() == 1 && matches!(parts.first(), Some(Ast::Alternation(_)));
    Ok(if one { format!("{before}({out}){after}") } else { format!("{before}{out}{after}") })
}

fn write(ast: &Ast, ignore_case: bool, out: &mut String) -> Result<(), &'static str> {
    match ast {
        Ast::Empty(_) => {}
        Ast::Dot(_) => out.push('.'),
        Ast::Literal(literal) => letter(literal.c, ignore_case, out),
        Ast::ClassPerl(class) => out.push_str(perl(&class.kind, class.negated)),
        Ast::ClassBracketed(class) => {
            out.push_str(if class.negated { "[^" } else { "[" });
            set(&class.kind, ignore_case, out)?;
            out.push(']');
        }
        Ast::Repetition(repetition) => {
            write(&repetition.ast, ignore_case, out)?;
            match &repetition.op.kind {
                RepetitionKind::ZeroOrOne => out.push('?'),
                RepetitionKind::ZeroOrMore => out.push('*'),
                RepetitionKind::OneOrMore => out.push('+'),
                RepetitionKind::Range(RepetitionRange::Exactly(n)) => {
                    out.push_str(&format!("{{{n}}}"));
                }
                RepetitionKind::Range(RepetitionRange::AtLeast(n)) => {
                    out.push_str(&format!("{{{n},}}"));
                }
                RepetitionKind::Range(RepetitionRange::Bounded(low, high)) => {
                    out.push_str(&format!("{{{low},{high}}}"));
                }
            }
        }
        Ast::Group(group) if group.flags().is_none() => {
            out.push('(');
            write(&group.ast, ignore_case, out)?;
            out.push(')');
        }
        Ast::Alternation(alternation) => {
            for (at, one) in alternation.asts.iter().enumerate() {
                if at > 0 {
                    out.push('|');
                }
                write(one, ignore_case, out)?;
            }
        }
        Ast::Concat(concat) => {
            concat.asts.iter().try_for_each(|one| write(one, ignore_case, out))?;
        }
        Ast::Flags(_) | Ast::Assertion(_) | Ast::ClassUnicode(_) | Ast::Group(_) => {
            return Err(NOT_THERE);
        }
    }
    Ok(())
}

fn set(set: &ClassSet, ignore_case: bool, out: &mut String) -> Result<(), &'static str> {
    let ClassSet::Item(item) = set else { return Err(NOT_THERE) };
    let items = match item {
        ClassSetItem::Union(union) => &*union.items,
        one => std::slice::from_ref(one),
    };
    for item in items {
        match item {
            ClassSetItem::Literal(literal) => both_cases(literal.c, ignore_case, out),
            ClassSetItem::Range(range) => {
                out.push_str(&format!("{}-{}", escaped(range.start.c), escaped(range.end.c)));
                let letters =
                    range.start.c.is_ascii_alphabetic() && range.end.c.is_ascii_alphabetic();
                if ignore_case && letters {
                    let flipped = [range.start.c, range.end.c].map(flip);
                    out.push_str(&format!("{}-{}", flipped[0], flipped[1]));
                }
            }
            ClassSetItem::Perl(class) if !class.negated => {
                out.push_str(perl(&class.kind, false).trim_matches(['[', ']']));
            }
            ClassSetItem::Empty(_) => {}
            _ => return Err(NOT_THERE),
        }
    }
    Ok(())
}

fn letter(c: char, ignore_case: bool, out: &mut String) {
    if ignore_case && c.is_ascii_alphabetic() {
        out.push('[');
        both_cases(c, true, out);
        out.push(']');
    } else {
        out.push_str(&escaped(c));
    }
}

fn both_cases(c: char, ignore_case: bool, out: &mut String) {
    out.push_str(&escaped(c));
    if ignore_case && c.is_ascii_alphabetic() {
        out.push(flip(c));
    }
}

fn flip(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

fn escaped(c: char) -> String {
    match c.is_alphanumeric() || c == ' ' || c == '_' {
        true => c.to_string(),
        false => format!("\\{c}"),
    }
}

fn perl(kind: &ClassPerlKind, negated: bool) -> &'static str {
    match (kind, negated) {
        (ClassPerlKind::Digit, false) => "[0-9]",
        (ClassPerlKind::Digit, true) => "[^0-9]",
        (ClassPerlKind::Space, false) => "[ \t\r\n]",
        (ClassPerlKind::Space, true) => "[^ \t\r\n]",
        (ClassPerlKind::Word, false) => "[A-Za-z0-9_]",
        (ClassPerlKind::Word, true) => "[^A-Za-z0-9_]",
    }
}
