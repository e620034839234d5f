//! The runtime: does what `session::update` wants done, and reports what came of it as actions.
//!
//! It holds what a state cannot: workers, file handles, timers.
//!
//! Does not: decide; one effect is one call.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

use super::{open, sink::Sinks, zone::intl};
use crate::{
    browser::{
        address::{self, Address},
        clipboard, document,
        files::{self, Handles, Named},
        page_copy, saving, storage, tail,
        workers::{Heard, Workers},
    },
    protocol::page::{Command, Envelope, FileNow, SourceId, TimeNanos, decode, encode},
    session::{
        Action, ChosenFile, Effect,
        action::ZonePurpose,
        effect::{Entry, Target},
        fingerprint::{self, END_BYTES},
        investigation,
        state::Theme,
        tails::TailAction,
    },
};

/// How long a remark is shown.
const NOTICE_MILLIS: u32 = 3_000;

/// So often files that are followed are looked at.
const LOOK_MILLIS: u32 = 1_000;

/// Bytes at the beginning of a file by which an investigation is known.
const HEAD_BYTES: u64 = 256;

/// So long files are taken in without a pause.
const TAKE_IN_MILLIS: f64 = 10.0;

/// What a state cannot hold.
pub struct Runtime {
    dispatch: Callback<Action>,
    workers: Slot,
    handles: Rc<RefCell<Handles>>,
    address: Address,
    sinks: Sinks,
    /// What gets the focus once it is in the page, or nothing that is open lies over it.
    focus: Option<Target>,
}

/// The running workers, taken out while they are replaced.
type Slot = Rc<RefCell<Option<Rc<Workers>>>>;

/// Takes files in: keeps their handles, and says that they were chosen.
pub type Intake = Callback<Vec<Named>>;

impl Runtime {
    /// Starts the workers.
    #[must_use]
    pub fn new(dispatch: Callback<Action>) -> Runtime {
        let runtime = Runtime {
            sinks: Sinks::new(dispatch.clone()),
            dispatch,
            workers: Rc::default(),
            handles: Rc::default(),
            address: Address::default(),
            focus: None,
        };
        restart(&runtime.workers, &runtime.dispatch);
        runtime
    }

    /// The way in for files.
    #[must_use]
    pub fn intake(&self) -> Intake {
        let (handles, dispatch) = (Rc::clone(&self.handles), self.dispatch.clone());
        Callback::from(move |files: Vec<Named>| {
            spawn_local(take_in(files, Rc::clone(&handles), dispatch.clone()));
        })
    }

    /// Does one thing.
    pub fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Ask(envelope) => self.ask(&envelope),
            Effect::RestartWorkers => restart(&self.workers, &self.dispatch),
            Effect::RenewFile { source, file } => {
                self.handles.borrow_mut().renumber(file, source);
            }
            Effect::ForgetFiles(ids) => self.handles.borrow_mut().forget(&ids),
            Effect::LookAtFiles(ends) => self.look_soon(ends),
            Effect::HoldFile(id, name) => self.hold(id, name),
            Effect::OpenPicker { folder } => {
                files::show_picker(if folder { open::PICK_FOLDER } else { open::PICK });
            }
            Effect::HashFiles(ids) => self.hash(&ids),
            Effect::OpenExample => {
                let intake = self.intake();
                spawn_local(async move { intake.emit(files::example().await) });
            }
            Effect::OpenSlice => {
                let intake = self.intake();
                spawn_local(async move { intake.emit(page_copy::held().await) });
            }
            Effect::Sink(step) => self.sinks.run(step),
            Effect::SaveTimeline => {
                if saving::picture("timeline", "timeline.png").is_none() {
                    self.trouble_saving();
                }
            }
            Effect::LoadZone { name, purpose } => self.load_zone(&name, purpose),
            Effect::PushHistory(Entry { hash, whole, position }) => {
                self.address.push(&hash, &whole, position);
            }
            Effect::ReplaceHistory(Entry { hash, whole, position }) => {
                self.address.replace(&hash, &whole, position);
            }
            Effect::Travel(by) => self.address.travel(by),
            Effect::Copy(text) => self.copy(text, |done| Action::Copied { done }),
            Effect::SaveFile { name, text } => {
                if files::save(&name, &text).is_none() {
                    self.trouble_saving();
                }
            }
            Effect::CopyLink(hash) => {
                self.copy(address::with_hash(&hash), |done| Action::LinkCopied { done });
            }
            Effect::SetTheme(theme) => document::mark("theme", theme_mark(theme)),
            Effect::StorePrefs(prefs) => storage::store(&prefs),
            Effect::Focus(target) => self.focus(target),
            Effect::FadeNotice(number) => {
                let dispatch = self.dispatch.clone();
                Timeout::new(NOTICE_MILLIS, move || dispatch.emit(Action::NoticeFaded { number }))
                    .forget();
            }
        }
    }

    /// What an action changed is in the page now.
    pub fn settle(&mut self) {
        if let Some(target) = self.focus.take() {
            document::focus(id_of(target));
        }
    }

    /// At once where that can be, since the next key is for it; else once it is in the page.
    fn focus(&mut self, target: Target) {
        self.focus = (!document::focus(id_of(target))).then_some(target);
    }

    fn ask(&self, envelope: &Envelope<Command>) {
        // A failure empties the slot while it is spoken to, so the slot is not held.
        let Some(workers) = self.workers.borrow().clone() else { return };
        let handed: Vec<_> = match &envelope.body {
            Command::Open { sources } => sources.iter().map(|it| (it.id, it.modified)).collect(),
            Command::Grow(files) => files.iter().map(|it| (it.source, it.modified)).collect(),
            _ => Vec::new(),
        };
        if !handed.is_empty() {
            let handles = self.handles.borrow();
            let file = |(id, modified): (SourceId, TimeNanos)| {
                handles.get(id).map(|file| (id, modified.0 as f64, file.clone()))
            };
            let files: Vec<_> = handed.into_iter().filter_map(file).collect();
            workers.hand(&files);
        }
        match encode(envelope) {
            Ok(bytes) => workers.send(&bytes),
            Err(error) => self.dispatch.emit(Action::Troubled {
                what: format!("A command could not be written: {error}."),
                advice: "Nothing was lost; try something else.".to_owned(),
            }),
        }
    }

    fn trouble_saving(&self) {
        self.dispatch.emit(Action::Troubled {
            what: "The browser took no file to save.".to_owned(),
            advice: "Nothing was lost; try again.".to_owned(),
        });
    }

    fn load_zone(&self, name: &str, purpose: ZonePurpose) {
        self.dispatch.emit(Action::ZoneLoaded { purpose, zone: intl::zone(name) });
    }

    fn copy(&self, text: String, report: fn(bool) -> Action) {
        let dispatch = self.dispatch.clone();
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            dispatch.emit(report(done));
        });
    }

    /// Looks at files that are followed, after a while; where they changed they are kept as they are.
    fn look_soon(&self, ends: Vec<(SourceId, u64)>) {
        let (handles, dispatch) = (Rc::clone(&self.handles), self.dispatch.clone());
        let look = async move {
            let mut files = Vec::new();
            for (id, end) in ends {
                let known = handles.borrow().get(id).cloned();
                let Some(known) = known else { continue };
                let Some(now) = tail::now(&known, end as f64).await else { continue };
                let file =
                    FileNow { source: id, bytes: now.size() as u64, modified: modified(&now) };
                files.push(file);
                // It may have been closed meanwhile.
                if handles.borrow().get(id).is_some() {
                    handles.borrow_mut().put(id, now);
                }
            }
            dispatch.emit(Action::Tail(TailAction::Looked(files)));
        };
        Timeout::new(LOOK_MILLIS, move || spawn_local(look)).forget();
    }

    /// Takes in all of a file as it is now.
    fn hold(&self, id: SourceId, name: String) {
        let known = self.handles.borrow().get(id).cloned();
        let intake = self.intake();
        spawn_local(async move {
            let Some(known) = known else { return };
            if let Some(file) = tail::whole(&known).await {
                intake.emit(vec![Named { name, file }]);
            }
        });
    }

    fn hash(&self, ids: &[SourceId]) {
        let handles = self.handles.borrow();
        let files: Vec<_> = ids.iter().map(|id| (*id, handles.get(*id).cloned())).collect();
        let dispatch = self.dispatch.clone();
        spawn_local(async move {
            let mut hashes = Vec::new();
            for (id, file) in files {
                let hash = match &file {
                    Some(file) => ends_of(file).await.map(|(a, b)| fingerprint::hash(&a, &b)),
                    None => None,
                };
                hashes.push((id, hash));
            }
            dispatch.emit(Action::FilesHashed(hashes));
        });
    }
}

/// The first and the last bytes of a file.
async fn ends_of(file: &File) -> Option<(Vec<u8>, Vec<u8>)> {
    let size = file.size() as u64;
    let first = files::bytes_of(file, 0, END_BYTES.min(size)).await?;
    let last = files::bytes_of(file, size.saturating_sub(END_BYTES), size).await?;
    Some((first, last))
}

/// Whether a file is an investigation, by its name or by how it begins.
async fn is_investigation(Named { name, file }: &Named) -> bool {
    if !name.ends_with(".json") || file.size() as u64 > investigation::BYTES_MAX {
        return false;
    }
    let head = files::bytes_of(file, 0, HEAD_BYTES).await.unwrap_or_default();
    name.ends_with(investigation::NAME_END)
        || String::from_utf8_lossy(&head).contains(investigation::MEMBER)
}

/// Keeps the handles of files and says that they were chosen, with pauses: asking the browser for a
/// file's size takes a while, and a folder has thousands. The first are said at once; then each
/// portion is as large as all before, since the page tells of every source after each.
async fn take_in(files: Vec<Named>, handles: Rc<RefCell<Handles>>, dispatch: Callback<Action>) {
    let mut files = files.into_iter().peekable();
    let (mut chosen, mut said) = (Vec::new(), 0);
    while files.peek().is_some() {
        let until = document::now_millis() + TAKE_IN_MILLIS;
        while document::now_millis() < until
            && let Some(named) = files.next()
        {
            if is_investigation(&named).await {
                let text = files::text_of(&named.file).await;
                dispatch.emit(Action::InvestigationOpened { name: named.name, text });
                continue;
            }
            let Named { name, file } = named;
            chosen.push(ChosenFile {
                name,
                bytes: file.size() as u64,
                modified: modified(&file),
                live: tail::is_live(&file),
                id: handles.borrow_mut().keep(file),
            });
        }
        let is_last = files.peek().is_none();
        if is_last || chosen.len() >= said {
            said += chosen.len();
            dispatch.emit(Action::FilesChosen(std::mem::take(&mut chosen)));
        }
        if !is_last {
            document::pause().await;
        }
    }
}

/// When a file was last modified.
fn modified(file: &File) -> TimeNanos {
    TimeNanos((file.last_modified() * 1e6) as i64)
}

/// Stops the workers and starts new ones. A failure starts them again by itself.
fn restart(slot: &Slot, dispatch: &Callback<Action>) {
    // The old ones first, so that their memory is free.
    drop(slot.borrow_mut().take());
    let (weak, said) = (Rc::downgrade(slot), dispatch.clone());
    let workers = Workers::start(move |heard| match heard {
        Heard::Said(bytes) => said.emit(reply(&bytes)),
        Heard::Failed(what) => {
            if let Some(slot) = weak.upgrade() {
                restart(&slot, &said);
            }
            said.emit(Action::WorkersFailed { what: what.to_owned() });
        }
    });
    *slot.borrow_mut() = Some(Rc::new(workers));
}

fn reply(bytes: &[u8]) -> Action {
    match decode(bytes) {
        Ok(reply) => Action::Replied { at_millis: document::now_millis(), reply },
        Err(error) => Action::Troubled {
            what: format!("An answer could not be read ({error})."),
            advice: "Nothing was lost; open the page again if it goes on.".to_owned(),
        },
    }
}

fn theme_mark(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

fn id_of(target: Target) -> &'static str {
    match target {
        Target::Query => "query",
        Target::Find => "find",
        Target::Events => "events",
        Target::Facets => "facets-search",
        Target::Timeline => "timeline",
        Target::Kinds => "kind-text",
    }
}
