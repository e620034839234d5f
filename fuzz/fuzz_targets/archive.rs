//! Feeds `checks/archive.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/archive.rs"]
mod archive;

libfuzzer_sys::fuzz_target!(|input: &[u8]| archive::check(input));
