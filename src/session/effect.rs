//! What the shell has to do after an action.
//!
//! Does not: do it; `ui::runtime` does.

use super::{
    action::ZonePurpose,
    state::{Prefs, Theme},
};
use crate::protocol::page::{Command, Envelope, SourceId};

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send a command to the lead; `Open` with the handles of its sources beside it.
    Ask(Envelope<Command>),
    /// Stop all workers and start new ones.
    RestartWorkers,
    /// Forget the handles of these sources.
    ForgetFiles(Vec<SourceId>),
    /// Show the system's dialog for files, or for a folder.
    OpenPicker {
        /// For a folder.
        folder: bool,
    },
    /// Hash the ends of these files, then report `FilesHashed`.
    HashFiles(Vec<SourceId>),
    /// Read the example incident out of the page.
    OpenExample,
    /// Make a table of a zone's offsets; `local` is the browser's own.
    LoadZone {
        /// The zone's name.
        name: String,
        /// What for.
        purpose: ZonePurpose,
    },
    /// A new entry of the browser's history.
    PushHistory(Entry),
    /// The present entry of the browser's history shows this now.
    ReplaceHistory(Entry),
    /// Move through the browser's history: -1 back, 1 forward.
    Travel(i32),
    /// Put a text on the clipboard, then report `Copied`.
    Copy(String),
    /// Hand a text to the browser as a file to be saved.
    SaveFile {
        /// The file's name.
        name: String,
        /// What stands in it.
        text: String,
    },
    /// Put the page's address with this link on the clipboard, then report `LinkCopied`.
    CopyLink(String),
    /// Show the page in a theme.
    SetTheme(Theme),
    /// Keep the preferences in the browser's storage.
    StorePrefs(Prefs),
    /// Give the focus to a part of the page.
    Focus(Target),
    /// Report `NoticeFaded` with this number after a few seconds.
    FadeNotice(u64),
}

/// A part of the page that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The query bar.
    Query,
    /// The find bar.
    Find,
    /// The events list.
    Events,
    /// The search among facets.
    Facets,
    /// The timeline.
    Timeline,
    /// What a person can say of kinds of ids.
    Kinds,
}

/// An entry of the browser's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stands in the address after `#`.
    pub hash: String,
    /// The same with nothing left out, however long.
    pub whole: String,
    /// Its place in our stack.
    pub position: u32,
}
