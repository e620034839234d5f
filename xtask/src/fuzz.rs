//! `cargo xtask fuzz`: each target of `fuzz/fuzz_targets` for a while, on a nightly toolchain.
//!
//! Does not: run in `cargo xtask test`; what it finds becomes a test there.

use crate::run::{program, run, say};
use crate::{Outcome, house, setup};

const SECONDS_EACH: &str = "60";
/// What takes longer for one input hangs, as good as.
const HANGS: &str = "-timeout=30";

/// Fuzzes every target, or those named; `--seconds=N` sets how long each runs.
pub fn fuzz(arguments: &[String]) -> Outcome {
    println!("Fuzzing needs rustup, a nightly toolchain, cargo-fuzz and a C++ compiler.");
    setup::nightly()?;
    setup::cargo_fuzz()?;
    let seconds = arguments.iter().find_map(|argument| argument.strip_prefix("--seconds="));
    let limit = format!("-max_total_time={}", seconds.unwrap_or(SECONDS_EACH));
    say("Writing what the targets begin from");
    let manifest = house::root().join("fuzz/Cargo.toml").display().to_string();
    run(program("cargo", &["run", "--manifest-path", &manifest, "--bin", "seeds"]))?;
    let named: Vec<&String> = arguments.iter().filter(|name| !name.starts_with("--")).collect();
    for target in targets()?.iter().filter(|target| named.is_empty() || named.contains(target)) {
        say(&format!("Fuzzing {target}"));
        let fuzz = ["run", "nightly", "cargo", "fuzz", "run", target, "--", &limit, HANGS];
        run(program("rustup", &fuzz))?;
    }
    Ok(())
}

fn targets() -> Outcome<Vec<String>> {
    let folder = house::root().join("fuzz/fuzz_targets");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("fuzz_targets: {error}"))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}
