//! What leaves the tab, with what should not taken out of it: records ([`export`]), papers
//! ([`paper`]), the filter in other languages ([`translate`]); and answers shown with secrets taken
//! out ([`veil`]).
//!
//! One redactor goes over records in their merged order, so that no name depends on shards or cuts.
//!
//! Does not: find secrets or write; `engine::export` does.

mod export;
mod paper;
mod report;
mod tables;
mod translate;
mod veil;
mod wholes;

pub use export::Exporting;
pub(super) use veil::veiled;

use crate::{
    engine::export::redact::{Kind, OwnRule, OwnRuleMistake, RedactSettings, Redactor},
    lead::{Desk, port::Port},
    protocol::page::{Command, Redaction, Reply, Review, ReviewRow, RuleMistake},
};

/// Letters of an example that are shown.
const EXAMPLE_CHARS_MAX: usize = 120;

/// Answers what is asked of handing over; none where nothing is to be said.
pub(super) async fn answer(port: &Port, desk: &Desk, command: Command) -> Option<Reply> {
    Some(match command {
        Command::Export(asked) => {
            Reply::Exported(Box::new(export::begin(port, desk, *asked).await))
        }
        Command::ExportOn => Reply::Exported(Box::new(export::go_on(port, desk).await)),
        Command::Write(asked) => match redactor(&asked.redaction) {
            Ok(redactor) => {
                Reply::Written(Box::new(paper::paper(port, desk, *asked, redactor).await))
            }
            Err(mistake) => unusable(&mistake),
        },
        Command::Translate => Reply::Translated(translate::translated(desk)),
        Command::Screen { text, redaction } => match redactor(&redaction) {
            Ok(Some(mut redactor)) => {
                redactor.text(&text);
                Reply::Screened(review(&redactor))
            }
            Ok(None) => Reply::Screened(Review::default()),
            Err(mistake) => unusable(&mistake),
        },
        Command::Veil(redaction) => {
            let made = redaction.map_or(Ok(None), |redaction| redactor(&redaction));
            match made {
                Ok(redactor) => *desk.veil.borrow_mut() = redactor,
                Err(mistake) => return Some(unusable(&mistake)),
            }
            desk.catalog.borrow_mut().answers_changed();
            return None;
        }
        _ => return None,
    })
}

/// Ready to take out what was chosen; none where everything stays.
fn redactor(redaction: &Redaction) -> Result<Option<Redactor>, OwnRuleMistake> {
    if redaction.off {
        return Ok(None);
    }
    let own = redaction.own.iter();
    let own = own.map(|pattern| OwnRule { pattern: pattern.clone(), ignore_case: false });
    let stays = |kind: &Kind| redaction.kept.iter().any(|kept| kept == kind.id());
    let kept = Kind::ALL.into_iter().filter(stays).collect();
    Redactor::new(&RedactSettings { kept, own: own.collect() }).map(Some)
}

fn unusable(mistake: &OwnRuleMistake) -> Reply {
    Reply::Trouble {
        what: format!("Of the rules for redaction, {mistake}."),
        advice: "Nothing was written; change the rule where records are handed over.".to_owned(),
    }
}

/// What is wrong with a rule, with its place.
fn rule_mistake(mistake: &OwnRuleMistake) -> RuleMistake {
    let (rule, span, message) = match mistake {
        OwnRuleMistake::Pattern { rule, span, reason } => (*rule, span.clone(), reason.clone()),
        OwnRuleMistake::Empty { rule } => {
            (*rule, 0..0, "it matches empty text, so it would be everywhere".to_owned())
        }
        OwnRuleMistake::TooMany => (0, 0..0, mistake.to_string()),
    };
    RuleMistake { rule: rule as u32, start: span.start as u32, end: span.end as u32, message }
}

/// What was taken out, with every kind there is.
fn review(redactor: &Redactor) -> Review {
    let found = redactor.review();
    let row = |kind: Kind| {
        let known = found.rows.iter().find(|row| row.kind == kind);
        let short = |text: &String| text.chars().take(EXAMPLE_CHARS_MAX).collect::<String>();
        let examples = known.into_iter().flat_map(|row| &row.examples);
        ReviewRow {
            kind: kind.id().to_owned(),
            title: kind.title().to_owned(),
            // A value of a field that is no word of the text stands there once.
            count: known.map_or(0, |row| row.count.max(row.distinct)),
            distinct: known.map_or(0, |row| row.distinct),
            examples: examples.map(|(value, name)| (short(value), name.clone())).collect(),
        }
    };
    Review {
        rows: Kind::ALL.into_iter().map(row).collect(),
        bytes: found.bytes,
        bytes_taken: found.bytes_taken,
    }
}
