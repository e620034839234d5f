//! The files of the repository, as the rules see them.
//!
//! Does not: read what is built or installed.

use std::fs;
use std::path::{Path, PathBuf};

use super::code;

/// One text file.
pub(super) struct File {
    /// From the top of the repository, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// For Rust: the text with comments and the contents of strings blanked, line by line.
    pub(super) code: String,
}

const KINDS: &[&str] = &["rs", "md", "toml", "html", "css", "js", "mjs", "json"];
const NOT_OURS: &[&str] = &["target", "dist", "node_modules", "corpus", "artifacts", "data"];

impl File {
    pub(super) fn new(path: &str, text: &str) -> File {
        let code = if path.ends_with(".rs") { code::only(text) } else { String::new() };
        File { path: path.to_owned(), text: text.to_owned(), code }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The file's name without folders.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Lines of code before the tests that close the file.
    pub(super) fn code_before_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.lines().zip(1..).map(|(line, number)| (number, line));
        lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
    }
}

/// Every text file that belongs to the repository.
pub(super) fn files() -> Vec<File> {
    let mut files = Vec::new();
    walk(&top(), "", &mut files);
    files
}

/// The repository's top folder, as cargo says when it runs the tests.
pub(super) fn top() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            if !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), files);
            }
        } else if name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
            && name != "package-lock.json"
        {
            files.push(File::new(&path, &fs::read_to_string(entry.path()).unwrap()));
        }
    }
}
