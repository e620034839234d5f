//! Completion: what may stand at the caret, asked of the lead and put into the text.
//!
//! Does not: know the language; `protocol::page::query` says what is being written.

use std::ops::Range;

use super::Step;
use crate::{
    protocol::page::{Command, Completions},
    session::{asking::Slot, state::Completing},
};

/// Items of the list.
const ITEMS_MAX: u32 = 12;

impl Step {
    pub(super) fn ask_completions(&mut self) {
        let query = &self.state.query;
        let Some((_, field, prefix)) = at_caret(&query.text, query.caret) else {
            return self.close_completions();
        };
        self.ask(Command::Complete { field, prefix, count: ITEMS_MAX });
    }

    pub(super) fn take_completions(&mut self, items: Completions) {
        let query = &self.state.query;
        let at = at_caret(&query.text, query.caret);
        self.query().completions =
            at.filter(|_| !items.items.is_empty()).map(|(range, field, _)| Completing {
                start: range.start,
                end: range.end,
                field,
                items,
                marked: None,
            });
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
        let query = &self.state.query;
        let Some(list) = query.completions.clone() else { return };
        let item = which.or(list.marked).and_then(|at| list.items.items.get(at));
        let range = list.start..list.end;
        if let (Some((item, _)), Some(_)) = (item, query.text.get(range.clone())) {
            let mut text = query.text.clone();
            text.replace_range(range, item);
            let caret = list.start + item.len();
            self.act(super::Action::QueryEdited { text, caret });
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

/// The word that ends at the caret: its range, the field it is a value of, and its text.
fn at_caret(text: &str, caret: usize) -> Option<(Range<usize>, Option<String>, String)> {
    let before = text.get(..caret)?;
    let start = before.rfind([' ', '(', ')', '=', '<', '>', ':']).map_or(0, |at| at + 1);
    let prefix = before.get(start..)?;
    let head = before.get(..start)?.trim_end_matches(['=', '!', '<', '>', ':']);
    let operated = head.len() < start && before.get(head.len()..)?.contains(['=', '<', '>', ':']);
    let field = head.rsplit([' ', '(']).next().filter(|field| operated && !field.is_empty());
    if field.is_none() && prefix.is_empty() {
        return None;
    }
    Some((start..caret, field.map(str::to_owned), prefix.to_owned()))
}
