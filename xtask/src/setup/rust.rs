//! Rust's side: the wasm target, Trunk and wasm-bindgen, and for fuzzing a nightly and cargo-fuzz.
//!
//! Does not: install rustup itself.

use crate::run::{answer, program, run, say};
use crate::{Outcome, house};

/// A program built from its crate; `opt_level` is its own speed against the time to build it.
struct CargoTool {
    krate: &'static str,
    program: &'static str,
    version: &'static str,
    opt_level: &'static str,
}

const TRUNK: CargoTool =
    CargoTool { krate: "trunk", program: "trunk", version: "0.21.14", opt_level: "0" };
/// Equal to `wasm-bindgen` in Cargo.toml, else its output cannot be read.
const WASM_BINDGEN: CargoTool = CargoTool {
    krate: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.129",
    opt_level: "1",
};
const CARGO_FUZZ: CargoTool =
    CargoTool { krate: "cargo-fuzz", program: "cargo-fuzz", version: "0.13.2", opt_level: "0" };

/// Everything that turns Rust into the page, with its dependencies at hand.
pub fn page_tools() -> Outcome {
    wasm_target()?;
    ready(&WASM_BINDGEN)?;
    ready(&TRUNK)?;
    // Trunk builds offline.
    run(program("cargo", &["fetch", "--quiet", "--locked"]))
}

/// `cargo fuzz`.
pub fn cargo_fuzz() -> Outcome {
    ready(&CARGO_FUZZ)
}

/// A nightly toolchain, which cargo-fuzz needs for its sanitizer.
pub fn nightly() -> Outcome {
    let list = answer(program("rustup", &["toolchain", "list"]))
        .ok_or("fuzzing needs rustup and a nightly toolchain")?;
    if list.lines().any(|line| line.starts_with("nightly")) {
        return Ok(());
    }
    say("A nightly toolchain, for the fuzzer");
    run(program("rustup", &["toolchain", "install", "nightly", "--profile", "minimal"]))
}

/// The standard library for wasm.
pub fn wasm_target() -> Outcome {
    let target = "wasm32-unknown-unknown";
    let library = answer(program("rustc", &["--print", "target-libdir", "--target", target]));
    if library.is_some_and(|path| std::path::Path::new(&path).is_dir()) {
        return Ok(());
    }
    say("Rust's wasm target");
    run(program("rustup", &["target", "add", target])).map_err(|error| {
        format!("{error}\nInstall Rust with rustup, or the target {target} by other means.")
    })
}

fn ready(tool: &CargoTool) -> Outcome {
    if answer(program(tool.program, &["--version"])).is_some_and(|is| has(&is, tool.version)) {
        return Ok(());
    }
    say(&format!("{} {}, built from source: some minutes, once", tool.program, tool.version));
    let root = house::tools();
    let built = root.join("build");
    let mut install = program("cargo", &["install", tool.krate, "--locked"]);
    install.args(["--force", "--version", tool.version, "--root"]).arg(&root);
    install.env("CARGO_TARGET_DIR", &built);
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level);
    install.env("CARGO_PROFILE_RELEASE_LTO", "false");
    install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run(install)?;
    // Some hundred megabytes that nobody reads again; if they stay, nothing is lost.
    let _ = std::fs::remove_dir_all(&built);
    Ok(())
}

/// Whether one word of what a program says about itself is this version.
fn has(says: &str, version: &str) -> bool {
    says.split_whitespace().any(|word| word == version)
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(has("trunk 0.21.14", "0.21.14"));
        assert!(!has("trunk 0.21.140", "0.21.14"));
    }
}
