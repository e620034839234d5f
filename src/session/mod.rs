//! To be written.
//!
//! Does not: exist yet.
