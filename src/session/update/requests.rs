//! The requests panel: what is asked for, and what choosing a row does.
//!
//! Does not: count or sort; the lead does.

use std::{ops::Range, rc::Rc};

use super::Step;
use crate::{
    protocol::page::{Command, IdClasses, RequestSort, Requests, RequestsAsked},
    session::{
        asking::Slot,
        requests::{RequestsAction, RequestsShown},
        state::Tab,
    },
};

/// Bytes of files up to which texts stay in memory, so that ids are found without reading again.
const COUNTED_BYTES_MAX: u64 = 1 << 30;

impl Step {
    fn requests(&mut self) -> &mut RequestsShown {
        Rc::make_mut(&mut self.state.requests)
    }

    pub(super) fn act_requests(&mut self, action: RequestsAction) {
        match action {
            RequestsAction::ClassChosen(class) => self.change_requests(|asked| {
                *asked = RequestsAsked {
                    class,
                    sort: asked.sort,
                    descending: asked.descending,
                    ..RequestsAsked::default()
                };
            }),
            RequestsAction::Filtered(filter) => {
                self.change_requests(|asked| asked.filter = filter);
            }
            RequestsAction::RouteChosen(route) => {
                self.requests().by_route = false;
                self.change_requests(|asked| asked.route = route);
            }
            RequestsAction::DurationChosen(duration) => {
                self.change_requests(|asked| asked.duration_nanos = duration);
            }
            RequestsAction::Sorted(sort) => self.change_requests(|asked| {
                // What is most is looked for first.
                let first = matches!(sort, RequestSort::Start | RequestSort::Route);
                asked.descending = if asked.sort == sort { !asked.descending } else { !first };
                asked.sort = sort;
            }),
            RequestsAction::ByRoute(by_route) => self.requests().by_route = by_route,
            RequestsAction::Seen(seen) => self.see_requests(seen),
            RequestsAction::Chosen(rank) => {
                self.requests().cursor = Some(rank);
                self.follow_marked();
            }
            action => self.act_kinds(action),
        }
    }

    /// Other requests, or in another order: the list begins anew.
    fn change_requests(&mut self, change: impl FnOnce(&mut RequestsAsked)) {
        let shown = self.requests();
        change(&mut shown.asked);
        shown.cursor = None;
        shown.follows = false;
        shown.seen = 0..shown.seen.end.saturating_sub(shown.seen.start);
        shown.stale = true;
        self.ask_requests();
    }

    fn see_requests(&mut self, seen: Range<u64>) {
        if self.state.requests.seen != seen {
            self.requests().seen = seen;
            let waits = self.state.asking.waiting(Slot::Requests).is_some();
            if !waits && !self.state.requests.knows_seen() {
                self.ask_requests();
            }
        }
    }

    /// Asks for the list where it is on screen and may have changed; how many there are is asked for
    /// once all is read, unless that takes reading large files again.
    pub(super) fn ask_requests(&mut self) {
        let on_screen = self.state.view.tab == Tab::Requests;
        let progress = &self.state.open.progress;
        if !on_screen && (!progress.done || progress.bytes > COUNTED_BYTES_MAX) {
            return;
        }
        let command = Command::Requests(self.state.requests.question());
        self.ask_once(command, false);
        if on_screen {
            self.ask_once(Command::Ids, false);
        }
    }

    pub(super) fn take_requests(&mut self, asked: &Command, mut answer: Requests) {
        let Command::Requests(asked) = asked else { return };
        let rows = std::mem::take(&mut answer.rows);
        let ranks = u64::from(answer.first)..;
        let known = ranks.zip(rows).collect();
        let shown = self.requests();
        let last = answer.matching.checked_sub(1);
        shown.cursor = shown.cursor.and_then(|cursor| Some(cursor.min(last?)));
        shown.answer = Some(Rc::new(answer));
        shown.known = Rc::new(known);
        shown.stale = false;
        let follows = shown.follows;
        // Scrolled on meanwhile: but what did not come is not there, and is not asked for again.
        if *asked != shown.question() && !shown.knows_seen() {
            self.ask_requests();
        }
        if follows {
            self.follow_marked();
        }
    }

    pub(super) fn take_classes(&mut self, classes: IdClasses) {
        self.requests().classes = Some(Rc::new(classes));
    }

    /// Moves the mark; the first move marks the first row on screen.
    pub(super) fn move_request(&mut self, by: i64) {
        let shown = self.requests();
        let Some(last) = shown.count().checked_sub(1) else { return };
        let next = match shown.cursor {
            Some(cursor) => cursor.saturating_add_signed(by),
            None if by == i64::MAX => last,
            None if by == i64::MIN => 0,
            None => shown.seen.start,
        };
        shown.cursor = Some(next.min(last));
        if self.state.following.is_some() {
            self.follow_marked();
        }
    }

    /// Follows the marked request.
    pub(super) fn follow_marked(&mut self) {
        let marked = self.state.requests.marked().map(|row| (row.id.clone(), row.start));
        self.requests().follows = marked.is_none() && self.state.requests.cursor.is_some();
        if let Some((id, start)) = marked {
            self.follow_id_near(id, start);
        }
    }
}
