//! <https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md>:
//! Kubernetes' container logs, `2024-03-09T10:11:12.345678901Z stdout F message`.
//!
//! A line marked `P` is a part: the next line belongs to its record, too. The program's own line
//! inside is read by its own format.
//!
//! Does not: part streams that were mixed line by line.

use super::{
    LineRole, Reading, syslog,
    table::{Example, Format},
    text, wrapped,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::{ReadTime, cursor::Cursor},
};

/// Container logs of Kubernetes.
pub(super) struct Cri;

/// The front of a line.
struct Front {
    read: ReadTime,
    time_end: usize,
    stream: (usize, usize),
    /// Where the `P` or `F` stands.
    tag: usize,
    partial: bool,
    payload: usize,
}

impl Format for Cri {
    fn name(&self) -> &'static str {
        "cri"
    }

    fn title(&self) -> &'static str {
        "Kubernetes container log"
    }

    fn specification(&self) -> &'static str {
        "https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let front = front(line, reading)?;
        // Parts of what a program wrote to one stream may stand around what it wrote to the other.
        let stream = line.get(front.stream.1 - 1).copied().unwrap_or_default();
        let continues = reading.was_open && reading.stream == stream;
        (reading.open, reading.stream) = (front.partial, stream);
        Some(if continues { LineRole::Continues } else { LineRole::Start })
    }

    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        front(line, reading).is_some()
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some(first) = front(text::first_line(record), reading) else {
            return false;
        };
        out.time = Some(first.read.time);
        out.fraction_digits = first.read.fraction_digits;
        text::own_field(reading, out, "time", Span::record(0, first.time_end));
        let value = Span::record(first.stream.0, first.stream.1);
        out.fields.push(Field { name: Name::Static("stream"), value, kind: ValueKind::Text });
        syslog::field(out, "logtag", record, first.tag, first.tag + 1);
        if !first.partial || !record.contains(&b'\n') {
            wrapped::read(record, first.payload, reading, out);
            return true;
        }
        let mut joined = Vec::new();
        for line in record.split(|byte| *byte == b'\n') {
            let payload = front(line, reading).map_or(0, |front| front.payload);
            joined.extend_from_slice(line.get(payload..).unwrap_or_default());
        }
        let from = out.scratch.len();
        out.scratch.extend_from_slice(&joined);
        wrapped::read_scratch(&joined, from, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

fn front(line: &[u8], reading: &mut Reading) -> Option<Front> {
    let mut cursor = Cursor::new(line, 0);
    if cursor.digits_ahead() != 4 {
        return None;
    }
    let read = reading.times.read(&mut cursor)?;
    let time_end = cursor.at;
    let stream = cursor.at + 1;
    if !cursor.eat_text(b" stdout ") && !cursor.eat_text(b" stderr ") {
        return None;
    }
    let stream = (stream, cursor.at - 1);
    let partial = match cursor.peek() {
        b'P' => true,
        b'F' => false,
        _ => return None,
    };
    let tag = cursor.at;
    cursor.at += 1;
    cursor.eat(b' ');
    Some(Front { read, time_end, stream, tag, partial, payload: cursor.at })
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09T10:11:12.345678901Z stderr F level=warn msg=\"card declined\" amount=7",
        time: Some("2024-03-09T10:11:12.345678901Z"),
        level: Some(Level::Warn),
        message: "card declined",
        fields: &[("stream", "stderr"), ("amount", "7")],
    },
    Example {
        text: "2024-03-09T10:11:12.345678901Z stdout P first half,\n2024-03-09T10:11:12.345678902Z stdout F  second half",
        time: Some("2024-03-09T10:11:12.345678901Z"),
        level: None,
        message: "first half, second half",
        fields: &[("stream", "stdout")],
    },
];
