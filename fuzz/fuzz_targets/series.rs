//! Feeds `checks/series.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/series.rs"]
mod series;

libfuzzer_sys::fuzz_target!(|input: &[u8]| series::check(input));
