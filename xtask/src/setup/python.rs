//! Python's side: the engines of `xtask/python/requirements.txt`, in which tests run queries that
//! Squall translated.
//!
//! Does not: install Python; without it or its packages those tests say that they are skipped.

use std::fs;
use std::path::Path;

use crate::run::{answer, program, run, say};
use crate::{Outcome, house};

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
    if let Err(why) = installed(&wanted) {
        say(&format!("{why}: translated queries are not run in DuckDB and ClickHouse"));
        return Ok(());
    }
    fs::write(&stamp, text).map_err(|error| error.to_string())
}

fn installed(wanted: &Path) -> Outcome {
    run(program("python3", &["-m", "venv", "target/python"]))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    let mut install = program("target/python/bin/python", &pip);
    install.arg(wanted);
    run(install)
}
