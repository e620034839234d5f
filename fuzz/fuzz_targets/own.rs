//! Feeds `checks/own.rs`.
//!
//! Does not: check anything itself.

#![no_main]

#[path = "../checks/ingest.rs"]
mod ingest;
#[path = "../checks/own.rs"]
mod own;
#[path = "../checks/settle.rs"]
mod settle;

libfuzzer_sys::fuzz_target!(|input: &[u8]| own::check(input));
