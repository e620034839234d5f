//! Classes of ids.
//!
//! Does not: hold more examples than a screen shows.

use serde::{Deserialize, Serialize};

use super::{RecordKey, TimeRange};

/// Which record's ids are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdsAt {
    Record(RecordKey),
    /// The first error of a range that belongs to a request.
    FailingWithin(TimeRange),
}

/// What names requests, and what names things that last, the best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IdClasses {
    pub classes: Vec<IdClass>,
    pub revision: u64,
}

/// Ids of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IdClass {
    /// How they are told, all ways: `req-…`, `trace_id=…`, `sshd[…]`.
    pub names: Vec<String>,
    pub examples: Vec<String>,
    /// How many there are; nearly where `exact` is false.
    pub ids: u64,
    pub exact: bool,
    /// Share of all records that carry one.
    pub coverage: f64,
    /// What following them is worth: 0 to about 1.5.
    pub score: f64,
    /// They name things that last (hosts, users, addresses), not requests.
    pub entity: bool,
    /// They are offered as requests: by score, or because a person said so.
    pub offered: bool,
    /// What a person said of it, as the name that was said.
    pub choice: Option<IdChoice>,
}

/// What a person says of a class of ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdChoice {
    /// One of the class's names, with or without its `…`: `order_id=`, `req-`, `sshd[]`.
    pub name: String,
    /// Its ids name requests; or they do not.
    pub offered: bool,
}
