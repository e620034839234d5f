//! The metrics panel: what is asked for, and what becomes of a brushed part of a heat map.
//!
//! Does not: count; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, MeasureOf, Metrics},
    session::{
        Action,
        metrics::{MetricAction, MetricsShown, brush::Brush},
        state::Tab,
    },
};

impl Step {
    fn metrics(&mut self) -> &mut MetricsShown {
        Rc::make_mut(&mut self.state.metrics)
    }

    pub(super) fn act_metrics(&mut self, action: MetricAction) {
        match action {
            MetricAction::Added(name) => {
                let of = MeasureOf::Field(name);
                let also = &mut self.metrics().also;
                also.retain(|known| *known != of);
                also.push(of);
            }
            MetricAction::Dropped(of) => self.metrics().also.retain(|known| *known != of),
            MetricAction::SplitBy(field) => self.metrics().split = field,
            MetricAction::Brushed(brush) => return self.brush(&brush),
        }
        self.ask_metrics();
    }

    /// Shows the fields, and the split, that a link names.
    pub(super) fn show_metrics(&mut self, fields: &[String], split: Option<&String>) {
        let metrics = &self.state.metrics;
        if metrics.also_fields() != fields || metrics.split.as_ref() != split {
            let metrics = self.metrics();
            metrics.also = fields.iter().cloned().map(MeasureOf::Field).collect();
            metrics.split = split.cloned();
        }
    }

    /// The filter takes the bounds, the page zooms to the range; both are one step to undo.
    fn brush(&mut self, brush: &Brush) {
        let text = brush.filter(&self.state.query.text);
        self.act(Action::RangeCommitted(Some(brush.range)));
        self.replace_query(text);
    }

    /// Asks for metrics where they are on screen and may have changed.
    pub(super) fn ask_metrics(&mut self) {
        if self.state.view.tab == Tab::Metrics {
            let command = Command::Metrics(self.state.metrics.asked());
            self.ask_once_in_range(command);
        }
    }

    pub(super) fn take_metrics(&mut self, answer: Metrics) {
        self.metrics().answer = Some(Rc::new(answer));
    }
}
