//! The one door: serve, build, test, bench, fuzz, lint.
fn main() {}
