//! <https://en.wikipedia.org/wiki/Logging_(computing)>: any line with a time near its front, a level
//! word, letter or number, and a rest. What no named format claims is read like this.
//!
//! Does not: know any product's layout.

use memchr::memchr;

use super::{
    LineRole, Reading,
    header::Header,
    message, shapes, syslog,
    table::{Example, Format},
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::{Found, ReadTime, SECOND_NANOS, TimeNanos, cursor::Cursor},
};

/// Lines with a time.
pub(super) struct TimedText;

impl Format for TimedText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn title(&self) -> &'static str {
        "Text with times"
    }

    fn specification(&self) -> &'static str {
        "https://en.wikipedia.org/wiki/Logging_(computing)"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        begins(line, reading).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        parse(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Whether a line has its time where lines of the source that begin a record have it.
pub(super) fn begins(line: &[u8], reading: &mut Reading) -> bool {
    let blank = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    if blank && !reading.settled.indented {
        return false;
    }
    let Some((found, _)) = reading.times.find(line) else {
        return false;
    };
    found.start <= reading.settled.time_column_max
        && (found.is_whole() || reading.settled.weak_times)
}

/// Reads a record by its time and what stands around it.
pub(super) fn parse(record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
    let line = first_line(record);
    let Some((found, read)) = reading.times.find(line) else {
        return false;
    };
    note(read, out);
    own_field(reading, out, "time", Span::record(found.start, found.end));
    let front = line.get(..front_end(line, &found)).unwrap_or_default();
    if is_sentence(front) {
        let from = Header::new(front, 0, reading.whole, out).walk();
        finish(record, from, reading, out);
        return true;
    }
    if let Some(from) = colon_columns(line, &found, reading.whole, out) {
        finish(record, from, reading, out);
        return true;
    }
    Header::new(front, 0, reading.whole, out).walk_front(front.len());
    let from = inside_bracket(line, &found, reading.whole, out);
    let outer_level = out.level;
    let second = second_time(line, from, reading, out);
    if second > from {
        out.level = None;
    }
    let from = program(line, second, second > from, out);
    let from = Header::new(line, from, reading.whole, out).walk();
    out.level = out.level.or(outer_level);
    let from = level_below(record, second, line.len(), out).unwrap_or(from);
    finish(record, from, reading, out);
    true
}

/// Notes a time that was found, if it can be held.
pub(super) fn note(read: Option<ReadTime>, out: &mut RecordParts) {
    if let Some(read) = read {
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
    }
}

/// Columns parted by two colons, `Thread-7::INFO::2024-03-09 10:11:12,345::pay::44::card::(run) text`:
/// where the message begins.
fn colon_columns(line: &[u8], found: &Found, whole: bool, out: &mut RecordParts) -> Option<usize> {
    let front = line.get(..found.start)?.strip_suffix(b"::")?;
    let mut at = found.end + 2;
    if !line.get(found.end..)?.starts_with(b"::") {
        return None;
    }
    let mut column = |from: usize, text: &[u8]| {
        let level = Level::from_word(text);
        out.level = out.level.or(level);
        let name = if level.is_some() { "level" } else { shapes::name_of(text) };
        if !text.is_empty() && (whole || level.is_none()) {
            syslog::field(out, name, line, from, from + text.len());
        }
    };
    let mut from = 0;
    for text in front.split(|byte| *byte == b':') {
        column(from, text);
        from += text.len() + 1;
    }
    while let Some(rest) = line.get(at..) {
        let end = memchr::memmem::find(rest, b"::").unwrap_or(rest.len());
        let text = rest.get(..end)?;
        if text.contains(&b' ') || text.starts_with(b"(") || end == rest.len() {
            break;
        }
        column(at, text);
        at += end + 2;
    }
    Some(at)
}

/// The time may stand twice, as a logger and what collected its lines each wrote it:
/// `2024/03/09 10:11:12 [2024-03-09 10:11:12.345678] …`, `2024-03-09T10:11:12Z Mar  9 10:11:12 web-1 …`.
/// The finer one counts where both are in the same second. Answers where the second one ends.
fn second_time(line: &[u8], from: usize, reading: &mut Reading, out: &mut RecordParts) -> usize {
    let mut cursor = Cursor::new(line, from);
    cursor.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'|'));
    let bracket = cursor.eat(b'[');
    let start = cursor.at;
    let dated = cursor.digits_ahead() == 4 || cursor.peek().is_ascii_uppercase();
    let Some(read) = (if dated { reading.times.read(&mut cursor) } else { None }) else {
        return from;
    };
    let Some(first) = out.time.filter(|_| cursor.since(start).contains(&b':')) else {
        return from;
    };
    if !same_moment(first, read.time) || bracket && !cursor.eat(b']') {
        return from;
    }
    let second = |time: TimeNanos| time.0.div_euclid(SECOND_NANOS);
    if second(first) == second(read.time) && read.fraction_digits > out.fraction_digits {
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
    }
    cursor.at
}

/// Whether two times may be the same moment, one read without its zone or its year.
fn same_moment(one: TimeNanos, other: TimeNanos) -> bool {
    const QUARTER_HOUR_NANOS: i64 = 900 * SECOND_NANOS;
    const APART_NANOS: i64 = 5 * SECOND_NANOS;
    let apart = one.0.saturating_sub(other.0).saturating_add(APART_NANOS);
    apart.rem_euclid(QUARTER_HOUR_NANOS) <= 2 * APART_NANOS
}

/// Words of a sentence before the time from which on the line is one that only names a time.
const SENTENCE_WORDS_MIN: usize = 3;

/// Whether a line's front reads like a sentence: `End of medium on volume "a" at 09-Mar-2024 10:11`.
fn is_sentence(front: &[u8]) -> bool {
    let words = front.split(|byte| *byte == b' ');
    let plain = |word: &&[u8]| {
        word.len() > 1
            && word.iter().all(u8::is_ascii_alphabetic)
            && word.iter().skip(1).all(u8::is_ascii_lowercase)
            && Level::from_word(word).is_none()
    };
    words.filter(plain).count() >= SENTENCE_WORDS_MIN
}

/// `host program[pid]: ` behind any time, as syslog has it; behind the time of a syslog that a
/// collector put its own before, also without a number.
fn program(line: &[u8], from: usize, collected: bool, out: &mut RecordParts) -> usize {
    let mut cursor = Cursor::new(line, from);
    cursor.eat_blanks();
    let start = cursor.at;
    cursor.eat_while(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/' | b'@')
    });
    let end = cursor.at;
    let fields = out.fields.len();
    let level = Level::from_word(line.get(start..end).unwrap_or_default()).is_some();
    let known = !level && end > start && cursor.eat(b' ') && syslog::tag(&mut cursor, out);
    let numbered =
        out.field(line, b"pid").is_some_and(|(pid, _)| pid.iter().all(u8::is_ascii_digit));
    let named = numbered && out.fields.len() >= fields + 2;
    if !known || !named && !collected {
        out.fields.truncate(fields);
        return from;
    }
    syslog::field(out, "host", line, start, end);
    cursor.at
}

/// java.util.logging writes two lines, `TIME class method` and `LEVEL: message`: where that message
/// begins.
fn level_below(
    record: &[u8],
    from: usize,
    line_end: usize,
    out: &mut RecordParts,
) -> Option<usize> {
    let below = record.get(line_end..)?.trim_ascii_start();
    let word = below.iter().take(12).position(|byte| *byte == b':')?;
    if out.level.is_some() || below.len() == record.len() - line_end {
        return None;
    }
    out.level = Some(Level::from_word(below.get(..word)?)?);
    let line = record.get(..line_end)?.trim_ascii_end();
    let method = memchr::memrchr(b' ', line)? + 1;
    let class = memchr::memrchr(b' ', line.get(..method - 1)?)? + 1;
    if class >= from {
        syslog::field(out, "logger", record, class, method - 1);
        syslog::field(out, "method", record, method, line.len());
    }
    Some(record.len() - below.len() + word + 1)
}

/// Where a time shares its bracket with more (`[2024-03-09 10:11:12 W 325] …`), all of that is header.
fn inside_bracket(line: &[u8], found: &Found, whole: bool, out: &mut RecordParts) -> usize {
    let front = line.get(..found.start).unwrap_or_default();
    let open = front.iter().rposition(|byte| matches!(byte, b'[' | b']'));
    let opened = open.is_some_and(|at| front.get(at) == Some(&b'['));
    let rest = line.get(found.end..).unwrap_or_default();
    let close = rest.iter().take(200).position(|byte| matches!(byte, b'[' | b']'));
    match close {
        Some(length) if opened && length > 0 && rest.get(length) == Some(&b']') => {
            let end = found.end + length;
            Header::new(line, found.end, whole, out).walk_front(end);
            end + 1
        }
        _ => found.end,
    }
}

/// Where a line's front ends: before its time and the bracket that opens it.
fn front_end(line: &[u8], found: &Found) -> usize {
    let front = line.get(..found.start).unwrap_or_default();
    front.len() - usize::from(front.ends_with(b"[") || front.ends_with(b"("))
}

/// Takes the rest of a record from byte `from` on as its message, and the values it names as fields.
pub(super) fn finish(record: &[u8], from: usize, reading: &mut Reading, out: &mut RecordParts) {
    let rest = record.get(from..).unwrap_or_default();
    let start = from + (rest.len() - rest.trim_ascii_start().len());
    let padding = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let kept = rest.iter().rposition(|byte| !padding(byte)).map_or(0, |last| last + 1);
    let end = (from + kept).max(start);
    message::read(record, start, end, reading, out);
    if let Some(message) = out.message {
        own_field(reading, out, "message", message);
    }
}

/// Adds time, level or message as a field too, where the tree is wanted.
pub(super) fn own_field(reading: &Reading, out: &mut RecordParts, name: &'static str, value: Span) {
    if reading.whole {
        out.fields.push(Field { name: Name::Static(name), value, kind: ValueKind::Text });
    }
}

/// A record up to its first line end.
pub(super) fn first_line(record: &[u8]) -> &[u8] {
    let end = memchr(b'\n', record).unwrap_or(record.len());
    let line = record.get(..end).unwrap_or(record);
    line.strip_suffix(b"\r").unwrap_or(line)
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "2024-03-09 10:11:12.345 +0100 [worker-3] WARN db.pool: 2 of 8 busy limit=8",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Warn),
        message: "2 of 8 busy limit=8",
        fields: &[("context", "worker-3"), ("limit", "8")],
    },
    Example {
        text: "[Sat Mar 09 10:11:12 2024] [core:error] [pid 71:tid 9] [client ::1:5860] File does not exist: /a",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "File does not exist: /a",
        fields: &[("pid", "71"), ("tid", "9"), ("client", "::1:5860")],
    },
    Example {
        text: "Thread-7::WARN::2024-03-09 10:11:12,345::pay::44::card::(run) no card",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "(run) no card",
        fields: &[("context", "Thread-7"), ("pid", "44")],
    },
    Example {
        text: "2024-03-09 10:11:12 TRACE | INFO | (pay.go:7) | no card",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "no card",
        fields: &[("context", "TRACE"), ("file", "pay.go")],
    },
    Example {
        text: "2024-03-09 10:11:12, Info                  PAY    no card 7",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "no card 7",
        fields: &[("context", "PAY")],
    },
    Example {
        text: "Sat Mar  9 10:11:12 2024 [71] <err> (0x16b) +[PayStore load:error:]: no card",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "no card",
        fields: &[],
    },
    Example {
        text: "2024-03-09T10:11:12.345 [71]DEBUG:shop.pay.card:method = pay, args = ()",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Debug),
        message: "method = pay, args = ()",
        fields: &[("logger", "shop.pay.card")],
    },
    Example {
        text: "2024-03-09T10:11:12.000Z Mar  9 10:11:12 web-1 systemd: Stopped pay",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "Stopped pay",
        fields: &[("host", "web-1"), ("app", "systemd")],
    },
    Example {
        text: "2024/03/09 10:11:12 - PAY: no card",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "PAY: no card",
        fields: &[],
    },
    Example {
        text: "pid=7 tid=9 2024-03-09T10:11:12.345Z class=Pay INFO: no card",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Info),
        message: "no card",
        fields: &[("class", "Pay")],
    },
    Example {
        text: "1709979072.4711.0 [09/Mar/2024 12:11:12] no card",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "no card",
        fields: &[],
    },
    Example {
        text: "1709979072.5 started {\"a\":1}",
        time: Some("2024-03-09T10:11:12.5Z"),
        level: None,
        message: "started",
        fields: &[("a", "1")],
    },
    Example {
        text: "[2024-03-09T10:11:12Z] info/Checker: all well\n  detail of it",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Info),
        message: "all well\n  detail of it",
        fields: &[("context", "Checker")],
    },
];
