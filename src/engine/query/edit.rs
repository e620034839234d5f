//! Changes of a query's text by a click: a condition is added, replaced by its opposite, or removed.
//!
//! What the person typed stays as typed; only the condition in question changes.
//!
//! Does not: touch conditions within brackets or beside an `or`; those are one condition.

use std::ops::Range;

use super::{
    Context, Node,
    matcher::ranked_lanes,
    parser,
    print::quoted,
    tree::{Amount, Field, Leaf, Value},
};

/// The text of a condition that a field has exactly this value, or has not.
///
/// `Field::Named` is a field of the data even where it is called `level`; see [`Field::of_word`].
pub fn field_term(field: &Field, value: &str, negate: bool) -> String {
    let sign = if negate { "!=" } else { "=" };
    let word = value.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !value.is_empty();
    match field {
        // A level and an identity are never taken for anything else.
        Field::Level | Field::Pattern if word => format!("{field}{sign}{value}"),
        Field::Level | Field::Pattern | Field::Time => format!("{field}{sign}{}", quoted(value)),
        _ => format!("{field}{sign}{}", value_of(value)),
    }
}

/// The text with the condition `term` added. If the same condition stands there it is removed
/// instead; if its opposite does, it is replaced.
pub fn with_term(text: &str, term: &str) -> String {
    let context = Context::default();
    let Ok(added) = parser::parse(term, &context) else { return joined(text, term) };
    let Ok(present) = parser::parse(text, &context) else { return joined(text, term) };
    if present.conjuncts.is_empty() || present.root == Node::All {
        return term.to_owned();
    }
    let opposite = match &added.root {
        Node::Not(inner) => (**inner).clone(),
        node => node.clone().not(),
    };
    let place = |wanted: &Node| present.conjuncts.iter().position(|(node, _)| node == wanted);
    let spans: Vec<Range<usize>> = present.conjuncts.iter().map(|(_, span)| span.clone()).collect();
    if let Some(at) = place(&added.root) {
        return without(text, &spans, at);
    }
    if let Some(span) = place(&opposite).and_then(|at| spans.get(at)) {
        let (before, after) = around(text, span);
        return format!("{before}{term}{after}");
    }
    match present.root {
        Node::Or(_) => format!("({}) {term}", text.trim()),
        _ => joined(text, term),
    }
}

/// Whether the condition `term` stands in the text, by itself or joined by `and`.
pub fn has_term(text: &str, term: &str) -> bool {
    let context = Context::default();
    match (parser::parse(text, &context), parser::parse(term, &context)) {
        (Ok(present), Ok(wanted)) => present.conjuncts.iter().any(|(node, _)| *node == wanted.root),
        _ => false,
    }
}

/// The lanes of the levels that the text's conditions on the level alone let through, as bits;
/// none where it asks for no level, by itself or joined by `and`: to exclude one is not to ask.
pub fn level_lanes(text: &str) -> Option<u8> {
    let parsed = parser::parse(text, &Context::default()).ok()?;
    let of_levels: Vec<(&Node, u8)> =
        parsed.conjuncts.iter().filter_map(|(node, _)| Some((node, lanes_of(node)?))).collect();
    let asks = of_levels.iter().any(|(node, _)| !matches!(node, Node::Not(_)));
    asks.then(|| of_levels.iter().fold(!0, |all, (_, one)| all & one))
}

fn lanes_of(node: &Node) -> Option<u8> {
    let of_all = |nodes: &[Node]| nodes.iter().map(lanes_of).collect::<Option<Vec<u8>>>();
    match node {
        Node::Leaf(Leaf::Compare { field: Field::Level, op, values }) => {
            let levels = values.iter().all(|value| matches!(value, Value::Level(_)));
            levels.then(|| ranked_lanes(*op, values))
        }
        Node::Leaf(Leaf::Exists(Field::Level)) => Some(!1),
        Node::Not(inner) => lanes_of(inner).map(|lanes| !lanes),
        Node::And(nodes) => of_all(nodes)?.into_iter().reduce(|all, one| all & one),
        Node::Or(nodes) => of_all(nodes)?.into_iter().reduce(|all, one| all | one),
        Node::All | Node::Leaf(_) => None,
    }
}

/// The text without the condition at `spans[at]` and the word that joins it.
fn without(text: &str, spans: &[Range<usize>], at: usize) -> String {
    let next = spans.get(at + 1).map(|next| next.start);
    let last = at.checked_sub(1).and_then(|last| spans.get(last)).map(|last| last.end);
    let Some(span) = spans.get(at) else { return text.to_owned() };
    let cut = match (last, next) {
        (_, Some(next)) => span.start..next,
        (Some(last), None) => last..span.end,
        (None, None) => return String::new(),
    };
    let (before, after) = around(text, &cut);
    format!("{before}{after}").trim().to_owned()
}

fn around<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, &'t str) {
    (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default())
}

fn joined(text: &str, term: &str) -> String {
    format!("{} {term}", text.trim()).trim().to_owned()
}

/// A whole number is asked for by value, which is how people would write it; other text exactly.
fn value_of(value: &str) -> Value {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (1..=15).contains(&digits.len())
        && (digits == "0" || !digits.starts_with('0'));
    let text = value.to_owned();
    if whole { Value::Amount { text, kind: Amount::Number } } else { Value::Text(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Level;

    fn let_through(text: &str) -> Option<String> {
        let lanes = level_lanes(text)?;
        let words = Level::ALL.into_iter().filter(|level| lanes & (1 << *level as u8) != 0);
        Some(words.map(Level::word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn conditions_on_the_level_alone_let_these_through() {
        let check = |text, words: &str| assert_eq!(let_through(text).as_deref(), Some(words));
        check("level>=warn", "warn error fatal");
        check("timeout level>=warn and level!=fatal", "warn error");
        check("(level=debug or level=info) host=a", "debug info");
        for text in ["", "level", "level=warn or host=a", "host=a", "level!=warn", "level=/w.*/"] {
            assert_eq!(let_through(text), None, "{text}");
        }
    }
}
