//! `cargo xtask bench`: the engine's parts natively, then the packed page in Chromium.
//!
//! Does not: judge; it prints what it measures.

use crate::run::{program, run, say};
use crate::{Outcome, build, house, setup};

/// Runs the native benches and the measurement in the browser; arguments go to the latter.
pub fn bench(arguments: &[String]) -> Outcome {
    if house::root().join("benches").is_dir() {
        say("The engine's parts, natively");
        run(program("cargo", &["bench", "--locked", "--package", "squall"]))?;
    }
    build::build(&[])?;
    let browsers = setup::browsers()?;
    say("The packed page in Chromium");
    let mut node = program("node", &["tests/e2e/bench.mjs"]);
    for browser in browsers.iter().filter(|browser| browser.kind == "chrome") {
        node.arg(format!("--browser={}={}", browser.kind, browser.program.display()));
    }
    node.args(arguments);
    node.env("SQUALL_PAGE", house::artifact()).env("SQUALL_NPM", house::npm());
    node.env("SQUALL_BENCH", house::target().join("bench")).env("TZ", "UTC");
    run(node)
}
