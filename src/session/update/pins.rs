//! Pinned searches: pinning, stepping through them, and asking how many match.
//!
//! Does not: count; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, PINS_MAX, Pins},
    session::{
        asking::Slot,
        pins::{PinAction, PinsShown},
    },
};

impl Step {
    fn pins(&mut self) -> &mut PinsShown {
        Rc::make_mut(&mut self.state.pins)
    }

    pub(super) fn act_pins(&mut self, action: PinAction) {
        match action {
            PinAction::Pinned => self.pin_filter(),
            PinAction::Dropped(at) => {
                if at < self.state.pins.queries.len() {
                    let pins = self.pins();
                    pins.queries.remove(at);
                    pins.answer = None;
                    self.ask_pins();
                }
            }
            PinAction::Chosen(at) => {
                if let Some(query) = self.state.pins.queries.get(at).cloned() {
                    self.replace_query(query);
                }
            }
            PinAction::Stepped { pin, forward } => {
                if let Some(query) = self.state.pins.queries.get(pin).cloned() {
                    self.show_list();
                    self.find_query(query, forward);
                }
            }
        }
    }

    /// Pins what a link or an investigation names.
    pub(super) fn show_pins(&mut self, queries: &[String]) {
        if self.state.pins.queries != queries {
            let pins = self.pins();
            pins.queries = queries.to_vec();
            pins.answer = None;
            self.ask_pins();
        }
    }

    /// The filter is answered, or refused: one that was to be pinned is pinned, or given up.
    pub(super) fn pin_awaited(&mut self, is_filter: bool) {
        if self.state.pins.awaited {
            self.pins().awaited = false;
            if is_filter {
                self.pin_filter();
            }
        }
    }

    fn pin_filter(&mut self) {
        // A key may come before the answer to what was typed: that is meant, not the filter before.
        if self.state.asking.waiting(Slot::Select).is_some() {
            self.pins().awaited = true;
            return;
        }
        let query = self.state.query.shown.trim().to_owned();
        let pinned = &self.state.pins.queries;
        match () {
            () if query.is_empty() => self.notice("Write a filter to pin it"),
            () if pinned.contains(&query) => self.notice("That filter is pinned already"),
            () if pinned.len() >= PINS_MAX => {
                self.notice("Eight searches are pinned: take one away first");
            }
            () => {
                self.pins().queries.push(query);
                self.ask_pins();
            }
        }
    }

    /// Asks for counts, where they may have changed; also when the last pin was taken away, so that
    /// rows know.
    pub(super) fn ask_pins(&mut self) {
        let pins = &self.state.pins;
        if pins.queries.is_empty() && pins.answer.is_none() && !self.marked_by_pins() {
            return;
        }
        let command = Command::Pins {
            queries: pins.queries.clone(),
            zone: self.state.view.zone.clone(),
            range: self.state.view.range,
            buckets_max: self.state.timeline.buckets_max.max(1),
        };
        self.ask_once(command, false);
    }

    fn marked_by_pins(&self) -> bool {
        self.state.rows.known.values().any(|row| row.pins != 0)
    }

    /// The counts are there: rows say now which searches they match.
    pub(super) fn take_pins(&mut self, answer: Pins) {
        let queries = self.state.pins.queries.len();
        self.pins().answer = (queries > 0).then(|| Rc::new(answer));
        self.rows().stale = true;
        self.ask_rows();
    }
}
