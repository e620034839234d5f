//! What the crates may be: their licences and where they come from, and what is known against them,
//! as `deny.toml` says.
//!
//! Where cargo-deny cannot be had, or the list of advisories not be fetched, that is said and nothing
//! fails: a machine without a network builds what it has.
//!
//! Does not: judge a crate's code.

use crate::run::{answer, program, run, say};
use crate::{Outcome, setup};

/// Licences and origins, then advisories.
pub fn deny() -> Outcome {
    say("Dependencies: licences, origins, advisories");
    let Some(tool) = setup::cargo_deny() else {
        say("No cargo-deny: licences, origins and advisories are not looked at");
        return Ok(());
    };
    // It looks at crates of all systems, also at those that a build here has not fetched.
    run(program("cargo", &["fetch", "--locked"]))?;
    let known = ["--offline", "--locked", "check", "licenses", "bans", "sources"];
    run(program(&tool, &known))?;
    if answer(program(&tool, &["fetch", "db"])).is_none() {
        say("The list of advisories cannot be fetched: it is not looked at");
        return Ok(());
    }
    run(program(&tool, &["--offline", "--locked", "check", "advisories"]))
}
