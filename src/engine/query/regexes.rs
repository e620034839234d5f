//! The regular expressions of a query: checked when it is read, compiled when it is run.
//!
//! The bar in which people type reads queries too, but runs none: so reading alone needs no compiler.
//!
//! Does not: search.

use regex::bytes::{Regex, RegexBuilder};

use super::{
    error::{Mistake, QueryError},
    tree::{Leaf, Node, Pattern, Value},
};
use crate::limits::{QUERY_DEPTH_MAX, QUERY_REGEX_BYTES_MAX};

/// Ready to run; `^` and `$` are the ends of a line, `.` is any character of one.
pub(super) fn compile(pattern: &Pattern) -> Result<Regex, QueryError> {
    let built = RegexBuilder::new(&pattern.text)
        .case_insensitive(pattern.ignore_case)
        .multi_line(true)
        .crlf(true)
        .size_limit(QUERY_REGEX_BYTES_MAX)
        .dfa_size_limit(QUERY_REGEX_BYTES_MAX)
        .nest_limit(QUERY_DEPTH_MAX as u32)
        .build();
    let refused =
        |error| QueryError::new(pattern.span.clone(), Mistake::Regex { reason: reason(&error) });
    built.map_err(refused)
}

/// The first regular expression that is none, as a mistake.
pub(super) fn check(node: &Node) -> Result<(), QueryError> {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().try_for_each(check),
        Node::Not(node) => check(node),
        Node::All => Ok(()),
        Node::Leaf(Leaf::Regex(pattern)) => compile(pattern).map(drop),
        Node::Leaf(Leaf::Compare { values, .. }) => {
            values.iter().try_for_each(|value| match value {
                Value::Regex(pattern) => compile(pattern).map(drop),
                _ => Ok(()),
            })
        }
        Node::Leaf(_) => Ok(()),
    }
}

/// The last line of the error without the drawing, which has the reason.
fn reason(error: &regex::Error) -> String {
    let regex::Error::Syntax(text) = error else {
        return "it is too large".to_owned();
    };
    let last = text.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
