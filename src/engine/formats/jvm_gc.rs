//! <https://openjdk.org/jeps/158>: the garbage collector's log of Java, as unified logging writes it
//! (`[2024-03-09T10:11:12.345+0100][7.1s][info][gc] GC(3) Pause Young (Normal) 24M->4M(256M) 3.2ms`)
//! and as it was before (`7.1: [GC (Allocation Failure) 24000K->4000K(256000K), 0.0032 secs] …`).
//!
//! Does not: read how single generations changed.

use memchr::memmem;

use super::{
    LineRole, Reading,
    pairs::{self, balanced},
    syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::cursor::Cursor,
};

/// Java's garbage collector.
pub(super) struct JvmGc;

impl Format for JvmGc {
    fn name(&self) -> &'static str {
        "jvm-gc"
    }

    fn title(&self) -> &'static str {
        "Java garbage collector"
    }

    fn specification(&self) -> &'static str {
        "https://openjdk.org/jeps/158"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        self.parse(line, reading, &mut RecordParts::default()).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let read = match line.first() {
            Some(b'[') => unified(line, reading, out),
            Some(byte) if byte.is_ascii_digit() => old(line, reading, out),
            _ => None,
        };
        let Some(start) = read else {
            return false;
        };
        numbers(record, start, out);
        let end = record.trim_ascii_end().len().max(start);
        out.message = Some(Span::record(start, end));
        text::own_field(reading, out, "message", Span::record(start, end));
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `[time][uptime][pid][tid][level][tags] `, each of which may be missing but the tags. Answers
/// where the message begins.
fn unified(line: &[u8], reading: &mut Reading, out: &mut RecordParts) -> Option<usize> {
    let mut cursor = Cursor::new(line, 0);
    let mut collector = false;
    while let Some(length) = balanced(cursor.rest(), b'[', b']').filter(|_| cursor.peek() == b'[') {
        let (from, to) = (cursor.at + 1, cursor.at + length - 1);
        let inner = line.get(from..to)?.trim_ascii_end();
        let to = from + inner.len();
        cursor.at += length;
        let bare = inner.strip_suffix(b"s").unwrap_or(inner);
        let duration = bare.len() < inner.len();
        let bare = bare.strip_suffix(b"m").or_else(|| bare.strip_suffix(b"n")).unwrap_or(bare);
        if duration && pairs::is_number(bare) {
            syslog::field(out, "uptime", line, from, to);
        } else if inner.iter().all(u8::is_ascii_digit) {
            syslog::field(out, "pid", line, from, to);
        } else if let Some(level) = Level::from_word(inner) {
            out.level = Some(level);
            text::own_field(reading, out, "level", Span::record(from, to));
        } else if inner.first()?.is_ascii_digit() {
            let read = reading.times.whole_value(inner)?;
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
            text::own_field(reading, out, "time", Span::record(from, to));
        } else {
            let tags = inner.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b',');
            collector |= tags && (inner.starts_with(b"gc") || inner == b"safepoint");
            syslog::field(out, "tags", line, from, to);
        }
    }
    (collector && cursor.eat_blanks() > 0).then_some(cursor.at)
}

/// `time: uptime: [GC (…) …`, where one of the two may be missing. Answers where the message begins.
fn old(line: &[u8], reading: &mut Reading, out: &mut RecordParts) -> Option<usize> {
    const STARTS: [&[u8]; 5] =
        [b"[GC", b"[Full GC", b"[CMS", b"Total time for which", b"Application time:"];
    let mut cursor = Cursor::new(line, 0);
    if cursor.digits_ahead() == 4 && cursor.peek_at(4) == b'-' {
        let read = reading.times.read(&mut cursor)?;
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        text::own_field(reading, out, "time", Span::record(0, cursor.at));
        if !cursor.eat_text(b": ") {
            return None;
        }
    }
    let uptime = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_digit() || byte == b'.');
    if cursor.at > uptime {
        syslog::field(out, "uptime", line, uptime, cursor.at);
        if !cursor.eat_text(b": ") {
            return None;
        }
    }
    STARTS.iter().any(|start| cursor.rest().starts_with(start)).then_some(cursor.at)
}

/// The cause, the heap before and after, its size, and how long all of it took.
fn numbers(record: &[u8], start: usize, out: &mut RecordParts) {
    let body = record.get(start..).unwrap_or_default();
    if body.starts_with(b"[")
        && let Some(open) = body.iter().take(20).position(|byte| *byte == b'(')
        && let Some(length) = balanced(body.get(open..).unwrap_or_default(), b'(', b')')
    {
        syslog::field(out, "cause", record, start + open + 1, start + open + length - 1);
    }
    heap(record, start, out);
    let collection = memmem::find(body, b" [Times").and_then(|at| body.get(..at)).unwrap_or(body);
    let unit = [&b" secs"[..], b"ms"].iter().find_map(|unit| memmem::rfind(collection, unit));
    let front = body.get(..unit.unwrap_or(0)).unwrap_or_default();
    let digits =
        front.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    if digits > 0 {
        let end = start + front.len();
        syslog::field(out, "pause", record, end - digits, end);
    }
    for (label, name) in [
        (&b"stopped: "[..], "stopped_seconds"),
        (b"threads took: ", "stopping_seconds"),
        (b"user=", "user"),
        (b"sys=", "sys"),
        (b"real=", "real"),
    ] {
        let Some(at) = memmem::find(body, label) else { continue };
        let mut cursor = Cursor::new(record, start + at + label.len());
        let from = cursor.at;
        cursor.eat_while(|byte| byte.is_ascii_digit() || byte == b'.');
        if cursor.at > from {
            syslog::field(out, name, record, from, cursor.at);
        }
    }
}

/// The last `24M->4M(256M)` is that of the whole heap; older collectors wrote `142444K(253440K)` too.
fn heap(record: &[u8], start: usize, out: &mut RecordParts) {
    let mut last = None;
    let mut cursor = Cursor::new(record, start);
    while !cursor.at_end() {
        let from = cursor.at;
        if cursor.eat_while(|byte| byte.is_ascii_digit()) == 0 {
            cursor.at += 1;
            continue;
        }
        let before = (from, cursor.at);
        if !unit(&mut cursor) {
            continue;
        }
        let arrow = cursor.eat_text(b"->");
        let from = cursor.at;
        cursor.eat_while(|byte| byte.is_ascii_digit());
        let after = if arrow { (from, cursor.at) } else { before };
        let sized = !arrow || unit(&mut cursor);
        let generation = record.get(..before.0).is_some_and(|front| front.ends_with(b": "));
        if sized && !generation && cursor.eat(b'(') {
            let total = (cursor.at, cursor.at + cursor.digits_ahead());
            last = Some((arrow.then_some(before), after, total));
        }
    }
    if let Some((before, after, total)) = last {
        let named =
            [("heap_before", before), ("heap_after", Some(after)), ("heap_total", Some(total))];
        for (name, part) in named {
            if let Some((from, to)) = part {
                syslog::field(out, name, record, from, to);
            }
        }
    }
}

fn unit(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat(b'K') || cursor.eat(b'M') || cursor.eat(b'G')
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "[2024-03-09T10:11:12.345+0100][7.125s][info][gc,phases] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.234ms",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Info),
        message: "GC(3) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.234ms",
        fields: &[
            ("uptime", "7.125s"),
            ("tags", "gc,phases"),
            ("heap_before", "24"),
            ("heap_after", "4"),
            ("pause", "3.234"),
        ],
    },
    Example {
        text: "2024-03-09T10:11:12.345+0100: 7.125: [GC (Allocation Failure) [PSYoungGen: 150K->20K(204K)] 450K->330K(716K), 0.0123 secs] [Times: user=0.02 sys=0.00, real=0.01 secs]",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: None,
        message: "[GC (Allocation Failure) [PSYoungGen: 150K->20K(204K)] 450K->330K(716K), 0.0123 secs] [Times: user=0.02 sys=0.00, real=0.01 secs]",
        fields: &[
            ("uptime", "7.125"),
            ("cause", "Allocation Failure"),
            ("heap_after", "330"),
            ("heap_total", "716"),
            ("pause", "0.0123"),
            ("real", "0.01"),
        ],
    },
];
