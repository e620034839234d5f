//! `squall ids`: what names requests in the records, and what names things that last.
//!
//! Does not: follow one.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::json;

use super::{Failure, arguments::Ids, opened::Opened};
use crate::{
    engine::follow::SCORE_MIN,
    protocol::page::{Command, IdClass, Reply},
};

/// Prints the classes that are worth something: those of requests, then those of what lasts.
pub(super) fn run(command: &Ids) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    for reply in opened.local.ask(Command::Ids) {
        let Reply::Ids(found) = reply else { continue };
        let worth = |class: &&IdClass| class.score >= SCORE_MIN;
        let (lasting, passing): (Vec<_>, Vec<_>) =
            found.classes.iter().filter(worth).partition(|class| class.entity);
        for class in passing.into_iter().chain(lasting) {
            if command.common.json {
                writeln!(out, "{}", json_of(class))?;
            } else {
                let kind = if class.entity { "lasting" } else { "request" };
                let (names, examples) = (class.names.join(", "), class.examples.join(", "));
                let (ids, score, share) = (class.ids, class.score, class.coverage * 100.0);
                writeln!(
                    out,
                    "{kind} {score:5.2} {ids:>8} ids {share:5.1} %  {names}: {examples}"
                )?;
            }
        }
    }
    out.flush()?;
    Ok(opened.exit_code())
}

fn json_of(class: &IdClass) -> serde_json::Value {
    json!({
        "class": class.names.join(", "),
        "examples": class.examples,
        "ids": class.ids,
        "coverage": class.coverage,
        "score": class.score,
        "entity": class.entity,
    })
}
