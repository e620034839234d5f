//! The native integration tests, one binary.
//!
//! Does not: run in a browser; `tests/e2e` does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod formats;
mod found;
mod hostile;
mod laws;
mod palette;
mod query;
mod query_bar;
mod query_block;
mod query_model;
mod redaction;
mod series;
mod sources;
mod tidy;
mod translations;
