//! The sources as the page knows them: what was opened, what was said of it, how far it is read.
//!
//! Does not: read.

use std::{collections::BTreeMap, rc::Rc};

use crate::{
    protocol::page::{
        Clocks, FormatName, OpenSource, Progress, SourceId, SourceSettings, archive_of,
    },
    session::{
        fingerprint::Fingerprint,
        show,
        source_notes::{COLOURS, SourceNote},
        tails::Tails,
    },
};

/// The sources and how far they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Open {
    /// Whether the workers listen.
    pub workers: Workers,
    /// What was opened, in order, with what a person set for each.
    pub sources: Vec<OpenSource>,
    /// What a link says of sources, by name, until they are opened.
    pub notes: BTreeMap<String, SourceNote>,
    /// The files that a link or an investigation was made with.
    pub expected: Vec<Fingerprint>,
    /// Hashes of the ends of files; none where they could not be read.
    pub hashes: BTreeMap<SourceId, Option<u64>>,
    /// Files are being hashed.
    pub hashing: bool,
    /// Colours that a person chose.
    pub colours: BTreeMap<SourceId, u8>,
    /// Clocks that seem wrong.
    pub clocks: Rc<Clocks>,
    /// Files that are followed.
    pub tails: Rc<Tails>,
    /// What the lead said last.
    pub progress: Progress,
    /// Every format that a source can be read as; empty until the workers listen.
    pub formats: Rc<Vec<FormatName>>,
    /// Speed and remaining time; none while nothing is read.
    pub pace: Option<Pace>,
    /// Whether files hang over the page, about to be dropped.
    pub hovering: bool,
    /// How often the workers failed since they last finished reading.
    pub failures: u32,
    /// Whether the example incident is in the page.
    pub example: bool,
}

impl Open {
    /// What a person set for a source, one inside of an archive too.
    #[must_use]
    pub fn settings(&self, id: SourceId) -> Option<&SourceSettings> {
        if let Some(source) = self.sources.iter().find(|source| source.id == id) {
            return Some(&source.settings);
        }
        let archive = archive_of(id)?;
        let archive = self.sources.iter().find(|source| source.id == archive)?;
        Some(archive.inside.get(&id).unwrap_or(&archive.settings))
    }

    /// The name of a source, one inside of an archive too.
    #[must_use]
    pub fn name(&self, id: SourceId) -> Option<&str> {
        let opened = self.sources.iter().find(|source| source.id == id).map(|source| &source.name);
        let told = || self.progress.sources.iter().find(|source| source.id == id);
        Some(opened.or_else(|| Some(&told()?.name))?.as_str())
    }

    /// The name of a source without its folders; that of the whole where it is a part of a rotated file.
    #[must_use]
    pub fn whole_name(&self, id: SourceId) -> Option<&str> {
        let told = self.progress.sources.iter().find(|source| source.id == id)?;
        let name = told.group.as_ref().unwrap_or(&told.name);
        Some(show::file(name))
    }

    /// The source of a name, one inside of an archive too; of several the first.
    #[must_use]
    pub fn id_of(&self, name: &str) -> Option<SourceId> {
        let opened = self.sources.iter().map(|source| (&source.name, source.id));
        let told = self.progress.sources.iter().map(|source| (&source.name, source.id));
        opened.chain(told).find(|(known, _)| *known == name).map(|(_, id)| id)
    }

    /// The colour of a source: the one that was chosen, or one of all in turn.
    #[must_use]
    pub fn colour(&self, id: SourceId) -> u8 {
        self.colours.get(&id).copied().unwrap_or((id % u32::from(COLOURS)) as u8)
    }

    /// Whether there is more than one source.
    #[must_use]
    pub fn several(&self) -> bool {
        self.sources.len().max(self.progress.sources.len()) > 1
    }

    /// What a link says of the sources, by name.
    #[must_use]
    pub fn said(&self) -> BTreeMap<String, SourceNote> {
        let mut said = self.notes.clone();
        let all = self.sources.iter().flat_map(|source| {
            std::iter::once((source.id, &source.settings))
                .chain(source.inside.iter().map(|(id, settings)| (*id, settings)))
        });
        let colour = |id| self.colours.get(&id).copied();
        let noted = all.filter_map(|(id, it)| Some((id, SourceNote::of(it, colour(id))?)));
        said.extend(noted.filter_map(|(id, note)| Some((self.name(id)?.to_owned(), note))));
        said
    }
}

/// Whether the workers listen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Workers {
    /// Not yet.
    #[default]
    Starting,
    /// They do.
    Ready {
        /// How many of them read.
        shards: u32,
    },
    /// They failed too often; a person has to try again.
    Failed,
}

/// How fast reading goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// When reading began, by the shell's clock.
    pub since_millis: f64,
    /// Bytes that were read already then.
    pub since_bytes: u64,
    /// Over the whole time of reading.
    pub bytes_per_second: f64,
    /// Until all is read, at that rate; none where the rate is not known yet.
    pub remaining_seconds: Option<f64>,
}
