//! To be written.
//!
//! Does not: exist yet.

/// Runs the terminal program.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
