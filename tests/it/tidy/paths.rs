//! Every path that the documents name exists.
//!
//! Does not: read what stands in fenced blocks; commands and drawings stand there.

use super::tree::{self, File};
use super::{Finding, check_repository, says};

const KINDS: &[&str] =
    &[".rs", ".md", ".toml", ".html", ".css", ".js", ".mjs", ".json", ".lock", ".png"];

/// Made by a build, so not there in a fresh copy.
const MADE: &[&str] = &["dist/", "target/"];

fn paths(file: &File) -> Vec<Finding> {
    if !file.path.ends_with(".md") {
        return Vec::new();
    }
    let top = tree::top();
    let mut fenced = false;
    let mut found = Vec::new();
    for (line, number) in file.text.lines().zip(1..) {
        fenced ^= line.starts_with("```");
        let named = spans(line).chain(links(line)).filter(|_| !fenced);
        for path in named.filter(|name| is_path(name)) {
            let made = MADE.iter().any(|folder| path.starts_with(folder));
            if !made && !top.join(path).exists() {
                found.push(Finding::new(number, format!("{path} does not exist")));
            }
        }
    }
    found
}

/// What stands between single backticks.
fn spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Where links lead.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next())
}

fn is_path(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "./_-".contains(c);
    let looks = name.contains('/') || KINDS.iter().any(|kind| name.ends_with(kind));
    looks && !name.starts_with('/') && name.chars().all(plain)
}

#[test]
fn the_documents_name_what_exists() {
    check_repository(paths);
}

#[test]
fn good_and_bad() {
    assert_eq!(says(paths, "README.md", "See `src/lib.rs` and [this](Cargo.toml)."), "");
    assert_eq!(says(paths, "README.md", "`a => b`, `cargo xtask test`, `dist/squall.html`"), "");
    assert_eq!(says(paths, "README.md", "\nSee `src/gone.rs`."), "2: src/gone.rs does not exist");
    assert_ne!(says(paths, "README.md", "[this](docs/gone.md)"), "");
    assert_eq!(says(paths, "README.md", "```\n`src/gone.rs`\n```"), "");
}
