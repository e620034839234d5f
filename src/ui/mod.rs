//! To be written.
//!
//! Does not: exist yet.

pub mod dialog;
pub mod facets;
pub mod help;
pub mod sources;
pub mod timeline;
pub mod zone;

/// Mounts the page.
pub fn mount() {}
