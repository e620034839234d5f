//! What must hold for any bytes. The fuzz targets feed these checks; `tests/it/found.rs` replays what
//! was once found, in plain `cargo test`.
//!
//! Does not: need a fuzzer.

pub(crate) mod archive;
pub(crate) mod inflate;
pub(crate) mod ingest;
pub(crate) mod investigation;
pub(crate) mod link;
pub(crate) mod own;
pub(crate) mod query;
pub(crate) mod redaction;
pub(crate) mod series;
pub(crate) mod settle;
