//! What a question needs from the shards, in which order, and what is made of it.
//!
//! [`Lead`] takes commands of the page and replies of the shards, and has messages for both in its
//! outbox. Each question is a small future in `questions` that asks shards through a [`port::Port`] and awaits
//! their answers; the lead polls it whenever an answer came. A newer question of a kind drops the older.
//! [`catalog`] knows the sources and their cuts, [`shard`] is what answers. In the page lead and
//! shards are workers; at the terminal [`local`] joins them by function calls.
//!
//! Does not: read a clock, a file or the network; keep records.

mod archives;
pub mod catalog;
mod copies;
pub mod groups;
mod growing;
pub mod local;
pub mod opening;
pub mod port;
pub mod questions;
mod rotated;
pub mod settled;
pub mod shard;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use crate::protocol::{
    Envelope,
    page::{Command, Reply},
    shard::{QueryContext, ShardCommand, ShardReply},
};
use catalog::Catalog;
use opening::CutSizes;
use port::{Port, Tasks};

/// What the person's last good filter is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    pub query: String,
    pub context: QueryContext,
    pub range: Option<crate::engine::time::TimeRange>,
}

/// What all questions share.
#[derive(Debug, Default)]
pub struct Desk {
    pub catalog: RefCell<Catalog>,
    pub filter: RefCell<Filter>,
    pub cut_sizes: Cell<CutSizes>,
    /// The templates of what is read so far.
    pub settled: RefCell<Rc<settled::Settled>>,
    /// The bursts that were found before.
    pub bursts: RefCell<questions::KnownBursts>,
    /// The classes of ids, and the requests of one of them, of what is read so far.
    pub classes: RefCell<questions::KnownClasses>,
    pub requests: RefCell<Rc<questions::KnownRequests>>,
    /// What a person says of classes of ids.
    pub id_choices: RefCell<Vec<crate::protocol::page::IdChoice>>,
    /// How many records carry ids that were counted before.
    pub id_counts: RefCell<questions::KnownCounts>,
    /// The requests that stories were held against last, of some classes.
    pub others: RefCell<Vec<Rc<questions::KnownOthers>>>,
    /// A person's corrections of the templates, in order.
    pub edits: RefCell<Vec<crate::engine::templates::Edit>>,
    /// Records that are being written, between two stretches.
    pub exporting: RefCell<Option<questions::Exporting>>,
    /// Takes out of answers what should not be shown, while that is wanted.
    pub veil: RefCell<Option<crate::engine::export::redact::Redactor>>,
}

/// A message the lead wants delivered.
#[derive(Debug)]
pub enum Outgoing {
    ToPage(Envelope<Reply>),
    ToShard(usize, Envelope<ShardCommand>),
}

/// Answers the page by asking shards.
#[derive(Debug)]
pub struct Lead {
    port: Port,
    tasks: Tasks,
    desk: Rc<Desk>,
    /// The newest task of each kind of question.
    newest: BTreeMap<&'static str, u64>,
}

impl Lead {
    /// A lead of so many shards, at least one.
    pub fn new(shards: usize) -> Lead {
        Lead {
            port: Port::new(shards.max(1)),
            tasks: Tasks::default(),
            desk: Rc::default(),
            newest: BTreeMap::new(),
        }
    }

    /// Cuts the sources opened from now on into pieces of these sizes.
    pub fn set_cut_sizes(&self, sizes: CutSizes) {
        self.desk.cut_sizes.set(sizes);
    }

    /// Takes a command of the page.
    pub fn take_command(&mut self, envelope: Envelope<Command>) {
        let id = envelope.id;
        if let Some(kind) = questions::kind(&envelope.body)
            && let Some(older) = self.newest.insert(kind, id)
        {
            self.tasks.drop_task(older);
        }
        let (port, desk) = (self.port.clone(), self.desk.clone());
        match envelope.body {
            Command::Open { sources } => {
                for source in sources {
                    let (port, desk) = (port.clone(), desk.clone());
                    opening::enter(&port, &desk, &source);
                    self.tasks.spawn(None, opening::open(port, desk, source.id));
                }
            }
            Command::Close { source } => {
                opening::close(&port, &desk, source);
                self.tasks.spawn(None, opening::ended(port, desk));
            }
            Command::Reread { source, settings } => {
                if desk.catalog.borrow_mut().set(source, settings) {
                    opening::forget_cuts(&port, source);
                    desk.catalog.borrow_mut().reread(source);
                    self.tasks.spawn(None, opening::open(port, desk, source));
                } else {
                    self.tasks.spawn(None, opening::ended(port, desk));
                }
            }
            Command::Limit { bytes_max } => {
                port.tell_all(|| ShardCommand::Limit { bytes_max });
            }
            Command::Grow(files) => {
                self.tasks.spawn(Some(id), async move {
                    let grown = growing::grow(&port, &desk, files).await;
                    port.reply(id, Reply::Grown(grown));
                });
            }
            Command::StopLoading => opening::stop(&port, &desk),
            Command::ChooseIds { choices } => {
                *desk.id_choices.borrow_mut() = choices;
                desk.catalog.borrow_mut().answers_changed();
            }
            Command::EditPatterns { edits } => {
                self.tasks.spawn(None, settled::edit(port, desk, edits));
            }
            command => {
                let answer = questions::answer(port.clone(), desk, command);
                self.tasks.spawn(Some(id), async move {
                    for body in answer.await {
                        port.reply(id, body);
                    }
                });
            }
        }
        self.tasks.poll();
    }

    /// Takes a reply of a shard.
    pub fn take_reply(&mut self, envelope: Envelope<ShardReply>) {
        if let ShardReply::Reading(progress) | ShardReply::Read(progress) = &envelope.body {
            self.desk.catalog.borrow_mut().progressed(progress.clone());
        }
        if !matches!(envelope.body, ShardReply::Reading(_)) {
            self.port.take(envelope);
            self.tasks.poll();
        }
    }

    /// Messages to be delivered, in order.
    pub fn outbox(&mut self) -> Vec<Outgoing> {
        self.port.outbox()
    }

    /// News of the sources, if there is any since the last call; the shell asks a few times a second.
    pub fn progress(&mut self) -> Option<Reply> {
        self.desk.catalog.borrow_mut().progress().map(Reply::Progress)
    }

    /// Whether no source is being read any more.
    pub fn has_read_all(&self) -> bool {
        self.desk.catalog.borrow().sources().all(|source| source.is_ended())
    }

    /// Whether any source has records yet.
    pub fn has_records(&self) -> bool {
        self.desk.catalog.borrow().sources().any(|source| source.records() > 0)
    }

    /// How many lines of a source stand before a cut.
    pub fn first_line(&self, source: u32, cut: u32) -> u64 {
        self.desk.catalog.borrow().first_line(source, cut)
    }

    /// Whether a source is still on its way, or a question unanswered.
    pub fn is_busy(&self) -> bool {
        !self.tasks.is_empty()
    }
}
