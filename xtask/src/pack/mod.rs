//! Packing: what Trunk built becomes one HTML file that opens from disk and asks the network for
//! nothing.
//!
//! [`parts`] reads Trunk's output and squeezes it into data blocks, [`network`] refuses a part that
//! could make a network call, [`page`] puts the blocks, one script and its hash into `index.html`.
//!
//! Does not: compile anything, know what the app does.

mod lzma;
mod network;
mod page;
mod parts;
mod septets;

use std::fs;
use std::path::{Path, PathBuf};

use crate::{
    Outcome, house,
    incident::{self, Spec},
    run::{program, run},
};

/// The artifact may not be larger than this.
const ARTIFACT_BYTES_MAX: usize = 1_500_000;

/// Trunk's `post_build` hook: packs the staging folder in place.
pub fn hook(_: &[String]) -> Outcome {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("this is Trunk's hook: run `cargo xtask build` or `trunk serve`")?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    pack(&staging, release)
}

/// Leaves `squall.html` in `staging`, and for `trunk serve` an `index.html` that may reload itself.
fn pack(staging: &Path, release: bool) -> Outcome {
    let (template, styles) = page::without_styles(&text(&staging.join("index.html"))?)?;
    let unpacker = unpacker()?;
    let example = incident::files(&Spec::SMALL);
    let parts = parts::Parts::read(staging, styles, &unpacker, &example, release)?;
    let artifact = page::page(&template, &parts, page::Policy::Closed)?;
    println!("\n  bytes in the page");
    for (name, bytes) in parts.sizes() {
        println!("  {bytes:>9}  {name}");
    }
    println!("  {:>9}  squall.html, of {ARTIFACT_BYTES_MAX} allowed\n", artifact.len());
    if release && artifact.len() > ARTIFACT_BYTES_MAX {
        return Err(format!("the page is larger than {ARTIFACT_BYTES_MAX} bytes"));
    }
    let developing = page::page(&template, &parts, page::Policy::Open)?;
    empty(staging)?;
    write(&staging.join("squall.html"), &artifact)?;
    if release { Ok(()) } else { write(&staging.join("index.html"), &developing) }
}

/// Builds the module that unpacks the others; where it is.
fn unpacker() -> Outcome<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let arguments =
        ["build", "--package", "unpacker", "--profile", "web-unpacker", "--target", target];
    run(program("cargo", &arguments))?;
    Ok(house::target().join(target).join("web-unpacker").join("unpacker.wasm"))
}

fn empty(folder: &Path) -> Outcome {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            fs::remove_file(&path).map_err(failed)?;
        }
    }
    Ok(())
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, page: &str) -> Outcome {
    fs::write(path, page).map_err(|error| format!("{}: {error}", path.display()))
}
