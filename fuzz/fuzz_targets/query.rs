//! Feeds `checks/query.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/query.rs"]
mod query;

libfuzzer_sys::fuzz_target!(|input: &[u8]| query::check(input));
