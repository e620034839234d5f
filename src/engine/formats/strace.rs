//! <https://man7.org/linux/man-pages/man1/strace.1.html>: system calls as strace writes them,
//! `[pid 7] 10:11:12.345678 read(3, "…", 10) = 10 <0.000012>`.
//!
//! Does not: read the arguments of a call.

use memchr::memmem;

use super::{
    LineRole, Reading, pairs, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    record::{RecordParts, Span},
    time::cursor::Cursor,
};

/// What strace writes.
pub(super) struct Strace;

impl Format for Strace {
    fn name(&self) -> &'static str {
        "strace"
    }

    fn title(&self) -> &'static str {
        "strace"
    }

    fn specification(&self) -> &'static str {
        "https://man7.org/linux/man-pages/man1/strace.1.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        self.parse(line, reading, &mut RecordParts::default()).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        read(record, reading, out).is_some()
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

fn read(record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> Option<()> {
    let line = text::first_line(record);
    let mut cursor = Cursor::new(line, 0);
    let bracketed = cursor.eat_text(b"[pid ");
    cursor.eat_blanks();
    let pid = (cursor.at, cursor.at + cursor.digits_ahead());
    if bracketed || pid.1 - pid.0 <= 7 && cursor.peek_at(pid.1 - pid.0) == b' ' {
        cursor.at = pid.1;
        cursor.eat(b']');
        cursor.eat_blanks();
        syslog::field(out, "pid", record, pid.0, pid.1);
    }
    let time = cursor.at;
    let clocked = cursor.peek().is_ascii_digit();
    if clocked && let Some(read) = reading.times.read(&mut cursor) {
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        text::own_field(reading, out, "time", Span::record(time, cursor.at));
    }
    if clocked != (cursor.at > time) || clocked && cursor.eat_blanks() == 0 {
        return None;
    }
    let start = cursor.at;
    call(record, &mut cursor, out).or_else(|| aside(record, cursor, out))?;
    out.message = Some(Span::record(start, line.len()));
    text::own_field(reading, out, "message", Span::record(start, line.len()));
    Some(())
}

/// `read(3, "…", 10) = -1 EAGAIN (…) <0.000012>`, `<... read resumed>…`.
fn call(record: &[u8], cursor: &mut Cursor<'_>, out: &mut RecordParts) -> Option<()> {
    let resumed = cursor.eat_text(b"<... ");
    let name = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let name = (name, cursor.at);
    let opened = if resumed { cursor.eat_text(b" resumed>") } else { cursor.eat(b'(') };
    if name.1 < name.0 + 2 || !opened {
        return None;
    }
    let line = cursor.text;
    let ended = memmem::rfind(cursor.rest(), b" = ").map(|at| cursor.at + at);
    let unfinished = memmem::find(cursor.rest(), b"<unfinished ...>").map(|at| cursor.at + at);
    let end = ended.or(unfinished)?;
    let arguments = line.get(cursor.at..end)?.trim_ascii();
    let arguments = arguments.strip_suffix(b")").unwrap_or(arguments);
    syslog::field(out, "syscall", record, name.0, name.1);
    syslog::field(out, "arguments", record, cursor.at, cursor.at + arguments.len());
    if ended.is_some() {
        let mut result = Cursor::new(line, end + 3);
        let from = result.at;
        result.eat_while(|byte| byte != b' ');
        syslog::field(out, "result", record, from, result.at);
        result.eat_blanks();
        let errno = result.at;
        result.eat_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if result.at > errno + 1 {
            syslog::field(out, "errno", record, errno, result.at);
        }
        let took = line.strip_suffix(b">").and_then(|line| memchr::memrchr(b'<', line));
        let seconds = took.map(|at| (at + 1, line.len() - 1));
        let numeric = |(from, to): &(usize, usize)| {
            line.get(*from..*to).is_some_and(pairs::is_number) && *from > end
        };
        if let Some((from, to)) = seconds.filter(numeric) {
            syslog::field(out, "seconds", record, from, to);
        }
    }
    Some(())
}

/// `--- SIGALRM {…} ---`, `+++ exited with 0 +++`.
fn aside(record: &[u8], cursor: Cursor<'_>, out: &mut RecordParts) -> Option<()> {
    let rest = cursor.rest();
    if rest.starts_with(b"+++ ") && rest.ends_with(b" +++") {
        return Some(());
    }
    let inner = rest.strip_prefix(b"--- ")?.strip_suffix(b" ---")?;
    if !inner.starts_with(b"SIG") {
        return None;
    }
    let name = inner.iter().position(|byte| *byte == b' ')?;
    let from = cursor.at + b"--- ".len();
    syslog::field(out, "signal", record, from, from + name);
    syslog::field(out, "siginfo", record, from + name + 1, from + inner.len());
    Some(())
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "4711  1709979072.345678 openat(AT_FDCWD, \"/etc/shop\", O_RDONLY) = -1 ENOENT (No such file) <0.000012>",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: None,
        message: "openat(AT_FDCWD, \"/etc/shop\", O_RDONLY) = -1 ENOENT (No such file) <0.000012>",
        fields: &[
            ("pid", "4711"),
            ("syscall", "openat"),
            ("result", "-1"),
            ("errno", "ENOENT"),
            ("seconds", "0.000012"),
        ],
    },
    Example {
        text: "1709979072.345678 --- SIGTERM {si_signo=SIGTERM, si_code=SI_USER} ---",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: None,
        message: "--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER} ---",
        fields: &[("signal", "SIGTERM")],
    },
];
