//! Feeds `checks/redaction.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/redaction.rs"]
mod redaction;

libfuzzer_sys::fuzz_target!(|input: &[u8]| redaction::check(input));
