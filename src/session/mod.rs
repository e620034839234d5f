//! The page as a state machine, and everything about the page that needs no browser.
//!
//! `show` turns numbers, times and durations into words; `chart` is the arithmetic of the timeline.
//!
//! Does not: know a browser.

pub mod chart;
pub mod show;
