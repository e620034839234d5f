//! `squall compare`: what sets one file, or one selection, apart from another.
//!
//! Does not: compare; the lead does.

use std::process::ExitCode;

use super::{Failure, arguments::Compare, explain, opened::Opened};
use crate::protocol::page::{Command, Reply, Side};

/// Prints the comparison.
pub(super) fn run(command: &Compare) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let query = opened.query.clone();
    let (inside, against) = match &command.against {
        Some(against) => {
            (Side { query, ..Side::default() }, Side { query: against.clone(), ..Side::default() })
        }
        None => {
            if opened.sources.len() != 2 {
                let why = "compare takes two files, or --where and --against";
                return Err(Failure::Usage(why.to_owned()));
            }
            let of = |source| Side { query: query.clone(), source: Some(source), range: None };
            (of(0), of(1))
        }
    };
    let zone = opened.zone.clone();
    let replies = opened.local.ask(Command::Compare { inside, against, zone, buckets_max: 1 });
    for reply in replies {
        match reply {
            Reply::Compared(found) => explain::print(&found, command.common.json)?,
            Reply::QueryRefused(mistake) => {
                return Err(Failure::Usage(format!(
                    "the query cannot be read: {}",
                    mistake.message
                )));
            }
            _ => {}
        }
    }
    Ok(opened.exit_code())
}
