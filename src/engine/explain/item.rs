//! Items: what records are counted by when sets of them are compared.
//!
//! Does not: count.

use serde::{Deserialize, Serialize};

use crate::{
    level::Level,
    query::{Field, field_term},
};

/// Something that a record has or has not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Item {
    /// Every record has it.
    Any,
    /// A level of error and above.
    Errors,
    /// A template, by its identity.
    Template(u64),
    /// A level, by its lane.
    Level(u8),
    /// A source, by its name.
    Source(String),
    /// A field's value.
    Field(String, String),
}

impl Item {
    /// As a person reads it; a template's text is `template_text`.
    #[must_use]
    pub fn text(&self, template_text: impl Fn(u64) -> String) -> String {
        match self {
            Item::Any => "all events".to_owned(),
            Item::Errors => "errors".to_owned(),
            Item::Template(id) => template_text(*id),
            Item::Level(lane) => format!("level={}", level_word(*lane)),
            Item::Source(name) => format!("source={name}"),
            Item::Field(name, value) => format!("{name}={value}"),
        }
    }

    /// The query that selects its records.
    #[must_use]
    pub fn query(&self) -> String {
        match self {
            Item::Any => String::new(),
            Item::Errors => "level>=error".to_owned(),
            Item::Template(id) => field_term(&Field::Pattern, &format!("{id:016x}"), false),
            Item::Level(lane) => field_term(&Field::Level, level_word(*lane), false),
            Item::Source(name) => field_term(&Field::Source, name, false),
            Item::Field(name, value) => field_term(&Field::Named(name.clone()), value, false),
        }
    }
}

fn level_word(lane: u8) -> &'static str {
    Level::from_lane(lane).map_or("none", Level::word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Context, Query};

    #[test]
    fn every_item_has_a_query_that_reads() {
        let items = [
            Item::Errors,
            Item::Template(7),
            Item::Level(6),
            Item::Level(0),
            Item::Source("a b.log".to_owned()),
            Item::Field("level".to_owned(), "x\"y".to_owned()),
            Item::Field("host".to_owned(), "db-2".to_owned()),
        ];
        let queries = items.map(|item| item.query());
        assert_eq!(
            queries,
            [
                "level>=error",
                "pattern=0000000000000007",
                "level=error",
                "level=none",
                "source=\"a b.log\"",
                "\"level\"=\"x\\\"y\"",
                "host=db-2",
            ]
        );
        for query in queries {
            assert!(Query::parse(&query, &Context::default()).is_ok(), "{query}");
        }
    }
}
