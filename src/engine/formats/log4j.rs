//! <https://logging.apache.org/log4j/2.x/manual/pattern-layout.html>: the usual layouts of log4j,
//! logback and java.util.logging, `2024-03-09 10:11:12,345 INFO [thread] a.b.Class - message`.
//!
//! Recognised by a time, a level in capitals and a class name with dots; read like any text.
//!
//! Does not: know a source's own pattern.

use super::{
    LineRole, Reading,
    table::{Example, Format},
    text,
};
use crate::{level::Level, record::RecordParts};

/// Java's loggers.
pub(super) struct Log4j;

impl Format for Log4j {
    fn name(&self) -> &'static str {
        "log4j"
    }

    fn title(&self) -> &'static str {
        "Log4j and Logback"
    }

    fn specification(&self) -> &'static str {
        "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        text::begins(line, reading).then_some(LineRole::Start)
    }

    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        text::begins(line, reading) && has_class(line)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        text::parse(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Whether a level in capitals and a name of two dots or more (`a.b.C`) stand near the front.
fn has_class(line: &[u8]) -> bool {
    let words = line.get(..line.len().min(240)).unwrap_or_default();
    let mut words =
        words.split(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'$' | b'_')));
    let mut level = false;
    let mut class = false;
    for word in words.by_ref().take(40) {
        level |= word.len() > 3
            && word.iter().all(u8::is_ascii_uppercase)
            && Level::from_word(word).is_some();
        class |= is_class(word);
    }
    level && class
}

/// `org.acme.Pay`, `o.a.Pay$Inner`: lower-case packages, then a class.
pub(super) fn is_class(word: &[u8]) -> bool {
    let mut parts = word.split(|byte| *byte == b'.');
    let class = parts.next_back().unwrap_or_default();
    let mut packages = 0;
    for part in parts {
        packages += 1;
        if !part.first().is_some_and(u8::is_ascii_lowercase) {
            return false;
        }
    }
    packages >= 2 && class.first().is_some_and(u8::is_ascii_uppercase)
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12,345 INFO [main] [shop.pay.card.CardStore] loadAll No card.",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Info),
        message: "No card.",
        fields: &[("method", "loadAll")],
    },
    Example {
        text: "2024-03-09 10:11:12,345 ERROR [http-8080-exec-9] o.acme.pay.Card - declined for 7\njava.io.IOException: gone\n\tat o.acme.pay.Card.pay(Card.java:7)\nCaused by: x.Y: z",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Error),
        message: "declined for 7",
        fields: &[("context", "http-8080-exec-9"), ("logger", "o.acme.pay.Card")],
    },
    Example {
        text: "2024-03-09 10:11:12.345  INFO 4711 --- [main] o.acme.pay.Application : Started in 2.5 seconds",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Info),
        message: "Started in 2.5 seconds",
        fields: &[("pid", "4711"), ("context", "main"), ("logger", "o.acme.pay.Application")],
    },
    Example {
        text: "[2024-03-09 10:11:12,345] WARN Session 7 expired (org.acme.zoo.Server)",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "Session 7 expired",
        fields: &[("logger", "org.acme.zoo.Server")],
    },
];
