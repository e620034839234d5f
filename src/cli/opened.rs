//! The files of the command line, opened with a lead and shards in this process.
//!
//! Does not: print.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use super::{Failure, arguments::Common, zones};
use crate::{
    engine::{
        formats,
        query::{Context, Query},
        series,
        time::{TimeNanos, TimeRange, Zone},
    },
    lead::{local::Local, shard::Host},
    protocol::page::{Command, OpenSource, Reply, SourceSettings, SourceState, SourceSummary},
};

/// Files by source number.
#[derive(Debug)]
pub(super) struct Files {
    sources: Vec<Bytes>,
    started: Instant,
}

#[derive(Debug)]
enum Bytes {
    File(File),
    /// The standard input, read whole.
    Read(Vec<u8>),
    /// Why it cannot be read.
    Missing(String),
}

/// Opened files and what was asked of all of them.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) local: Local<Files>,
    pub(super) sources: Vec<SourceSummary>,
    pub(super) zone: Zone,
    pub(super) query: String,
}

impl Host for Files {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        match self.sources.get_mut(source as usize) {
            Some(Bytes::File(file)) => {
                let mut bytes = Vec::with_capacity((end - start) as usize);
                file.seek(SeekFrom::Start(start)).map_err(|error| error.to_string())?;
                let read = file.take(end - start).read_to_end(&mut bytes);
                read.map(|_| bytes).map_err(|error| error.to_string())
            }
            Some(Bytes::Read(all)) => {
                let end = (end as usize).min(all.len());
                Ok(all.get(start as usize..end).unwrap_or_default().to_vec())
            }
            Some(Bytes::Missing(why)) => Err(why.clone()),
            None => Err("no such source".to_owned()),
        }
    }

    fn now_millis(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }
}

impl Opened {
    /// Opens and reads the files of the command line.
    pub(super) fn new(common: &Common) -> Result<Opened, Failure> {
        Opened::read_as(common, series::LOG)
    }

    /// The same, with numbers over time and markers read as such.
    pub(super) fn with_metrics(common: &Common) -> Result<Opened, Failure> {
        Opened::read_as(common, series::DETECT)
    }

    fn read_as(common: &Common, format: &str) -> Result<Opened, Failure> {
        let zone = zones::zone(&common.zone).map_err(Failure::Usage)?;
        if let Some(name) = &common.format
            && !formats::cards().any(|card| card.name == name)
            && !series::is_told(name)
        {
            let told = series::told_names().map(|(name, _)| name);
            let names: Vec<_> = formats::cards().map(|card| card.name).chain(told).collect();
            let names = names.join(", ");
            return Err(Failure::Usage(format!("no format is named {name}; there are {names}")));
        }
        let now = match &common.now {
            Some(text) => Some(instant(text).map_err(Failure::Usage)?),
            None => None,
        };
        check_query(&common.query, &zone)?;
        let mut files = Files { sources: Vec::new(), started: Instant::now() };
        let mut specs = Vec::new();
        for (id, path) in common.files.iter().enumerate() {
            let (bytes, length, modified) = open(path);
            files.sources.push(bytes);
            let settings = SourceSettings {
                zone: (common.zone != "UTC").then(|| zone.clone()),
                format: common.format.clone().or(Some(format.to_owned())),
                ..SourceSettings::default()
            };
            specs.push(OpenSource {
                id: id as u32,
                name: name(path),
                bytes: length,
                modified: now.unwrap_or(modified),
                settings,
                ..OpenSource::default()
            });
        }
        let mut local = Local::new(common.shards, files);
        local.ask(Command::Open { sources: specs });
        let sources = local.progress().sources;
        let mut opened = Opened { local, sources, zone, query: common.query.clone() };
        opened.select(None);
        Ok(opened)
    }

    /// Filters, within a range of time.
    pub(super) fn select(&mut self, range: Option<TimeRange>) -> u64 {
        let (query, zone) = (self.query.clone(), self.zone.clone());
        let replies = self.local.ask(Command::Select { query, zone, range });
        let selected = replies.into_iter().find_map(|reply| match reply {
            Reply::Selected(selected) => Some(selected.in_range),
            _ => None,
        });
        selected.unwrap_or(0)
    }

    /// Says which files could not be read; the exit code of an otherwise good run.
    pub(super) fn exit_code(&self) -> std::process::ExitCode {
        let mut code = std::process::ExitCode::SUCCESS;
        for source in &self.sources {
            if let SourceState::Failed(why) = &source.state {
                eprintln!("squall: {}: {why}", source.name);
                code = std::process::ExitCode::FAILURE;
            }
        }
        code
    }
}

fn check_query(query: &str, zone: &Zone) -> Result<(), Failure> {
    let context = Context { zone: zone.clone(), latest: TimeNanos(0) };
    match Query::parse(query, &context) {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(Failure::Usage(format!("the query cannot be read\n{}", error.drawing(query))))
        }
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn open(path: &PathBuf) -> (Bytes, u64, TimeNanos) {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        return match std::io::stdin().read_to_end(&mut bytes) {
            Ok(length) => (Bytes::Read(bytes), length as u64, nanos(SystemTime::now())),
            Err(error) => (Bytes::Missing(error.to_string()), 0, TimeNanos(0)),
        };
    }
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        Ok((about, _)) if about.is_dir() => {
            (Bytes::Missing("it is a folder".to_owned()), 0, TimeNanos(0))
        }
        Ok((about, file)) => {
            let modified = about.modified().unwrap_or_else(|_| SystemTime::now());
            (Bytes::File(file), about.len(), nanos(modified))
        }
        Err(error) => (Bytes::Missing(error.to_string()), 0, TimeNanos(0)),
    }
}

fn nanos(time: SystemTime) -> TimeNanos {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    TimeNanos(i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}

/// A time of the command line: RFC 3339.
pub(super) fn instant(text: &str) -> Result<TimeNanos, String> {
    let parsed: jiff::Timestamp =
        text.parse().map_err(|_error| format!("{text} is no time such as 2026-11-22T00:00:00Z"))?;
    i64::try_from(parsed.as_nanosecond())
        .map(TimeNanos)
        .map_err(|_error| format!("{text} lies outside the years 1677 to 2262"))
}
