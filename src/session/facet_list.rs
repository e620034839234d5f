//! Which fields and values the facets pane lists: the level first, the gravest value on top;
//! then the fields in the lead's order, of which a search keeps those that contain its text.
//!
//! Does not: count.

use super::state::FacetsShown;
use crate::arrange::Arrange;
use crate::protocol::page::{FacetField, Level};

/// The field whose values have an order of their own.
pub const LEVEL_FIELD: &str = "level";

/// One field as listed.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<'a> {
    /// As the lead answered, or as its search for values did.
    pub field: &'a FacetField,
    /// Values to show.
    pub values: Vec<(&'a str, u64)>,
    /// Distinct values beyond those; none where they are not counted.
    pub more: Option<u64>,
    /// Whether its values are hidden.
    pub folded: bool,
    /// What its values are searched for; none while they are not.
    pub search: Option<&'a str>,
}

/// The fields to list, the level first.
#[must_use]
pub fn list(shown: &FacetsShown) -> Vec<Listed<'_>> {
    let fields = shown.facets.iter().flat_map(|facets| &facets.fields);
    let mut listed: Vec<Listed<'_>> = fields.filter_map(|field| listed(shown, field)).collect();
    listed.arrange_by_key(|listed| listed.field.name != LEVEL_FIELD);
    listed
}

fn listed<'a>(shown: &'a FacetsShown, field: &'a FacetField) -> Option<Listed<'a>> {
    let searched = shown.searched.as_ref().filter(|searched| searched.field == field.name);
    let found = searched.and_then(|searched| searched.found.as_deref()).unwrap_or(field);
    let named = contains(&field.name, &shown.search);
    let mut values: Vec<(&str, u64)> = found
        .values
        .iter()
        .filter(|(value, _)| named || contains(value, &shown.search))
        .map(|(value, count)| (value.as_str(), *count))
        .collect();
    if values.is_empty() && !named {
        return None;
    }
    if field.name == LEVEL_FIELD {
        values.arrange_by_key(|(value, _)| std::cmp::Reverse(gravity(value)));
    }
    Some(Listed {
        field,
        more: found.distinct.map(|distinct| distinct.saturating_sub(found.values.len() as u64)),
        values,
        folded: shown.folded.contains(&field.name),
        search: searched.map(|searched| searched.text.as_str()),
    })
}

/// The level that a value of the level's field names.
#[must_use]
pub fn level(value: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.word() == value)
}

fn gravity(value: &str) -> u8 {
    level(value).map_or(0, |level| level as u8)
}

/// Whether a text contains another, without case.
fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::{protocol::page::Facets, session::state::FacetSearched};

    fn field(name: &str, distinct: Option<u64>, values: &[(&str, u64)]) -> FacetField {
        let values = values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect();
        FacetField { name: name.to_owned(), distinct, values, ..FacetField::default() }
    }

    fn shown(search: &str) -> FacetsShown {
        let fields = vec![
            field("service", Some(6), &[("checkout", 2565), ("payments", 1140)]),
            field("level", Some(3), &[("info", 7_902), ("fatal", 12), ("error", 2_604)]),
            field("trace_id", None, &[]),
        ];
        FacetsShown {
            facets: Some(Rc::new(Facets { records: 9_999, fields, fields_total: 9, revision: 1 })),
            search: search.to_owned(),
            ..FacetsShown::default()
        }
    }

    fn check(shown: &FacetsShown, expected: Expect) {
        let line = |listed: &Listed<'_>| {
            let Listed { field, values, more, folded, search } = listed;
            format!("{}: {values:?} more {more:?} folded {folded} search {search:?}", field.name)
        };
        expected.assert_eq(&list(shown).iter().map(line).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn the_level_is_first_and_its_gravest_value_on_top() {
        check(
            &shown(""),
            expect![[r#"
            level: [("fatal", 12), ("error", 2604), ("info", 7902)] more Some(0) folded false search None
            service: [("checkout", 2565), ("payments", 1140)] more Some(4) folded false search None
            trace_id: [] more None folded false search None"#]],
        );
    }

    #[test]
    fn a_search_keeps_fields_and_values_that_contain_it() {
        check(
            &shown("PAY"),
            expect![[r#"service: [("payments", 1140)] more Some(4) folded false search None"#]],
        );
        check(&shown("trace"), expect!["trace_id: [] more None folded false search None"]);
        check(&shown("nowhere"), expect![""]);
    }

    #[test]
    fn the_values_found_stand_in_for_the_first_ones() {
        let found = field("service", Some(2), &[("inventory", 207), ("invoices", 3)]);
        let searched = FacetSearched {
            field: "service".to_owned(),
            text: "inv".to_owned(),
            found: Some(Rc::new(found)),
        };
        let folded = vec!["level".to_owned()];
        check(
            &FacetsShown { searched: Some(searched), folded, ..shown("") },
            expect![[r#"
            level: [("fatal", 12), ("error", 2604), ("info", 7902)] more Some(0) folded true search None
            service: [("inventory", 207), ("invoices", 3)] more Some(0) folded false search Some("inv")
            trace_id: [] more None folded false search None"#]],
        );
    }
}
