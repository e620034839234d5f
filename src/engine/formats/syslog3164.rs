//! <https://www.rfc-editor.org/rfc/rfc3164>: BSD syslog, `Mar  9 10:11:12 host program[pid]: message`,
//! with or without its priority, and with the ISO times that rsyslog and systemd write.
//!
//! Does not: read what RFC 5424 added.

use super::{
    LineRole, Reading, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::cursor::Cursor,
};

/// BSD syslog.
pub(super) struct Syslog3164;

/// Where the parts of a line stand.
struct Parts {
    priority: Option<u64>,
    time: (usize, usize),
    host: (usize, usize),
    /// Where program and message begin.
    rest: usize,
}

impl Format for Syslog3164 {
    fn name(&self) -> &'static str {
        "syslog"
    }

    fn title(&self) -> &'static str {
        "Syslog (RFC 3164)"
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc3164"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let mut out = RecordParts::default();
        split(line, reading, &mut out).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let Some(parts) = split(line, reading, out) else {
            return false;
        };
        text::own_field(reading, out, "time", Span::record(parts.time.0, parts.time.1));
        let mut cursor = Cursor::new(line, parts.rest);
        if parts.host.1 > parts.host.0 {
            syslog::field(out, "host", record, parts.host.0, parts.host.1);
        }
        if let Some(number) = parts.priority {
            syslog::priority_fields(record, number, out);
        }
        syslog::tag(&mut cursor, out);
        syslog::payload(record, cursor.at, parts.priority, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Finds the parts of a line; notes its time. None where it is no syslog.
fn split(line: &[u8], reading: &mut Reading, out: &mut RecordParts) -> Option<Parts> {
    let mut cursor = Cursor::new(line, 0);
    let priority = syslog::priority(&mut cursor);
    cursor.eat_blanks();
    let start = cursor.at;
    let named_month = cursor.peek().is_ascii_alphabetic();
    let iso = cursor.digits_ahead() == 4;
    if !named_month && !iso {
        return None;
    }
    let read = reading.times.read(&mut cursor)?;
    let time = (start, cursor.at);
    let clocked = line.get(start..cursor.at)?.contains(&b':');
    cursor.eat(b':');
    if !clocked || cursor.eat_blanks() == 0 {
        return None;
    }
    let host_start = cursor.at;
    cursor.eat_while(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'/' | b'@')
    });
    let host_end = cursor.at;
    let mut tag = cursor;
    let parted = tag.eat_blanks() > 0;
    let rest = tag.at;
    let mut unused = RecordParts::default();
    let tagged = parted
        && host_end > host_start
        && syslog::tag(&mut tag, &mut unused)
        && !line.get(host_start..host_end)?.ends_with(b":");
    let program = unused.field(line, b"app").map_or(&b""[..], |(app, _)| app);
    let level_word = [line.get(host_start..host_end)?, program]
        .iter()
        .any(|word| Level::from_word(word).is_some());
    let nameless = iso && priority.is_none() && line.get(host_start..host_end)? == b"-";
    if !tagged || level_word || nameless {
        // A line without a host, `Mar  9 10:11:12 program: message`, or with a priority and a bare text.
        cursor.at = host_start;
        let hostless = (named_month || priority.is_some())
            && !level_word
            && !nameless
            && syslog::tag(&mut cursor.clone(), &mut unused);
        if !hostless && priority.is_none() {
            return None;
        }
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        return Some(Parts { priority, time, host: (host_start, host_start), rest: host_start });
    }
    out.time = Some(read.time);
    out.fraction_digits = read.fraction_digits;
    Some(Parts { priority, time, host: (host_start, host_end), rest })
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "Mar  9 10:11:12 web-1 sshd[4711]: Accepted publickey for ann from 192.0.2.7",
        time: Some("2026-03-09T10:11:12Z"),
        level: None,
        message: "Accepted publickey for ann from 192.0.2.7",
        fields: &[("host", "web-1"), ("app", "sshd"), ("pid", "4711")],
    },
    Example {
        text: "<27>Dec 31 23:59:59 web-1 nginx: upstream gone",
        time: Some("2025-12-31T23:59:59Z"),
        level: Some(Level::Error),
        message: "upstream gone",
        fields: &[("host", "web-1"), ("app", "nginx")],
    },
    Example {
        text: "2024-03-09T10:11:12.345678+01:00 web-1 cron[8]: error: job=nightly code=3",
        time: Some("2024-03-09T09:11:12.345678Z"),
        level: Some(Level::Error),
        message: "error: job=nightly code=3",
        fields: &[("job", "nightly"), ("code", "3")],
    },
];
