//! Feeds `checks/investigation.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/investigation.rs"]
mod investigation;

libfuzzer_sys::fuzz_target!(|input: &[u8]| investigation::check(input));
