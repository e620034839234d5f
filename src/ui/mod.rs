//! To be written.
//!
//! Does not: exist yet.

/// Mounts the page.
pub fn mount() {}
