//! <https://pkg.go.dev/k8s.io/klog/v2>: Kubernetes' and Google's `I0309 10:11:12.345678   7 file.go:42] text`.
//!
//! Does not: know the year, which glog's newer versions alone write.

use super::{
    LineRole, Reading, place, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::{Date, ReadTime, cursor::Cursor},
};

/// klog and glog.
pub(super) struct Klog;

impl Format for Klog {
    fn name(&self) -> &'static str {
        "klog"
    }

    fn title(&self) -> &'static str {
        "klog and glog"
    }

    fn specification(&self) -> &'static str {
        "https://pkg.go.dev/k8s.io/klog/v2"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        front(line, reading).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let Some((level, read, mut cursor)) = front(line, reading) else {
            return false;
        };
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        out.level = Some(level);
        let start = line.len() - line.trim_ascii_start().len();
        text::own_field(reading, out, "level", Span::record(start, start + 1));
        text::own_field(reading, out, "time", Span::record(start + 1, cursor.at));
        cursor.eat_blanks();
        let pid = cursor.at;
        cursor.eat_while(|byte| byte.is_ascii_digit());
        if cursor.at > pid {
            syslog::field(out, "pid", record, pid, cursor.at);
        }
        cursor.eat_blanks();
        let caller = cursor.at;
        cursor.eat_while(|byte| !matches!(byte, b']' | b' '));
        if cursor.peek() == b']' {
            syslog::field(out, "caller", record, caller, cursor.at);
            place::fields(record, caller, cursor.at, out);
            cursor.at += 1;
        } else {
            cursor.at = caller;
        }
        text::finish(record, cursor.at, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Reads `I0309 10:11:12.345678` or `I20240309 10:11:12.345678`.
fn front<'l>(line: &'l [u8], reading: &mut Reading) -> Option<(Level, ReadTime, Cursor<'l>)> {
    let mut cursor = Cursor::new(line, 0);
    cursor.eat_blanks();
    let level = match cursor.peek() {
        letter @ (b'I' | b'W' | b'E' | b'F' | b'D' | b'V') => Level::from_letter(letter)?,
        _ => return None,
    };
    cursor.at += 1;
    if matches!(cursor.digits_ahead(), 6 | 8) {
        let read = reading.times.read(&mut cursor)?;
        return Some((level, read, cursor));
    }
    if cursor.digits_ahead() != 4 {
        return None;
    }
    let (month, day) = (cursor.two()?, cursor.two()?);
    let clocked = cursor.eat_blanks() > 0 && cursor.peek_at(2) == b':' && cursor.peek_at(5) == b':';
    if !clocked {
        return None;
    }
    let read = reading.times.read_with_date(&mut cursor, Date::NoYear { month, day })?;
    Some((level, read, cursor))
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "E0309 10:11:12.345678    4711 reflector.go:138] watch of Pod ended err=\"EOF\" tries=3",
        time: Some("2026-03-09T10:11:12.345678Z"),
        level: Some(Level::Error),
        message: "watch of Pod ended err=\"EOF\" tries=3",
        fields: &[("pid", "4711"), ("caller", "reflector.go:138"), ("err", "EOF"), ("tries", "3")],
    },
    Example {
        text: "I20240309 10:11:12.345678 15520 main.cc:9] ready",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Info),
        message: "ready",
        fields: &[("caller", "main.cc:9")],
    },
];
