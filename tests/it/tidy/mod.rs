//! Tidy: rules about the text of the repository that neither the compiler nor clippy knows.
//!
//! A rule is a function from one [`File`] to its [`Finding`]s. Each stands in a file of its own
//! with two tests: the repository keeps it, and it tells good text from bad.
//!
//! Does not: change files; a finding says what to do.

mod alone;
mod code;
mod docs;
mod imports;
mod names;
mod paths;
mod pure;
mod sizes;
mod tree;

use tree::File;

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// Counted from 1.
    line: usize,
    says: String,
}

impl Finding {
    fn new(line: usize, says: impl Into<String>) -> Finding {
        Finding { line, says: says.into() }
    }
}

/// Fails with every place in the repository where the rule is broken.
#[track_caller]
fn check_repository(rule: fn(&File) -> Vec<Finding>) {
    let files = tree::files();
    assert!(files.len() > 20, "the repository was not found");
    let broken: Vec<String> = files
        .iter()
        .flat_map(|file| rule(file).into_iter().map(move |finding| (file, finding)))
        .map(|(file, finding)| format!("{}:{}: {}", file.path, finding.line, finding.says))
        .collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// What the rule says about this text at this path, one finding a line.
fn says(rule: fn(&File) -> Vec<Finding>, path: &str, text: &str) -> String {
    let findings = rule(&File::new(path, text));
    let lines = findings.iter().map(|finding| format!("{}: {}", finding.line, finding.says));
    lines.collect::<Vec<_>>().join("\n")
}
