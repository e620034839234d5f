//! Made-up sources: lines of one format mostly, with what real exports hold besides.
//!
//! Does not: hold real logs.

use std::fmt;

use proptest::{collection::vec, prelude::*, sample::select};

/// What the lines of a source look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Json,
    Logfmt,
    Access,
    Java,
    Python,
    Postgres,
    Syslog,
    Klog,
    Plain,
}

const KINDS: [Kind; 9] = [
    Kind::Json,
    Kind::Logfmt,
    Kind::Access,
    Kind::Java,
    Kind::Python,
    Kind::Postgres,
    Kind::Syslog,
    Kind::Klog,
    Kind::Plain,
];

/// One or more lines of a source.
#[derive(Clone, Debug)]
enum Piece {
    /// A line of the source's own kind.
    Entry(Entry),
    /// A line of another kind.
    Stray(Kind, Entry),
    /// A stack trace, or a statement that goes on.
    Trace(u8),
    Blank,
    Bytes(Vec<u8>),
    Text(String),
}

/// What a line says.
#[derive(Clone, Debug)]
struct Entry {
    /// Seconds since the line before; below 0 the source is out of order.
    step: i32,
    grave: usize,
    number: u16,
    word: &'static str,
    id: u8,
}

pub(super) const WORDS: [&str; 6] =
    ["timeout", "Time out", "naïve café", "cart", "<b>bold</b>", "a.b*c"];

/// The bytes of a source, shown as text where a law is broken.
#[derive(Clone)]
pub(super) struct Source(pub(super) Vec<u8>);

impl fmt::Debug for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Up to so many sources.
pub(super) fn several(most: usize) -> impl Strategy<Value = Vec<Source>> {
    vec(source(), 1..=most)
}

/// One source.
pub(super) fn source() -> impl Strategy<Value = Source> {
    (select(&KINDS[..]), vec(piece(), 0..40), any::<bool>(), any::<bool>()).prop_map(
        |(kind, pieces, crlf, whole)| {
            let mut text = written(kind, &pieces, if crlf { b"\r\n" } else { b"\n" });
            if !whole {
                text.pop();
            }
            Source(text)
        },
    )
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        20 => entry().prop_map(Piece::Entry),
        2 => (select(&KINDS[..]), entry()).prop_map(|(kind, entry)| Piece::Stray(kind, entry)),
        3 => (0..6_u8).prop_map(Piece::Trace),
        1 => Just(Piece::Blank),
        1 => vec(any::<u8>(), 0..30).prop_map(Piece::Bytes),
        1 => "[\\[\\]{}\" :=,a-z0-9é-]{0,40}".prop_map(Piece::Text),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let step = prop_oneof![5 => 0..20_i32, 1 => -300..300_i32, 2 => Just(0)];
    (step, 0..4_usize, any::<u16>(), select(&WORDS[..]), 0..12_u8)
        .prop_map(|(step, grave, number, word, id)| Entry { step, grave, number, word, id })
}

fn written(kind: Kind, pieces: &[Piece], line_end: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut second = 9 * 3600;
    for piece in pieces {
        let mut line = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            text.extend_from_slice(line_end);
        };
        match piece {
            Piece::Entry(entry) => {
                second = (second + entry.step).clamp(0, 86_399);
                line(entry.line(kind, second).as_bytes());
            }
            Piece::Stray(kind, entry) => line(entry.line(*kind, second).as_bytes()),
            Piece::Trace(depth) => {
                line(b"java.io.IOException: broken pipe");
                (0..*depth)
                    .for_each(|at| line(format!("\tat a.b.C.m{at}(C.java:{at})").as_bytes()));
            }
            Piece::Blank => line(b""),
            Piece::Bytes(bytes) => line(bytes),
            Piece::Text(plain) => line(plain.as_bytes()),
        }
    }
    text
}

impl Entry {
    fn line(&self, kind: Kind, second: i32) -> String {
        let Entry { grave, number, word, id, .. } = self;
        let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        let millis = number % 1000;
        let level = ["INFO", "WARN", "ERROR", "DEBUG"][*grave];
        let small = level.to_lowercase();
        match kind {
            Kind::Json => format!(
                "{{\"ts\":\"2026-05-14T{clock}.{millis:03}Z\",\"level\":\"{small}\",\
                 \"msg\":\"{word} {number}\",\"host\":\"web-{id}\",\"took\":{number},\
                 \"deep\":{{\"word\":\"{word}\",\"list\":[{id},null]}}}}"
            ),
            Kind::Logfmt => format!(
                "ts=2026-05-14T{clock}+02:00 level={small} msg=\"{word} {number}\" host=web-{id}"
            ),
            Kind::Access => format!(
                "192.0.2.{id} - - [14/May/2026:{clock} +0100] \"GET /{number}?q=x HTTP/1.1\" \
                 {} {number} \"-\" \"{word}\" rt=0.{millis:03}",
                [200, 404, 503, 304][*grave]
            ),
            Kind::Java => {
                format!(
                    "2026-05-14 {clock},{millis:03} [pool-{id}] {level} a.b.C - {word} {number}"
                )
            }
            Kind::Python => {
                format!("2026-05-14 {clock},{millis:03} - app.web - {level} - {word} {number}")
            }
            Kind::Postgres => format!(
                "2026-05-14 {clock}.{millis:03} UTC [{id}] shop@db {}:  {word} {number}",
                ["LOG", "WARNING", "ERROR", "FATAL"][*grave]
            ),
            Kind::Syslog => format!("May 14 {clock} web-{id} app[{number}]: {small} {word}"),
            Kind::Klog => {
                format!(
                    "{}0514 {clock}.{millis:06} {id:7} main.go:{id}] {word} {number}",
                    &level[..1]
                )
            }
            Kind::Plain => format!("{word} {number} and no time"),
        }
    }
}
