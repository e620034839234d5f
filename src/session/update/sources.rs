//! What a person says of a source: zone, format, clock, colour, and which parts belong together.
//!
//! What is said of a part of a rotated file is said of all of it.
//!
//! Does not: read a source; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, SourceId, SourceSettings, SourceState, Zone, archive_of},
    session::{
        Action, Effect,
        action::ZonePurpose,
        source_notes::{COLOURS, SourceNote},
        state::Tab,
    },
};

impl Step {
    pub(super) fn act_sources(&mut self, action: Action) {
        match action {
            Action::SourceZoneChosen { source, zone: None } => self.source_zone(source, None),
            Action::SourceZoneChosen { source, zone: Some(name) } => {
                let purpose = ZonePurpose::Source(source);
                self.effects.push(Effect::LoadZone { name, purpose });
            }
            Action::SourceFormatChosen { source, format } => {
                self.set(source, |settings| {
                    settings.format.clone_from(&format);
                    settings.own = None;
                });
            }
            Action::SourceShifted { source, nanos } => {
                self.set(source, |settings| settings.shift_nanos = nanos);
            }
            Action::SourceNarrowed { source, within } => {
                self.set(source, |settings| settings.within = within);
            }
            Action::MemoryChosen(bytes_max) => {
                self.prefs().shard_bytes_max = Some(bytes_max);
                self.store_prefs();
                self.limit_memory();
                self.read_full_ones_again();
            }
            Action::SourceTakenApart { source, apart } => {
                self.set(source, |settings| settings.apart = apart);
            }
            Action::SourceColoured { source, colour } if colour < COLOURS => {
                let parts = self.parts(source);
                self.open().colours.extend(parts.into_iter().map(|part| (part, colour)));
            }
            _ => {}
        }
    }

    pub(super) fn source_zone(&mut self, source: SourceId, zone: Option<Zone>) {
        self.set(source, |settings| settings.zone.clone_from(&zone));
    }

    /// Changes what is said of a source, and of the other parts where it is a part.
    pub(super) fn set(&mut self, id: SourceId, change: impl Fn(&mut SourceSettings)) {
        for part in self.parts(id) {
            self.set_part(part, &change);
        }
    }

    fn set_part(&mut self, id: SourceId, change: impl Fn(&mut SourceSettings)) {
        let Some(mut settings) = self.state.open.settings(id).cloned() else { return };
        let before = settings.clone();
        change(&mut settings);
        if settings == before {
            return;
        }
        let open = self.open();
        match open.sources.iter_mut().find(|source| source.id == id) {
            Some(source) => source.settings = settings.clone(),
            None => {
                let archive = archive_of(id);
                let archive = open.sources.iter_mut().find(|open| Some(open.id) == archive);
                if let Some(archive) = archive {
                    archive.inside.insert(id, settings.clone());
                }
            }
        }
        open.progress.done = false;
        self.forget_full(id);
        self.give_up_growth();
        self.ask(Command::Reread { source: id, settings });
    }

    /// What was said of a source that memory cut short is over: it is read anew.
    pub(super) fn forget_full(&mut self, id: SourceId) {
        let mut known = self.state.open.progress.sources.iter();
        if known.any(|source| source.id == id && source.state == SourceState::Full) {
            self.state.trouble = None;
        }
    }

    /// There is more room now, maybe enough for what was not read to its end.
    fn read_full_ones_again(&mut self) {
        let known = self.state.open.progress.sources.iter();
        let full = known.filter(|source| source.state == SourceState::Full);
        let full: Vec<SourceId> = full.map(|source| source.id).collect();
        full.into_iter().for_each(|id| self.act_opening(Action::SourceReadAgain(id)));
    }

    /// The parts of the rotated file that a source is a part of, or was taken from; itself at least.
    fn parts(&self, id: SourceId) -> Vec<SourceId> {
        let known = &self.state.open.progress.sources;
        let of = known.iter().find(|source| source.id == id);
        match of.and_then(|source| source.group.as_ref()) {
            Some(group) => {
                let parts = known.iter().filter(|source| source.group.as_ref() == Some(group));
                parts.map(|part| part.id).collect()
            }
            None => vec![id],
        }
    }

    /// What a link says of sources that are open now is done.
    pub(super) fn apply_notes(&mut self) {
        self.resolve_marks();
        if self.state.open.notes.is_empty() {
            return;
        }
        let open = self.open();
        let named = open.sources.iter().map(|source| (source.id, source.name.clone()));
        let inside = open.progress.sources.iter().filter(|it| archive_of(it.id).is_some());
        let inside = inside.map(|source| (source.id, source.name.clone()));
        let all: Vec<_> = named.chain(inside).collect();
        for (id, name) in all {
            let Some(note) = self.open().notes.remove(&name) else { continue };
            self.apply_note(id, &note);
        }
    }

    fn apply_note(&mut self, id: SourceId, note: &SourceNote) {
        if let Some(colour) = note.colour {
            self.open().colours.insert(id, colour);
        }
        self.set_part(id, |settings| note.apply(settings));
        if let Some(name) = note.zone.clone() {
            self.effects.push(Effect::LoadZone { name, purpose: ZonePurpose::Source(id) });
        }
    }

    /// Asks which clocks seem wrong, where that is on screen and may have changed.
    pub(super) fn ask_clocks(&mut self) {
        let open = &self.state.open;
        let told = self.state.following.as_ref().and_then(|it| it.told.as_ref());
        let is_shown =
            self.state.view.tab == Tab::Sources || told.is_some_and(|told| told.sources.len() > 1);
        if is_shown && open.progress.done && open.several() {
            self.ask_once(Command::Clocks, false);
        }
    }

    pub(super) fn take_clocks(&mut self, clocks: crate::protocol::page::Clocks) {
        self.open().clocks = Rc::new(clocks);
        self.say_skew();
    }
}
