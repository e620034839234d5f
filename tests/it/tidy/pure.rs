//! The pure rooms stay pure: no clock, file, thread, environment or browser; and only the shell of
//! the crate asks for which target it is built.
//!
//! Does not: look into dependencies; `cargo xtask lint` does.

use super::tree::File;
use super::{Finding, check_repository, says};

const PURE: &[&str] = &["src/engine/", "src/lead/", "src/protocol/", "src/session/"];

const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net::Tcp",
    "std::net::Udp",
    "std::net::ToSocketAddrs",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "Instant::now",
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "thread_local!",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "yew::",
    "gloo::",
];

/// Where the target may be asked for.
const SHELL: &[&str] = &["src/lib.rs", "src/bin/", "unpacker/"];

fn pure(file: &File) -> Vec<Finding> {
    let is_pure = PURE.iter().any(|room| file.path.starts_with(room));
    let lines = file.code_before_tests().filter(|_| is_pure);
    lines
        .flat_map(|(number, line)| {
            let names = IMPURE.iter().filter(move |name| line.contains(**name));
            names.map(move |name| Finding::new(number, format!("{name}: this room is pure")))
        })
        .collect()
}

fn target(file: &File) -> Vec<Finding> {
    if !file.is_rust() || SHELL.iter().any(|place| file.path.starts_with(place)) {
        return Vec::new();
    }
    let lines = file.code.lines().zip(1..);
    let found = lines.filter(|(line, _)| line.contains("target_arch"));
    let says = "target_arch may stand in the shell only";
    found.map(|(_, number)| Finding::new(number, says)).collect()
}

#[test]
fn the_pure_rooms_are_pure() {
    check_repository(pure);
}

#[test]
fn only_the_shell_knows_its_target() {
    check_repository(target);
}

#[test]
fn good_and_bad() {
    let bad = "fn f() {\n    let now = std::time::Instant::now();\n}";
    assert!(says(pure, "src/engine/merge/mod.rs", bad).starts_with("2: "));
    assert_eq!(says(pure, "src/cli/mod.rs", bad), "");
    assert_eq!(says(pure, "src/engine/mod.rs", "// std::fs is not for us"), "");
    let tested = "fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }";
    assert_eq!(says(pure, "src/engine/mod.rs", tested), "");
    let arch = "#[cfg(target_arch = \"wasm32\")]\nfn f() {}";
    assert_eq!(says(target, "src/lib.rs", arch), "");
    assert!(says(target, "src/engine/mod.rs", arch).starts_with("1: "));
}
