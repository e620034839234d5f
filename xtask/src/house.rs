//! Where things lie in the repository.
//!
//! Does not: create anything.

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo's target folder, where everything that can be made again lies.
pub fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Programs that were built from source for the build.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// What the build and the browser tests take from npm.
pub fn npm() -> PathBuf {
    target().join("npm")
}

/// What the bench measures Squall against.
pub fn peers() -> PathBuf {
    target().join("peers")
}

/// The one artifact.
pub fn artifact() -> PathBuf {
    root().join("dist/squall.html")
}
