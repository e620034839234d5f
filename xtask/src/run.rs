//! Running other programs: each is announced, runs in the repository's top folder and sees the
//! tools that [`crate::setup`] put under `target`.
//!
//! Does not: hide what a program prints.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use crate::{Outcome, house};

/// A program with its arguments, ready for [`run`] or [`answer`].
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(house::root()).env("PATH", path());
    command
}

/// Runs to the end, showing what the program prints.
pub fn run(mut command: Command) -> Outcome {
    let line = line_of(&command);
    println!("  > {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("`{line}` did not start: {error}")),
    }
}

/// What the program prints, if it is there and ends well.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says what comes next.
pub fn say(step: &str) {
    println!("\n== {step}");
}

/// Our own tools first, then the person's.
fn path() -> OsString {
    let ours = [house::tools().join("bin"), house::npm().join("node_modules/.bin")];
    let theirs = std::env::var_os("PATH").unwrap_or_default();
    let all = ours.into_iter().chain(std::env::split_paths(&theirs));
    std::env::join_paths(all).unwrap_or(theirs.clone())
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
