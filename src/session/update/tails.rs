//! Following files that are still written.
//!
//! Does not: wait; the shell looks at the files a second after it was told to.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, FileNow, SourceId, SourceState, SourceSummary, TimeRange},
    session::{
        Effect,
        asking::Slot,
        runs,
        tails::{Followable, Tail, TailAction, Tails},
    },
};

/// A file is held as a whole up to this many bytes.
const HELD_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Lines by which the list may miss its end and still stands there.
const END_LINES: f64 = 0.5;

impl Step {
    fn tails(&mut self) -> &mut Tails {
        Rc::make_mut(&mut self.open().tails)
    }

    pub(super) fn act_tails(&mut self, action: TailAction) {
        match action {
            TailAction::Toggled(source) => {
                if self.tails().followed.remove(&source).is_none() {
                    self.follow_files(|it| it.id == source);
                }
            }
            TailAction::AllToggled if self.state.open.tails.followed.is_empty() => {
                self.follow_files(|_| true);
                let words = match self.state.open.tails.followed.len() {
                    0 => "No file can be followed: see the sources (5)".to_owned(),
                    1 => "1 file is followed".to_owned(),
                    count => format!("{count} files are followed"),
                };
                self.notice(&words);
            }
            TailAction::AllToggled => {
                self.tails().followed.clear();
                self.notice("No file is followed any more");
            }
            TailAction::ReadAnew(source) => {
                let name = self.state.open.name(source).map(str::to_owned);
                self.effects.extend(name.map(|name| Effect::HoldFile(source, name)));
            }
            TailAction::Looked(files) => self.looked(&files),
        }
    }

    fn follow_files(&mut self, wanted: impl Fn(&SourceSummary) -> bool) {
        let open = &self.state.open;
        let follows =
            |it: &&SourceSummary| wanted(it) && open.tails.followable(it) == Followable::Yes;
        let tail = |it: &SourceSummary| {
            (it.id, Tail { records: it.records, bytes: it.bytes, missing: false })
        };
        let new: Vec<_> = open.progress.sources.iter().filter(follows).map(tail).collect();
        self.tails().followed.extend(new);
        self.look();
    }

    /// Has the shell look at the files that are followed, if it is not about to.
    fn look(&mut self) {
        let tails = &self.state.open.tails;
        if !tails.followed.is_empty() && !tails.looking {
            let known = &self.state.open.progress.sources;
            let ends = known.iter().filter(|it| tails.followed.contains_key(&it.id));
            let ends = ends.map(|it| (it.id, it.grows.unwrap_or(0))).collect();
            self.tails().looking = true;
            self.effects.push(Effect::LookAtFiles(ends));
        }
    }

    fn looked(&mut self, files: &[FileNow]) {
        let tails = self.tails();
        tails.looking = false;
        for (id, tail) in &mut tails.followed {
            tail.missing = !files.iter().any(|file| file.source == *id);
        }
        let grown: Vec<FileNow> = files.iter().copied().filter(|file| self.is_news(file)).collect();
        if !grown.is_empty() && self.state.asking.waiting(Slot::Grown).is_none() {
            self.ask(Command::Grow(grown));
        }
        self.look();
    }

    /// Whether a file that is followed is another than what was read.
    fn is_news(&self, file: &FileNow) -> bool {
        let open = &self.state.open;
        let is_read = |it: &SourceSummary| it.id == file.source && it.grows.is_some();
        open.tails.followed.contains_key(&file.source)
            && open.progress.sources.iter().any(is_read)
            && open.sources.iter().any(|it| {
                it.id == file.source && (it.bytes, it.modified) != (file.bytes, file.modified)
            })
    }

    /// What came to files is read.
    pub(super) fn take_grown(&mut self, files: &[FileNow]) {
        for file in files {
            let mut sources = self.open().sources.iter_mut();
            if let Some(source) = sources.find(|source| source.id == file.source) {
                (source.bytes, source.modified) = (file.bytes, file.modified);
            }
        }
    }

    /// A source is read from its beginning, or closed: what came to it is not waited for.
    pub(super) fn give_up_growth(&mut self) {
        Rc::make_mut(&mut self.state.asking).forget_slot(Slot::Grown);
    }

    /// Sources that cannot be read on are followed no longer; their state says why.
    pub(super) fn follow_what_grows(&mut self) {
        let open = &self.state.open;
        let ended = |id: &SourceId| {
            let mut told = open.progress.sources.iter().filter(|it| it.id == *id);
            told.any(|it| it.state.is_ended() && it.grows.is_none())
        };
        let ended: Vec<_> = open.tails.followed.keys().copied().filter(ended).collect();
        for id in ended {
            self.tails().followed.remove(&id);
        }
    }

    /// A file that is written while it is read cannot be read on, in some browsers. Where the shell can
    /// look at it again, it is asked once for a copy, which takes the file's place.
    pub(super) fn hold_what_is_written(&mut self, told: &[SourceSummary]) {
        for source in told {
            let open = &self.state.open;
            let known = open.progress.sources.iter().find(|known| known.id == source.id);
            let was_read = known.is_some_and(|known| known.state == SourceState::Done);
            let failed = matches!(source.state, SourceState::Failed(_)) && !was_read;
            let tails = &open.tails;
            let failed = failed && source.bytes <= HELD_BYTES_MAX;
            if failed && tails.handles.contains(&source.id) && !tails.held.contains(&source.id) {
                self.tails().held.insert(source.id);
                self.effects.push(Effect::HoldFile(source.id, source.name.clone()));
            }
        }
    }

    /// Whether the list stands at its end, and is to stay there when more comes to this selection.
    pub(super) fn stays_at_end(&self, asked: &str, range: Option<TimeRange>) -> bool {
        let (rows, query) = (&self.state.rows, &self.state.query);
        !self.state.open.tails.followed.is_empty()
            && (query.shown.as_str(), query.selected_range) == (asked, range)
            && rows.top + END_LINES >= runs::top_max(rows)
    }
}
