//! The terminal program: arguments in, the engine's answers out.
//!
//! [`arguments`] reads the command line, [`opened`] opens the files with a lead and shards in this process, and
//! each subcommand is one file that prints what they answer: text for people, or JSON.
//!
//! Does not: compute; the engine does.

mod arguments;
mod bursts;
mod compare;
mod explain;
mod export;
mod follow;
mod gaps;
mod ids;
mod metric;
mod opened;
mod patterns;
mod records;
mod report;
mod requests;
mod sources;
mod text;
mod timeline;
mod translate;
mod zones;

use std::process::ExitCode;

use arguments::{Arguments, Subcommand};
use clap::Parser;

/// What a subcommand ends with; the text says why.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Arguments or a query that cannot be read: exit code 2.
    Usage(String),
    /// Anything else: exit code 1.
    Trouble(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Trouble(error.to_string())
    }
}

/// Runs the terminal program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Subcommand::Records(command) => records::run(command),
        Subcommand::Sources(command) => sources::run(command),
        Subcommand::Timeline(command) => timeline::run(command),
        Subcommand::Patterns(command) => patterns::run(command),
        Subcommand::Bursts(command) => bursts::run(command),
        Subcommand::Explain(command) => explain::run(command),
        Subcommand::Compare(command) => compare::run(command),
        Subcommand::Ids(command) => ids::run(command),
        Subcommand::Follow(command) => follow::run(command),
        Subcommand::Export(command) => export::run(command),
        Subcommand::Translate(command) => translate::run(command),
        Subcommand::Report(command) => report::run(command),
        Subcommand::Metrics(command) => metric::run(command),
        Subcommand::Requests(command) => requests::run(command),
        Subcommand::Gaps(command) => gaps::run(command),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Usage(why)) => fail(&why, 2),
        Err(Failure::Trouble(why)) if why.contains("Broken pipe") => ExitCode::SUCCESS,
        Err(Failure::Trouble(why)) => fail(&why, 1),
    }
}

fn fail(why: &str, code: u8) -> ExitCode {
    eprintln!("squall: {why}");
    ExitCode::from(code)
}
