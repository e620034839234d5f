//! `cargo xtask build`: Trunk builds both wasm binaries, [`crate::pack`] makes one file of them.
//!
//! The same source gives the same file, whatever folder and home it is built in: [`crate::reproduce`]
//! checks that.
//!
//! Does not: pack by itself; Trunk calls `cargo xtask pack` as its hook.

use std::path::{Path, PathBuf};

use crate::run::{program, run, say};
use crate::{Outcome, house, setup};

/// Builds `dist/squall.html`; with `--dev` quickly, large and slow in use.
pub fn build(arguments: &[String]) -> Outcome {
    let dev = match arguments {
        [] => false,
        [flag] if flag == "--dev" => true,
        _ => return Err("the only argument is --dev".to_owned()),
    };
    setup::page_tools()?;
    setup::npm()?;
    say("The page: both wasm binaries, then one file (some minutes the first time)");
    let mut trunk = program("trunk", &["build", "--color=never"]);
    if !dev {
        trunk.arg("--release");
    }
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", renamed_paths());
    // Trunk reads this variable as a flag with a value of its own.
    trunk.env_remove("NO_COLOR");
    run(trunk)?;
    println!("\n{}", house::artifact().display());
    Ok(())
}

/// Panics name the file they are in. Where that is on this machine would make each machine's page
/// another one, so its folders get names that are the same everywhere.
fn renamed_paths() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let registries = home.map(|home| home.join("registry/src"));
    let registries = registries.and_then(|folder| std::fs::read_dir(folder).ok());
    let crates = registries.into_iter().flatten().flatten().map(|entry| (entry.path(), "crates"));
    flags(crates.chain([(house::root(), "squall")]))
}

/// One flag a folder; cargo cuts them at spaces, so a folder with one keeps its name.
fn flags(folders: impl Iterator<Item = (PathBuf, &'static str)>) -> String {
    let named = folders.filter_map(|(folder, name)| {
        let folder = folder.to_str().filter(|folder| !folder.contains(char::is_whitespace))?;
        Some(format!("--remap-path-prefix={folder}={name}"))
    });
    named.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::flags;

    #[test]
    fn folders_with_spaces_keep_their_names() {
        let folders = [("/a/src", "crates"), ("/my home", "squall")];
        let folders = folders.map(|(folder, name)| (folder.into(), name));
        assert_eq!(flags(folders.into_iter()), "--remap-path-prefix=/a/src=crates");
    }
}
