//! `squall report`: the finding as one page, redacted unless the person says otherwise.
//!
//! Does not: explain; the lead does.

use std::{
    fs,
    io::{Write, stdout},
    process::ExitCode,
};

use super::{Failure, arguments, bursts, export, opened::Opened};
use crate::protocol::page::{
    BurstKind, Command, Paper, PaperAsked, Redaction, Reply, Review, Written,
};

/// Writes the report.
pub(super) fn run(command: &arguments::Report) -> Result<ExitCode, Failure> {
    // A rule that cannot be used is said before anything is read.
    export::redactor(&command.redaction)?;
    let mut opened = Opened::new(&command.common)?;
    let markdown = command.output.as_ref().and_then(|path| path.extension());
    let is_markdown = markdown.is_some_and(|extension| extension == "md");
    let found = bursts::ask(&mut opened, BurstKind::Errors);
    let burst = command.burst.checked_sub(1).and_then(|at| found.bursts.get(at));
    let asked = PaperAsked {
        paper: if is_markdown { Paper::ReportMarkdown } else { Paper::Report },
        redaction: Redaction {
            off: command.no_redact,
            kept: Vec::new(),
            own: command.redaction.own.clone(),
        },
        title: command.title.clone(),
        range: burst.map(|burst| burst.range),
        quotes: u32::try_from(command.quotes).unwrap_or(u32::MAX),
        ..PaperAsked::default()
    };
    let replies = opened.local.ask(Command::Write(Box::new(asked)));
    let written: Written = replies
        .into_iter()
        .find_map(|reply| match reply {
            Reply::Written(written) => Some(*written),
            _ => None,
        })
        .unwrap_or_default();
    if !command.no_redact {
        say_what_was_taken(&written.review);
    }
    match &command.output {
        Some(path) => fs::write(path, written.text)
            .map_err(|error| Failure::Trouble(format!("{}: {error}", path.display())))?,
        None => stdout().lock().write_all(written.text.as_bytes())?,
    }
    Ok(opened.exit_code())
}

/// The review list, to standard error.
fn say_what_was_taken(review: &Review) {
    for row in review.rows.iter().filter(|row| row.count > 0) {
        let examples = row.examples.iter().map(|(value, name)| format!("{name} is {value:?}"));
        let examples = examples.take(2).collect::<Vec<_>>().join(", ");
        let (title, count, distinct) = (&row.title, row.count, row.distinct);
        eprintln!("squall: took out {count} {title}, {distinct} new ones; {examples}");
    }
    if review.bytes_taken * 2 > review.bytes {
        eprintln!("squall: more than half of the text was taken out; a rule may take too much");
    }
}
