//! The native integration tests, one binary.

mod tidy;
