//! Links and undo: the browser's history is the stack, each entry a link.
//!
//! After each action the link of the new state is compared with that of the old one:
//! another filter, zoom, zone, fold, set of columns, pins, metrics or series, followed id, kind of ids or mark is a new entry; what is merely pointed at changes the present one.
//!
//! Does not: touch the address; the shell does.

use std::rc::Rc;

use super::Step;
use crate::session::{
    Effect, State,
    action::ZonePurpose,
    effect::Entry,
    link::Link,
    state::{History, Prefs, Theme},
};

impl Step {
    pub(super) fn start(&mut self, link: &str, prefs: Prefs, example: bool) {
        Rc::make_mut(&mut self.state.open).example = example;
        let zone = prefs.zone.clone();
        self.state.prefs = Rc::new(prefs);
        self.view().zone = crate::protocol::page::Zone::utc();
        let link = self.follow_text(link);
        self.set_marks(&link);
        self.expect(&link);
        if link.theme != Theme::System {
            self.prefs().theme = link.theme;
        }
        self.effects.push(Effect::SetTheme(self.state.prefs.theme));
        if let Some(name) = zone.filter(|_| link.zone.is_none()) {
            let purpose = ZonePurpose::Display { chosen: false };
            self.effects.push(Effect::LoadZone { name, purpose });
        }
        self.replace_entry();
    }

    /// Shows what an entry of the history, or an address changed by hand, says.
    pub(super) fn travel(&mut self, link: &str, position: Option<u32>) {
        let link = self.follow_text(link);
        match position {
            // By hand: an address holds no marks, so they stay.
            None => {
                self.expect(&link);
                self.apply_notes();
            }
            // Where undo goes back the sources stay as they are.
            Some(_) => self.set_marks(&link),
        }
        let history = Rc::make_mut(&mut self.state.history);
        match position {
            Some(position) => {
                history.position = position;
                history.last = history.last.max(position);
            }
            None => {
                history.position += 1;
                history.last = history.position;
                self.replace_entry();
            }
        }
    }

    fn follow_text(&mut self, text: &str) -> Link {
        match Link::read(text) {
            Ok(link) => {
                self.view().link_mistake = None;
                self.follow(&link);
                link
            }
            Err(error) => {
                self.view().link_mistake = Some(error.to_string());
                Link::default()
            }
        }
    }

    /// What a link says of sources holds as soon as they are open.
    pub(super) fn expect(&mut self, link: &Link) {
        let open = self.open();
        open.notes.clone_from(&link.sources);
        open.expected.clone_from(&link.files);
    }

    /// Shows what a link says, but for sources and marks.
    pub(super) fn follow(&mut self, link: &Link) {
        let zone = link.zone.clone().unwrap_or_else(|| "UTC".to_owned());
        let view = self.view();
        if view.zone.name != zone {
            let purpose = ZonePurpose::Display { chosen: false };
            self.effects.push(Effect::LoadZone { name: zone, purpose });
        }
        let view = self.view();
        view.range = link.range;
        view.zooms.clear();
        view.columns.clone_from(&link.columns);
        view.folded = link.folded;
        view.tab = link.tab;
        view.wanted.clone_from(&link.at);
        let query = self.query();
        query.text.clone_from(&link.query);
        query.caret = link.query.len();
        query.typing = false;
        query.completions = None;
        self.follow_wanted(link.id.clone());
        self.choose_ids(link.ids.clone());
        self.show_pins(&link.pins);
        self.show_metrics(&link.metrics, link.split.as_ref());
        self.show_tracks(&link.tracks);
        self.explain_wanted(link.explained);
        self.select();
        self.ask_timelines();
        self.ask_panels();
        self.open_wanted();
    }

    pub(super) fn undo(&mut self) {
        if self.state.history.position > 0 {
            self.effects.push(Effect::Travel(-1));
        } else {
            self.notice("Nothing to undo");
        }
    }

    pub(super) fn redo(&mut self) {
        if self.state.history.position < self.state.history.last {
            self.effects.push(Effect::Travel(1));
        } else {
            self.notice("Nothing to redo");
        }
    }

    pub(super) fn link_copied(&mut self, done: bool) {
        let left_out = Link::of(&self.state).left_out();
        match (done, left_out.is_empty()) {
            (false, _) => self.notice("Not copied"),
            (true, true) => self.notice("Copied"),
            (true, false) => {
                let left_out = left_out.join(", ");
                self.notice(&format!(
                    "Copied without {left_out}: save the investigation (L) to hand those on"
                ));
            }
        }
    }

    fn replace_entry(&mut self) {
        let entry = entry(&self.state);
        self.effects.push(Effect::ReplaceHistory(entry));
    }
}

/// Records in the history what the action changed.
pub(super) fn record(old: &State, step: &mut Step) {
    let new = &step.state;
    let untouched = Rc::ptr_eq(&old.query, &new.query)
        && Rc::ptr_eq(&old.view, &new.view)
        && Rc::ptr_eq(&old.detail, &new.detail)
        && old.following.as_ref().map(|it| &it.id) == new.following.as_ref().map(|it| &it.id)
        && old.explaining.as_ref().map(Rc::as_ptr) == new.explaining.as_ref().map(Rc::as_ptr)
        && Rc::ptr_eq(&old.marks.list, &new.marks.list)
        && Rc::ptr_eq(&old.open, &new.open)
        && Rc::ptr_eq(&old.pins, &new.pins)
        && Rc::ptr_eq(&old.metrics, &new.metrics)
        && old.tracks.chosen == new.tracks.chosen
        && Rc::ptr_eq(&old.prefs, &new.prefs);
    if untouched {
        return;
    }
    let (before, after) = (Link::of(old), Link::of(new));
    if before == after {
        return;
    }
    let query = after.query.clone();
    let typing_on =
        old.query.typing && new.query.typing && after.same_step(&Link { query, ..before.clone() });
    // A zone that a link or the preferences brought is no step of its own.
    let settled = old.view.zone.name != new.view.zone.name && new.prefs.zone == old.prefs.zone;
    if before.same_step(&after) || typing_on || settled && zone_only(&before, &after) {
        step.replace_entry();
    } else {
        let position = step.state.history.position + 1;
        step.state.history = Rc::new(History { position, last: position });
        let entry = entry(&step.state);
        step.effects.push(Effect::PushHistory(entry));
    }
}

fn zone_only(before: &Link, after: &Link) -> bool {
    before.same_step(&Link { zone: before.zone.clone(), ..after.clone() })
}

fn entry(state: &State) -> Entry {
    let link = Link::of(state);
    Entry { hash: link.write(), whole: link.write_whole(), position: state.history.position }
}
