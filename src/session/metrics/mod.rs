//! The metrics panel: what is shown besides what is found, and what records are split by.
//!
//! [`picture`] makes draw lists of the charts, [`words`] says their numbers, [`brush`] makes a filter
//! of a part of a heat map.
//!
//! Does not: count; the lead does.

pub mod brush;
pub mod picture;
pub mod words;

use std::rc::Rc;

use crate::protocol::page::{MeasureOf, Metrics, MetricsAsked};

/// Buckets of the charts at most: some pixels each, so that percentiles have numbers to stand on.
const BUCKETS_MAX: u32 = 150;

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricsShown {
    /// The last answer.
    pub answer: Option<Rc<Metrics>>,
    /// Shown besides the durations that are found.
    pub also: Vec<MeasureOf>,
    /// The field that records are split by.
    pub split: Option<String>,
}

impl MetricsShown {
    /// The names of the fields that are shown besides.
    #[must_use]
    pub fn also_fields(&self) -> Vec<String> {
        let name = |of: &MeasureOf| match of {
            MeasureOf::Field(name) => Some(name.clone()),
            MeasureOf::Variable { .. } => None,
        };
        self.also.iter().filter_map(name).collect()
    }

    /// What is asked of the lead.
    #[must_use]
    pub fn asked(&self) -> MetricsAsked {
        let (also, split) = (self.also.clone(), self.split.clone());
        MetricsAsked { buckets_max: BUCKETS_MAX, also, split }
    }
}

/// What can happen to metrics.
#[derive(Clone, Debug, PartialEq)]
pub enum MetricAction {
    /// Show this field too.
    Added(String),
    /// No longer show what was added.
    Dropped(MeasureOf),
    /// Split by this field; none: by nothing.
    SplitBy(Option<String>),
    /// A part of a heat map was chosen.
    Brushed(brush::Brush),
}

/// One chart of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Records and errors, or the groups that records are split by.
    Rates,
    /// The share of errors, and of responses with a status of 500 and above.
    Shares,
    /// A measure, by its number in the answer.
    Measured(usize),
}

/// The charts of an answer, from the top.
#[must_use]
pub fn charts(answer: &Metrics) -> Vec<Chart> {
    let measured = (0..answer.measured.len()).map(Chart::Measured);
    [Chart::Rates, Chart::Shares].into_iter().chain(measured).collect()
}
