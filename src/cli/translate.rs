//! `squall translate`: a query in the language of another tool, or what of it has no equivalent.
//!
//! Does not: run it.

use std::{
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use super::{Failure, arguments::Translate, opened::instant, zones};
use crate::engine::{
    export::languages::{LANGUAGES, Language, translate},
    query::{Context, Query},
    time::TimeNanos,
};

/// Prints the translation.
#[expect(clippy::print_stdout, reason = "the answer of this command")]
pub(super) fn run(command: &Translate) -> Result<ExitCode, Failure> {
    let language = language(&command.to)?;
    if command.setup {
        let Some(setup) = language.setup else {
            let why = format!("{} reads logs where they are", language.title);
            return Err(Failure::Usage(why));
        };
        print!("{setup}");
        return Ok(ExitCode::SUCCESS);
    }
    let zone = zones::zone(&command.zone).map_err(Failure::Usage)?;
    let latest = match &command.latest {
        Some(text) => instant(text).map_err(Failure::Usage)?,
        None => now(),
    };
    let query = Query::parse(&command.query, &Context { zone, latest }).map_err(|error| {
        let drawing = error.drawing(&command.query);
        Failure::Usage(format!("the query cannot be read\n{drawing}"))
    })?;
    match translate(&query, language) {
        Ok(translation) => {
            println!("{}", translation.text);
            for note in translation.notes {
                eprintln!("squall: {note}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(missing) => {
            let each = missing.iter().map(|one| format!("\n  {}: {}", one.condition, one.why));
            let each: String = each.collect();
            Err(Failure::Trouble(format!("{} has no words for{each}", language.title)))
        }
    }
}

fn language(id: &str) -> Result<&'static Language, Failure> {
    LANGUAGES.iter().find(|language| language.id == id).ok_or_else(|| {
        let ids: Vec<&str> = LANGUAGES.iter().map(|language| language.id).collect();
        Failure::Usage(format!("no language is named {id}; there are {}", ids.join(", ")))
    })
}

fn now() -> TimeNanos {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    TimeNanos(i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
