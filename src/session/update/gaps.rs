//! The longest gaps: what is asked for, and what choosing one does.
//!
//! Does not: find them; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, Gaps},
    session::{
        asking::Slot,
        longest_gaps::{GAPS_MAX, GapAction, GapsShown},
        state::Tab,
    },
};

impl Step {
    fn gaps(&mut self) -> &mut GapsShown {
        Rc::make_mut(&mut self.state.gaps)
    }

    pub(super) fn act_gaps(&mut self, action: GapAction) {
        match action {
            GapAction::Listed => {
                self.gaps().listed = true;
                self.ask_gaps();
            }
            GapAction::OverAll(over_all) => {
                self.gaps().over_all = over_all;
                self.ask_gaps();
            }
            GapAction::Chosen { at, after } => self.choose_gap(at, after),
            GapAction::Stepped { forward } => {
                self.gaps().stepping = Some(forward);
                self.ask_gaps();
                self.step_gap();
            }
        }
    }

    /// Bursts are listed again.
    pub(super) fn list_bursts(&mut self) {
        if self.state.gaps.listed {
            self.gaps().listed = false;
        }
    }

    /// Asks for the gaps where they are on screen, or wanted for going to the next, and may have
    /// changed.
    pub(super) fn ask_gaps(&mut self) {
        let gaps = &self.state.gaps;
        let on_screen = self.state.view.tab == Tab::Bursts && gaps.listed;
        if on_screen || gaps.stepping.is_some() {
            let command = Command::Gaps { over_all: gaps.over_all, count: GAPS_MAX };
            self.ask_once_in_range(command);
        }
    }

    pub(super) fn take_gaps(&mut self, found: Gaps) {
        self.gaps().answer = Some(Rc::new(found));
        self.step_gap();
    }

    /// Goes to the next gap, if that is wanted and the gaps are known.
    fn step_gap(&mut self) {
        let Some(forward) = self.state.gaps.stepping else { return };
        if self.state.asking.waiting(Slot::Gaps).is_some() {
            return;
        }
        self.gaps().stepping = None;
        match self.state.gaps.next(self.state.timeline.cursor, forward) {
            Some(at) => self.choose_gap(at, false),
            None => self.notice("No long gap between the events shown"),
        }
    }

    /// Marks the record before a gap in the list, or the one after it.
    fn choose_gap(&mut self, at: usize, after: bool) {
        let Some(gap) = self.state.gaps.gaps().get(at) else { return };
        let (begins, row) = (gap.before.key, if after { &gap.after } else { &gap.before });
        let (record, time) = (row.key, row.time);
        self.gaps().chosen = Some(begins);
        Rc::make_mut(&mut self.state.timeline).cursor = time;
        self.mark_record(record);
    }
}
