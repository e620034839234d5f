//! Every record of the incident, put in order of time per source, and counted as it is written.
//!
//! Does not: know formats or the story.

use std::{collections::BTreeMap, io::Write, ops::Range};

use flate2::{Compression, GzBuilder};

use super::{
    clock::Millis,
    source::{LEVELS, Level, Record, SOURCES, Source},
};

/// Records per source. Closed, it is in the order of time.
#[derive(Default)]
pub struct Ledger {
    records: [Vec<Record>; SOURCES.len()],
    /// How many records of each source carry an id.
    ids: BTreeMap<String, [u32; SOURCES.len()]>,
}

/// What one source holds.
pub struct Counts {
    pub source: Source,
    pub records: u64,
    pub lines: u64,
    /// As written, before compression.
    pub bytes: u64,
    /// In the order of [`LEVELS`].
    pub levels: [u64; LEVELS.len()],
    pub first: Millis,
    pub last: Millis,
}

impl Ledger {
    pub fn add(&mut self, record: Record) {
        let source = record.source as usize;
        if let Some(id) = &record.id {
            self.ids.entry(id.clone()).or_default()[source] += 1;
        }
        self.records[source].push(record);
    }

    /// Orders each source by time; records of one instant stay as they were added.
    pub fn close(&mut self) {
        for records in &mut self.records {
            records.sort_by_key(|record| record.at);
        }
    }

    /// Names and bytes of the exports.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        SOURCES.iter().map(|source| (source.file().to_owned(), self.bytes(*source))).collect()
    }

    fn bytes(&self, source: Source) -> Vec<u8> {
        let mut text = Vec::new();
        for record in &self.records[source as usize] {
            text.extend_from_slice(record.text.as_bytes());
            text.push(b'\n');
        }
        if source.is_gzip() { gzip(&text) } else { text }
    }

    pub fn counts(&self) -> Vec<Counts> {
        SOURCES.iter().map(|source| self.count(*source)).collect()
    }

    fn count(&self, source: Source) -> Counts {
        let records = &self.records[source as usize];
        let mut counts = Counts {
            source,
            records: 0,
            lines: 0,
            bytes: 0,
            levels: [0; LEVELS.len()],
            first: records.first().map_or(0, |record| record.at),
            last: records.last().map_or(0, |record| record.at),
        };
        for record in records {
            counts.records += 1;
            counts.lines += record.text.split('\n').count() as u64;
            counts.bytes += record.text.len() as u64 + 1;
            counts.levels[record.level as usize] += 1;
        }
        counts
    }

    /// How many records of error or worse lie in a range of time.
    pub fn errors(&self, range: &Range<Millis>) -> u64 {
        let grave = |record: &&Record| range.contains(&record.at) && record.level >= Level::Error;
        self.records.iter().flatten().filter(grave).count() as u64
    }

    /// How many records of each source, in the order of [`SOURCES`], carry this id.
    pub fn carriers(&self, id: &str) -> [u32; SOURCES.len()] {
        self.ids.get(id).copied().unwrap_or_default()
    }

    /// How many different ids there are.
    pub fn id_count(&self) -> usize {
        self.ids.len()
    }

    /// Ids with a record that begins to say this, in the order of the ids.
    pub fn ids_where(&self, said: &str) -> Vec<&str> {
        let says = |record: &&Record| record.text.contains(said);
        let told = self.records.iter().flatten().filter(says);
        let mut ids: Vec<&str> = told.filter_map(|record| record.id.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// One gzip member without a name or a time, so that the same text gives the same bytes.
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(text).expect("memory takes every write");
    packed.finish().expect("memory takes every write")
}
