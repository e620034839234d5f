//! To be written.
//!
//! Does not: exist yet.

/// Serves as a worker.
pub fn serve() {}
