//! Every module says what it is; those that stand for a folder also say what they do not do.
//!
//! Does not: judge what is said.

use super::tree::File;
use super::{Finding, check_repository, says};

fn docs(file: &File) -> Vec<Finding> {
    if !file.is_rust() || file.path.starts_with("fuzz/") {
        return Vec::new();
    }
    let is_doc = |line: &&str| line.starts_with("//!");
    let begins = |line: &&str| !line.is_empty() && !line.starts_with("#!");
    let said: Vec<&str> = file.text.lines().skip_while(|l| !begins(l)).take_while(is_doc).collect();
    if said.is_empty() {
        return vec![Finding::new(1, "begin with `//!`: what the module is")];
    }
    let bounds = ["mod.rs", "lib.rs"].contains(&file.name());
    if bounds && !said.iter().any(|line| line.starts_with("//! Does not: ")) {
        return vec![Finding::new(
            said.len(),
            "end the module's text with a line `//! Does not: …`",
        )];
    }
    Vec::new()
}

#[test]
fn every_module_says_what_it_is() {
    check_repository(docs);
}

#[test]
fn good_and_bad() {
    assert_eq!(says(docs, "src/a/mod.rs", "//! A thing.\n//!\n//! Does not: sing.\n"), "");
    assert_eq!(says(docs, "src/a/b.rs", "//! A thing.\n"), "");
    assert_ne!(says(docs, "src/a/mod.rs", "//! A thing.\n"), "");
    assert_ne!(says(docs, "src/a/b.rs", "use std::fmt;\n//! A thing.\n"), "");
}
