//! `cargo xtask incident`: the log exports of a made-up incident, and the truth about them.
//!
//! A [`Spec`] says how large. The [`story`] sets what happens when, [`request`] and [`background`]
//! live through it and put records into a [`ledger`], each written by its [`source`] in the format
//! of that source. The ledger counts what it writes; [`truth`] tells those counts and what was planted.
//! [`bulk`] writes plain large files of one format for the bench.
//!
//! The same spec gives the same bytes on every machine: chance is a seeded sequence, arithmetic is
//! in whole numbers.
//!
//! Does not: read logs, or use Squall to count them; name anything real.

mod arguments;
mod background;
pub mod bulk;
mod chance;
mod clock;
mod ledger;
mod names;
mod request;
mod source;
mod story;
#[cfg(test)]
mod tests;
mod truth;

use std::{fs, path::Path};

use crate::Outcome;
use arguments::Wanted;
use ledger::Ledger;
use story::Story;

/// How large an incident is, and which one of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Requests of the shop's customers; those tried again after a failure come on top.
    pub requests: u32,
    pub seed: u64,
}

impl Spec {
    /// The example inside the page.
    pub const SMALL: Spec = Spec { requests: 1_000, seed: 7 };
    /// What the end-to-end flows open: reading it takes a while, and it is small enough for a test.
    pub const FLOWS: Spec = Spec { requests: 60_000, seed: 1 };
}

/// `incident [--requests N] [--seed S] [--small] --out DIR`, or
/// `incident --json-lines|--access-log|--java SIZE [--outage] [--seed S] --out FILE`.
pub fn incident(arguments: &[String]) -> Outcome {
    match arguments::read(arguments)? {
        Wanted::Incident { spec, out } => {
            let records = write(&spec, &out)?;
            println!("{records} records of five sources, and truth.json, in {}", out.display());
        }
        Wanted::Bulk { bulk, out } => {
            let tally = bulk.write_file(&out)?;
            println!("{} records in {} lines, {} bytes", tally.records, tally.lines, tally.bytes);
        }
    }
    Ok(())
}

/// Writes the five sources and `truth.json` into `out`; returns how many records there are.
pub fn write(spec: &Spec, out: &Path) -> Outcome<u64> {
    let (ledger, truth) = happen(spec);
    let says = |error: std::io::Error| format!("{}: {error}", out.display());
    fs::create_dir_all(out).map_err(says)?;
    for (name, bytes) in ledger.files() {
        fs::write(out.join(name), bytes).map_err(says)?;
    }
    fs::write(out.join("truth.json"), truth).map_err(says)?;
    Ok(ledger.counts().iter().map(|source| source.records).sum())
}

/// The five sources: names and bytes.
pub fn files(spec: &Spec) -> Vec<(String, Vec<u8>)> {
    happen(spec).0.files()
}

/// Lets the story happen: every record, and what is true of them as JSON.
fn happen(spec: &Spec) -> (Ledger, String) {
    let story = Story::new(spec.requests);
    let mut ledger = Ledger::default();
    request::all(spec, &story, &mut ledger);
    background::all(spec, &story, &mut ledger);
    ledger.close();
    let truth = truth::json(spec, &story, &ledger);
    (ledger, truth)
}
