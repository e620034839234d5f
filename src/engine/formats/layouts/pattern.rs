//! Reads a line by a pattern: literal text with fields in braces.
//!
//! ```text
//! {name}          up to the byte that follows in the pattern; a quoted text if a quote stands here
//! {ip,port}       an address and its port, `192.0.2.7:443`, `[::1]:443`
//! {name:n}        a number        {name:s}  an HTTP status, which gives the level
//! {name:r}        a request line  {name:l}  a word of the layout's own levels
//! {name:c}        `{…}` if one stands here, with the blank behind it
//! {name:d}        digits         {name:x}  eight hexadecimal digits
//! {name:g}        a text in angle brackets
//! {name:o}        may be empty   {name:=A|B}   one of these texts
//! {time} {time:e} the record's time; as seconds since 1970
//! {level} {*}     a level word or letter; the rest of the record, which is its message
//! {*:>}           the same without this byte at its end
//! ?               the line may end here
//! ```
//! A blank stands for blanks and tabs, at least one; every other byte for itself. `-` is no value.
//!
//! Does not: look for a pattern further on in a line.

use memchr::memchr;

use super::Layout;
use crate::{
    formats::{Reading, pairs, request, shapes, text},
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Reads `record[from..]` by one pattern; none (with parts of it in `out`) where it does not fit.
/// Answers where the line goes on behind a time that it begins with.
pub(super) fn read(
    layout: &Layout,
    pattern: &'static str,
    record: &[u8],
    from: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) -> Option<usize> {
    let line_end = memchr(b'\n', record.get(from..).unwrap_or_default());
    let line = record.get(..line_end.map_or(record.len(), |end| from + end)).unwrap_or(record);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let cursor = Cursor::new(line, from);
    let mut walk = Walk { layout, record, cursor, behind_time: from, reading, out };
    walk.all(pattern).then_some(walk.behind_time)
}

/// A walk over pattern and line at once.
struct Walk<'a> {
    layout: &'a Layout,
    record: &'a [u8],
    cursor: Cursor<'a>,
    /// Where the line goes on behind its time, where it begins with that.
    behind_time: usize,
    reading: &'a mut Reading,
    out: &'a mut RecordParts,
}

impl Walk<'_> {
    fn all(&mut self, pattern: &'static str) -> bool {
        let mut rest = pattern;
        while let Some(first) = rest.bytes().next() {
            let step = match first {
                b'{' => {
                    let end = rest.find('}').unwrap_or(rest.len());
                    let inner = rest.get(1..end).unwrap_or_default();
                    rest = rest.get(end + 1..).unwrap_or_default();
                    self.field(inner, follower(rest))
                }
                b'?' if self.cursor.rest().trim_ascii().is_empty() => return true,
                b'?' => {
                    rest = rest.get(1..).unwrap_or_default();
                    true
                }
                b' ' => {
                    rest = rest.get(1..).unwrap_or_default();
                    self.cursor.eat_while(|byte| matches!(byte, b' ' | b'\t')) > 0
                }
                literal => {
                    rest = rest.get(1..).unwrap_or_default();
                    self.cursor.eat(literal)
                }
            };
            if !step {
                return false;
            }
        }
        true
    }

    /// Reads one field; `until` is the byte behind it in the pattern, 0 at its end.
    fn field(&mut self, inner: &'static str, until: u8) -> bool {
        let (name, kind) = inner.split_once(':').unwrap_or((inner, ""));
        match (name, kind) {
            ("*", _) => self.message(kind),
            ("time", _) => self.time(kind == "e", until),
            ("level", "") => self.level(until),
            (_, "c") => self.group(name),
            _ if kind.starts_with('=') => self.one_of(name, kind.get(1..).unwrap_or_default()),
            _ => match name.split_once(',') {
                Some((address, port)) => self.address(address, port, until),
                None => self.value(name, kind, until),
            },
        }
    }

    fn time(&mut self, epoch: bool, until: u8) -> bool {
        let start = self.cursor.at;
        let line = self.cursor.text;
        if until == b',' {
            // Else the next column could be read as a fraction.
            let end = memchr(until, self.cursor.rest()).unwrap_or(self.cursor.rest().len());
            self.cursor.text = line.get(..start + end).unwrap_or(line);
        }
        let read = if epoch {
            self.cursor.eat_while(|byte| byte.is_ascii_digit() || byte == b'.');
            self.reading.times.whole_value(self.cursor.since(start))
        } else {
            self.reading.times.read(&mut self.cursor)
        };
        self.cursor.text = line;
        let Some(read) = read else {
            return false;
        };
        if start == self.behind_time {
            let blanks = self.cursor.rest().len() - self.cursor.rest().trim_ascii_start().len();
            self.behind_time = self.cursor.at + blanks;
        }
        self.out.time = Some(read.time);
        self.out.fraction_digits = read.fraction_digits;
        text::own_field(self.reading, self.out, "time", Span::record(start, self.cursor.at));
        true
    }

    fn level(&mut self, until: u8) -> bool {
        let start = self.cursor.at;
        let ends = |byte: u8| byte == until || matches!(byte, b' ' | b'\t');
        self.cursor.eat_while(|byte| !ends(byte));
        let word = self.cursor.since(start);
        let level = match word {
            [letter] => Level::from_letter(*letter),
            _ => Level::from_word(word),
        };
        self.out.level = level;
        text::own_field(self.reading, self.out, "level", Span::record(start, self.cursor.at));
        level.is_some()
    }

    /// The rest of the record, its further lines too.
    fn message(&mut self, end: &str) -> bool {
        let level = self.out.level;
        let record = self.record.trim_ascii_end();
        let record = record.strip_suffix(end.as_bytes()).unwrap_or(record);
        text::finish(record, self.cursor.at.min(record.len()), self.reading, self.out);
        self.out.level = level.or(self.out.level);
        self.cursor.at = self.cursor.text.len();
        true
    }

    fn group(&mut self, name: &'static str) -> bool {
        let length = pairs::balanced(self.cursor.rest(), b'{', b'}');
        if let Some(length) = length.filter(|_| self.cursor.peek() == b'{') {
            self.push(name, self.cursor.at + 1, self.cursor.at + length - 1);
            self.cursor.at += length;
            self.cursor.eat_blanks();
        }
        true
    }

    fn one_of(&mut self, name: &'static str, choices: &'static str) -> bool {
        let start = self.cursor.at;
        let found = choices.split('|').any(|choice| self.cursor.eat_text(choice.as_bytes()));
        if name == "level" {
            let word = self.cursor.since(start);
            let level = shapes::word_level(word, self.cursor.peek(), true);
            self.out.level = level.map(|(level, _)| level);
            text::own_field(self.reading, self.out, "level", Span::record(start, self.cursor.at));
        } else {
            self.push(name, start, self.cursor.at);
        }
        found
    }

    fn address(&mut self, name: &'static str, port: &'static str, until: u8) -> bool {
        let start = self.cursor.at;
        self.cursor.eat_while(|byte| byte != until && byte != b' ' && byte != b'\t');
        let word = self.cursor.since(start);
        if word == b"-" {
            return true;
        }
        let Some(colon) = word.iter().rposition(|byte| *byte == b':') else {
            return false;
        };
        let numeric = word.get(colon + 1..).unwrap_or_default().iter().all(u8::is_ascii_digit);
        let bracketed = usize::from(word.first() == Some(&b'['));
        self.push(name, start + bracketed, start + colon - bracketed);
        self.push(port, start + colon + 1, start + word.len());
        numeric && colon > bracketed
    }

    fn value(&mut self, name: &'static str, kind: &str, until: u8) -> bool {
        let start = self.cursor.at;
        if self.cursor.peek() == b'"'
            && until != b'"'
            && let Some(value) = pairs::quoted(&mut self.cursor, b'"', self.out)
        {
            return self.typed(name, kind, value);
        }
        self.cursor.eat_while(|byte| match until {
            0 | b' ' => !matches!(byte, b' ' | b'\t'),
            _ => byte != until,
        });
        if until == b'"' {
            // Quotes inside of a value have a backslash before them.
            while self.cursor.before() == b'\\' && !self.cursor.at_end() {
                self.cursor.at += 1;
                self.cursor.eat_while(|byte| byte != b'"');
            }
        }
        let value = self.cursor.since(start).trim_ascii_end();
        if value.is_empty() && matches!(until, 0 | b' ') && kind != "o" {
            return false;
        }
        self.typed(name, kind, Span::record(start, start + value.len()))
    }

    fn typed(&mut self, name: &'static str, kind: &str, value: Span) -> bool {
        let text = self.out.bytes(self.record, value);
        let absent = text.is_empty() || text == b"-" || text == b"-1";
        let digits = text.iter().all(u8::is_ascii_digit);
        let fits = match kind {
            "d" => digits && !absent,
            "x" => text.len() == 8 && text.iter().all(u8::is_ascii_hexdigit),
            "g" => text.starts_with(b"<") && text.ends_with(b">"),
            "n" => absent || digits || pairs::is_number(text),
            "s" => {
                let status = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
                self.out.level = status.and_then(Level::from_http_status).or(self.out.level);
                absent || status.is_some_and(|status: u64| status < 1000)
            }
            "l" => {
                let word = self.layout.levels.iter().find(|(word, _)| word.as_bytes() == text);
                self.out.level = word.map(|(_, level)| *level);
                word.is_some()
            }
            _ => true,
        };
        if kind == "r" {
            self.request(name, value);
        } else {
            self.add(name, value);
        }
        fits
    }

    /// `GET /path HTTP/1.1`: its parts too.
    fn request(&mut self, name: &'static str, value: Span) {
        self.add(name, value);
        self.out.message = Some(value);
        let text = self.out.bytes(self.record, value);
        let Some(parts) = request::split(text) else {
            return;
        };
        let url = text.get(parts.target.0..parts.target.1).and_then(request::url);
        let part = |(from, to): request::Part| Span {
            start: value.start + from as u32,
            end: value.start + to as u32,
            ..value
        };
        let in_target = |(from, to): request::Part| (parts.target.0 + from, parts.target.0 + to);
        let named = [
            ("method", Some(parts.method)),
            ("url", Some(parts.target)),
            ("scheme", url.map(|url| in_target(url.scheme))),
            ("host", url.map(|url| in_target(url.host))),
            ("port", url.and_then(|url| url.port).map(in_target)),
            ("path", url.map(|url| in_target(url.path))),
            ("protocol", parts.protocol),
            ("http_version", parts.version),
        ];
        for (name, found) in named {
            if let Some(found) = found {
                self.add(name, part(found));
            }
        }
    }

    fn push(&mut self, name: &'static str, from: usize, to: usize) {
        self.add(name, Span::record(from, to));
    }

    fn add(&mut self, name: &'static str, value: Span) {
        let text = self.out.bytes(self.record, value);
        if (text == b"-" || text.is_empty()) && !self.reading.whole {
            return;
        }
        let kind = if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
        self.out.fields.push(Field { name: Name::Static(name), value, kind });
    }
}

/// The byte that stands behind a field in its pattern.
fn follower(rest: &str) -> u8 {
    rest.bytes().find(|byte| *byte != b'?').unwrap_or(0)
}
