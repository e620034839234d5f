//! What the page, the lead and the shards say to each other.
//!
//! `page` is the border between the page and the lead: small view types, what a screen shows.
//! `shard` is the border between the lead and its shards: partial answers that can be merged.
//! Both travel as JSON. The `File` handles go from the page to the shards, beside both.
//!
//! Does not: send, receive, or decide anything.

pub mod page;
pub mod shard;

use serde::{Deserialize, Serialize};

/// A message with the number of the command it is, or answers. Number 0 answers nothing: news.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    pub id: u64,
    pub body: T,
}
