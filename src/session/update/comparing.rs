//! Compare: the two sets are edited, and compared when asked for.
//!
//! Does not: compare; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, Explanation, Side, TimeRange},
    session::{
        comparing::{CompareAction, Comparing},
        state::Tab,
    },
};

/// Buckets of the series of a row.
const SERIES_BUCKETS: u32 = 48;

impl Step {
    fn compare(&mut self) -> &mut Comparing {
        Rc::make_mut(&mut self.state.compare)
    }

    pub(super) fn act_compare(&mut self, action: CompareAction) {
        match action {
            CompareAction::InsideEdited(side) => self.compare().inside = side,
            CompareAction::AgainstEdited(side) => self.compare().against = side,
            CompareAction::Asked => {
                self.compare().asked = true;
                self.ask_comparison();
            }
            CompareAction::Swapped => {
                let compare = self.compare();
                std::mem::swap(&mut compare.inside, &mut compare.against);
                self.ask_comparison();
            }
            CompareAction::ExplainedTaken => self.take_explained(),
        }
    }

    fn take_explained(&mut self) {
        let Some(explaining) = self.state.explaining.clone() else { return };
        let range = explaining.range;
        let against = explaining.baseline_shown().map(|baseline| beside(baseline, range));
        let compare = self.compare();
        compare.inside = Side { range: Some(range), ..Side::default() };
        compare.against = Side { range: against, ..Side::default() };
        compare.asked = true;
        self.show_tab(Tab::Compare);
    }

    /// Asks for the comparison where it is on screen and may have changed.
    pub(super) fn ask_comparison(&mut self) {
        if self.state.view.tab != Tab::Compare || !self.state.compare.asked {
            return;
        }
        let compare = &self.state.compare;
        let command = Command::Compare {
            inside: compare.inside.clone(),
            against: compare.against.clone(),
            zone: self.state.view.zone.clone(),
            buckets_max: SERIES_BUCKETS,
        };
        self.ask_once(command, false);
    }

    pub(super) fn take_comparison(&mut self, answer: Explanation) {
        self.compare().answer = Some(Rc::new(answer));
    }
}

/// The part of a baseline that lies beside a range: before it where it can.
fn beside(baseline: TimeRange, range: TimeRange) -> TimeRange {
    if baseline.start < range.start {
        TimeRange { end: baseline.end.min(range.start), ..baseline }
    } else {
        TimeRange { start: baseline.start.max(range.end), ..baseline }
    }
}
