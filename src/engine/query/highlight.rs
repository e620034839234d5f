//! What of a message a query's words match, to be marked in the list.
//!
//! Does not: mark what only a field's value fulfils.

use std::ops::Range;

use super::{
    Query,
    scan::Finder,
    tree::{Field, Leaf, Node, Op, Value},
};
use crate::arrange::Arrange;

/// The text conditions of a query that a record has to fulfil rather than not.
#[derive(Clone, Debug)]
pub struct Highlights {
    finders: Vec<Finder>,
}

impl Highlights {
    /// Compiles them.
    pub fn new(query: &Query) -> Highlights {
        let mut finders = Vec::new();
        collect(query.root(), &mut finders);
        Highlights { finders }
    }

    /// The byte ranges of `message` that they match, ascending, joined where they meet.
    pub fn ranges(&self, message: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for finder in &self.finders {
            let mut from = 0;
            while let Some(hit) = finder.find(message.as_bytes(), from) {
                from = if hit.is_empty() { next_character(message, hit.end) } else { hit.end };
                // A regular expression over bytes may end within a character; that is no place.
                if !hit.is_empty() && message.get(hit.clone()).is_some() {
                    found.push(hit);
                }
            }
        }
        found.arrange_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

/// The same for one message; nothing where it is no UTF-8.
pub fn highlights(query: &Query, message: &[u8]) -> Vec<Range<usize>> {
    let message = std::str::from_utf8(message).unwrap_or_default();
    Highlights::new(query).ranges(message)
}

fn collect(node: &Node, out: &mut Vec<Finder>) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| collect(node, out)),
        Node::All | Node::Not(_) => {}
        Node::Leaf(Leaf::Text(text)) if text.is_empty() => {}
        Node::Leaf(Leaf::Text(text)) => out.push(Finder::text(text)),
        Node::Leaf(Leaf::Like(text)) => out.push(Finder::like(text)),
        Node::Leaf(Leaf::Regex(pattern)) => out.push(Finder::pattern(pattern)),
        Node::Leaf(Leaf::Compare { field: Field::Message, op, values }) => {
            out.extend(values.iter().filter_map(|value| match (value, op) {
                (Value::Text(text), Op::Contains) if !text.is_empty() => Some(Finder::text(text)),
                (Value::Wild(text), Op::Contains) => Some(Finder::like(text)),
                (Value::Regex(pattern), _) => Some(Finder::pattern(pattern)),
                _ => None,
            }));
        }
        Node::Leaf(_) => {}
    }
}

fn next_character(text: &str, at: usize) -> usize {
    text.ceil_char_boundary(at + 1).max(at + 1)
}
