//! Feeds `checks/ingest.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/ingest.rs"]
mod ingest;

libfuzzer_sys::fuzz_target!(|input: &[u8]| ingest::check(input));
