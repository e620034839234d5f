//! To be written.
//!
//! Does not: exist yet.

pub mod dialog;
pub mod timeline;
pub mod zone;

/// Mounts the page.
pub fn mount() {}
