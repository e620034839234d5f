//! Bytes of a source into the records of a cut.
//!
//! [`inflate`] turns compressed bytes into plain ones, [`encoding`] those into UTF-8. A [`CutReader`] is handed the plain bytes from the
//! cut's first on, in chunks of any size, finds lines, asks the format which of them begin a
//! record, and fills a store's cut block by block. What is odd is counted in [`Oddities`].
//!
//! ```text
//! source  …line line line|line line line line|line line…
//! cut               start^ first Start   end^  … up to the next Start
//! ```
//! A record belongs to the cut in which its first line begins: a cut passes over lines up to its
//! first `Start`, and goes on behind its end to the next one. So any cutting gives the same records.
//!
//! Does not: read files, or know what a line means.

// Arithmetic is not linted: nearly all of it is a place in a text plus a length within it. Numbers that
// a text states are read by checked arithmetic, and tests and fuzzing stop where anything overflows.
#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing, reason = "a test that fails so says it too"))]

pub mod archive;
pub mod cut_reader;
pub mod encoding;
pub mod inflate;
pub mod oddities;
pub mod plain;

pub use cut_reader::{CutReader, CutSpec};
pub use oddities::Oddities;
pub use plain::Coding;
