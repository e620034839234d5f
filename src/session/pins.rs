//! Pinned searches: a filter kept as a coloured series on the timeline and a mark in the list.
//!
//! Does not: count; the lead does.

use std::rc::Rc;

use super::chart::overlay::Series;
use crate::protocol::page::Pins;

/// What is pinned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PinsShown {
    /// The filters, in the order they were pinned; the number of each is its colour.
    pub queries: Vec<String>,
    /// The last answer, which may be of the pins before.
    pub answer: Option<Rc<Pins>>,
    /// The filter is to be pinned once it is answered.
    pub awaited: bool,
}

/// What can happen to pinned searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinAction {
    /// Pin the filter.
    Pinned,
    /// No longer.
    Dropped(usize),
    /// Make it the filter.
    Chosen(usize),
    /// Mark its next or previous event.
    Stepped {
        /// Which search.
        pin: usize,
        /// Later in time.
        forward: bool,
    },
}

impl PinsShown {
    /// The counts over time that the timeline shows, by number.
    #[must_use]
    pub fn series(&self) -> Vec<Series> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let series = |counts: &Vec<u32>| Series {
            start: answer.start,
            width_nanos: answer.width_nanos,
            counts: counts.clone(),
        };
        answer.pins.iter().take(self.queries.len()).map(|pin| series(&pin.counts)).collect()
    }
}
