//! `cargo xtask bench`: the engine's parts natively, then the packed page and its peers in Chromium.
//!
//! A [`plan`] says which parts and which files; [`inputs`] makes the files that are missing; the
//! measuring is `tests/e2e/bench`.
//!
//! Does not: judge; it prints what it measures beside what was aimed at.

mod inputs;
mod plan;

use crate::run::{program, run, say};
use crate::{Outcome, build, house, incident, setup};
use plan::{Part, Plan};

/// Runs the parts that are wanted (`plan.rs` has the arguments). Where no file is named the results
/// are written down.
pub fn bench(arguments: &[String]) -> Outcome {
    let plan = plan::read(arguments)?;
    if plan.parts.contains(&Part::Engine) {
        say("The engine's parts, natively");
        run(program("cargo", &["bench", "--locked", "--package", "squall"]))?;
    }
    if !plan.files_named && plan.parts == [Part::Engine] {
        return Ok(());
    }
    if !plan.built {
        build::build(&[])?;
    }
    setup::python()?;
    setup::peers()?;
    in_chromium(&plan)
}

fn in_chromium(plan: &Plan) -> Outcome {
    let browsers = setup::browsers()?;
    let chrome = browsers.iter().find(|browser| browser.kind == "chrome").ok_or("no Chromium")?;
    let folder = house::target().join("bench");
    let mut node = program("node", &["tests/e2e/bench/main.mjs"]);
    node.arg(format!("--browser=chrome={}", chrome.program.display()));
    node.arg(format!("--peers={}", house::peers().display()));
    node.arg(format!("--python={}", inputs::python().display()));
    if !plan.files_named {
        node.arg(format!("--out={}", house::root().join("benches/RESULTS.md").display()));
    }
    for input in &plan.inputs {
        node.args(input.made(&folder)?);
    }
    for input in &plan.growth {
        node.args(input.made(&folder)?.map(|path| format!("--growth={}", path.display())));
    }
    for input in &plan.huge {
        node.args(input.made(&folder)?.map(|path| format!("--huge={}", path.display())));
    }
    if plan.parts.contains(&Part::Flows) {
        let exports = house::target().join("e2e/incident");
        incident::write(&incident::Spec::FLOWS, &exports)?;
        node.arg("--flows").env("SQUALL_INCIDENT", exports);
    }
    node.args(&plan.handed_on);
    node.env("SQUALL_PAGE", house::artifact()).env("SQUALL_NPM", house::npm());
    node.env("SQUALL_BENCH", folder).env("TZ", "UTC");
    say("The packed page and its peers in Chromium");
    run(node)
}
