//! Files that are still written: which can be followed, which are, and what came to them.
//!
//! 1. The shell says of each chosen file whether it can be looked at again.
//! 2. While any source is followed the shell looks each second, and says how its file is.
//! 3. What grew is asked for, unless what came before is still being read.
//!
//! Does not: look at a file, or read one.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    show::{bytes, plural},
    state::Open,
};
use crate::protocol::page::{FileNow, SourceId, SourceState, SourceSummary};

/// What can happen to followed files.
#[derive(Clone, Debug, PartialEq)]
pub enum TailAction {
    /// Follow a source, or no longer.
    Toggled(SourceId),
    /// Follow every source that can be, or none any more.
    AllToggled,
    /// Read a source as its file is now, in place of what it was.
    ReadAnew(SourceId),
    /// The shell looked: the files that are there, as they are.
    Looked(Vec<FileNow>),
}

/// The sources whose files can be looked at, and which of them are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tails {
    /// Those whose files can be looked at again.
    pub handles: BTreeSet<SourceId>,
    /// Those that are followed.
    pub followed: BTreeMap<SourceId, Tail>,
    /// The shell is about to look.
    pub looking: bool,
    /// Those that were written while they were read, so that the shell was asked for a copy.
    pub held: BTreeSet<SourceId>,
}

/// A source that is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tail {
    /// What it had when that began.
    pub records: u64,
    /// The same.
    pub bytes: u64,
    /// The file was not there when it was looked at last.
    pub missing: bool,
}

/// Whether a source can be followed; if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followable {
    /// It can.
    Yes,
    /// Not by what it is: packed, a metric file, not read to its end.
    No,
    /// The browser gave no way to look at the file again.
    NoHandle,
    /// Not any more: the file is another one, which can be looked at.
    Other,
}

impl Tails {
    /// Whether a source can be followed.
    #[must_use]
    pub fn followable(&self, source: &SourceSummary) -> Followable {
        let failed = matches!(source.state, SourceState::Failed(_));
        match (source.grows, self.handles.contains(&source.id)) {
            (None, true) if failed => Followable::Other,
            (None, _) => Followable::No,
            (Some(_), true) => Followable::Yes,
            (Some(_), false) => Followable::NoHandle,
        }
    }
}

/// What is said of a source that is followed.
#[must_use]
pub fn words(open: &Open, source: &SourceSummary) -> Option<String> {
    let tail = open.tails.followed.get(&source.id)?;
    if tail.missing {
        return Some("followed, but the file is not there now".to_owned());
    }
    let records = source.records.saturating_sub(tail.records);
    Some(match source.bytes.saturating_sub(tail.bytes) {
        0 => "followed, nothing came yet".to_owned(),
        came => {
            format!("followed, {} ({}) came", plural(records, "record", "records"), bytes(came))
        }
    })
}
