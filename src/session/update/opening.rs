//! Opening and closing sources, and workers that come and go.
//!
//! What is opened is remembered here first; the lead is told as soon as it listens.
//! So workers that died need nothing but their successors' `Ready`.
//!
//! Does not: hold a file; the shell does, under the source's number.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{
        Command, FormatName, OpenSource, Progress, SourceId, SourceState, SourceSummary,
    },
    session::{
        Action, ChosenFile, Effect,
        fingerprint::HASHED_MAX,
        show::{self, bytes},
        state::{Open, State, Tab, Workers},
        tails::Tails,
    },
};

/// So often in a row the workers are started again without being asked.
const FAILURES_MAX: u32 = 3;

impl Workers {
    /// Whether commands are heard.
    pub(in crate::session) fn listen(self) -> bool {
        matches!(self, Workers::Ready { .. })
    }
}

impl Step {
    pub(super) fn open(&mut self) -> &mut Open {
        Rc::make_mut(&mut self.state.open)
    }

    pub(super) fn act_opening(&mut self, action: Action) {
        match action {
            Action::FilesHovered(hovering) if hovering != self.state.open.hovering => {
                self.open().hovering = hovering;
            }
            Action::FilesChosen(files) => self.open_files(files),
            Action::PickerAsked { folder } => self.effects.push(Effect::OpenPicker { folder }),
            Action::ExampleAsked => self.effects.push(Effect::OpenExample),
            Action::LoadingStopped if !self.state.open.progress.done => {
                self.ask(Command::StopLoading);
            }
            Action::SourceClosed(source) => self.close(source),
            Action::SourceReadAgain(source) => self.read_again(source),
            Action::AllClosed => self.close_all(),
            Action::RetryAsked => {
                Rc::make_mut(&mut self.state.asking).forget();
                let open = self.open();
                open.failures = 0;
                open.workers = Workers::Starting;
                open.progress = Progress::default();
                open.pace = None;
                self.state.trouble = None;
                self.effects.push(Effect::RestartWorkers);
            }
            _ => {}
        }
    }

    fn open_files(&mut self, files: Vec<ChosenFile>) {
        self.open().hovering = false;
        let files: Vec<_> = files.into_iter().filter(|file| !self.renew(file)).collect();
        let (known, new): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| self.is_open(file));
        if !known.is_empty() {
            let count = known.len();
            let text = if count == 1 {
                "That file is open already".to_owned()
            } else {
                format!("{count} files are open already")
            };
            self.notice(&text);
            self.effects.push(Effect::ForgetFiles(known.iter().map(|file| file.id).collect()));
        }
        let first = !self.state.opened();
        let live: Vec<_> = new.iter().filter(|file| file.live).map(|file| file.id).collect();
        let sources: Vec<OpenSource> = new.into_iter().map(opened).collect();
        if sources.is_empty() {
            return;
        }
        let open = self.open();
        Rc::make_mut(&mut open.tails).handles.extend(live);
        open.sources.extend(sources.iter().cloned());
        open.progress.done = false;
        open.pace = None;
        if first {
            self.limit_memory();
        }
        self.ask(Command::Open { sources });
        self.tell_ids_said();
        self.apply_notes();
        if first {
            self.select();
            self.effects.push(Effect::Focus(crate::session::effect::Target::Events));
        }
    }

    /// Whether a file takes the place of a source of its name that could not be read (to its end, or
    /// any more): it is read anew then, under what was said of it.
    fn renew(&mut self, file: &ChosenFile) -> bool {
        let failed = |source: &&SourceSummary| matches!(source.state, SourceState::Failed(_));
        let mut failed = self.state.open.progress.sources.iter().filter(failed);
        let Some(id) =
            failed.find(|it| show::file(&it.name) == show::file(&file.name)).map(|it| it.id)
        else {
            return false;
        };
        let open = self.open();
        let Some(source) = open.sources.iter_mut().find(|source| source.id == id) else {
            return false; // inside of an archive
        };
        (source.bytes, source.modified) = (file.bytes, file.modified);
        open.hashes.remove(&id);
        let handles = &mut Rc::make_mut(&mut open.tails).handles;
        handles.remove(&id);
        handles.extend(file.live.then_some(id));
        self.effects.push(Effect::RenewFile { source: id, file: file.id });
        self.read_again(id);
        true
    }

    /// Has a source read from the beginning, as its file is.
    fn read_again(&mut self, id: SourceId) {
        let source = self.state.open.sources.iter().find(|source| source.id == id).cloned();
        let Some(source) = source else { return };
        self.forget_full(id);
        let open = self.open();
        open.progress.done = false;
        open.pace = None;
        // Until there is news of it, nothing is known: it is not taken for the failed one again.
        open.progress.sources.retain(|known| known.id != id);
        self.give_up_growth();
        self.ask(Command::Open { sources: vec![source] });
    }

    /// Whether the very same file was opened before.
    fn is_open(&self, file: &ChosenFile) -> bool {
        self.state.open.sources.iter().any(|source| {
            (&source.name, source.bytes, source.modified) == (&file.name, file.bytes, file.modified)
        })
    }

    fn close(&mut self, source: SourceId) {
        let open = &self.state.open;
        if !open.sources.iter().any(|open| open.id == source) {
            return;
        }
        if open.sources.len() == 1 {
            return self.close_all();
        }
        self.open().sources.retain(|open| open.id != source);
        self.open().progress.sources.retain(|open| open.id != source);
        let tails = Rc::make_mut(&mut self.open().tails);
        tails.handles.remove(&source);
        tails.followed.remove(&source);
        tails.held.remove(&source);
        self.give_up_growth();
        self.resolve_marks();
        self.effects.push(Effect::ForgetFiles(vec![source]));
        self.ask(Command::Close { source });
        if self.state.detail.record.is_some_and(|record| record.source == source) {
            self.state.detail = Rc::default();
        }
        if self.state.context.as_ref().is_some_and(|context| context.record.source == source) {
            self.state.context = None;
        }
    }

    /// The memory of workers never shrinks, so they are replaced.
    fn close_all(&mut self) {
        if !self.state.opened() {
            return;
        }
        let old = std::mem::take(&mut self.state);
        let ids = old.open.sources.iter().map(|source| source.id).collect();
        self.state = State {
            prefs: old.prefs,
            history: old.history,
            notice: old.notice,
            open: Rc::new(Open {
                example: old.open.example,
                // The shell may be about to look, which it does once at a time.
                tails: Rc::new(Tails { looking: old.open.tails.looking, ..Tails::default() }),
                ..Open::default()
            }),
            view: Rc::new(crate::session::state::View {
                zone: old.view.zone.clone(),
                ..Default::default()
            }),
            asking: old.asking,
            ..State::default()
        };
        Rc::make_mut(&mut self.state.asking).forget();
        self.effects.push(Effect::ForgetFiles(ids));
        self.effects.push(Effect::RestartWorkers);
    }

    /// The workers listen: whatever is open is opened with them.
    pub(super) fn workers_ready(&mut self, shards: u32, formats: Vec<FormatName>) {
        if self.state.open.workers == Workers::Failed {
            return;
        }
        let open = self.open();
        open.workers = Workers::Ready { shards };
        open.formats = Rc::new(formats);
        if !self.state.opened() {
            return;
        }
        let sources = self.state.open.sources.clone();
        self.limit_memory();
        self.ask(Command::Open { sources });
        self.tell_ids_said();
        if !self.state.patterns.edits.is_empty() {
            self.tell_edits();
        }
        self.draw_veil();
        self.select();
    }

    pub(super) fn limit_memory(&mut self) {
        if let Some(bytes_max) = self.state.prefs.shard_bytes_max {
            self.ask(Command::Limit { bytes_max });
        }
    }

    /// Says which source stopped short of its end, or is not as it was any more.
    pub(super) fn warn_of(&mut self, told: &[SourceSummary]) {
        for source in told {
            let known = &self.state.open.progress.sources;
            let before = known.iter().find(|known| known.id == source.id).map(|it| &it.state);
            match (before, &source.state) {
                (Some(SourceState::Full), SourceState::Full) => {}
                (_, SourceState::Full) => self.trouble(
                    format!(
                        "Memory is full: {} was read up to {} of {}.",
                        source.name,
                        bytes(source.bytes_read),
                        bytes(source.bytes)
                    ),
                    "What was read can be searched, the rest is not counted. Under Sources (5) \
                     read only a part of its time, allow more memory, or remove other sources."
                        .to_owned(),
                ),
                // It was read, maybe before the workers stopped.
                (before, SourceState::Failed(why))
                    if before == Some(&SourceState::Done)
                        || before != Some(&source.state) && self.is_resuming() =>
                {
                    let advice = "Counts leave out what is not there any more. Add the file again \
                                  to read it as it is now.";
                    self.trouble(format!("{}: {why}.", source.name), advice.to_owned());
                }
                _ => {}
            }
        }
    }

    pub(super) fn workers_failed(&mut self, what: String) {
        self.interrupted();
        let open = self.open();
        open.failures += 1;
        open.pace = None;
        open.progress = Progress::default();
        open.workers =
            if open.failures >= FAILURES_MAX { Workers::Failed } else { Workers::Starting };
        let advice = match (open.workers, open.sources.is_empty()) {
            (Workers::Failed, _) => {
                "It was started again and stopped again. Your filter and view are kept. \
                 Close the largest source, or try again."
            }
            (_, true) => "It was started again.",
            (_, false) => {
                "It was started again and reads the files again. Your filter and view are kept."
            }
        };
        self.trouble(what, advice.to_owned());
    }

    /// Hashes the ends of files, where that was not done; when all is read, so that reading goes first.
    pub(super) fn hash_files(&mut self) {
        let open = &self.state.open;
        let sources = open.sources.iter().take(HASHED_MAX).map(|source| source.id);
        let ids: Vec<_> = sources.filter(|id| !open.hashes.contains_key(id)).collect();
        if !ids.is_empty() && !open.hashing {
            self.open().hashing = true;
            self.effects.push(Effect::HashFiles(ids));
        }
    }

    pub(super) fn files_hashed(&mut self, hashes: Vec<(SourceId, Option<u64>)>) {
        let open = self.open();
        open.hashing = false;
        open.hashes.extend(hashes);
        if open.progress.done {
            self.hash_files();
        }
    }

    /// A record that a link points at is opened once its source is read.
    pub(super) fn open_wanted(&mut self) {
        let Some((offset, name)) = self.state.view.wanted.clone() else { return };
        let done = self.state.open.progress.done;
        let source = self.state.open.id_of(&name);
        if let Some(source) = source.filter(|_| done) {
            let record = crate::protocol::page::RecordKey { source, offset };
            self.view().wanted = None;
            self.view().tab = Tab::Events;
            self.choose_record(record);
        }
    }
}

fn opened(file: ChosenFile) -> OpenSource {
    OpenSource {
        id: file.id,
        name: file.name,
        bytes: file.bytes,
        modified: file.modified,
        ..OpenSource::default()
    }
}
