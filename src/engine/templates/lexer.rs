//! Cuts a line of a message into tokens, each a constant or a variable, in one pass without regex.
//!
//! Punctuation is a token of its own, a word is a run of anything else. A sentence's stops (`.`,
//! `!`, `?`) and white space lie between tokens; a colon at a word's end is a token. What a word is
//! goes by its look alone: `word` decides, [`Sink`] is told.
//!
//! Does not: remember earlier lines, allocate, join neighbouring variables (`collapse` does).

use super::{
    bytes::{
        AT, BACKSLASH, BREAK, COLON, DIGIT, DOT, HEX, LETTER, PUNCTUATION, SLASH, SPACE, STOP,
        WIDE, marks,
    },
    words,
};

/// Whether a token varies between messages of one pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Constant,
    Variable,
}

/// Told of every token in order: bytes `start..end` of the line.
pub(super) trait Sink {
    fn token(&mut self, kind: Kind, start: usize, end: usize);
}

/// Tells `sink` every token of `line`.
pub(super) fn lex(line: &[u8], sink: &mut impl Sink) {
    Lexer { line, sink, last: Kind::Constant }.run();
}

struct Lexer<'a, S> {
    line: &'a [u8],
    sink: &'a mut S,
    /// The kind of the token before.
    last: Kind,
}

impl<S: Sink> Lexer<'_, S> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.line.get(at) {
            let mark = marks(byte);
            at = if mark & SPACE != 0 {
                at + 1
            } else if mark & PUNCTUATION != 0 {
                self.punctuation(at)
            } else {
                self.word(at)
            };
        }
    }

    #[inline]
    fn emit(&mut self, kind: Kind, start: usize, end: usize) {
        self.last = kind;
        self.sink.token(kind, start, end);
    }

    /// A punctuation mark, or a bound such as `<1 sec`; returns where to go on.
    fn punctuation(&mut self, at: usize) -> usize {
        let end = match self.line[at] {
            b'<' => less_than(self.line, at),
            _ => None,
        };
        let kind = if end.is_some() { Kind::Variable } else { Kind::Constant };
        let end = end.unwrap_or(at + 1);
        self.emit(kind, at, end);
        end
    }

    /// The word that begins at `start`; returns where to go on.
    fn word(&mut self, start: usize) -> usize {
        let (mut end, mut seen) = (start, 0);
        while let Some(mark) = self.line.get(end).map(|byte| marks(*byte))
            && mark & BREAK == 0
        {
            seen |= mark;
            end += 1;
        }
        if seen & !LETTER == 0 {
            return self.plain(start, end, seen);
        }
        if let Some(end) = address(self.line, start, end, seen) {
            self.emit(Kind::Variable, start, end);
            return end;
        }
        let core = self.line[start..end]
            .iter()
            .rposition(|byte| marks(*byte) & (DOT | STOP | COLON) == 0)
            .map_or(start, |last| start + last + 1);
        self.parts(start, core, seen);
        for at in core..end {
            if self.line[at] == b':' {
                self.emit(Kind::Constant, at, at + 1);
            }
        }
        end
    }

    /// A word of letters only.
    #[inline]
    fn plain(&mut self, start: usize, end: usize, seen: u16) -> usize {
        let word = &self.line[start..end];
        let varies = (seen == HEX && word.len() >= 6)
            || (self.last == Kind::Variable && words::continues_value(word))
            || (words::is_calendar(word) && goes_on_as_date(self.line, end));
        self.emit(if varies { Kind::Variable } else { Kind::Constant }, start, end);
        if word == b"bytes" { after_restated_size(self.line, end) } else { end }
    }

    /// A word without the stops at its end: cut at `..`, at colons, and between scripts.
    fn parts(&mut self, start: usize, end: usize, seen: u16) {
        let whole = seen & COLON == 0
            && seen & (WIDE | DIGIT) != (WIDE | DIGIT)
            && (seen & DOT == 0 || !self.line[start..end].windows(2).any(|two| two == b".."));
        if whole {
            if start < end {
                self.part(start, end, seen);
            }
            return;
        }
        let mut rest = start;
        while rest < end {
            let word = &self.line[rest..end];
            let (length, skipped) = first_part(word);
            if length > 0 {
                self.part(rest, rest + length, seen);
            }
            for at in rest + length..rest + length + skipped {
                if self.line[at] == b':' {
                    self.emit(Kind::Constant, at, at + 1);
                }
            }
            rest += (length + skipped).max(1);
        }
    }

    fn part(&mut self, start: usize, end: usize, seen: u16) {
        let kind = kind_of(&self.line[start..end], seen);
        self.emit(kind, start, end);
    }
}

/// Constant or variable, by the look of a part of a word; `seen` are the marks of the whole word.
fn kind_of(part: &[u8], seen: u16) -> Kind {
    let digit = seen & DIGIT != 0 && part.iter().any(u8::is_ascii_digit);
    let varies = if digit {
        !words::is_technical(part)
    } else {
        (part.len() >= 6 && part.iter().all(|byte| marks(*byte) == HEX))
            || (part.len() > 1 && is_path(part))
            || (seen & AT != 0 && is_mail(part))
            || (seen & DOT != 0 && words::is_host(part))
            || (seen & COLON != 0 && is_hex_groups(part))
            || (seen & SLASH != 0 && part.iter().filter(|byte| **byte == b'/').count() >= 2)
            || (seen & BACKSLASH != 0 && part.iter().filter(|byte| **byte == b'\\').count() >= 2)
    };
    if varies { Kind::Variable } else { Kind::Constant }
}

/// Length of the first part of a word that has dots or colons, and of the cut after it.
fn first_part(word: &[u8]) -> (usize, usize) {
    let drive = word.get(1..3) == Some(b":\\");
    if drive || is_hex_groups(word) || is_host_and_port(word) {
        return (word.len(), 0);
    }
    let digit = word.iter().any(u8::is_ascii_digit);
    for (at, &byte) in word.iter().enumerate() {
        let rest = &word[at..];
        let run = rest.iter().take_while(|next| **next == byte).count();
        match byte {
            b'.' if run >= 2 && !rest[run..].starts_with(b"/") => return (at, run),
            b':' if run == 1 || digit => return (at, run),
            _ if digit && at > 0 && (byte >= 0x80) != (word[at - 1] >= 0x80) => return (at, 0),
            _ => {}
        }
    }
    (word.len(), 0)
}

/// The end of a URL or of a path with a query, which go on past punctuation.
fn address(line: &[u8], start: usize, end: usize, seen: u16) -> Option<usize> {
    if seen & SLASH == 0 {
        return None;
    }
    let word = &line[start..end];
    let url = seen & COLON != 0 && word.windows(3).any(|three| three == b"://");
    let query = seen & STOP != 0 && is_path(word) && word.contains(&b'?');
    if !url && !query {
        return None;
    }
    let whole = line[start..]
        .iter()
        .position(|byte| marks(*byte) & SPACE != 0 || br#""'<>()[]{}|"#.contains(byte))
        .map_or(line.len(), |length| start + length);
    let stops = line[start..whole].iter().rev().take_while(|byte| b".,;:!?".contains(byte));
    Some(whole - stops.count())
}

/// `/x`, `./x`, `../x`, `~/x`, `C:\x`, `\\host`.
fn is_path(word: &[u8]) -> bool {
    match word {
        [b'/', rest @ ..] => !rest.is_empty(),
        [b'.' | b'~', b'/', ..] | [b'.', b'.', b'/', ..] | [b'\\', b'\\', _, ..] => true,
        [drive, b':', b'\\', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

fn is_mail(word: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', word) else { return false };
    at > 0 && word[at + 1..].iter().skip(1).any(|byte| *byte == b'.')
}

/// An IPv6 or MAC address, or a clock time: hexadecimal groups with two colons or more.
fn is_hex_groups(word: &[u8]) -> bool {
    let zone = memchr::memchr(b'%', word).unwrap_or(word.len());
    let word = &word[..zone];
    let colons = word.iter().filter(|byte| **byte == b':').count();
    colons >= 2
        && word.len() > colons
        && word
            .split(|byte| *byte == b':')
            .all(|group| group.len() <= 4 && group.iter().all(u8::is_ascii_hexdigit))
}

/// `db.example:5432`: one colon, digits after it, a dot before it.
fn is_host_and_port(word: &[u8]) -> bool {
    let Some(colon) = memchr::memchr(b':', word) else { return false };
    let (host, port) = (&word[..colon], &word[colon + 1..]);
    !port.is_empty()
        && port.iter().all(u8::is_ascii_digit)
        && (host.contains(&b'.') || host == b"localhost")
}

/// Whether what follows a month or weekday is the rest of a date.
fn goes_on_as_date(line: &[u8], end: usize) -> bool {
    let rest = line.get(end..).unwrap_or_default();
    let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    rest.first().is_some_and(u8::is_ascii_digit) || {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        words::is_calendar(&rest[..length])
    }
}

/// The end of a bound such as `<1` or `<1 sec`, where one begins at `at`.
fn less_than(line: &[u8], at: usize) -> Option<usize> {
    let digits = line[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return None;
    }
    let end = at + 1 + digits;
    let rest = line[end..].strip_prefix(b" ").unwrap_or_default();
    let unit = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    Some(if words::is_duration_unit(&rest[..unit]) { end + 1 + unit } else { end })
}

/// Past ` (18.4 KB)`, which only says again how many bytes there are, and is not always there.
fn after_restated_size(line: &[u8], end: usize) -> usize {
    let Some(rest) = line[end..].strip_prefix(b" (") else { return end };
    let number = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let Some(unit) = rest[number..].strip_prefix(b" ") else { return end };
    let letters = unit.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let whole =
        number > 0 && words::continues_value(&unit[..letters]) && unit[letters..].starts_with(b")");
    if whole { end + 2 + number + 1 + letters + 1 } else { end }
}
