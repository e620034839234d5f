//! What stands between a line's time and its message, in any text format: level, thread, logger,
//! process id, place in the code, each plain or in brackets.
//!
//! A [`Header`] walks over such tokens while they look like one, notes the level it meets and adds
//! the others as fields; where it stops the message begins.
//!
//! Does not: find the time; `text` and the named formats do, and walk before and behind it.

use super::{
    addresses, log4j,
    pairs::{self, balanced, closing},
    place::{self, is_place},
    shapes::{
        self, camel, cisco_level, group_is_header, group_level, is_identifier, kind, level_ahead,
        name_of, shouted, vmware_level, word_level,
    },
    syslog,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Longest bracketed token of a header.
const GROUP_BYTES_MAX: usize = 160;

/// A walk over the tokens of a header.
pub(super) struct Header<'r, 'o> {
    cursor: Cursor<'r>,
    out: &'o mut RecordParts,
    /// Whether the level is wanted as a field too.
    whole: bool,
    /// Where the level stands further on: every token before it belongs to the header.
    level_at: Option<usize>,
    /// Whether the level was just passed, so that a logger's name may follow.
    behind_level: bool,
    /// Whether a logger was named: then only places in the code may follow.
    named: bool,
    /// Whether a class in brackets was just passed, so that its method may follow.
    behind_class: bool,
}

impl<'r, 'o> Header<'r, 'o> {
    /// A walk that begins at byte `from` of the record's first line.
    pub(super) fn new(
        line: &'r [u8],
        from: usize,
        whole: bool,
        out: &'o mut RecordParts,
    ) -> Header<'r, 'o> {
        let cursor = Cursor::new(line, from);
        let level_at = if out.level.is_none() { level_ahead(cursor) } else { None };
        let behind_level = out.level.is_some();
        Header { cursor, out, whole, level_at, behind_level, named: false, behind_class: false }
    }

    /// Walks to where the message begins, and answers where that is.
    pub(super) fn walk(mut self) -> usize {
        loop {
            let before = self.cursor.at;
            self.separators();
            if self.cursor.at_end() {
                return before.min(self.cursor.at);
            }
            if !self.token() {
                return self.cursor.at;
            }
        }
    }

    /// Walks over a line's front, up to its time at `end`; everything there is header.
    pub(super) fn walk_front(mut self, end: usize) {
        self.cursor.text = self.cursor.text.get(..end).unwrap_or_default();
        loop {
            self.separators();
            if self.cursor.at_end() {
                return;
            }
            if !self.token() {
                let start = self.cursor.at;
                self.cursor.at += 1;
                self.cursor.eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'|' | b'[' | b'('));
                self.field(start, self.cursor.at);
            }
        }
    }

    fn separators(&mut self) {
        while !self.cursor.at_end() {
            let next = self.cursor.peek();
            let alone = !self.cursor.peek_at(1).is_ascii_alphanumeric()
                && !matches!(self.cursor.peek_at(1), b'"' | b'/');
            match next {
                b' ' | b'\t' | b'|' | b':' | b',' | b';' | b']' | b')' | b'}' => {}
                b'-' | b'>' | b'~' | b'=' if alone => {}
                _ => return,
            }
            self.cursor.at += 1;
        }
    }

    /// Steps over one token of the header; false (and stays) where the message begins.
    fn token(&mut self) -> bool {
        match self.cursor.peek() {
            open @ (b'[' | b'(' | b'{' | b'<') => self.group(open),
            b'+' if self.cursor.peek_at(1) == b'[' => self.class_method(),
            b'"' | b'\'' => false,
            _ => self.word(),
        }
    }

    /// A method of an Objective-C class: `+[Store load:]: …` (`-[Store load:]` begins with a separator).
    fn class_method(&mut self) -> bool {
        let start = self.cursor.at;
        self.cursor.at += 1;
        let stepped = self.group(b'[');
        if !stepped {
            self.cursor.at = start;
        }
        stepped
    }

    /// A token in brackets: `[main]`, `[INFO]`, `(file.c:12)`, `<err>`, `[pid 7:tid 8]`.
    fn group(&mut self, open: u8) -> bool {
        let length = closing(open).and_then(|close| balanced(self.cursor.rest(), open, close));
        let Some(length) = length.filter(|length| *length <= GROUP_BYTES_MAX) else {
            return false;
        };
        let (start, end) = (self.cursor.at + 1, self.cursor.at + length - 1);
        let inner = self.cursor.text.get(start..end).unwrap_or_default();
        if self.out.level.is_none()
            && let Some(level) = group_level(inner, open)
        {
            self.out.level = Some(level);
            self.behind_level = true;
            self.cursor.at += length;
            self.level_fields(start, inner);
            return true;
        }
        let before_level = self.level_at.is_some_and(|at| self.cursor.at < at);
        let last = !self
            .cursor
            .rest()
            .get(length..)
            .unwrap_or_default()
            .trim_ascii_start()
            .starts_with(b"[");
        if open == b'[' && last && !before_level && is_labelled(inner) {
            // `[instance: 7] …` is about the message, not about who speaks.
            return false;
        }
        let pairs = open == b'[' && inner.contains(&b'=');
        let thread = open == b'(' && memchr::memmem::find(inner, b"thread").is_some();
        let wanted = !self.named && thread
            || if self.named {
                is_place(inner) || pairs || log4j::is_class(inner)
            } else {
                group_is_header(inner, open)
            };
        if !before_level && !wanted {
            return false;
        }
        self.cursor.at += length;
        self.group_fields(start, inner);
        self.note_name_end();
        // `[Originator@6876 sub=Libs opID=7]`: who speaks was said by name.
        self.named |= pairs && self.behind_level;
        self.behind_class = open == b'[' && log4j::is_class(inner);
        true
    }

    /// A word: the level, a number, a logger's name.
    fn word(&mut self) -> bool {
        let start = self.cursor.at;
        let mut end = self.cursor;
        end.eat_while(|byte| {
            !matches!(byte, b' ' | b'\t' | b'|' | b'[' | b'(' | b',' | b']' | b'"')
        });
        let token = end.since(start);
        let plain = token.trim_ascii_end();
        let plain = plain.strip_suffix(b":").unwrap_or(plain);
        if token.is_empty() {
            return false;
        }
        let before_level = self.level_at.is_some_and(|at| start < at);
        let plain = shapes::before_message(plain);
        end.at = end.at.min(start + plain.len() + 1);
        let behind_class = std::mem::take(&mut self.behind_class);
        if self.out.level.is_none()
            && !level_column_follows(end)
            && let Some((level, module)) = word_level(plain, end.peek(), token.len() > plain.len())
            && (!before_level || self.level_at == Some(start))
        {
            self.out.level = Some(level);
            self.behind_level = true;
            self.cursor.at = end.at;
            if end.peek() == b'('
                && let Some(length) = balanced(end.rest(), b'(', b')')
            {
                // VMware's `In(14)`: the number is a syslog priority.
                let value = Span::record(self.cursor.at + 1, self.cursor.at + length - 1);
                let name = Name::Static("pri");
                self.out.fields.push(Field { name, value, kind: ValueKind::Number });
                self.cursor.at += length;
            }
            self.level_fields(start, plain);
            self.named |= module;
            return true;
        }
        if pairs::key(&mut self.cursor.clone()).is_some() && !before_level {
            return false;
        }
        if !before_level && !self.named && self.program(start, plain, end) {
            return true;
        }
        if !before_level && self.file_and_line(start, end) {
            return true;
        }
        if behind_class && shapes::is_method(token) && end.peek() == b' ' {
            syslog::field(self.out, "method", self.cursor.text, start, end.at);
            self.cursor.at = end.at;
            return true;
        }
        if before_level && pairs::pair(&mut self.cursor, self.out) {
            return true;
        }
        if before_level || self.names_logger(plain, token, end) {
            self.cursor.at = end.at;
            self.field(start, start + plain.len());
            self.note_name_end();
            return true;
        }
        false
    }

    /// `felix/table.go 506: …`: a file and its line, parted by a blank.
    fn file_and_line(&mut self, start: usize, end: Cursor<'_>) -> bool {
        let mut ahead = end;
        let file = end.since(start);
        let from = ahead.at + 1;
        let numbered = ahead.eat(b' ') && ahead.number(6).is_some() && ahead.peek() == b':';
        if !numbered || !place::is_source(file) {
            return false;
        }
        syslog::field(self.out, "file", self.cursor.text, start, end.at);
        syslog::field(self.out, "line", self.cursor.text, from, ahead.at);
        self.cursor.at = ahead.at;
        self.note_name_end();
        true
    }

    /// `vpxd[44568]`, `namenode.NameNode (LogAdapter.java:info(51)) -`: a name and its brackets.
    fn program(&mut self, start: usize, plain: &[u8], end: Cursor<'_>) -> bool {
        let mut open = end;
        let apart = open.eat(b' ');
        let Some(close) = closing(open.peek()).filter(|_| is_identifier(plain)) else {
            return false;
        };
        let Some(length) = balanced(open.rest(), open.peek(), close) else {
            return false;
        };
        let inner = open.rest().get(1..length - 1).unwrap_or_default();
        let wanted = match (apart, open.peek()) {
            (false, b'[') => self.behind_level && open.peek_at(length) != b',',
            (true, b'(') => {
                let class = camel(inner) && is_identifier(inner) && open.peek_at(length) == b':';
                plain.contains(&b'.') && (class || is_place(inner))
            }
            _ => false,
        };
        if !wanted {
            return false;
        }
        self.field(start, start + plain.len());
        self.cursor.at = open.at + length;
        self.group_fields(open.at + 1, inner);
        self.note_name_end();
        true
    }

    /// The level as a field, and what stands beside it: `core` of `core:error`.
    fn level_fields(&mut self, start: usize, text: &[u8]) {
        let mut at = 0;
        for part in text.split(|byte| matches!(byte, b':' | b'/' | b' ' | b'|' | b',')) {
            let (from, to) = (start + at, start + at + part.len());
            at += part.len() + 1;
            let letter = matches!(part, [letter] if Level::from_letter(*letter).is_some());
            let short = vmware_level(part).is_some();
            if letter || short || Level::from_word(part).is_some() {
                if self.whole {
                    let value = Span::record(from, to);
                    let name = Name::Static("level");
                    self.out.fields.push(Field { name, value, kind: ValueKind::Text });
                }
            } else if !part.is_empty() {
                self.field(from, to);
            }
        }
    }

    /// Whether this word, behind the time or the level, is a logger or a place in the code.
    fn names_logger(&self, plain: &[u8], token: &[u8], end: Cursor<'_>) -> bool {
        if plain.is_empty() || plain.ends_with(b"Exception") || plain.ends_with(b"Error") {
            return false;
        }
        let place = is_place(plain);
        if self.named {
            return place && token.ends_with(b":");
        }
        let identifier = is_identifier(plain);
        let digits = plain.iter().all(u8::is_ascii_digit);
        let colon = token.len() > plain.len();
        let mut ahead = end;
        ahead.eat_blanks();
        let then_dash =
            ahead.at > end.at && ahead.peek() == b'-' && matches!(ahead.peek_at(1), b' ' | b'-');
        let then_colon = ahead.at > end.at && ahead.peek() == b':' && ahead.peek_at(1) == b' ';
        let then_bar = ahead.peek() == b'|';
        let dots = plain.iter().filter(|byte| **byte == b'.').count();
        if self.behind_level && identifier && !colon && (before_place(ahead) || is_column(end)) {
            return true;
        }
        if digits {
            return then_dash
                || self.behind_level && before_place(ahead) && ahead.peek() == b'['
                || then_colon
                || then_bar
                || colon
                || !self.behind_level && ahead.peek() == b'[';
        }
        (place && (colon || end.peek() == b']' || self.behind_level || then_dash))
            || place::in_source(plain)
            || identifier
                && (colon && (dots > 0 || self.behind_level && camel(plain))
                    || colon
                        && !self.behind_level
                        && plain.iter().any(|byte| matches!(byte, b'/' | b'_' | b'-'))
                    || self.behind_level
                        && shouted(plain)
                        && plain.len() > 2
                        && ahead.peek() == b'['
                    || then_dash
                    || then_colon
                    || then_bar
                    || end.peek() == b']'
                    || self.behind_level && dots >= 2)
    }

    /// A colon behind a name ends the header, but for places in the code.
    fn note_name_end(&mut self) {
        let before = self.cursor.before();
        let rest = self.cursor.rest();
        let ends = before == b':'
            || rest.starts_with(b": ")
            || rest.trim_ascii_start().starts_with(b": ")
            || rest.trim_ascii_start().starts_with(b"- ");
        if ends {
            self.named = true;
        }
    }

    fn group_fields(&mut self, start: usize, inner: &[u8]) {
        let (leading, trimmed) = (inner.len() - inner.trim_ascii_start().len(), inner.trim_ascii());
        if trimmed.contains(&b'=') {
            let record = self.cursor.text;
            let fields = self.out.fields.len();
            let (pairs, others) = pairs::scan_group(record, start, start + inner.len(), self.out);
            if pairs > 0 && others > 0 {
                // `[Fetcher broker=0]`: who speaks, and what it was made with.
                let value = Span::record(start + leading, start + leading + trimmed.len());
                let whole = Field { name: Name::Static("context"), value, kind: ValueKind::Text };
                self.out.fields.insert(fields, whole);
            }
            if pairs > 0 {
                return;
            }
        }
        if !trimmed.is_empty() {
            let from = start + leading;
            self.labelled(from, trimmed);
        }
    }

    /// `pid 7:tid 8`, `client ::1`: labels with values; else the whole is one field.
    fn labelled(&mut self, from: usize, text: &[u8]) {
        let label =
            |word: &[u8]| matches!(word, b"pid" | b"tid" | b"client" | b"remote" | b"thread");
        let mut at = 0;
        let first = text.split(|byte| *byte == b' ').next().unwrap_or_default();
        if !label(first) || first.len() == text.len() {
            self.field(from, from + text.len());
            return;
        }
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let after = rest.get(name + 1..).unwrap_or_default();
            let next_label = after.windows(5).position(|window| window == b":tid ");
            let length = next_label.unwrap_or(after.len());
            let value = Span::record(from + at + name + 1, from + at + name + 1 + length);
            let key = Name::Span(Span::record(from + at, from + at + name));
            self.out.fields.push(Field {
                name: key,
                value,
                kind: kind(after.get(..length).unwrap_or_default()),
            });
            let text = self.cursor.text.get(..value.end as usize).unwrap_or_default();
            addresses::scan(text, value.start as usize, self.out);
            at += name + 1 + length + 1;
        }
    }

    fn field(&mut self, start: usize, end: usize) {
        let text = self.cursor.text.get(start..end).unwrap_or_default();
        if !text.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
            return;
        }
        let name = name_of(text);
        let value = Span::record(start, end);
        self.out.fields.push(Field { name: Name::Static(name), value, kind: kind(text) });
        if name == "caller" {
            place::fields(self.cursor.text, start, end, self.out);
        } else if open_address(text) {
            let text = self.cursor.text.get(..end).unwrap_or_default();
            addresses::scan(text, start, self.out);
        }
    }
}

/// Whether a place in the code or a group of pairs follows in brackets, also behind a number:
/// `wcp [auth/session.go:156] …`, `vpxd 20973 [Originator@4413 sub=x] …`.
fn before_place(mut ahead: Cursor<'_>) -> bool {
    if ahead.eat_while(|byte| byte.is_ascii_digit()) > 0 {
        ahead.eat_blanks();
    }
    let length = balanced(ahead.rest(), b'[', b']').filter(|_| ahead.peek() == b'[');
    let inner = length.and_then(|length| ahead.rest().get(1..length - 1)).unwrap_or_default();
    is_place(inner) || inner.contains(&b'=') && !inner.contains(&b'{')
}

/// Whether the word that ends here fills a column: it is padded with blanks, and more text follows.
fn is_column(end: Cursor<'_>) -> bool {
    let mut ahead = end;
    let padded = ahead.eat_while(|byte| byte == b' ') >= 2;
    padded && !ahead.at_end() && pairs::key(&mut ahead.clone()).is_none()
}

/// Whether a level in capitals stands alone in the next column: then the word before it names who
/// speaks, `TRACE | INFO | …`.
fn level_column_follows(end: Cursor<'_>) -> bool {
    let mut ahead = end;
    ahead.eat_blanks();
    if !ahead.eat(b'|') {
        return false;
    }
    ahead.eat_blanks();
    let start = ahead.at;
    ahead.eat_while(|byte| byte.is_ascii_uppercase());
    let level = Level::from_word(ahead.since(start));
    ahead.eat_blanks();
    level.is_some() && ahead.peek() == b'|'
}

/// Whether a bracketed text is `label: value`.
fn is_labelled(inner: &[u8]) -> bool {
    let colon = inner.iter().position(|byte| *byte == b':').unwrap_or(0);
    let label = inner.get(..colon).unwrap_or_default();
    let lettered = label.iter().all(|byte| byte.is_ascii_alphabetic());
    lettered && label.len() > 1 && inner.get(colon + 1) == Some(&b' ')
}

/// Whether a header's token may be a network address, alone or with its port.
fn open_address(text: &[u8]) -> bool {
    let first = text.first().is_some_and(u8::is_ascii_hexdigit) || text.first() == Some(&b'[');
    first && text.iter().filter(|byte| matches!(byte, b'.' | b':')).count() >= 2
}

/// Whether a line begins with a level in capitals that stands by itself: `WARN  | …`, `ERROR: …`.
pub(super) fn is_led(line: &[u8]) -> bool {
    let word = line.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let ended = matches!(line.get(word), Some(b' ' | b':' | b'|' | b'\t'));
    ended && word > 2 && line.get(..word).and_then(Level::from_word).is_some()
}

/// The level that stands at the front of a message, said clearly: `error: …`, `[WARN] …`, `<6>…`.
pub(super) fn front_level(line: &[u8], from: usize) -> Option<Level> {
    let mut cursor = Cursor::new(line, from);
    cursor.eat_blanks();
    if cursor.peek() == b'('
        && let Some(length) = balanced(cursor.rest(), b'(', b')')
        && cursor.rest().get(length..).is_some_and(|rest| rest.starts_with(b" <"))
    {
        // macOS: `(subsystem) <Error>: …`.
        cursor.at += length + 1;
    }
    let open = cursor.peek();
    if let Some(length) = closing(open).and_then(|close| balanced(cursor.rest(), open, close)) {
        let inner = cursor.rest().get(1..length - 1).unwrap_or_default();
        return if inner.len() > 1 { group_level(inner, open) } else { None };
    }
    let start = cursor.at;
    if open == b'%' {
        cursor.eat_while(|byte| byte.is_ascii_graphic() && byte != b':');
        return cisco_level(cursor.since(start));
    }
    cursor.eat_while(|byte| byte.is_ascii_alphabetic());
    let word = cursor.since(start);
    let clear = matches!(cursor.peek(), b':' | b'|') || shouted(word) && cursor.peek() == b' ';
    if clear && word.len() > 2 { Level::from_word(word) } else { None }
}
