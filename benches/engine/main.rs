//! Speeds of the engine, natively: `cargo bench`, or `cargo bench -- filter` for a part.
//!
//! Does not: measure the page; `cargo xtask bench` does that too.

mod filter;
mod ingest;
mod input;

criterion::criterion_group!(benches, ingest::benches, filter::benches);
criterion::criterion_main!(benches);
