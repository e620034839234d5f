//! Sizes: a file of at most 600 lines, a function of at most 70, without tests that close the
//! file or have one beside it (`tests.rs`). Aim far below both.
//!
//! Does not: count blank lines and comments of a function.

use super::tree::File;
use super::{Finding, check_repository, says};

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;

/// Tables that a program writes: as long as what it measures.
const WRITTEN: &str = "benches/RESULTS.md";

fn file_size(file: &File) -> Vec<Finding> {
    if file.name() == "tests.rs" || file.path.ends_with(".json") || file.path == WRITTEN {
        return Vec::new();
    }
    let lines =
        if file.is_rust() { file.code_before_tests().count() } else { file.text.lines().count() };
    let says = format!("{lines} lines, of {FILE_LINES_MAX} at most: make two files of two ideas");
    if lines > FILE_LINES_MAX { vec![Finding::new(lines, says)] } else { Vec::new() }
}

fn function_size(file: &File) -> Vec<Finding> {
    let lines: Vec<(usize, &str)> = file.code_before_tests().collect();
    let mut found = Vec::new();
    for (at, (number, line)) in lines.iter().enumerate() {
        if !declares_function(line) {
            continue;
        }
        let body = body_lines(&lines[at..]);
        if body > FUNCTION_LINES_MAX {
            let says = format!("a function of {body} lines, of {FUNCTION_LINES_MAX} at most");
            found.push(Finding::new(*number, says));
        }
    }
    found
}

fn declares_function(line: &str) -> bool {
    let mut words = line.split_whitespace().take_while(|word| !word.contains(['=', '(', '{']));
    words.any(|word| word == "fn")
}

/// Lines with code between the braces of the function that begins on the first line.
fn body_lines(lines: &[(usize, &str)]) -> usize {
    let mut depth = 0_usize;
    let mut body = 0;
    for (_, line) in lines {
        let inside = depth > 0;
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                // A declaration without a body.
                ';' if depth == 0 => return 0,
                _ => continue,
            }
            if depth == 0 {
                return body;
            }
        }
        body += usize::from(inside && !line.trim().is_empty());
    }
    body
}

#[test]
fn no_file_is_too_long() {
    check_repository(file_size);
}

#[test]
fn no_function_is_too_long() {
    check_repository(function_size);
}

#[test]
fn good_and_bad() {
    assert_eq!(says(file_size, "src/a.rs", &"\n".repeat(600)), "");
    assert!(says(file_size, "src/a.rs", &"\n".repeat(601)).starts_with("601: "));
    let tested = format!("fn f() {{}}\n#[cfg(test)]\n{}", "\n".repeat(700));
    assert_eq!(says(file_size, "src/a.rs", &tested), "");

    let function = |lines: usize| format!("pub fn f(a: u8) {{\n{}}}\n", "    g();\n".repeat(lines));
    assert_eq!(says(function_size, "src/a.rs", &function(70)), "");
    assert!(says(function_size, "src/a.rs", &function(71)).starts_with("1: a function of 71"));
    let commented = format!("fn f() {{\n{}}}\n", "    // why\n\n".repeat(100));
    assert_eq!(says(function_size, "src/a.rs", &commented), "");
    let braces =
        format!("fn f() {{\n    let open = '{{';\n}}\n{}", "const A: u8 = 1;\n".repeat(99));
    assert_eq!(says(function_size, "src/a.rs", &braces), "");
}
