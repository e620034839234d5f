//! Feeds `checks/settle.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/settle.rs"]
mod settle;

libfuzzer_sys::fuzz_target!(|input: &[u8]| settle::check(input));
