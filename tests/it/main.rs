//! The native integration tests, one binary.

mod query;
mod query_bar;
mod query_block;
mod query_model;
mod tidy;
