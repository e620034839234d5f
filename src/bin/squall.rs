//! Squall at the terminal: the same engine, for scripts and continuous integration.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    squall::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
