//! <https://nginx.org/en/docs/ngx_core_module.html#error_log>: nginx's error log,
//! `2024/03/09 10:11:12 [error] 31#31: *7 message, client: 192.0.2.7, server: a.example, …`.
//!
//! Does not: read other logs that begin so without `pid#tid:`.

use super::{
    LineRole, Reading, mentions, syslog,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::cursor::Cursor,
};

/// nginx's error log.
pub(super) struct NginxError;

/// Behind the message come these, in this order (`ngx_http_log_error_handler`).
const TAIL: &[u8] = b", client: ";

impl Format for NginxError {
    fn name(&self) -> &'static str {
        "nginx-error"
    }

    fn title(&self) -> &'static str {
        "nginx error log"
    }

    fn specification(&self) -> &'static str {
        "https://nginx.org/en/docs/ngx_core_module.html#error_log"
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
    let mut cursor = Cursor::new(record, 0);
    if cursor.digits_ahead() != 4 || cursor.peek_at(4) != b'/' {
        return None;
    }
    let read = reading.times.read(&mut cursor)?;
    let time = Span::record(0, cursor.at);
    if !cursor.eat_text(b" [") {
        return None;
    }
    let start = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_lowercase());
    out.level = Some(Level::from_word(cursor.since(start))?);
    let level = Span::record(start, cursor.at);
    if !cursor.eat_text(b"] ") {
        return None;
    }
    let pid = (cursor.at, cursor.at + cursor.digits_ahead());
    cursor.at = pid.1;
    let tid = cursor.at + 1;
    let marked = cursor.eat(b'#') && cursor.number(9).is_some();
    let tid = (tid, cursor.at);
    if !marked || !cursor.eat_text(b": ") {
        return None;
    }
    syslog::field(out, "pid", record, pid.0, pid.1);
    syslog::field(out, "tid", record, tid.0, tid.1);
    if cursor.eat(b'*') {
        let connection = cursor.at;
        cursor.at += cursor.digits_ahead();
        syslog::field(out, "connection", record, connection, cursor.at);
        cursor.eat(b' ');
    }
    out.time = Some(read.time);
    out.fraction_digits = read.fraction_digits;
    text::own_field(reading, out, "time", time);
    text::own_field(reading, out, "level", level);
    let tail = memchr::memmem::find(cursor.rest(), TAIL).map(|at| cursor.at + at);
    let end = tail.unwrap_or(record.len());
    out.message = Some(Span::record(cursor.at, end));
    text::own_field(reading, out, "message", Span::record(cursor.at, end));
    mentions::scan(record, end, record.len(), out);
    Some(())
}

const EXAMPLES: &[Example] = &[Example {
    text: "2024/03/09 10:11:12 [error] 31#32: *7 open() \"/a\" failed (2: No such file), client: 192.0.2.7, server: a.example, request: \"GET /a HTTP/1.1\", host: \"a.example\"",
    time: Some("2024-03-09T10:11:12Z"),
    level: Some(Level::Error),
    message: "open() \"/a\" failed (2: No such file)",
    fields: &[
        ("pid", "31"),
        ("client", "192.0.2.7"),
        ("server", "a.example"),
        ("request", "GET /a HTTP/1.1"),
    ],
}];
