//! A person's own format: edited, tried at each change, kept, and used for a source.
//!
//! Does not: run an expression; the lead has it tried.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, OwnFormat, OwnMistake, SourceId, Tried},
    session::{
        Effect,
        own_format::{OwnAction, OwnEditing, exported, imported},
        state::Dialog,
    },
};

impl Step {
    pub(super) fn act_own_format(&mut self, action: OwnAction) {
        match action {
            OwnAction::Opened(source) => self.open_own_format(source),
            OwnAction::Edited(draft) => self.edit_own_format(draft),
            OwnAction::Applied => self.apply_own_format(),
            OwnAction::Removed(name) => {
                self.prefs().formats.retain(|format| format.name != name);
                self.store_prefs();
            }
            OwnAction::ExportAsked => {
                if let Some(editing) = &self.state.own_format {
                    let (name, text) = exported(&editing.draft);
                    self.effects.push(Effect::SaveFile { name, text });
                }
            }
            OwnAction::Imported(text) => match imported(&text) {
                Ok(format) => self.edit_own_format(format),
                Err(words) => {
                    if let Some(editing) = &mut self.state.own_format {
                        Rc::make_mut(editing).file_mistake = Some(words);
                    }
                }
            },
            OwnAction::Chosen { source, name } => {
                let kept = self.state.prefs.formats.iter().find(|format| format.name == name);
                if let Some(own) = kept.cloned() {
                    self.use_own_format(source, &own);
                }
            }
        }
    }

    fn open_own_format(&mut self, source: SourceId) {
        let Some(settings) = self.state.open.settings(source) else { return };
        let own = settings.own.clone();
        let name = self.state.open.name(source).unwrap_or_default().to_owned();
        self.state.own_format = Some(Rc::new(OwnEditing::of(source, own, &name)));
        self.open_dialog(Some(Dialog::OwnFormat));
        self.try_own_format();
    }

    fn edit_own_format(&mut self, draft: OwnFormat) {
        let Some(editing) = &mut self.state.own_format else { return };
        let editing = Rc::make_mut(editing);
        editing.file_mistake = None;
        let same = (&editing.draft.pattern, &editing.draft.time) == (&draft.pattern, &draft.time);
        editing.draft = draft;
        if !same {
            self.try_own_format();
        }
    }

    pub(super) fn try_own_format(&mut self) {
        let Some(editing) = &self.state.own_format else { return };
        let (source, own) = (editing.source, editing.draft.clone());
        self.ask(Command::TryFormat { source, own });
    }

    pub(super) fn take_tried(&mut self, tried: Result<Tried, OwnMistake>) {
        let Some(editing) = &mut self.state.own_format else { return };
        let editing = Rc::make_mut(editing);
        match tried {
            Ok(tried) => {
                editing.tried = Some(Rc::new(tried));
                editing.mistake = None;
            }
            Err(mistake) => editing.mistake = Some(mistake),
        }
    }

    fn apply_own_format(&mut self) {
        let Some(editing) = self.state.own_format.clone().filter(|it| it.is_usable()) else {
            return;
        };
        let formats = &mut self.prefs().formats;
        formats.retain(|format| format.name != editing.draft.name);
        formats.push(editing.draft.clone());
        self.store_prefs();
        self.use_own_format(editing.source, &editing.draft);
        self.open_dialog(None);
    }

    fn use_own_format(&mut self, source: SourceId, own: &OwnFormat) {
        self.set(source, |settings| {
            settings.own = Some(own.clone());
            settings.format = None;
        });
    }
}
