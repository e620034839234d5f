//! The lanes of a story, and its steps as a screen shows them.
//!
//! A step stands in the lane of the service that it names, else of its source. Where all lies in one
//! lane so, the loggers that the steps name are lanes.
//!
//! Does not: choose the steps.

use std::collections::BTreeMap;

use crate::{
    engine::{follow::Step, store::TIME_UNKNOWN},
    lead::{Desk, settled::Settled},
    protocol::page::{SourceId, StoryStep, TimeNanos},
};

/// Lanes in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    pub(super) names: Vec<String>,
    sources: BTreeMap<SourceId, String>,
    by_logger: bool,
}

impl Lanes {
    /// Those of some steps in their order.
    pub(super) fn of(desk: &Desk, steps: &[Step]) -> Lanes {
        let mut lanes = Lanes::default();
        lanes.add(desk, steps);
        if lanes.names.len() == 1 {
            lanes.names.clear();
            lanes.by_logger = true;
            lanes.add(desk, steps);
        }
        lanes
    }

    /// Adds those of other steps.
    pub(super) fn add(&mut self, desk: &Desk, steps: &[Step]) {
        let catalog = desk.catalog.borrow();
        for step in steps {
            let source = step.key.source;
            let name =
                || catalog.source(source).map_or("", |source| &source.placed.name).to_owned();
            self.sources.entry(source).or_insert_with(name);
            let lane = self.name(step);
            if !self.names.iter().any(|known| known == lane) {
                let lane = lane.to_owned();
                self.names.push(lane);
            }
        }
    }

    /// The lane of a step.
    pub(super) fn lane(&self, step: &Step) -> u32 {
        let name = self.name(step);
        self.names.iter().position(|known| known == name).unwrap_or(0) as u32
    }

    fn name<'a>(&'a self, step: &'a Step) -> &'a str {
        let source = || self.sources.get(&step.key.source).map_or("", String::as_str);
        let logger = step.shown.logger.as_deref().filter(|_| self.by_logger);
        logger.or(step.shown.service.as_deref()).unwrap_or_else(source)
    }
}

/// A step as a screen shows it, outside of spans.
pub(super) fn shown(settled: &Settled, lanes: &Lanes, step: &Step) -> StoryStep {
    let known = step.key.time != TIME_UNKNOWN;
    let time = |nanos: i64| known.then_some(TimeNanos(nanos));
    let (start, end) = step.extent();
    let request = step.request.as_ref();
    StoryStep {
        record: step.key.into(),
        time: time(step.key.time),
        start: time(start),
        end: time(end),
        lane: lanes.lane(step),
        span: None,
        level: step.level,
        template: step.template,
        text: settled.text(step.template),
        message: step.shown.message.clone(),
        request: request.map(|request| (request.method.clone(), request.path.clone())),
        status: step.status,
        failed: step.failed(),
    }
}
