//! A value that a person pointed at, as a term of the filter.
//!
//! Does not: know how the query is written; `protocol::page::query` does.

use super::Choice;

/// The query with a field's value made the only one, excluded, or no longer mentioned.
#[must_use]
pub fn with_term(query: &str, field: &str, value: &str, choice: Choice) -> String {
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
    let only = format!("{field}=\"{quoted}\"");
    let not = format!("{field}!=\"{quoted}\"");
    let kept: Vec<&str> = query
        .split(" and ")
        .filter(|part| !part.is_empty() && *part != only && *part != not)
        .collect();
    let mut parts: Vec<&str> = kept;
    match choice {
        Choice::Only => parts.push(&only),
        Choice::Not => parts.push(&not),
        Choice::Clear => {}
    }
    parts.join(" and ")
}
