//! `cargo xtask bench`: the engine's parts natively, then the packed page and its peers in Chromium.
//!
//! Does not: judge; it prints what it measures beside what was aimed at.

use std::path::PathBuf;

use crate::run::{program, run, say};
use crate::{Outcome, build, house, incident, setup};

/// What is read where no file is named: a name, how it is made, and its size.
const INPUTS: &[(&str, &str, &str)] =
    &[("json-lines.jsonl", "--json-lines", "100MiB"), ("access.log", "--access-log", "100MiB")];

/// Runs the native benches and the measurement in the browser; arguments go to the latter.
/// `--page` leaves the native benches out. Where no file is named the results are written down.
pub fn bench(arguments: &[String]) -> Outcome {
    let (page_only, arguments): (Vec<_>, Vec<_>) =
        arguments.iter().cloned().partition(|argument| argument == "--page");
    if page_only.is_empty() {
        say("The engine's parts, natively");
        run(program("cargo", &["bench", "--locked", "--package", "squall"]))?;
    }
    build::build(&[])?;
    setup::python()?;
    setup::peers()?;
    let browsers = setup::browsers()?;
    say("The packed page and its peers in Chromium");
    let folder = house::target().join("bench");
    let mut node = program("node", &["tests/e2e/bench/main.mjs"]);
    for browser in browsers.iter().filter(|browser| browser.kind == "chrome") {
        node.arg(format!("--browser={}={}", browser.kind, browser.program.display()));
    }
    node.arg(format!("--peers={}", house::peers().display()));
    node.arg(format!("--python={}", house::target().join("python/bin/python").display()));
    if arguments.iter().all(|argument| argument.starts_with("--")) {
        node.args(inputs(&folder)?);
        node.arg(format!("--out={}", house::root().join("benches/RESULTS.md").display()));
    }
    node.args(arguments);
    node.env("SQUALL_PAGE", house::artifact()).env("SQUALL_NPM", house::npm());
    node.env("SQUALL_BENCH", folder).env("TZ", "UTC");
    run(node)
}

/// The generated files, made where they are missing.
fn inputs(folder: &std::path::Path) -> Outcome<Vec<PathBuf>> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let made = |&(name, kind, size): &(&str, &str, &str)| {
        let path = folder.join(name);
        if !path.exists() {
            let out = path.display().to_string();
            incident::incident(&[kind, size, "--out", &out].map(str::to_owned))?;
        }
        Ok(path)
    };
    INPUTS.iter().map(made).collect()
}
