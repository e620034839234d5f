//! Feeds `checks/link.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/link.rs"]
mod link;

libfuzzer_sys::fuzz_target!(|input: &[u8]| link::check(input));
