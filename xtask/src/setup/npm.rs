//! Node's side, as two lock files pin it: `xtask/npm`, wasm-opt and the browser driver; `xtask/npm/peers`,
//! what the bench measures Squall against.
//!
//! Does not: install Node, save for root on Debian.

use std::fs;
use std::path::Path;

use crate::run::{answer, program, run, say};
use crate::{Outcome, house};

const NODE_MAJOR_MIN: u32 = 20;

/// The packages under `target/npm`, as locked.
pub fn npm() -> Outcome {
    let why = "Packages from npm: wasm-opt and the browser driver, once";
    installed(&house::root().join("xtask/npm"), &house::npm(), why)
}

/// The packages under `target/peers`, as locked.
pub fn peers() -> Outcome {
    let why = "Packages from npm: what Squall is measured against, once";
    installed(&house::root().join("xtask/npm/peers"), &house::peers(), why)
}

fn installed(from: &Path, to: &Path, why: &str) -> Outcome {
    node()?;
    let wanted = read(&from.join("package-lock.json"))?;
    // Written last, so an interrupted installation is done again.
    let stamp = to.join("installed.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(why);
    let failed = |error| format!("{}: {error}", to.display());
    fs::create_dir_all(to).map_err(failed)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), to.join(name)).map_err(failed)?;
    }
    let mut install = program("npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    install.current_dir(to);
    run(install)?;
    fs::write(&stamp, wanted).map_err(failed)
}

fn node() -> Outcome {
    let major = answer(program("node", &["--version"])).and_then(|says| major(&says));
    let npm = answer(program("npm", &["--version"]));
    match major {
        Some(major) if major >= NODE_MAJOR_MIN && npm.is_some() => Ok(()),
        _ => Err(format!("Please install Node {NODE_MAJOR_MIN} or later, with npm.")),
    }
}

fn major(says: &str) -> Option<u32> {
    says.trim_start_matches('v').split('.').next()?.parse().ok()
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("node"), None);
    }
}
