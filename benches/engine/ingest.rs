//! Bytes into the columns of one cut.
//!
//! Does not: read files.

use criterion::{BenchmarkId, Criterion, Throughput};
use squall::engine::{
    formats::{Hints, settle},
    ingest::{CutReader, CutSpec},
    limits::HEAD_BYTES,
};

use crate::input;

/// Bytes handed over at once.
const CHUNK_BYTES: usize = 512 * 1024;

pub(crate) fn benches(criterion: &mut Criterion) {
    let inputs = [
        ("json lines", input::json_lines()),
        ("access log", input::access_log()),
        ("java", input::java()),
    ];
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    for (name, bytes) in &inputs {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), bytes, |bencher, bytes| {
            bencher.iter(|| records(bytes));
        });
    }
    group.finish();
}

/// Reads all of it; returns how many records there are.
fn records(bytes: &[u8]) -> usize {
    let settled = settle(&bytes[..HEAD_BYTES], &[], &Hints::default());
    let name = "bench.log".to_owned();
    let spec = CutSpec { source: 0, name, start: 0, end: u64::MAX, settled, keep_text: true };
    let mut reader = CutReader::new(&spec);
    bytes.chunks(CHUNK_BYTES).for_each(|chunk| reader.push(chunk));
    reader.finish().0.count()
}
