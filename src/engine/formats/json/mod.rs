//! <https://jsonlines.org/>, and JSON objects over several lines: one object a record, of any logger.
//!
//! [`lexer`] splits the object, [`roles`] knows by their names which fields are time, level and message.
//!
//! [`document`] makes lines of documents whose records lie in an array.
//!
//! Does not: check what it reads against a schema.

use serde_json::{Map, Value};

use super::{
    LineRole, Reading, facts, mentions,
    table::{Example, Format},
    tree, wrapped,
};
use crate::{
    level::Level,
    names::FieldRole,
    record::{Place, RecordParts, ValueKind},
    time::cursor::Cursor,
};

mod document;
mod lexer;
mod roles;

pub(super) use document::{is_folded, unfold};
pub(super) use lexer::object;
pub(super) use roles::{RoleMemory, is_request_name, role};
pub use roles::{STATUSES, repeats_the_record};

/// JSON text for other readers than that of records.
pub(crate) mod text {
    pub(crate) use super::lexer::{eat_space, quoted, skip_value, unescape};
}

/// Whether a name alone says that a time stands there.
pub(crate) fn is_time_name(name: &[u8]) -> bool {
    matches!(role(name), FieldRole::Time(rank) if rank < document::SURE_TIME)
}

/// JSON lines.
pub(super) struct JsonLines;

/// Docker's json-file driver puts the program's own line in `log`, beside `stream` and `time`:
/// <https://docs.docker.com/engine/logging/drivers/json-file/>. Its own level and message count.
fn docker(record: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    if out.fields.len() > 8 || out.field(record, b"stream").is_none() {
        return;
    }
    let log = out.fields.iter().find(|field| out.name(record, field.name) == b"log").copied();
    let Some(log) = log.filter(|field| field.kind == ValueKind::Text) else {
        return;
    };
    let from = log.value.start as usize;
    let payload = out.bytes(record, log.value).trim_ascii_end().to_vec();
    match log.value.place {
        Place::Record => wrapped::read_record(&payload, from, reading, out),
        Place::Scratch => wrapped::read_scratch(&payload, from, reading, out),
    }
}

/// Whether nothing but a comma stands behind an object on its line. Lines below it (a stack trace
/// written past the logger) belong to the record, but say nothing of their own.
fn ends_its_line(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b','));
    cursor.at_end() || cursor.peek() == b'\n'
}

/// Length of the object that a text begins with, if it is whole.
pub(super) fn object_length(text: &[u8]) -> Option<usize> {
    let mut cursor = Cursor::new(text, 0);
    object(&mut cursor, &mut RecordParts::default())?;
    Some(cursor.at)
}

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "json"
    }

    fn title(&self) -> &'static str {
        "JSON lines"
    }

    fn specification(&self) -> &'static str {
        "https://jsonlines.org/"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let (b'{', rest) = line.split_first()? else {
            return None;
        };
        if reading.inside_bracket && !reading.settled.loose_lines {
            // An object that a line of text announces: `… source[`.
            return Some(LineRole::Continues);
        }
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        matches!(next, None | Some(b'"' | b'}')).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if record.first() != Some(&b'{') {
            return false;
        }
        let mut cursor = Cursor::new(record, 0);
        if object(&mut cursor, out).is_none() || !ends_its_line(&mut cursor) {
            return false;
        }
        facts::take(record, reading, out);
        docker(record, reading, out);
        mentions::of_message(record, out);
        true
    }

    fn tree(&self, record: &[u8], reading: &mut Reading) -> Map<String, Value> {
        let mut out = RecordParts::default();
        object(&mut Cursor::new(record, 0), &mut out);
        let own = out.fields.len();
        out.clear();
        self.parse(record, reading, &mut out);
        let mut objects =
            serde_json::Deserializer::from_slice(record).into_iter::<Map<String, Value>>();
        let Some(Ok(mut tree)) = objects.next() else {
            // Not quite JSON (a lone surrogate, invalid UTF-8, NaN): what the lexer found.
            return tree::from_parts(record, &out);
        };
        // Behind its own fields stand those found in its message.
        out.fields.drain(..own.min(out.fields.len()));
        for (name, value) in tree::from_parts(record, &out) {
            tree.entry(name).or_insert(value);
        }
        tree
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        text: r#"{"level":"warn","ts":1700000000.25,"caller":"api/pay.go:41","msg":"card declined","amount":12.5}"#,
        time: Some("2023-11-14T22:13:20.25Z"),
        level: Some(Level::Warn),
        message: "card declined",
        fields: &[("amount", "12.5"), ("caller", "api/pay.go:41")],
    },
    Example {
        text: "{\"ts\":\"2024-01-02T03:04:05Z\",\"level\":\"error\",\"msg\":\"boom\"}\n\tat a.B.c(B.java:7)",
        time: Some("2024-01-02T03:04:05Z"),
        level: Some(Level::Error),
        message: "boom",
        fields: &[],
    },
    Example {
        text: r#"{"level":50,"time":1700000000123,"pid":7,"hostname":"web-1","msg":"connect \"db\" failed"}"#,
        time: Some("2023-11-14T22:13:20.123Z"),
        level: Some(Level::Error),
        message: "connect \"db\" failed",
        fields: &[("pid", "7")],
    },
    Example {
        text: r#"{"t":{"$date":"2024-02-29T12:00:00.500+01:00"},"s":"I","c":"NETWORK","msg":"Connection ended"}"#,
        time: Some("2024-02-29T11:00:00.5Z"),
        level: Some(Level::Info),
        message: "Connection ended",
        fields: &[("t.$date", "2024-02-29T12:00:00.500+01:00"), ("c", "NETWORK")],
    },
    Example {
        text: r#"{"insertId":"x1","jsonPayload":{"message":"quota low","user":"ann"},"severity":"NOTICE","timestamp":"2024-05-06T07:08:09.123456789Z"}"#,
        time: Some("2024-05-06T07:08:09.123456789Z"),
        level: Some(Level::Notice),
        message: "quota low",
        fields: &[("jsonPayload.user", "ann")],
    },
    Example {
        text: r#"{"PRIORITY":"3","MESSAGE":"unit failed","__REALTIME_TIMESTAMP":"1700000000123456"}"#,
        time: Some("2023-11-14T22:13:20.123456Z"),
        level: Some(Level::Error),
        message: "unit failed",
        fields: &[],
    },
    Example {
        text: r#"{"@t":"2024-01-02T03:04:05.6789012Z","@mt":"Order {Id} sent","@m":"Order 7 sent","Id":7}"#,
        time: Some("2024-01-02T03:04:05.6789012Z"),
        level: Some(Level::Info),
        message: "Order 7 sent",
        fields: &[("Id", "7")],
    },
    Example {
        text: r#"{"log":"level=error msg=\"no route\" hop=3\n","stream":"stderr","time":"2024-01-02T03:04:05.123456789Z"}"#,
        time: Some("2024-01-02T03:04:05.123456789Z"),
        level: Some(Level::Error),
        message: "no route",
        fields: &[("stream", "stderr"), ("hop", "3")],
    },
    Example {
        text: "{\n  \"@timestamp\": \"2024-01-02T03:04:05Z\",\n  \"log\": {\"level\": \"ERROR\"},\n  \"message\": \"boom\"\n}",
        time: Some("2024-01-02T03:04:05Z"),
        level: Some(Level::Error),
        message: "boom",
        fields: &[("log.level", "ERROR")],
    },
];
