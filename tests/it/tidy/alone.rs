//! The repository stands alone: its text names no folder beside it and no place on one machine.
//!
//! Does not: look for places in fixtures and Rust files, since logs are full of them.

use super::tree::File;
use super::{Finding, check_repository, says};

/// Beginnings of absolute paths. A path of the web is not one: it follows a name or a slash.
const PLACES: &[&str] =
    &["/work/", "/home/", "/root/", "/Users/", "/tmp/", "/usr/", "/opt/", "/mnt/", "C:\\"];

/// Put together so that this file keeps its own rule.
const BESIDE: &str = concat!("../", "shared");

fn alone(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, number) in file.text.lines().zip(1..) {
        let read = !file.is_rust() && !line.starts_with("#!");
        if line.contains(BESIDE) {
            found.push(Finding::new(number, format!("{BESIDE} is not part of the repository")));
        } else if let Some(place) = PLACES.iter().find(|place| read && names(line, place)) {
            found.push(Finding::new(number, format!("{place} is a place on one machine")));
        }
    }
    found
}

/// Whether an absolute path begins in this line.
fn names(line: &str, place: &str) -> bool {
    let mut starts = line.match_indices(place).map(|(at, _)| &line[..at]);
    starts.any(|before| before.ends_with([' ', '"', '\'', '`', '(', '=', ':']) || before.is_empty())
}

#[test]
fn the_repository_stands_alone() {
    check_repository(alone);
}

#[test]
fn good_and_bad() {
    assert_eq!(says(alone, "src/a.rs", "let log = \"/home/ann/app.py\";"), "");
    assert_eq!(says(alone, "README.md", "see https://example.org/home/page"), "");
    assert_ne!(says(alone, "README.md", "see `/home/ann/squall`"), "");
    assert_ne!(says(alone, "Trunk.toml", "dist = \"/tmp/page\""), "");
    assert_ne!(says(alone, "src/a.rs", &format!("include_str!(\"{BESIDE}/x\")")), "");
}
