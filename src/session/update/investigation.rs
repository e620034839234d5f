//! The investigation file: opening one, before or after the logs it is about, and saving one.
//!
//! Opening one is a step of undo.
//!
//! Does not: read or write its text; `session::investigation` does.

use std::rc::Rc;

use super::Step;
use crate::session::{
    Action, Effect,
    investigation::{self, Investigation, Outcome},
    marks::{MARKS_MAX, Mark},
    show::grouped,
};

impl Step {
    pub(super) fn act_investigation(&mut self, action: Action) {
        match action {
            Action::InvestigationOpened { name, text } => self.open_investigation(&name, text),
            Action::InvestigationSaveAsked => self.save_investigation(),
            Action::DifferencesDismissed => {
                self.open().expected.clear();
                self.view().investigation = None;
            }
            _ => {}
        }
    }

    fn save_investigation(&mut self) {
        if !self.state.opened() {
            return self.notice("Open the logs first");
        }
        self.keep_note();
        let (name, text) = investigation::write(&self.state);
        self.effects.push(Effect::SaveFile { name, text });
        self.notice("The investigation is saved; drop the file with the logs to go on");
    }

    fn open_investigation(&mut self, name: &str, text: Option<String>) {
        let found = text.ok_or("The browser could not read it.".to_owned());
        match found.and_then(|text| investigation::read(&text)) {
            Err(why) => {
                let advice = "What is shown stays as it is.".to_owned();
                self.trouble(format!("{name}: {why}"), advice);
            }
            Ok(found) => self.show_investigation(name, found),
        }
    }

    fn show_investigation(&mut self, name: &str, mut found: Investigation) {
        let what = format!("{name} holds {}.", found.words());
        let (marks, lost) = joined(&self.state.marks.list, &found.link.marks);
        if lost > 0 {
            let most = grouped(MARKS_MAX as u64);
            found.unread.push(format!("{lost} marks have no room: there are {most}."));
        }
        found.link.marks = Rc::new(marks);
        self.follow(&found.link);
        self.set_marks(&found.link);
        self.expect(&found.link);
        self.apply_notes();
        if found.link.theme != self.state.prefs.theme && found.link.theme != Default::default() {
            self.choose_theme(found.link.theme);
        }
        self.keep_formats(&found);
        self.view().investigation = Some(Rc::new(Outcome { what, unread: found.unread }));
    }

    /// Formats that the browser does not keep yet are kept; one of the same name stays.
    fn keep_formats(&mut self, found: &Investigation) {
        let kept = &self.state.prefs.formats;
        let known = |name: &str| kept.iter().any(|format| format.name == name);
        let new: Vec<_> = found.formats.iter().filter(|it| !known(&it.name)).cloned().collect();
        if !new.is_empty() {
            self.prefs().formats.extend(new);
            self.store_prefs();
        }
    }
}

/// The marks there are and those of a file, and how many had no room. Where both say something of
/// one place, both notes are kept.
fn joined(own: &[Mark], of_file: &[Mark]) -> (Vec<Mark>, usize) {
    let mut all = own.to_vec();
    let mut lost = 0;
    for mark in of_file {
        let room = all.len() < MARKS_MAX;
        match all.iter_mut().find(|known| known.place.same(&mark.place)) {
            Some(known) if known.note.contains(&mark.note) => {}
            Some(known) if mark.note.contains(&known.note) => *known = mark.clone(),
            Some(known) => known.note = format!("{}\n\n{}", known.note, mark.note),
            None if room => all.push(mark.clone()),
            None => lost += 1,
        }
    }
    (all, lost)
}
