//! The programs of the system that tests drive: browsers, and curl.
//!
//! Does not: download a browser of the driver's own.

use std::path::PathBuf;

use crate::Outcome;
use crate::run::{answer, program, run, say};

/// A browser and the program that starts it.
pub struct Browser {
    /// The driver's name for it.
    pub kind: &'static str,
    /// The program's full path, as the driver wants it.
    pub program: PathBuf,
}

struct Known {
    kind: &'static str,
    programs: &'static [&'static str],
    debian_package: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        kind: "chrome",
        programs: &["chromium", "chromium-browser", "google-chrome"],
        debian_package: "chromium",
    },
    Known { kind: "firefox", programs: &["firefox-esr", "firefox"], debian_package: "firefox-esr" },
];

/// Chromium and Firefox, installed first where that is possible.
pub fn browsers() -> Outcome<Vec<Browser>> {
    let missing: Vec<&str> = KNOWN
        .iter()
        .filter(|known| find(known).is_none())
        .map(|known| known.debian_package)
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    KNOWN
        .iter()
        .map(|known| {
            let program = find(known);
            program.ok_or_else(|| format!("no {} on PATH", known.debian_package))
        })
        .collect()
}

/// The program that scripts of requests call, installed first where that is possible.
pub fn curl() -> Outcome {
    if answer(program("curl", &["--version"])).is_some() { Ok(()) } else { install(&["curl"]) }
}

fn find(known: &Known) -> Option<Browser> {
    let folders = std::env::var_os("PATH")?;
    let program = known.programs.iter().find_map(|name| {
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())
    })?;
    Some(Browser { kind: known.kind, program })
}

fn install(packages: &[&str]) -> Outcome {
    let names = packages.join(" ");
    let root = answer(program("id", &["-u"])).is_some_and(|id| id == "0");
    if !root || answer(program("apt-get", &["--version"])).is_none() {
        return Err(format!("Please install: {names} (on Debian: apt-get install {names})"));
    }
    say(&format!("For the tests: {names}"));
    let apt_get = |arguments: &[&str]| {
        let mut command = program("apt-get", arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(command)
    };
    apt_get(&["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)
}
