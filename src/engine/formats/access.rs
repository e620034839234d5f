//! <https://httpd.apache.org/docs/2.4/logs.html#accesslog>: the common and combined log formats of
//! Apache and nginx, with a virtual host before them and anything behind them.
//!
//! Such a log has no level: it comes from the status (5xx error, 4xx warn, else info).
//!
//! Does not: read access logs whose time is not `[09/Mar/2024:10:11:12 +0100]`.

use memchr::{memchr, memchr2};

use super::{
    LineRole, Reading, pairs, request,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Access logs of web servers.
pub(super) struct AccessLog;

/// How far from the front the time may stand.
const TIME_COLUMN_MAX: usize = 400;

impl Format for AccessLog {
    fn name(&self) -> &'static str {
        "access"
    }

    fn title(&self) -> &'static str {
        "Access log (common, combined)"
    }

    fn specification(&self) -> &'static str {
        "https://httpd.apache.org/docs/2.4/logs.html#accesslog"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let open = time_bracket(line)?;
        memchr(b'"', line.get(open..)?).map(|_| LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let Some(open) = time_bracket(line) else {
            return false;
        };
        let mut cursor = Cursor::new(line, open + 1);
        let Some(read) = reading.times.read_bracketed(&mut cursor) else {
            return false;
        };
        // An id in front that begins with the seconds since 1970 tells the zone.
        let told = if has_seconds(line) { reading.times.find(line) } else { None };
        let read = told.and_then(|(_, read)| read).unwrap_or(read);
        out.time = Some(read.time);
        out.fraction_digits = read.fraction_digits;
        text::own_field(reading, out, "time", Span::record(open + 1, cursor.at - 1));
        let mut row = Row { out, whole: reading.whole };
        row.caller(line, open);
        row.tail(cursor)
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Where the `[` of a time like `[09/Mar/2024:` stands.
fn time_bracket(line: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = memchr(b'[', line.get(from..line.len().min(TIME_COLUMN_MAX))?) {
        let open = from + found;
        if let Some([d0, d1, b'/', m, _, _, b'/', y, _, _, _, b':' | b' ']) =
            line.get(open + 1..open + 13).and_then(|text| text.first_chunk())
            && d0.is_ascii_digit()
            && d1.is_ascii_digit()
            && m.is_ascii_alphabetic()
            && y.is_ascii_digit()
        {
            return Some(open);
        }
        from = open + 1;
    }
    None
}

/// Whether a line begins with ten digits and a point, which no address does.
fn has_seconds(line: &[u8]) -> bool {
    line.get(10) == Some(&b'.') && line.iter().take(10).all(u8::is_ascii_digit)
}

/// One line being read.
struct Row<'o> {
    out: &'o mut RecordParts,
    /// Whether absent values (`-`) are wanted too.
    whole: bool,
}

impl Row<'_> {
    /// Who called: `client ident user`, with a virtual host or several addresses before it.
    fn caller(&mut self, line: &[u8], open: usize) {
        let mut words = [(0, 0); 4];
        let mut count = 0;
        let mut cursor = Cursor::new(line.get(..open).unwrap_or_default(), 0);
        let mut after_comma = false;
        loop {
            cursor.eat_blanks();
            let start = cursor.at;
            if cursor.eat_while(|byte| byte != b' ') == 0 {
                break;
            }
            let listed = cursor.before() == b',';
            let end = cursor.at - usize::from(listed);
            // Of several addresses the first is the client's.
            if !after_comma && let Some(word) = words.get_mut(count) {
                *word = (start, end);
                count += 1;
            }
            after_comma = listed;
        }
        let text = |at: usize| {
            words.get(at).and_then(|(start, end)| line.get(*start..*end)).unwrap_or_default()
        };
        let hosted = count == 4 && text(1) != b"-" && text(2) == b"-";
        let [first, second, third, fourth] = words;
        let (client, ident, user) =
            if hosted { (second, third, fourth) } else { (first, second, third) };
        if hosted {
            self.text(line, "vhost", first);
        }
        let user_end = line.get(..open).unwrap_or_default().trim_ascii_end().len();
        match count {
            0 => {}
            1 => self.text(line, "client", client),
            2 => {
                self.text(line, "client", client);
                self.text(line, "user", ident);
            }
            _ => {
                self.text(line, "client", client);
                self.text(line, "ident", ident);
                self.text(line, "user", (user.0, user_end));
            }
        }
    }

    /// What follows the time: the request, status and bytes, referer and agent, then anything.
    fn tail(&mut self, mut cursor: Cursor<'_>) -> bool {
        let line = cursor.text;
        let mut quoted_count = 0;
        let mut bare_count = 0;
        let mut message = (0, 0);
        while !cursor.at_end() {
            if cursor.eat(b' ') || cursor.eat(b'\t') {
                continue;
            }
            let start = cursor.at;
            let capital = cursor.peek().is_ascii_uppercase();
            if capital && quoted_count >= 2 && is_sentence(cursor.rest()) {
                message = (start, line.trim_ascii_end().len());
                break;
            }
            if cursor.peek() == b'"' {
                let span = quoted(&mut cursor);
                quoted_count += 1;
                match quoted_count {
                    1 => {
                        message = (start, cursor.at);
                        self.request(line, span);
                    }
                    2 => self.text(line, "referer", span),
                    3 => self.text(line, "agent", span),
                    _ => self.text(line, "extra", span),
                }
                continue;
            }
            if quoted_count > 0 && pairs::pair(&mut cursor, self.out) {
                continue;
            }
            cursor.eat_while(|byte| byte != b' ');
            let span = (start, cursor.at);
            bare_count += usize::from(quoted_count > 0);
            match bare_count {
                1 if self.status(line, span) => message.1 = cursor.at,
                2 if quoted_count == 1 => self.text(line, "bytes", span),
                _ => self.text(line, "extra", span),
            }
        }
        if quoted_count > 0 {
            self.out.message = Some(Span::record(message.0, message.1));
        }
        true
    }

    fn status(&mut self, line: &[u8], (start, end): (usize, usize)) -> bool {
        let text = line.get(start..end).unwrap_or_default();
        let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        self.text(line, "status", (start, end));
        self.out.level = number.and_then(Level::from_http_status);
        number.is_some()
    }

    /// `GET /path HTTP/1.1`; what is none stays whole.
    fn request(&mut self, line: &[u8], (start, end): (usize, usize)) {
        let text = line.get(start..end).unwrap_or_default();
        let Some(parts) = request::split(text) else {
            self.text(line, "request", (start, end));
            return;
        };
        let named = [
            ("method", Some(parts.method)),
            ("path", Some(parts.target)),
            ("protocol", parts.protocol),
            // The protocol says it too: not worth a field more in every record.
            ("http_version", parts.version.filter(|_| self.whole)),
        ];
        for (name, part) in named {
            if let Some((from, to)) = part {
                self.text(line, name, (start + from, start + to));
            }
        }
    }

    fn text(&mut self, line: &[u8], name: &'static str, (start, end): (usize, usize)) {
        let text = line.get(start..end).unwrap_or_default();
        if (text == b"-" || text.is_empty()) && !self.whole {
            return;
        }
        let kind = if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
        self.out.fields.push(Field {
            name: Name::Static(name),
            value: Span::record(start, end),
            kind,
        });
    }
}

/// Whether the rest of a line is what the program says in words, behind the fields: `Login refused`.
fn is_sentence(rest: &[u8]) -> bool {
    let mut words = rest.trim_ascii_end().split(|byte| *byte == b' ');
    let first = words.next().unwrap_or_default();
    let capital = first.first().is_some_and(u8::is_ascii_uppercase);
    let small = |word: &[u8]| word.len() > 1 && word.iter().all(u8::is_ascii_lowercase);
    let begins = capital && first.get(1..).is_some_and(small);
    let mut count = 0;
    let plain = words.all(|word| {
        count += 1;
        word.first().is_some_and(u8::is_ascii_alphanumeric) && !word.contains(&b'=')
    });
    begins && plain && count > 0
}

/// Steps over the quoted text here: its end is a quote before a blank or the line's end, since some
/// servers leave quotes inside as they are.
fn quoted(cursor: &mut Cursor<'_>) -> (usize, usize) {
    cursor.at += 1;
    let start = cursor.at;
    loop {
        let Some(found) = memchr2(b'"', b'\\', cursor.rest()) else {
            cursor.at = cursor.text.len();
            return (start, cursor.at);
        };
        cursor.at += found;
        if cursor.peek() == b'\\' {
            cursor.at += 2;
            continue;
        }
        cursor.at += 1;
        if cursor.at_end() || matches!(cursor.peek(), b' ' | b'\t' | b',') {
            return (start, cursor.at - 1);
        }
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "192.0.2.7 - ann [09/Mar/2024:10:11:12 +0100] \"GET /cart?id=7 HTTP/1.1\" 502 157 \"-\" \"curl/8.0\" rt=0.250 upstream=\"10.0.0.7:80\"",
        time: Some("2024-03-09T09:11:12Z"),
        level: Some(Level::Error),
        message: "\"GET /cart?id=7 HTTP/1.1\" 502",
        fields: &[
            ("client", "192.0.2.7"),
            ("user", "ann"),
            ("method", "GET"),
            ("path", "/cart?id=7"),
            ("protocol", "HTTP/1.1"),
            ("status", "502"),
            ("bytes", "157"),
            ("agent", "curl/8.0"),
            ("rt", "0.250"),
            ("upstream", "10.0.0.7:80"),
        ],
    },
    Example {
        text: "192.0.2.7 db.example ann [09/Mar/2024:10:11:12 +0000] \"PUT /pools/carts HTTP/1.1\" 403 64 - \"curl/8.0\" Login refused for ann",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "Login refused for ann",
        fields: &[("path", "/pools/carts"), ("bytes", "64")],
    },
    Example {
        text: "1709979072.4711.0 [09/Mar/2024 12:11:12] ann - 192.0.2.7 \"failed\" \"-\"",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "\"failed\"",
        fields: &[],
    },
    Example {
        text: "shop.example:443 2001:db8::7 - - [09/Mar/2024:10:11:12 +0000] \"\\x16\\x03\" 400 -",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "\"\\x16\\x03\" 400",
        fields: &[
            ("vhost", "shop.example:443"),
            ("client", "2001:db8::7"),
            ("request", "\\x16\\x03"),
        ],
    },
];
