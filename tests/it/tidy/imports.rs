//! The import table of ARCHITECTURE.md: which room of `src` may name which.
//!
//! Does not: know other crates; `pure` does.

use super::tree::File;
use super::{Finding, check_repository, says};

/// What may be named from where. A file's first fitting row counts; a path in the list
/// stands for itself and all below it. The same table stands in ARCHITECTURE.md.
const TABLE: &[(&str, &[&str])] = &[
    ("src/engine/", &["engine"]),
    ("src/protocol/page", OF_PAGE),
    ("src/protocol/", &["engine", "protocol"]),
    ("src/lead/", &["engine", "protocol", "lead"]),
    ("src/session/", &["protocol::page", "protocol::Envelope", "session"]),
    ("src/worker/", &["engine", "protocol", "lead", "worker", "browser"]),
    ("src/browser/", &["protocol::Envelope", "browser"]),
    ("src/ui/", &["protocol::page", "protocol::Envelope", "session", "browser", "ui"]),
    ("src/cli/", &["engine", "protocol", "lead", "cli"]),
];

/// What the page's border shows of the engine: plain types, and the language of queries.
const OF_PAGE: &[&str] = &[
    "engine::level",
    "engine::query",
    "engine::time",
    "engine::formats::OwnFormat",
    "engine::formats::OwnMistake",
    "engine::formats::OwnPart",
    "engine::formats::Tried",
    "engine::formats::TriedLine",
    "protocol",
];

const ROOMS: &[&str] = &["engine", "protocol", "lead", "session", "worker", "browser", "ui", "cli"];

fn imports(file: &File) -> Vec<Finding> {
    let Some((room, allowed)) = TABLE.iter().find(|(room, _)| file.path.starts_with(room)) else {
        return Vec::new();
    };
    let module = module_of(&file.path);
    let fits = |path: &str| {
        allowed.iter().any(|one| path == *one || path.starts_with(&format!("{one}::")))
    };
    let named = paths(&file.code).into_iter();
    let named = named.filter_map(|(line, path)| Some((line, from_top(&path, &module)?)));
    named
        .filter(|(_, path)| ROOMS.contains(&first(path)) && !fits(path))
        .map(|(line, path)| Finding::new(line, format!("{room} may not name crate::{path}")))
        .collect()
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// `src/engine/time/zone.rs` is `engine::time::zone`.
fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// The path from the top of the crate; none where it begins with another crate or a local name.
fn from_top(path: &str, module: &[String]) -> Option<String> {
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    let names = path.trim_start_matches("self::");
    let mut rest = names;
    let mut above = module.to_vec();
    while let Some(path) = rest.strip_prefix("super::") {
        rest = path;
        above.pop();
    }
    (rest.len() < names.len())
        .then(|| above.into_iter().chain([rest.to_owned()]).collect::<Vec<_>>().join("::"))
}

/// Every path that begins with `crate` or `super`, with its line; groups are taken apart.
fn paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                expand("", &code[at..], line_of(code, at), &mut found);
            }
        }
    }
    found
}

fn line_of(code: &str, at: usize) -> usize {
    1 + code[..at].matches('\n').count()
}

/// Takes `a::{b, c::d}` apart into `a::b` and `a::c::d`; returns how many bytes it read.
fn expand(prefix: &str, code: &str, line: usize, found: &mut Vec<(usize, String)>) -> usize {
    let part_of_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '*';
    let length = code.find(|c| !part_of_path(c)).unwrap_or(code.len());
    let path = format!("{prefix}{}", &code[..length]);
    if !path.ends_with("::") || !code[length..].starts_with('{') {
        if !path.is_empty() && path != prefix {
            found.push((line, path.trim_end_matches(':').to_owned()));
        }
        return length;
    }
    let mut at = length + 1;
    while let Some(c) = code[at..].chars().next() {
        match c {
            '}' => return at + 1,
            c if part_of_path(c) => at += expand(&path, &code[at..], line, found).max(1),
            c => at += c.len_utf8(),
        }
    }
    at
}

#[test]
fn the_repository_keeps_the_table() {
    check_repository(imports);
}

#[test]
fn good_and_bad() {
    let good = "use crate::{engine::{level::Level, time}, protocol::page};\nfn f() {}";
    assert_eq!(says(imports, "src/lead/mod.rs", good), "");
    let bad = "use crate::{\n    engine::level::Level,\n    session::{State, update},\n};";
    assert_eq!(
        says(imports, "src/lead/mod.rs", bad),
        "1: src/lead/ may not name crate::session::State\n\
         1: src/lead/ may not name crate::session::update"
    );
    let inline = "fn f() { crate::ui::mount(); }";
    assert_eq!(
        says(imports, "src/browser/drop.rs", inline),
        "1: src/browser/ may not name crate::ui::mount"
    );
    let climbing = "use super::super::lead::Lead;\nuse super::super::engine::time;";
    assert_eq!(
        says(imports, "src/engine/time.rs", "use super::lead::Lead;"),
        "",
        "engine::lead is the engine's own"
    );
    assert_eq!(
        says(imports, "src/engine/time.rs", climbing),
        "1: src/engine/ may not name crate::lead::Lead"
    );
    assert_eq!(says(imports, "src/session/mod.rs", "use crate::protocol::page::Row;"), "");
    assert_ne!(says(imports, "src/session/mod.rs", "use crate::protocol::shard::Partial;"), "");
    assert_eq!(says(imports, "src/engine/mod.rs", "// crate::ui is far away"), "");
}

#[test]
fn the_document_shows_the_same_rooms() {
    let architecture = std::fs::read_to_string("ARCHITECTURE.md").unwrap();
    for (room, _) in TABLE {
        assert!(architecture.contains(&format!("| `{room}` |")), "ARCHITECTURE.md lacks {room}");
    }
}
