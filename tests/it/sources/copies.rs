//! A source that holds the same records as another is said to, and stays.
//!
//! Does not: look inside archives, which skip copies when they are unpacked.

use std::io::Write;

use super::desk::Desk;

const TEXT: &[u8] = b"2026-05-14 09:00:01 INFO order 17 placed\n\
2026-05-14 09:00:02 INFO order 18 placed\n";
const NEARLY: &[u8] = b"2026-05-14 09:00:01 INFO order 17 placed\n\
2026-05-14 09:00:02 INFO order 19 placed\n";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn remarks(desk: &mut Desk) -> Vec<String> {
    let sources = desk.sources().into_iter();
    let kinds = |source: squall::protocol::page::SourceSummary| {
        let kinds = source.diagnostics.into_iter().map(|odd| odd.kind);
        format!("{}: {}", source.name, kinds.collect::<Vec<_>>().join(", "))
    };
    sources.map(kinds).collect()
}

#[test]
fn a_copy_is_said_packed_or_not() {
    let packed = gzip(TEXT);
    let mut desk =
        Desk::open(&[("a.log", TEXT), ("nearly.log", NEARLY), ("b.log", TEXT), ("c.gz", &packed)]);
    let said = [
        "a.log: ",
        "nearly.log: ",
        "b.log: the same content as a.log",
        "c.gz: the same content as a.log",
    ];
    assert_eq!(remarks(&mut desk), said);
    assert_eq!(desk.rows("").lines().count(), 8, "nothing is dropped");
}

#[test]
fn a_copy_whose_first_is_closed_is_one_no_more() {
    let mut desk = Desk::open(&[("a.log", TEXT), ("b.log", TEXT)]);
    desk.ask(squall::protocol::page::Command::Close { source: 0 });
    assert_eq!(remarks(&mut desk), ["b.log: "]);
}

#[test]
fn a_copy_is_no_part_of_a_rotated_file() {
    let before = b"2026-05-14 08:00:01 INFO order 16 placed\n";
    let mut desk =
        Desk::open(&[("app.log", TEXT), ("app.log.1", before), ("app.log.2.gz", &gzip(before))]);
    desk.rows("");
    assert_eq!(desk.source_facet(), "app.log 3, app.log.2.gz 1");
}
