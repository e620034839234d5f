//! The filter within its range in the languages of other tools.
//!
//! Does not: run it there.

use crate::{
    engine::{
        export::{
            languages::{LANGUAGES, translate},
            rows::written,
        },
        query::{Context, Query},
    },
    lead::Desk,
    protocol::page::Translated,
};

/// The filter in each language.
pub(super) fn translated(desk: &Desk) -> Vec<Translated> {
    let filter = desk.filter.borrow();
    let mut text = filter.query.trim().to_owned();
    if let Some(range) = filter.range {
        let (start, end) = (written(range.start, 9), written(range.end, 9));
        let within = format!("time>=\"{start}\" and time<\"{end}\"");
        text = if text.is_empty() { within } else { format!("({text}) and {within}") };
    }
    let context = Context { zone: filter.context.zone.clone(), latest: filter.context.latest };
    let Ok(query) = Query::parse(&text, &context) else { return Vec::new() };
    let one = |language: &crate::engine::export::languages::Language| {
        let mut told = Translated {
            title: language.title.to_owned(),
            setup: language.setup.map(str::to_owned),
            grammar: language.grammar.to_owned(),
            ..Translated::default()
        };
        match translate(&query, language) {
            Ok(said) => {
                told.text = said.text;
                told.notes = said.notes.into_iter().map(str::to_owned).collect();
            }
            Err(missing) => {
                let each = missing.into_iter().map(|one| (one.condition, one.why.to_owned()));
                told.missing = each.collect();
            }
        }
        told
    };
    LANGUAGES.iter().map(one).collect()
}
