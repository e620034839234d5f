//! What stands between a line's time and its message, in any text format: level, thread, logger,
//! process id, place in the code, each plain or in brackets.
//!
//! A [`Header`] walks over such tokens while they look like one, notes the level it meets and adds
//! the others as fields; where it stops the message begins.
//!
//! Does not: find the time; `text` and the named formats do, and walk before and behind it.

use super::pairs::{self, balanced, closing};
use crate::engine::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// Longest bracketed token of a header.
const GROUP_BYTES_MAX: usize = 160;

/// How many tokens may stand before the level of a line.
const TOKENS_BEFORE_LEVEL_MAX: usize = 7;

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
        Header { cursor, out, whole, level_at, behind_level, named: false }
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
            b'"' | b'\'' => false,
            _ => self.word(),
        }
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
        let pairs = open == b'[' && inner.contains(&b'=');
        let wanted =
            if self.named { is_place(inner) || pairs } else { group_is_header(inner, open) };
        if !before_level && !wanted {
            return false;
        }
        self.cursor.at += length;
        self.group_fields(start, inner);
        self.note_name_end();
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
        if self.out.level.is_none()
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
        if before_level || self.names_logger(plain, token, end) {
            self.cursor.at = end.at;
            self.field(start, start + plain.len());
            self.note_name_end();
            return true;
        }
        false
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
            (true, b'(') => plain.contains(&b'.') && has_place(inner),
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
            if letter || Level::from_word(part).is_some() {
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
        if plain.is_empty() {
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
        if digits {
            return then_dash
                || then_colon
                || then_bar
                || colon
                || !self.behind_level && ahead.peek() == b'[';
        }
        (place && (colon || end.peek() == b']' || self.behind_level || then_dash))
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
            let (pairs, _) = pairs::scan(record, start, start + inner.len(), self.out);
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
            at += name + 1 + length + 1;
        }
    }

    fn field(&mut self, start: usize, end: usize) {
        let text = self.cursor.text.get(start..end).unwrap_or_default();
        let name = name_of(text);
        let value = Span::record(start, end);
        self.out.fields.push(Field { name: Name::Static(name), value, kind: kind(text) });
    }
}

/// What a header's token is called, by its looks.
fn name_of(text: &[u8]) -> &'static str {
    if text.iter().all(u8::is_ascii_digit) {
        "pid"
    } else if is_place(text) {
        "caller"
    } else if text.contains(&b'.') && is_identifier(text) {
        "logger"
    } else {
        "context"
    }
}

fn kind(text: &[u8]) -> ValueKind {
    if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text }
}

/// The level of a group that holds one, alone or beside a module: `[core:error]`, `[ WARN ]`, `<6>`.
fn group_level(inner: &[u8], open: u8) -> Option<Level> {
    let plain = inner.trim_ascii();
    if open == b'<' && (1..=3).contains(&plain.len()) && plain.iter().all(u8::is_ascii_digit) {
        let number = plain.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        return Level::from_syslog(number % 8).filter(|_| number < 192);
    }
    if let &[letter] = plain {
        return Level::from_letter(letter);
    }
    if open == b'{' {
        return None;
    }
    let whole = Level::from_word(plain);
    let parts = || plain.split(|byte| matches!(byte, b':' | b' ' | b'/' | b'|' | b','));
    whole.or_else(|| {
        let module = plain.contains(&b':') && !plain.contains(&b' ');
        let wanted = |word: &&[u8]| word.len() > 2 && (module || shouted(word));
        parts().filter(|part| !part.is_empty()).take(3).filter(wanted).find_map(Level::from_word)
    })
}

/// The level of a word, and whether a module's name stands in it: `WARN`, `I`, `debug/Writer`,
/// `local.ERROR`, `%ASA-4-106023`. `next` is the byte behind the word, `colon` whether it ended in one.
fn word_level(word: &[u8], next: u8, colon: bool) -> Option<(Level, bool)> {
    if let &[letter] = word {
        let level = Level::from_letter(letter)?;
        return (matches!(next, b' ' | b'|' | b'\t') || colon).then_some((level, false));
    }
    if let Some(level) = Level::from_word(word) {
        return Some((level, false));
    }
    if let Some(level) = cisco_level(word) {
        return Some((level, true));
    }
    if next == b'(' {
        let vmware: [(&[u8], Level); 6] = [
            (b"In", Level::Info),
            (b"Er", Level::Error),
            (b"Wa", Level::Warn),
            (b"Db", Level::Debug),
            (b"No", Level::Notice),
            (b"Cr", Level::Fatal),
        ];
        let (_, level) = vmware.iter().find(|(short, _)| *short == word)?;
        return Some((*level, false));
    }
    let split = |separator: u8| word.iter().position(|byte| *byte == separator);
    if let Some(at) = split(b'/').or_else(|| split(b':')) {
        let (first, last) = (word.get(..at)?, word.get(at + 1..)?);
        let level = Level::from_word(first).or_else(|| Level::from_word(last))?;
        return Some((level, true));
    }
    let at = word.iter().rposition(|byte| *byte == b'.')?;
    let last = word.get(at + 1..)?;
    if !shouted(last) {
        return None;
    }
    Some((Level::from_word(last)?, true))
}

/// The level of Cisco's `%FACILITY-SEVERITY-MNEMONIC`.
pub(super) fn cisco_level(word: &[u8]) -> Option<Level> {
    let mut parts = word.strip_prefix(b"%")?.split(|byte| *byte == b'-');
    let severity = parts.rfind(|part| matches!(part, [digit] if digit.is_ascii_digit()))?;
    Level::from_syslog(u64::from(severity.first()? - b'0'))
}

/// Whether a word is all capitals.
fn shouted(word: &[u8]) -> bool {
    word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Where the level stands, if it is among the next tokens: in capitals, in brackets, or first.
fn level_ahead(from: Cursor<'_>) -> Option<usize> {
    let mut cursor = from;
    let mut plain_word = false;
    for place in 0..=TOKENS_BEFORE_LEVEL_MAX {
        cursor.eat_while(|byte| {
            matches!(byte, b' ' | b'\t' | b'|' | b':' | b',' | b'-' | b']' | b')' | b'>')
        });
        if cursor.at_end() {
            return None;
        }
        let start = cursor.at;
        let open = cursor.peek();
        let group = closing(open).and_then(|close| balanced(cursor.rest(), open, close));
        if let Some(length) = group {
            let inner = cursor.rest().get(1..length - 1).unwrap_or_default();
            let alone = Level::from_word(inner.trim_ascii()).is_some();
            if open != b'{' && (alone || place < 3) && group_level(inner, open).is_some() {
                return Some(start);
            }
            cursor.at += length;
            continue;
        }
        if matches!(open, b'"' | b'\'' | b'{') {
            return None;
        }
        cursor.eat_while(|byte| !matches!(byte, b' ' | b'\t' | b'|' | b'[' | b'(' | b',' | b']'));
        let token = cursor.since(start);
        let plain = token.strip_suffix(b":").unwrap_or(token);
        let colon = token.len() > plain.len();
        plain_word |= place == 0 && plain.iter().all(u8::is_ascii_lowercase);
        let sure = place == 0
            || shouted(plain) && (plain.len() > 1 || place <= 3)
            || colon && place <= 2
            || place == 1 && plain_word && lower_level(plain)
            || matches!(plain.first(), Some(b'%'))
            || plain.contains(&b'.');
        if sure && word_level(plain, cursor.peek(), colon).is_some() {
            return Some(start);
        }
        if colon && place > 0 || token.contains(&b'=') || cursor.at == start {
            return None;
        }
    }
    None
}

/// A level in small letters that hardly stands in a sentence: `slapd debug …`.
fn lower_level(word: &[u8]) -> bool {
    matches!(word, b"trace" | b"debug" | b"info" | b"notice" | b"warn")
}

/// Whether a bracketed text is of a header rather than of the message.
fn group_is_header(inner: &[u8], open: u8) -> bool {
    let plain = inner.trim_ascii();
    match open {
        b'[' => true,
        b'(' => {
            let hex =
                plain.strip_prefix(b"0x").is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
            let first = plain.first().is_some_and(u8::is_ascii_alphabetic);
            let word =
                plain.iter().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'='));
            hex || first && word
        }
        b'<' => {
            plain.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') && !plain.is_empty()
        }
        _ => is_place(plain) && plain.iter().all(u8::is_ascii_graphic) && !plain.contains(&b'"'),
    }
}

/// Whether a word may name a logger, a class or a program.
fn is_identifier(word: &[u8]) -> bool {
    let first = word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let part = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'$' | b'-' | b'/' | b':' | b'#' | b'@' | b'*')
    };
    first && word.iter().all(part) && !word.ends_with(b".")
}

/// Whether a word has a capital behind a small letter, as classes have.
fn camel(word: &[u8]) -> bool {
    word.windows(2).any(|pair| matches!(pair, [small, capital] if small.is_ascii_lowercase() && capital.is_ascii_uppercase()))
}

/// Whether a place in the code stands at the front of a bracketed text: `LogAdapter.java:info(51)`.
fn has_place(inner: &[u8]) -> bool {
    let colon = inner.iter().position(|byte| *byte == b':');
    colon.is_some_and(|at| {
        inner.get(..at).is_some_and(|name| name.contains(&b'.') && is_identifier(name))
    })
}

/// Whether a word is a place in the code: `file.go:42`, `Class:136`, `{cps.web:1475}`.
fn is_place(word: &[u8]) -> bool {
    let Some(at) = word.iter().rposition(|byte| *byte == b':') else {
        return false;
    };
    let (name, line) = (word.get(..at).unwrap_or_default(), word.get(at + 1..).unwrap_or_default());
    let digits = !line.is_empty() && line.len() <= 6 && line.iter().all(u8::is_ascii_digit);
    let letters = name.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    digits && letters >= 2 && is_identifier(name.strip_prefix(b"/").unwrap_or(name))
}

/// The level that stands at the front of a message, said clearly: `error: …`, `[WARN] …`, `<6>…`.
pub(super) fn front_level(line: &[u8], from: usize) -> Option<Level> {
    let mut cursor = Cursor::new(line, from);
    cursor.eat_blanks();
    let open = cursor.peek();
    if let Some(length) = closing(open).and_then(|close| balanced(cursor.rest(), open, close)) {
        let inner = cursor.rest().get(1..length - 1).unwrap_or_default();
        return if inner.len() > 1 { group_level(inner, open) } else { None };
    }
    let start = cursor.at;
    cursor.eat_while(|byte| byte.is_ascii_alphabetic());
    let word = cursor.since(start);
    let clear = matches!(cursor.peek(), b':' | b'|') || shouted(word) && cursor.peek() == b' ';
    if clear && word.len() > 2 { Level::from_word(word) } else { None }
}
