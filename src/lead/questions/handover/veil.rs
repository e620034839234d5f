//! Answers with secrets taken out, for a screen that others see.
//!
//! One redactor serves all answers while the veil is drawn, so that a value has one name wherever it
//! is shown. Identities and queries stay as they are: the page asks by them.
//!
//! Does not: change what is found, counted or kept.

use std::iter::once;

use crate::{
    engine::export::redact::Redactor,
    lead::Desk,
    protocol::page::{FacetField, Reply, Row, Story, StoryStep},
};

/// A reply as it may be shown.
pub(in super::super) fn veiled(desk: &Desk, mut reply: Reply) -> Reply {
    if let Some(redactor) = &mut *desk.veil.borrow_mut() {
        draw(redactor, &mut reply);
    }
    reply
}

fn draw(redactor: &mut Redactor, reply: &mut Reply) {
    match reply {
        Reply::Rows(page) => {
            page.rows.iter_mut().for_each(|row| shown(redactor, row, &page.columns));
        }
        Reply::Gaps(gaps) => {
            for gap in &mut gaps.gaps {
                shown(redactor, &mut gap.before, &[]);
                shown(redactor, &mut gap.after, &[]);
            }
        }
        Reply::RowsOf(rows) => rows.iter_mut().for_each(|row| shown(redactor, row, &[])),
        Reply::Around(around) => {
            around.rows.iter_mut().for_each(|row| shown(redactor, row, &[]));
        }
        Reply::Detail(detail) => {
            redactor.next_record();
            redactor.fields("", &mut detail.fields);
            detail.message = redactor.record_text(&detail.message);
            detail.raw = redactor.record_text(&detail.raw);
        }
        Reply::Facets(facets) => {
            facets.fields.iter_mut().for_each(|field| values(redactor, field));
        }
        Reply::FacetValues(field) => values(redactor, field),
        Reply::Completions(completions) => {
            completions.items.iter_mut().for_each(|(text, _)| clean_value(redactor, "", text));
        }
        Reply::Patterns(patterns) => {
            for pattern in &mut patterns.patterns {
                clean(redactor, &mut pattern.example);
                if clean(redactor, &mut pattern.text) {
                    pattern.variables.clear();
                }
            }
        }
        Reply::PatternValues(found) => {
            found.values.iter_mut().for_each(|(value, _)| clean_value(redactor, "", value));
        }
        Reply::Explanation(told) | Reply::Compared(told) => {
            redactor.next_record();
            redactor.learn(told.rows.iter().map(|row| &row.text));
            told.sentence = redactor.record_text(&told.sentence);
            told.rows.iter_mut().for_each(|row| pairs(redactor, &mut row.text));
            told.onsets.iter_mut().for_each(|onset| pairs(redactor, &mut onset.text));
        }
        Reply::Story(story) => clean_story(redactor, story),
        Reply::Bursts(found) => {
            clean_all(redactor, &mut found.bursts.iter_mut().map(|it| &mut it.text));
        }
        Reply::Requests(found) => {
            clean_all(redactor, &mut found.rows.iter_mut().map(|it| &mut it.outcome));
        }
        Reply::Movers(found) => {
            clean_all(redactor, &mut found.rows.iter_mut().map(|it| &mut it.text));
        }
        Reply::Metrics(found) => {
            clean_all(redactor, &mut found.groups.iter_mut().filter_map(|it| it.value.as_mut()));
        }
        Reply::Replica(replica) => clean_all(redactor, &mut once(&mut replica.text)),
        _ => {}
    }
}

/// A row; where its message changed, nothing in it is marked, since the places are others.
fn shown(redactor: &mut Redactor, row: &mut Row, columns: &[String]) {
    redactor.next_record();
    for (name, value) in columns.iter().zip(&mut row.columns) {
        if let Some(value) = value {
            *value = redactor.value(name, value).into_owned();
        }
    }
    let message = redactor.record_text(&row.message);
    if message != row.message {
        (row.varying, row.matched) = (Vec::new(), Vec::new());
        row.message = message;
    }
}

fn values(redactor: &mut Redactor, field: &mut FacetField) {
    field.values.iter_mut().for_each(|(value, _)| clean_value(redactor, &field.name, value));
}

fn clean_value(redactor: &mut Redactor, name: &str, value: &mut String) {
    redactor.next_record();
    *value = redactor.value(name, value).into_owned();
}

fn clean_story(redactor: &mut Redactor, story: &mut Story) {
    story.steps.iter_mut().for_each(|step| clean_step(redactor, step));
    if let Some(versus) = &mut story.versus {
        versus.good_steps.iter_mut().for_each(|step| clean_step(redactor, step));
        for field in &mut versus.differing {
            clean_value(redactor, &field.name, &mut field.usual);
            clean_value(redactor, &field.name, &mut field.this);
        }
        versus.words.iter_mut().for_each(|words| pairs(redactor, words));
    }
}

fn clean_step(redactor: &mut Redactor, step: &mut StoryStep) {
    clean(redactor, &mut step.message);
    clean(redactor, &mut step.text);
    if let Some((_, path)) = &mut step.request {
        clean(redactor, path);
    }
}

fn clean_all(redactor: &mut Redactor, texts: &mut dyn Iterator<Item = &mut String>) {
    texts.for_each(|text| _ = clean(redactor, text));
}

/// Takes out of a text what should not be shown; whether there was anything.
fn clean(redactor: &mut Redactor, text: &mut String) -> bool {
    let std::borrow::Cow::Owned(cleaned) = redactor.text(text) else { return false };
    *text = cleaned;
    true
}

/// The same of a text that names fields with their values.
fn pairs(redactor: &mut Redactor, text: &mut String) {
    *text = redactor.pairs(text);
}
