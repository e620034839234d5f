//! Looking closer: the detail of an event, what surrounds it, the next one like it, and finding text.
//!
//! Does not: move the list; `listing` does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Around, Command, Detail, RecordKey, Scope},
    session::{
        Action, Effect,
        effect::Target,
        state::{Context, FindOutcome, Seek},
        term,
    },
};

/// Records on each side when the surroundings are first shown, and at most.
const REACH: u32 = 25;
const REACH_MAX: u32 = 200;

impl Step {
    pub(super) fn act_looking(&mut self, action: Action) {
        match action {
            Action::RecordChosen(record) => self.choose_record(record),
            Action::DetailClosed => self.close_detail(),
            Action::SameAsked { field, value, forward } => self.find_same(&field, &value, forward),
            Action::ContextAsked { record, scope } => self.show_context(record, scope, REACH),
            Action::ContextWidened => {
                if let Some(context) = self.state.context.clone() {
                    let reach = (context.reach * 2).min(REACH_MAX);
                    self.show_context(context.record, context.scope, reach);
                }
            }
            Action::ContextClosed => self.state.context = None,
            Action::FindOpened(open) => self.open_find(open),
            Action::FindEdited(text) => {
                let find = self.find();
                find.text = text;
                find.outcome = FindOutcome::None;
            }
            Action::FindAsked { forward } => self.find_text(forward),
            _ => {}
        }
    }

    /// Opens a record's detail, and marks its row where the list holds it.
    pub(super) fn choose_record(&mut self, record: RecordKey) {
        Rc::make_mut(&mut self.state.detail).open = true;
        self.show_detail(record);
        self.rows().seek = Some(Seek::Go);
        self.ask(Command::RankOfRecord { record });
    }

    pub(super) fn show_detail(&mut self, record: RecordKey) {
        if self.state.detail.record == Some(record) && self.state.detail.detail.is_some() {
            return;
        }
        Rc::make_mut(&mut self.state.detail).record = Some(record);
        self.ask_detail();
    }

    pub(super) fn ask_detail(&mut self) {
        if let Some(record) = self.state.detail.record {
            self.ask(Command::Detail { record });
        }
    }

    pub(super) fn take_detail(&mut self, detail: Detail) {
        if self.state.detail.record == Some(detail.key) {
            if self.state.rows.cursor_key == Some(detail.key) {
                Rc::make_mut(&mut self.state.timeline).cursor = detail.time;
            }
            Rc::make_mut(&mut self.state.detail).detail = Some(Rc::new(detail));
        }
    }

    pub(super) fn close_detail(&mut self) {
        self.state.detail = Rc::default();
        self.effects.push(Effect::Focus(Target::Events));
    }

    /// The record that is looked at: the open one, or the one under the cursor.
    pub(super) fn record_at_hand(&self) -> Option<RecordKey> {
        self.state.detail.record.or(self.state.rows.cursor_key)
    }

    fn find_same(&mut self, field: &str, value: &str, forward: bool) {
        self.find_query(term::same(field, value), forward);
    }

    /// Goes to the next or previous row that a query holds for.
    pub(super) fn find_query(&mut self, query: String, forward: bool) {
        let (zone, from) = (self.state.view.zone.clone(), self.place());
        self.ask(Command::FindSame { query, zone, from, forward });
    }

    /// Next or previous event of the same pattern as the open one, or with the same message.
    pub(super) fn find_same_pattern(&mut self, forward: bool) {
        if let Some(detail) = self.state.detail.detail.clone() {
            self.find_same("pattern", &format!("{:016x}", detail.template), forward);
        } else {
            self.open_marked();
        }
    }

    pub(super) fn show_context(&mut self, record: RecordKey, scope: Scope, reach: u32) {
        let old =
            self.state.context.take().filter(|old| (old.record, old.scope) == (record, scope));
        let around = old.and_then(|old| old.around.clone());
        self.state.context = Some(Rc::new(Context { record, scope, reach, around }));
        self.view().tab = Default::default();
        self.ask(Command::Around { record, scope, before: reach, after: reach });
    }

    pub(super) fn take_around(&mut self, around: Around) {
        if let Some(context) = &mut self.state.context
            && (context.record, context.scope) == (around.record, around.scope)
        {
            Rc::make_mut(context).around = Some(Rc::new(around));
        }
    }

    pub(super) fn open_find(&mut self, open: bool) {
        let find = self.find();
        find.open = open;
        find.outcome = FindOutcome::None;
        self.effects.push(Effect::Focus(if open { Target::Find } else { Target::Events }));
    }

    pub(super) fn find_text(&mut self, forward: bool) {
        let text = self.state.find.text.clone();
        if text.is_empty() {
            return self.open_find(true);
        }
        self.show_list();
        self.find().open = true;
        self.find().outcome = FindOutcome::Searching;
        let from = self.place();
        self.ask(Command::Find { text, from, forward });
    }

    /// From where to search: the marked row, or the upper edge of the screen.
    fn place(&self) -> u64 {
        let rows = &self.state.rows;
        rows.cursor.unwrap_or(rows.top.floor() as u64)
    }

    pub(super) fn take_found(&mut self, asked: &Command, rank: Option<u64>, wrapped: bool) {
        let text = matches!(asked, Command::Find { .. });
        if text {
            self.find().outcome = match rank {
                Some(_) => FindOutcome::Found { wrapped },
                None => FindOutcome::Nowhere,
            };
        }
        match rank {
            Some(rank) => {
                if !text && wrapped {
                    self.notice("Went on from the other end");
                }
                self.mark_exactly(rank);
            }
            None if !text => self.notice("No other event has it"),
            None => {}
        }
    }
}
