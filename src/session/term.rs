//! A value that a person pointed at, as a term of the filter.
//!
//! A field's name in quotes, `"source"`, is always the record's own field of that name.
//!
//! Does not: know how the query is written; `protocol::page::query` does.

use super::Choice;
use crate::protocol::page::{
    Level, lane,
    query::{self, Field},
};

/// The query with a field's value made the only one, excluded, or no longer mentioned.
/// What else stands in it stays as typed.
#[must_use]
pub fn with_term(text: &str, field: &str, value: &str, choice: Choice) -> String {
    let now = chosen(text, field, value);
    let toggled = match (now, choice) {
        (now, choice) if now == Some(choice) => return text.to_owned(),
        (None, Choice::Clear) => return text.to_owned(),
        (Some(now), Choice::Clear) => now,
        (_, choice) => choice,
    };
    query::with_term(text, &term(field, value, toggled))
}

/// What the query says of a field's value, if it says something.
#[must_use]
pub fn chosen(text: &str, field: &str, value: &str) -> Option<Choice> {
    [Choice::Only, Choice::Not]
        .into_iter()
        .find(|choice| query::has_term(text, &term(field, value, *choice)))
}

/// Whether a level is one of those that the query's conditions on the level alone ask for.
#[must_use]
pub fn asks_level(text: &str, level: Level) -> bool {
    query::level_lanes(text).is_some_and(|lanes| lanes & (1 << lane(Some(level))) != 0)
}

/// The term that a field has this value.
#[must_use]
pub fn same(field: &str, value: &str) -> String {
    term(field, value, Choice::Only)
}

fn term(field: &str, value: &str, choice: Choice) -> String {
    let quoted = field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let field = quoted.map_or_else(|| Field::of_word(field), |name| Field::Named(name.to_owned()));
    query::field_term(&field, value, choice == Choice::Not)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_made_changed_and_taken_back() {
        let typed = "timeout  level>=warn";
        let only = with_term(typed, "host", "db 2", Choice::Only);
        assert_eq!(only, "timeout  level>=warn host=\"db 2\"");
        assert_eq!(chosen(&only, "host", "db 2"), Some(Choice::Only));
        assert_eq!(with_term(&only, "host", "db 2", Choice::Only), only);
        let not = with_term(&only, "host", "db 2", Choice::Not);
        assert_eq!(not, "timeout  level>=warn host!=\"db 2\"");
        assert_eq!(chosen(&not, "host", "db 2"), Some(Choice::Not));
        assert_eq!(with_term(&not, "host", "db 2", Choice::Clear), typed);
        assert_eq!(with_term(typed, "host", "db 2", Choice::Clear), typed);
        assert_eq!(chosen(typed, "host", "db 2"), None);
    }

    #[test]
    fn the_words_of_the_language_are_its_own_fields() {
        assert_eq!(with_term("", "level", "error", Choice::Not), "level!=error");
        assert_eq!(chosen("level=error", "level", "error"), Some(Choice::Only));
        assert_eq!(chosen("level=error or host=a", "level", "error"), None);
        assert_eq!(with_term("", "\"source\"", "a b", Choice::Not), "\"source\"!=\"a b\"");
        assert_eq!(same("source", "logs/a.log"), "source=logs/a.log");
    }
}
