//! What the shell has to do after an action.
//!
//! Does not: do it; `ui::runtime` does.

use super::{
    action::ZonePurpose,
    handover::PageSpec,
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
    /// The handle of a file that was chosen becomes that of a source, in place of the one it had.
    RenewFile {
        /// The source.
        source: SourceId,
        /// The number that the file was given.
        file: SourceId,
    },
    /// Forget the handles of these sources.
    ForgetFiles(Vec<SourceId>),
    /// Look at the files of these sources in a second, then report `TailAction::Looked`. What a file
    /// that changed holds from the byte on is held, since the next line makes it unreadable.
    LookAtFiles(Vec<(SourceId, u64)>),
    /// Read all of a source's file at once, and choose that under this name.
    HoldFile(SourceId, String),
    /// Show the system's dialog for files, or for a folder.
    OpenPicker {
        /// For a folder.
        folder: bool,
    },
    /// Hash the ends of these files, then report `FilesHashed`.
    HashFiles(Vec<SourceId>),
    /// Read the example incident out of the page.
    OpenExample,
    /// Read the files that this page holds.
    OpenSlice,
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
    /// Something about what is written in stretches.
    Sink(SinkStep),
    /// Save the timeline as it is drawn, as PNG.
    SaveTimeline,
    /// Put the page's address with this link on the clipboard.
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

/// Where what comes in stretches goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sink {
    /// A file that a person chooses, where the browser lets them; else files that it downloads.
    File,
    /// The clipboard.
    Clipboard,
    /// A copy of this page that holds it.
    Page,
}

/// What is done with a sink, of which there is one; each but the last is reported.
#[derive(Clone, Debug, PartialEq)]
pub enum SinkStep {
    /// Begin; report `SinkOpened`.
    Open {
        /// A name for the file.
        name: String,
        /// Where to.
        sink: Sink,
    },
    /// Write a stretch; report `SinkWrote`.
    Write {
        /// What every file begins with; empty but in the first stretch.
        head: String,
        /// The stretch.
        text: String,
        /// Of a page: from which source how many bytes of it are.
        parts: Vec<(SourceId, u32)>,
    },
    /// Of a page: what it opens with. Not reported.
    Spec(PageSpec),
    /// End; report `SinkClosed`.
    Close,
    /// Give it up. Not reported.
    Drop,
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
