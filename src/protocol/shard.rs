//! The border between the lead and its shards.
//!
//! Does not: reach the page.
