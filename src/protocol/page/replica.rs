//! The inputs of one request, written for another tool, to make it again.
//!
//! Does not: run anything.

use serde::{Deserialize, Serialize};

/// What the inputs are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplicaTarget {
    /// A shell script of curl calls.
    #[default]
    Curl,
    /// An HTTP archive, version 1.2.
    Har,
    /// A `.http` file, as editors run it.
    Http,
    /// The lines of the logs that carry the id.
    Excerpt,
}

/// The inputs as text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Replica {
    pub id: String,
    pub target: ReplicaTarget,
    /// Where there is nothing to write (no record names a method and a path), empty.
    pub text: String,
    /// A name for the file: `replicate-9f2c41.sh`.
    pub file_name: String,
    /// Requests in it, and how many of them are earlier ones of the same session or user.
    pub requests: u32,
    pub earlier: u32,
    /// What is not in the logs and stands as a placeholder, in words: `BASE_URL: the host is not in the logs`.
    pub missing: Vec<String>,
    /// Secrets that were replaced by placeholders.
    pub masked: u32,
    pub revision: u64,
}
