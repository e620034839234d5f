//! The one door to everything that is more than `cargo test`: `cargo xtask serve | build | test | …`.
//!
//! A command is a function from its arguments to an [`Outcome`]; [`COMMANDS`] lists them.
//! Each asks [`setup`] for what it needs and works through [`run`], which says what it does.
//!
//! Does not: hold a step that plain cargo already offers.

mod bench;
mod build;
mod deny;
mod e2e;
mod fuzz;
mod house;
mod incident;
mod lint;
mod pack;
mod reproduce;
mod run;
mod serve;
mod setup;
mod test;

use std::process::ExitCode;

/// What a step says when it fails, for a person to read.
type Outcome<T = ()> = Result<T, String>;

struct Command {
    name: &'static str,
    does: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command { name: "serve", does: "build the page, serve it on this machine", run: serve::serve },
    Command { name: "build", does: "dist/squall.html (--dev: quick and large)", run: build::build },
    Command { name: "test", does: "everything that must hold: what CI runs", run: test::test },
    Command { name: "lint", does: "form, clippy, dependencies", run: lint::lint },
    Command { name: "bench", does: "speeds, natively and in Chromium", run: bench::bench },
    Command {
        name: "fuzz",
        does: "odd input for a while, on a nightly toolchain",
        run: fuzz::fuzz,
    },
    Command {
        name: "reproduce",
        does: "build the page twice, in other folders, and compare",
        run: reproduce::reproduce,
    },
    Command { name: "e2e", does: "drive the built page in both browsers", run: e2e::e2e },
    Command {
        name: "incident",
        does: "the logs of a made-up incident, and large files for the bench",
        run: incident::incident,
    },
    Command { name: "pack", does: "one file of what Trunk built (Trunk's hook)", run: pack::hook },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments.first().map_or("", String::as_str);
    let Some(command) = COMMANDS.iter().find(|command| command.name == wanted) else {
        eprintln!("cargo xtask <command>\n");
        for command in COMMANDS {
            eprintln!("  {:<10}{}", command.name, command.does);
        }
        return if wanted.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match (command.run)(&arguments[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\ncargo xtask {wanted} failed: {message}");
            ExitCode::FAILURE
        }
    }
}
