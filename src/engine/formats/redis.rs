//! <https://github.com/redis/redis/blob/unstable/src/server.c> (`serverLogRaw`): Redis' own log,
//! `4711:M 09 Mar 2024 10:11:12.345 * message`; the sign is the level.
//!
//! Does not: read MONITOR's output.

use super::{
    LineRole, Reading, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::{ReadTime, cursor::Cursor},
};

/// Redis.
pub(super) struct Redis;

/// The front of a line.
struct Front {
    pid: (usize, usize),
    role: (usize, usize),
    time: (usize, usize),
    read: ReadTime,
    sign: usize,
    level: Level,
}

impl Format for Redis {
    fn name(&self) -> &'static str {
        "redis"
    }

    fn title(&self) -> &'static str {
        "Redis"
    }

    fn specification(&self) -> &'static str {
        "https://github.com/redis/redis/blob/unstable/src/server.c"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        front(line, reading).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some(front) = front(text::first_line(record), reading) else {
            return false;
        };
        out.time = Some(front.read.time);
        out.fraction_digits = front.read.fraction_digits;
        out.level = Some(front.level);
        if front.pid.1 > front.pid.0 {
            syslog::field(out, "pid", record, front.pid.0, front.pid.1);
        }
        if front.role.1 > front.role.0 {
            syslog::field(out, "role", record, front.role.0, front.role.1);
        }
        text::own_field(reading, out, "time", Span::record(front.time.0, front.time.1));
        text::own_field(reading, out, "level", Span::record(front.sign, front.sign + 1));
        text::finish(record, front.sign + 1, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

fn front(line: &[u8], reading: &mut Reading) -> Option<Front> {
    let mut cursor = Cursor::new(line, 0);
    let bracketed = cursor.eat(b'[');
    let start = cursor.at;
    let mut pid = (start, start);
    let mut role = (start, start);
    let mut ahead = cursor;
    if ahead.number(9).is_some() && matches!(ahead.peek(), b':' | b']') || bracketed {
        pid = (start, ahead.at);
        cursor = ahead;
        if cursor.eat_text(b":signal-handler (") {
            // Written inside a signal handler, where no date can be formatted.
            let from = cursor.at;
            let read = reading.times.read(&mut cursor)?;
            let time = (from, cursor.at);
            let (sign, level) = (cursor.at, Level::Warn);
            return cursor.eat(b')').then_some(Front { pid, role, time, read, sign, level });
        }
        if cursor.eat(b':') {
            role = (cursor.at, cursor.at + 1);
            cursor.at += 1;
        }
        if bracketed && !cursor.eat(b']') || !cursor.eat(b' ') {
            return None;
        }
    }
    let from = cursor.at;
    let digits = cursor.digits_ahead();
    if !matches!(digits, 1 | 2) || cursor.peek_at(digits) != b' ' {
        return None;
    }
    let read = reading.times.read(&mut cursor)?;
    let time = (from, cursor.at);
    let level = match (cursor.peek(), cursor.peek_at(1), cursor.peek_at(2)) {
        (b' ', b'.', b' ') => Level::Debug,
        (b' ', b'-', b' ') if pid.1 > pid.0 => Level::Info,
        (b' ', b'*', b' ') => Level::Notice,
        (b' ', b'#', b' ') => Level::Warn,
        _ => return None,
    };
    Some(Front { pid, role, time, read, sign: cursor.at + 1, level })
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "4711:signal-handler (1709979072) Received SIGTERM scheduling shutdown...",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "Received SIGTERM scheduling shutdown...",
        fields: &[("pid", "4711")],
    },
    Example {
        text: "4711:M 09 Mar 2024 10:11:12.345 # Connection with replica 192.0.2.7:6379 lost.",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "Connection with replica 192.0.2.7:6379 lost.",
        fields: &[("pid", "4711"), ("role", "M"), ("ip", "192.0.2.7"), ("port", "6379")],
    },
];
