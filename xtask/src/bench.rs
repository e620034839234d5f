//! `cargo xtask bench`: the engine's parts natively, then the packed page in Chromium.
//!
//! Does not: judge; it prints what it measures.

use crate::run::{program, run, say};
use crate::{Outcome, build, house, incident, setup};

/// What the page reads where no file is named.
const INPUT_BYTES: &str = "100MiB";

/// Runs the native benches and the measurement in the browser; arguments go to the latter.
/// `--page` leaves the native benches out.
pub fn bench(arguments: &[String]) -> Outcome {
    let (page_only, arguments): (Vec<_>, Vec<_>) =
        arguments.iter().cloned().partition(|argument| argument == "--page");
    if page_only.is_empty() {
        say("The engine's parts, natively");
        run(program("cargo", &["bench", "--locked", "--package", "squall"]))?;
    }
    build::build(&[])?;
    let folder = house::target().join("bench");
    let input = folder.join("json-lines.jsonl");
    if arguments.is_empty() && !input.exists() {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let out = input.display().to_string();
        incident::incident(&["--json-lines", INPUT_BYTES, "--out", &out].map(str::to_owned))?;
    }
    let browsers = setup::browsers()?;
    say("The packed page in Chromium");
    let mut node = program("node", &["tests/e2e/bench.mjs"]);
    for browser in browsers.iter().filter(|browser| browser.kind == "chrome") {
        node.arg(format!("--browser={}={}", browser.kind, browser.program.display()));
    }
    node.args(arguments);
    node.env("SQUALL_PAGE", house::artifact()).env("SQUALL_NPM", house::npm());
    node.env("SQUALL_BENCH", folder).env("TZ", "UTC");
    run(node)
}
