//! What leaves Squall: records, a report, the filter in other tools' languages, the inputs of a
//! request, each with what is secret taken out.
//!
//! `redact` finds what should not leave and gives it names that keep equality; `languages` says the
//! filter in the languages of other tools; `rows` writes records, `report` a finding, `replica` makes
//! a request again.
//!
//! Does not: choose records or write files.
#![deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg_attr(
    test,
    allow(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test says what is wrong by it"
    )
)]

pub mod languages;
pub mod redact;
pub mod replica;
pub mod report;
pub mod rows;
