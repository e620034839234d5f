//! Sources with names, opened with a lead and two shards.
//!
//! Does not: check anything.

use squall::{
    engine::time::{SECOND_NANOS, TimeNanos, Zone},
    lead::{local::Local, opening::CutSizes, shard::Host},
    protocol::page::{
        Command, OpenSource, RecordKey, Reply, SourceId, SourceSettings, SourceSummary,
    },
};

/// The texts of the sources, by number.
#[derive(Debug)]
pub(super) struct Texts(Vec<Vec<u8>>);

impl Host for Texts {
    fn read(&mut self, source: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        let bytes = self.0.get(source as usize).ok_or("no such source")?;
        let end = (end as usize).min(bytes.len());
        Ok(bytes[(start as usize).min(end)..end].to_vec())
    }

    fn now_millis(&self) -> f64 {
        0.0
    }
}

/// Opened sources.
#[derive(Debug)]
pub(super) struct Desk(Local<Texts>);

impl Desk {
    /// Opens these, read to the end; in cuts of 200 bytes.
    pub(super) fn open(files: &[(&str, &[u8])]) -> Desk {
        let texts = files.iter().map(|(_, text)| text.to_vec()).collect();
        let mut desk = Local::new(2, Texts(texts));
        desk.set_cut_sizes(CutSizes {
            whole_bytes_max: 200,
            cut_bytes_max: 200,
            end_bytes_max: 200,
        });
        let source = |(id, (name, text)): (usize, &(&str, &[u8]))| OpenSource {
            id: id as u32,
            name: (*name).to_owned(),
            bytes: text.len() as u64,
            // 2026-06-01
            modified: TimeNanos(1_780_272_000 * SECOND_NANOS),
            ..OpenSource::default()
        };
        desk.ask(Command::Open { sources: files.iter().enumerate().map(source).collect() });
        Desk(desk)
    }

    /// What is known of the sources.
    pub(super) fn sources(&mut self) -> Vec<SourceSummary> {
        let progress = self.0.progress();
        assert!(progress.done, "{progress:?}");
        progress.sources
    }

    /// What is known of one source, told last.
    pub(super) fn set(&mut self, source: SourceId, settings: SourceSettings) {
        self.ask(Command::Reread { source, settings });
    }

    pub(super) fn ask(&mut self, command: Command) -> Vec<Reply> {
        self.0.ask(command)
    }

    /// The rows of a query, in order: `file:line time message`.
    pub(super) fn rows(&mut self, query: &str) -> String {
        let select = Command::Select { query: query.to_owned(), zone: Zone::utc(), range: None };
        let replies = self.ask(select);
        let [Reply::Selected(_)] = replies.as_slice() else { panic!("{replies:?}") };
        let replies = self.ask(Command::Rows { first: 0, count: 1_000, columns: Vec::new() });
        let [Reply::Rows(page)] = replies.as_slice() else { panic!("{replies:?}") };
        let rows = page.rows.clone();
        let line = |row: &squall::protocol::page::Row| {
            let RecordKey { source, offset } = row.key;
            let replies = self.ask(Command::Detail { record: RecordKey { source, offset } });
            let [Reply::Detail(detail)] = replies.as_slice() else { panic!("{replies:?}") };
            let time = row.time.map_or_else(|| "-".to_owned(), clock);
            format!("{source}:{} {time} {}", detail.line, row.message)
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The values of the facet `source`, with counts.
    pub(super) fn source_facet(&mut self) -> String {
        let replies = self.ask(Command::Facets { values_max: 9 });
        let [Reply::Facets(facets)] = replies.as_slice() else { panic!("{replies:?}") };
        let source = facets.fields.iter().find(|field| field.name == "source").unwrap();
        let values = source.values.iter().map(|(name, count)| format!("{name} {count}"));
        values.collect::<Vec<_>>().join(", ")
    }
}

/// `09:00:00`, with a fraction where there is one.
fn clock(time: TimeNanos) -> String {
    let time = jiff::Timestamp::from_nanosecond(time.0.into()).unwrap().to_string();
    time.split_once('T').unwrap().1.trim_end_matches('Z').to_owned()
}
