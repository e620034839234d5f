//! `cargo xtask lint`: form, clippy on both sides, and that the pure part stays pure.
//!
//! Does not: check the tidy rules of the text; those are tests (`tests/it/tidy`).

use crate::run::{answer, program, run, say};
use crate::{Outcome, deny, setup};

/// Crates that only the page may use: natively none of them may be a dependency.
const BROWSER_CRATES: &[&str] = &["gloo", "js-sys", "wasm-bindgen", "web-sys", "yew"];

/// Everything that reads the code without running it.
pub fn lint(_: &[String]) -> Outcome {
    say("Form and lints");
    run(program("cargo", &["fmt", "--all", "--check"]))
        .map_err(|error| format!("{error}\nrun: cargo fmt --all"))?;
    let clippy = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run(program("cargo", &clippy))?;
    setup::wasm_target()?;
    let mut page =
        vec!["clippy", "--locked", "--package", "engine", "--package", "squall", "--lib", "--bins"];
    page.extend(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
    run(program("cargo", &page))?;
    say("Dependencies: no browser in the pure part");
    refuse(&["tree", "--locked", "--package", "squall", "--edges", "normal"], BROWSER_CRATES)?;
    deny::deny()
}

fn refuse(tree: &[&str], crates: &[&str]) -> Outcome {
    let mut plain = tree.to_vec();
    plain.extend(["--prefix", "none", "--format", "{p}"]);
    let list = answer(program("cargo", &plain)).ok_or("cargo tree does not answer")?;
    match among(&list, crates) {
        None => Ok(()),
        Some(name) => {
            Err(format!("{name} must not be a dependency here: cargo tree --invert {name}"))
        }
    }
}

/// The first of these crates that is in the list of `name version` lines.
fn among<'name>(list: &str, crates: &[&'name str]) -> Option<&'name str> {
    let names: Vec<&str> = list.lines().filter_map(|line| line.split(' ').next()).collect();
    crates.iter().find(|name| names.contains(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::among;

    #[test]
    fn a_crate_is_found_by_its_whole_name() {
        assert_eq!(among("squall v0.1.0\nyew v0.23.0", &["gloo", "yew"]), Some("yew"));
        assert_eq!(among("gloo-net v0.6.0", &["gloo"]), None);
    }
}
