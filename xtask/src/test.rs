//! `cargo xtask test`: everything that must hold before a change is taken, as `.ci/run` runs it.
//!
//! Does not: measure; see `cargo xtask bench`.

use crate::run::{program, run, say};
use crate::{Outcome, build, e2e, lint, setup};

/// Lints, native tests, the page, and the page in both browsers.
pub fn test(_: &[String]) -> Outcome {
    lint::lint(&[])?;
    say("Native tests");
    setup::python()?;
    setup::curl()?;
    run(program("cargo", &["test", "--locked", "--workspace"]))?;
    build::build(&[])?;
    e2e::e2e(&[])
}
