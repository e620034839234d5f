//! The patterns panel: what is asked for, and a person's corrections.
//!
//! Corrections are kept here and told to workers that are started anew.
//!
//! Does not: find patterns; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, PatternEdit, PatternValues, Patterns},
    session::{
        pattern_list::{PatternAction, PatternsShown, Pointed},
        state::Tab,
    },
};

/// Buckets of the small series of a pattern.
const SPARK_BUCKETS: u32 = 48;
/// Values shown of a variable.
const VALUES_MAX: u32 = 12;

impl Step {
    fn patterns(&mut self) -> &mut PatternsShown {
        Rc::make_mut(&mut self.state.patterns)
    }

    pub(super) fn act_patterns(&mut self, action: PatternAction) {
        match action {
            PatternAction::Searched(text) => {
                let shown = self.patterns();
                shown.search = text;
                shown.more = 0;
                self.ask_patterns();
            }
            PatternAction::Sorted(sort) => {
                let shown = self.patterns();
                shown.sort = sort;
                shown.more = 0;
                self.ask_patterns();
            }
            PatternAction::MoreAsked => {
                self.patterns().more += 1;
                self.ask_patterns();
            }
            PatternAction::Pointed(at) => self.point_at_variable(at),
            PatternAction::Marked(id) => self.patterns().marked = id,
            PatternAction::Merged(id) => {
                if let Some(into) = self.patterns().marked.take().filter(|into| *into != id) {
                    self.edit_patterns(|edits| {
                        edits.push(PatternEdit::Merge { into, ids: vec![id] });
                    });
                }
            }
            PatternAction::Split(id) => {
                self.edit_patterns(|edits| edits.push(PatternEdit::Split { id }));
            }
            PatternAction::EditUndone => self.edit_patterns(|edits| drop(edits.pop())),
        }
    }

    fn edit_patterns(&mut self, change: impl FnOnce(&mut Vec<PatternEdit>)) {
        change(&mut self.patterns().edits);
        self.tell_edits();
    }

    /// Tells the lead all corrections; its revision rises when they hold.
    pub(super) fn tell_edits(&mut self) {
        let edits = self.state.patterns.edits.clone();
        self.ask(Command::EditPatterns { edits });
    }

    /// Asks for the list where it is on screen and may have changed.
    pub(super) fn ask_patterns(&mut self) {
        if self.state.view.tab != Tab::Patterns {
            return;
        }
        let shown = &self.state.patterns;
        let command = Command::Patterns {
            search: shown.search.clone(),
            sort: shown.sort,
            first: 0,
            count: shown.count(),
            buckets_max: SPARK_BUCKETS,
        };
        self.ask_once_in_range(command);
    }

    pub(super) fn take_patterns(&mut self, answer: Patterns) {
        self.patterns().answer = Some(Rc::new(answer));
        self.ask_values();
    }

    fn point_at_variable(&mut self, at: Option<(u64, u32)>) {
        let pointed = |(pattern, variable)| Pointed { pattern, variable, values: None };
        self.patterns().pointed = at.map(pointed);
        self.ask_values();
    }

    /// Asks what stands for the variable that is pointed at, under the filter as it is now.
    fn ask_values(&mut self) {
        if let Some(&Pointed { pattern, variable, .. }) = self.state.patterns.pointed.as_ref() {
            self.ask(Command::PatternValues { pattern, variable, values_max: VALUES_MAX });
        }
    }

    pub(super) fn take_pattern_values(&mut self, values: PatternValues) {
        if let Some(pointed) = &mut self.patterns().pointed
            && (pointed.pattern, pointed.variable) == (values.pattern, values.variable)
        {
            pointed.values = Some(Rc::new(values));
        }
    }
}
