//! `cargo xtask reproduce`: the page built from a copy of the source, in another folder and from
//! nothing, must be the page that is built here, byte for byte.
//!
//! So whoever reads the source knows that a release was made of it. It takes two builds.
//!
//! Does not: build on another system; the toolchain is the one that `rust-toolchain.toml` names.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::run::{answer, program, run, say};
use crate::{Outcome, build, house};

/// Builds here and in a copy below `target`, and compares; prints the hash that both have.
pub fn reproduce(_: &[String]) -> Outcome {
    build::build(&[])?;
    let here = hash(&house::artifact())?;
    let copy = house::target().join("reproduce").join("elsewhere");
    say("The same from a copy of the source, in another folder");
    copy_source(&copy)?;
    let mut again = program("cargo", &["xtask", "build"]);
    again.current_dir(&copy).env("CARGO_TARGET_DIR", copy.join("target"));
    run(again)?;
    let there = hash(&copy.join("dist/squall.html"))?;
    println!("\n{here}  here\n{there}  in {}", copy.display());
    if here == there { Ok(()) } else { Err("the two pages differ".to_owned()) }
}

/// What git knows of, and nothing else.
fn copy_source(to: &Path) -> Outcome {
    let failed = |path: &Path, error| format!("{}: {error}", path.display());
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| failed(to, error))?;
    }
    let list = answer(program("git", &["ls-files"])).ok_or("git does not say what is source")?;
    for name in list.lines() {
        let (from, to) = (house::root().join(name), to.join(name));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        fs::copy(&from, &to).map_err(|error| failed(&from, error))?;
    }
    Ok(())
}

/// The SHA-256 of a file, as `sha256sum` prints it.
fn hash(path: &Path) -> Outcome<String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}
