//! `cargo xtask e2e`: drives `dist/squall.html` in Chromium and Firefox.
//!
//! Does not: build the page; does not know what the flows do (`tests/e2e/flows`).

use crate::run::{program, run, say};
use crate::{Outcome, house, incident, setup};

/// Runs every flow, or those named, in both browsers. `--only=chrome` or `=firefox` takes one.
pub fn e2e(arguments: &[String]) -> Outcome {
    if !house::artifact().is_file() {
        return Err("there is no dist/squall.html: run `cargo xtask build`".to_owned());
    }
    setup::npm()?;
    let browsers = setup::browsers()?;
    let exports = house::target().join("e2e/incident");
    incident::write(&incident::Spec::FLOWS, &exports)?;
    say("End to end: the packed page in both browsers");
    let mut node = program("node", &["tests/e2e/run.mjs"]);
    for browser in &browsers {
        node.arg(format!("--browser={}={}", browser.kind, browser.program.display()));
    }
    node.args(arguments);
    node.env("SQUALL_PAGE", house::artifact()).env("SQUALL_NPM", house::npm());
    node.env("SQUALL_INCIDENT", exports);
    node.env("SQUALL_SHOTS", house::target().join("e2e")).env("TZ", "UTC");
    run(node)
}
