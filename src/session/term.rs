//! A value that a person pointed at, as a condition of the filter.
//!
//! A field's name in quotes, `"source"`, is always the record's own field of that name.
//!
//! Does not: know how conditions are written; `protocol::page::query` does.

use super::Choice;
use crate::protocol::page::query::{Field, field_term, with_term as toggled};

/// The filter with a field's value made the only one, excluded, or no longer mentioned.
/// What stands there already stays.
#[must_use]
pub fn with_term(query: &str, field: &str, value: &str, choice: Choice) -> String {
    let (only, not) = (condition(field, value, false), condition(field, value, true));
    match choice {
        Choice::Only if stands(query, &only) => query.to_owned(),
        Choice::Only => toggled(query, &only),
        Choice::Not if stands(query, &not) => query.to_owned(),
        Choice::Not => toggled(query, &not),
        Choice::Clear if stands(query, &only) => toggled(query, &only),
        Choice::Clear if stands(query, &not) => toggled(query, &not),
        Choice::Clear => query.to_owned(),
    }
}

/// The condition that a field has this value.
#[must_use]
pub fn same(field: &str, value: &str) -> String {
    condition(field, value, false)
}

fn condition(field: &str, value: &str, negate: bool) -> String {
    let quoted = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let field = quoted.map_or_else(|| Field::of_word(field), |name| Field::Named(name.to_owned()));
    field_term(&field, value, negate)
}

/// Whether the condition is part of the filter: then the first toggle takes it out, the second puts it in.
fn stands(query: &str, term: &str) -> bool {
    let once = toggled(query, term);
    toggled(&once, term).len() > once.len()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn choices_edit_the_filter() {
        let cases = [
            ("", "host", "web-1", Choice::Only),
            ("timeout", "host", "web-1", Choice::Only),
            ("timeout host=web-1", "host", "web-1", Choice::Only),
            ("timeout host=web-1", "host", "web-1", Choice::Not),
            ("timeout host!=web-1", "host", "web-1", Choice::Clear),
            ("timeout not host=\"web-1\"", "host", "web-1", Choice::Clear),
            ("timeout", "host", "web-1", Choice::Clear),
            ("a or b", "level", "warn", Choice::Only),
            ("", "\"source\"", "a b", Choice::Not),
            ("", "source", "logs/a.log", Choice::Only),
        ];
        let shown: Vec<String> = cases
            .iter()
            .map(|(query, field, value, choice)| with_term(query, field, value, *choice))
            .collect();
        expect![[r#""#]].assert_eq(&shown.join("\n"));
    }
}
