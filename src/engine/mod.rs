//! Bytes in, answers out: everything Squall knows about logs.
//!
//! `ingest` cuts a source into records with the help of `formats` and `time`, `store` keeps them as columns,
//! `query` selects among them, `timeline` counts them, `merge` joins the partial answers of many cuts.
//! `series` reads sources that are no logs: numbers over time and markers.
//!
//! Does not: read a clock, a file or a global; start a thread; know a browser.

pub mod arrange;
pub mod bursts;
pub mod clocks;
pub mod explain;
pub mod export;
pub mod follow;
pub mod formats;
pub mod ingest;
pub mod level;
pub mod limits;
pub mod merge;
pub mod metrics;
pub mod names;
pub mod query;
pub mod record;
pub mod series;
pub mod store;
pub mod templates;
pub mod time;
pub mod timeline;
