//! Names that say nothing, and marks of unfinished work.
//!
//! Does not: know better names, save where one is given.

use super::tree::File;
use super::{Finding, check_repository, says};

const FILES: &[&str] =
    &["utils", "util", "helpers", "helper", "manager", "common", "misc", "data", "info"];

/// Endings of types and modules, with what to do instead.
const ENDINGS: &[(&str, &str)] = &[
    ("Manager", "name what it holds or decides"),
    ("Helper", "name what it does, or make it a function"),
    ("Utils", "name what it does"),
    ("Util", "name what it does"),
    ("Data", "name what it is: a record, a column, a reply"),
    ("Info", "name what it tells: a summary, a state"),
];

const FUNCTIONS: &[&str] = &["process_", "do_"];

/// Put together here so that this file does not break its own rule.
const UNFINISHED: &[&str] = &[concat!("FIX", "ME"), concat!("TO", "DO"), concat!("XX", "X")];
const UNFINISHED_CODE: &[&str] = &["dbg!(", "todo!(", "unimplemented!("];

fn names(file: &File) -> Vec<Finding> {
    let stem = file.name().split('.').next().unwrap_or_default();
    let mut found = Vec::new();
    if FILES.contains(&stem) {
        found.push(Finding::new(1, format!("a file named {stem} says nothing: name its one idea")));
    }
    for (line, number) in file.code.lines().zip(1..) {
        let Some((kind, name)) = declared(line) else { continue };
        let ending = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
        if let Some((ending, instead)) = ending {
            found.push(Finding::new(number, format!("{name} ends in {ending}: {instead}")));
        }
        if kind == "mod" && FILES.contains(&name) {
            found.push(Finding::new(number, format!("a module named {name}: name its one idea")));
        }
        if kind == "fn" && FUNCTIONS.iter().any(|start| name.starts_with(start)) {
            found.push(Finding::new(number, format!("{name}: say which work it is")));
        }
    }
    found
}

/// What a line declares: its keyword and its name.
fn declared(line: &str) -> Option<(&str, &str)> {
    const KINDS: &[&str] = &["struct", "enum", "trait", "type", "mod", "fn"];
    const BEFORE: &[&str] = &["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
    let mut words = line.split_whitespace().skip_while(|word| BEFORE.contains(word));
    let kind = words.next().filter(|word| KINDS.contains(word))?;
    let name = words.next()?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    Some((kind, &name[..end]))
}

fn unfinished(file: &File) -> Vec<Finding> {
    let words = file.text.lines().zip(1..).flat_map(|(line, number)| {
        let found = line.split(|c: char| !c.is_alphanumeric()).find(|w| UNFINISHED.contains(w));
        found.map(|word| Finding::new(number, format!("{word}: do it or write an issue")))
    });
    let code = file.code.lines().zip(1..).flat_map(|(line, number)| {
        let found = UNFINISHED_CODE.iter().find(|mark| line.contains(**mark));
        found.map(|mark| Finding::new(number, format!("{mark}) is unfinished work")))
    });
    words.chain(code).collect()
}

#[test]
fn names_say_something() {
    check_repository(names);
}

#[test]
fn nothing_is_left_unfinished() {
    check_repository(unfinished);
}

#[test]
fn good_and_bad() {
    assert_eq!(says(names, "src/engine/cuts.rs", "pub struct CutSpec {}\nfn settle() {}"), "");
    assert_ne!(says(names, "src/engine/utils.rs", ""), "");
    assert!(says(names, "src/a.rs", "\npub(crate) struct RowData;").starts_with("2: RowData"));
    assert_ne!(says(names, "src/a.rs", "pub fn process_rows(a: u8) {}"), "");
    assert_ne!(says(names, "src/a.rs", "mod helpers;"), "");
    assert_eq!(says(names, "src/a.rs", "let data: ImageData = canvas.image();"), "");
    assert_eq!(says(unfinished, "src/a.rs", "// what is to do\nfn f() {}"), "");
    assert_ne!(says(unfinished, "src/a.rs", &format!("// {}: later", UNFINISHED[0])), "");
    assert_ne!(says(unfinished, "src/a.rs", "fn f() { todo!() }"), "");
}
