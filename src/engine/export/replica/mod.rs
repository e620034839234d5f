//! What leaves Squall for other tools: the inputs of a request, to make it again.
//!
//! An [`Input`] is what the fields of a record tell of one HTTP request; [`joined`] makes one of the
//! records that speak of the same. [`Masks`] replaces secrets by placeholders, the same one for the
//! same secret, and a target of [`TARGETS`] writes all of it: one file and one row for each.
//!
//! Does not: run anything, invent what the logs do not hold.

mod curl;
mod excerpt;
mod har;
mod http;
mod input;
mod secrets;

pub use input::{ACTORS, Input, input, joined};
pub use secrets::{Masked, Masks, Part};

/// Where scheme and host of a request stand that the logs do not name.
pub const BASE_URL: &str = "BASE_URL";

/// What a target writes of.
#[derive(Clone, Debug, Default)]
pub struct Replicated {
    pub id: String,
    /// In order; the first `earlier` of them are of the same session or user before.
    pub inputs: Vec<Input>,
    pub earlier: usize,
    /// The lines of the id's records, each with its source's name.
    pub lines: Vec<(String, String)>,
}

/// A way of writing the inputs.
pub struct Target {
    pub name: &'static str,
    /// What its files' names end with.
    pub ending: &'static str,
    /// Writes the inputs, and masks them on the way.
    pub write: fn(&Replicated, &mut Masks) -> String,
}

/// Every target; their places are those of `protocol::page::ReplicaTarget`.
pub const TARGETS: [Target; 4] = [curl::TARGET, har::TARGET, http::TARGET, excerpt::TARGET];

/// What the inputs lack, in words; each begins with the placeholder's name where it has one.
#[must_use]
pub fn missing(of: &Replicated) -> Vec<String> {
    let mut missing = Vec::new();
    let inputs = &of.inputs;
    if inputs.is_empty() {
        missing.push("method and path: no record with this id names them".to_owned());
        return missing;
    }
    if inputs.iter().any(|input| input.base.is_none()) {
        missing.push(format!("{BASE_URL}: scheme and host are not in the logs"));
    }
    let lacks = |what: &dyn Fn(&Input) -> bool| inputs.iter().all(what);
    if lacks(&|input| input.headers.is_empty()) {
        missing.push("headers: none are in the logs".to_owned());
    }
    let has_body = |input: &Input| !["GET", "HEAD"].contains(&input.method.as_str());
    let without = inputs.iter().filter(|input| has_body(input) && input.body.is_none()).count();
    if without > 0 {
        let many = inputs.iter().filter(|input| has_body(input)).count();
        missing.push(format!("body: of {without} of {many} requests it is not in the logs"));
    }
    missing
}
