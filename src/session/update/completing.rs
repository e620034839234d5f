//! Completion: what may stand at the caret, asked of the lead and put into the text.
//!
//! Does not: know the language; `protocol::page::query` says what is wanted at the caret.

use super::Step;
use crate::{
    protocol::page::{
        Command, Completions,
        query::{Completion, Want, completion},
    },
    session::{Action, asking::Slot, state::Completing},
};

/// Items of the list.
const ITEMS_MAX: u32 = 12;

impl Step {
    pub(super) fn ask_completions(&mut self) {
        let (field, prefix) = match self.wanted().want {
            Want::Field { prefix } if !prefix.is_empty() => (None, prefix),
            Want::Value { field, prefix, .. } => (Some(field), prefix),
            Want::Field { .. } | Want::Joint | Want::Nothing => return self.close_completions(),
        };
        self.ask(Command::Complete { field, prefix, count: ITEMS_MAX });
    }

    fn wanted(&self) -> Completion {
        completion(&self.state.query.text, self.state.query.caret)
    }

    pub(super) fn take_completions(&mut self, items: Completions) {
        let wanted = self.wanted();
        // What stands there already need not be offered.
        let written = self.state.query.text.get(wanted.span.clone()).unwrap_or_default();
        let useful = items.items.iter().any(|(item, _)| item != written);
        let list = Completing { wanted, items, marked: None };
        self.query().completions = useful.then_some(list);
    }

    pub(super) fn move_completion(&mut self, forward: bool) {
        if let Some(list) = &mut self.query().completions {
            let count = list.items.items.len().max(1);
            list.marked = Some(match list.marked {
                None if forward => 0,
                None => count - 1,
                Some(marked) if forward => (marked + 1) % count,
                Some(marked) => (marked + count - 1) % count,
            });
        }
    }

    pub(super) fn complete(&mut self, which: Option<usize>) {
        let Some(list) = self.state.query.completions.clone() else { return };
        let chosen = which.or(list.marked).and_then(|at| list.items.items.get(at));
        if let Some((item, _)) = chosen {
            let (text, caret) = list.wanted.apply(&self.state.query.text, item);
            self.act(Action::QueryEdited { text, caret });
        }
        self.close_completions();
    }

    pub(super) fn close_completions(&mut self) {
        if self.state.asking.waiting(Slot::Complete).is_some() {
            std::rc::Rc::make_mut(&mut self.state.asking).forget_slot(Slot::Complete);
        }
        if self.state.query.completions.is_some() {
            self.query().completions = None;
        }
    }
}
