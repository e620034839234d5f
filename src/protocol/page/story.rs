//! The story of one id: its records over all sources, and what a good request did otherwise.
//!
//! Does not: hold texts of records; rows do.

use serde::{Deserialize, Serialize};

use super::{Level, RecordKey, TimeNanos};

/// What is known of an id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    pub id: String,
    /// Records that carry it, in order; `records_total` says how many there are in all.
    pub steps: Vec<StoryStep>,
    pub records_total: u64,
    /// Other ids in these records, and how many records carry each.
    pub linked: Vec<(String, u64)>,
    pub versus: Option<StoryVersus>,
    pub revision: u64,
}

/// One record of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryStep {
    pub record: RecordKey,
    pub time: Option<TimeNanos>,
    pub level: Option<Level>,
    /// Its pattern.
    pub template: u64,
    pub text: String,
    /// Method and path of what was asked, and the status of the answer.
    pub request: Option<(String, String)>,
    pub status: Option<u16>,
}

/// What sets it apart from a good request of the same route.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoryVersus {
    pub good: String,
    /// How many good requests take the same way as that one, of how many that were compared.
    pub like_it: u64,
    pub goods: u64,
    /// Patterns of steps that only the good one has, that only this one has, and that took longer (by
    /// nanoseconds).
    pub missing: Vec<String>,
    pub extra: Vec<String>,
    pub slower: Vec<(String, i64)>,
}
