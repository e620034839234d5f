//! A tree as text that reads back as the same tree.
//!
//! Does not: keep the text that a person typed; see `edit` for changing that.

use std::fmt::{self, Display, Formatter, Write};

use super::{
    Context,
    lexer::keyword,
    tree::{Field, Leaf, Node, Op, Value},
    value,
};

impl Display for Node {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::All => out.write_char('*'),
            Node::And(nodes) => joined(out, nodes, " and "),
            Node::Or(nodes) => joined(out, nodes, " or "),
            Node::Not(inner) => negated(out, inner),
            Node::Leaf(leaf) => leaf.fmt(out),
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Leaf::Text(text) if bare_text(text) => out.write_str(text),
            Leaf::Text(text) => out.write_str(&quoted(text)),
            Leaf::Like(text) => out.write_str(text),
            Leaf::Regex(pattern) => regex(out, &pattern.text, pattern.ignore_case),
            Leaf::Exists(field) => write!(out, "{field}:*"),
            Leaf::Compare { field, op, values } => compare(out, field, op.sign(), values),
        }
    }
}

impl Display for Field {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Field::Named(name) if bare_name(name) => out.write_str(name),
            Field::Named(name) => out.write_str(&quoted(name)),
            own => out.write_str(own.name()),
        }
    }
}

impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) if bare_value(text) => out.write_str(text),
            Value::Text(text) => out.write_str(&quoted(text)),
            Value::Wild(text) => out.write_str(text),
            // Times may hold a space; elsewhere amounts are single words.
            Value::Time { text, .. } | Value::Amount { text, .. } if text.contains(' ') => {
                out.write_str(&quoted(text))
            }
            Value::Time { text, .. } | Value::Amount { text, .. } => out.write_str(text),
            Value::Regex(pattern) => regex(out, &pattern.text, pattern.ignore_case),
            Value::Level(level) => out.write_str(level.map_or("none", |level| level.word())),
            Value::Template(id) => write!(out, "{id:016x}"),
        }
    }
}

/// The text in quotes, so that every character stands for itself.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn joined(out: &mut Formatter<'_>, nodes: &[Node], word: &str) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            out.write_str(word)?;
        }
        match node {
            Node::Or(_) => write!(out, "({node})")?,
            node => node.fmt(out)?,
        }
    }
    Ok(())
}

fn negated(out: &mut Formatter<'_>, inner: &Node) -> fmt::Result {
    match inner {
        Node::Leaf(Leaf::Compare { field, op: Op::Equal, values }) => {
            compare(out, field, "!=", values)
        }
        Node::Leaf(Leaf::Compare { field, op: Op::Contains, values }) => {
            compare(out, field, "!~", values)
        }
        Node::And(_) | Node::Or(_) => write!(out, "not ({inner})"),
        inner => write!(out, "not {inner}"),
    }
}

fn compare(out: &mut Formatter<'_>, field: &Field, sign: &str, values: &[Value]) -> fmt::Result {
    write!(out, "{field}{sign}")?;
    if let [value] = values {
        // What begins like a sign would be read as the end of the one before; in brackets a comma would
        // end it.
        let begins_like_sign = matches!(value, Value::Wild(text) if text.starts_with(['=', '~']));
        return if begins_like_sign { write!(out, " {value}") } else { value.fmt(out) };
    }
    for (at, value) in values.iter().enumerate() {
        write!(out, "{}{value}", if at == 0 { "(" } else { " or " })?;
    }
    out.write_char(')')
}

fn regex(out: &mut Formatter<'_>, text: &str, ignore_case: bool) -> fmt::Result {
    write!(out, "/{text}/{}", if ignore_case { "i" } else { "" })
}

fn bare_text(text: &str) -> bool {
    bare(text, "_", "_-.") && keyword(text).is_none()
}

fn bare_name(name: &str) -> bool {
    let own = !matches!(Field::of_word(name), Field::Named(_));
    let numbered = name.starts_with(|letter: char| letter.is_ascii_digit());
    let signs = !name.contains(char::is_alphanumeric);
    bare(name, "_@$", "_@$-.[]#") && keyword(name).is_none() && !own && !numbered && !signs
}

/// A value that needs no quotes to be the same text: nothing in it could mean something else.
fn bare_value(text: &str) -> bool {
    bare(text, "_.@%+#", "_.@%+#-:=/;")
        && keyword(text).is_none()
        && value::amount(text, &Context::default()).is_none()
}

fn bare(text: &str, first: &str, rest: &str) -> bool {
    let holds = |letter: char, others: &str| letter.is_alphanumeric() || others.contains(letter);
    let mut letters = text.chars();
    letters.next().is_some_and(|letter| holds(letter, first))
        && letters.all(|letter| holds(letter, rest))
}
