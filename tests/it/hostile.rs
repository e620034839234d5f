//! Logs that someone wrote to harm whoever reads them: nothing of it is lost, and nothing acts.
//!
//! Each file of `tests/data/hostile` goes through the terminal program. The page is tried with the
//! same files by `tests/e2e/flows/hostile.mjs`.
//!
//! Does not: look for odd bytes; the laws and the fuzzer do.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 10);
    files
}

fn squall(arguments: &[&str], file: &PathBuf) -> String {
    let ran =
        Command::new(env!("CARGO_BIN_EXE_squall")).args(arguments).arg(file).output().unwrap();
    assert!(ran.status.success(), "{}: {:?}", file.display(), ran.status);
    String::from_utf8(ran.stdout).unwrap()
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The cells of a sheet as its reader sees them, by <https://www.rfc-editor.org/rfc/rfc4180>.
fn cells(sheet: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = sheet.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.next_if_eq(&'\n').is_some() => {
                cells.push(std::mem::take(&mut cell));
            }
            letter => cell.push(letter),
        }
    }
    assert!(cell.is_empty() && !quoted);
    cells
}

#[test]
fn no_line_is_lost() {
    for file in files() {
        let exported = squall(&["export", "--as", "text", "--order", "input"], &file);
        let mut input = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        if file.extension().is_some_and(|it| it == "csv") {
            input.drain(..=input.find('\n').unwrap()); // its header is no record
        }
        assert_eq!(exported, input, "{}", file.display());
    }
}

#[test]
fn json_lines_hold_the_text_as_it_is() {
    for file in files() {
        let text = squall(&["export", "--as", "text"], &file);
        let rows = objects(&squall(&["export", "--as", "jsonl"], &file));
        let raw: Vec<&str> = rows.iter().map(|row| row["raw"].as_str().unwrap()).collect();
        assert_eq!(raw.join("\n") + "\n", text, "{}", file.display());
    }
}

#[test]
fn a_cell_is_no_formula() {
    for file in files() {
        let sheet = squall(&["export", "--as", "csv", "--fields", "message,raw"], &file);
        let rows = objects(&squall(&["export", "--as", "jsonl"], &file));
        let cells = cells(&sheet);
        assert_eq!(cells.len(), 2 + 2 * rows.len(), "{}", file.display());
        for cell in cells {
            let acts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!acts || cell.parse::<f64>().is_ok(), "{}: {cell:?}", file.display());
        }
    }
}

#[test]
fn a_report_shows_text_as_text() {
    for file in files() {
        let page = squall(&["report", "--no-redact"], &file);
        for sign in ["<script", "<img", "<iframe", "<svg/", "<a href=\"javascript", "<math"] {
            assert!(!page.contains(sign), "{}: {sign}", file.display());
        }
    }
}
