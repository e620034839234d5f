//! Questions about what was read: filters, timeline, facets, a window of rows.
//!
//! Does not: use several shards; they share the work evenly.

use std::time::Instant;

use criterion::{Criterion, Throughput};
use squall::{
    engine::time::TimeNanos,
    lead::{local::Local, shard::Host},
    protocol::page::{Command, OpenSource, Reply, SourceSettings, Zone},
};

use crate::input;

struct Memory {
    bytes: Vec<u8>,
    began: Instant,
}

impl Host for Memory {
    fn read(&mut self, _: u32, start: u64, end: u64) -> Result<Vec<u8>, String> {
        Ok(self.bytes[start as usize..end as usize].to_vec())
    }

    fn now_millis(&self) -> f64 {
        self.began.elapsed().as_secs_f64() * 1e3
    }
}

pub(crate) fn benches(criterion: &mut Criterion) {
    let mut desk = open(input::json_lines());
    let filters = [
        ("literal", "\"A-4711\""),
        ("literal in every line", "Orders"),
        ("two words", "placed user-17"),
        ("regex", "/user-(17|23)\\d\\b/"),
        ("regex without a literal", "/[a-f]{9}/"),
        ("field with few values", "status=503"),
        ("field with many values", "request_id=0000*"),
        ("number", "duration_ms>500"),
        ("level", "level>=warn"),
    ];
    let mut group = criterion.benchmark_group("filter");
    group.sample_size(10).throughput(Throughput::Bytes(input::BYTES as u64));
    for (name, query) in filters {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                select(&mut desk, "");
                select(&mut desk, query)
            });
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("answer");
    group.sample_size(10);
    select(&mut desk, "level>=warn");
    let answers = [
        ("timeline", Command::Timeline { range: None, buckets_max: 1_000 }),
        ("facets", Command::Facets { values_max: 10 }),
        ("rows", Command::Rows { first: 1_000, count: 60, columns: Vec::new() }),
    ];
    for (name, command) in answers {
        group.bench_function(name, |bencher| bencher.iter(|| desk.ask(command.clone())));
    }
    group.finish();
}

fn open(bytes: Vec<u8>) -> Local<Memory> {
    let source = OpenSource {
        id: 0,
        name: "bench.log".to_owned(),
        bytes: bytes.len() as u64,
        modified: TimeNanos::default(),
        settings: SourceSettings::default(),
        inside: std::collections::BTreeMap::default(),
    };
    let mut desk = Local::new(1, Memory { bytes, began: Instant::now() });
    desk.ask(Command::Open { sources: vec![source] });
    desk
}

/// Makes a query the filter; returns how many records it selects.
fn select(desk: &mut Local<Memory>, query: &str) -> u64 {
    let command = Command::Select { query: query.to_owned(), zone: Zone::utc(), range: None };
    match desk.ask(command).pop() {
        Some(Reply::Selected(selected)) => selected.matching,
        other => panic!("{query}: {other:?}"),
    }
}
