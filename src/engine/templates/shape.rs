//! The shape of a message: its tokens with the variables taken out, as a hash and as a form.
//!
//! Only the message's own bytes decide. A stack trace has the shape of its outline (`trace`); of
//! any other message of several lines the first one counts. Free text, which would have a shape of
//! its own each time, goes by its first tokens.
//!
//! Does not: count, or compare shapes with each other.

use std::ops::Range;

use super::{
    bytes::{SPACE, marks},
    collapse::Collapse,
    frames::stable_parts,
    hash::{mix, text_hash},
    lexer::{Kind, Sink, lex},
    trace::{Part, outline},
};
use crate::limits::{SHAPE_BYTES_MAX, SHAPE_HEAD_TOKENS, SHAPE_WORDS_MAX};

/// Stands in a form and in a template's text for what varies. No constant token can be equal to it.
pub const VARIABLE: &str = "<*>";

/// Between the gaps and the tokens of a form: gap, token, gap, token, …, gap.
pub(super) const BORDER: char = '\u{1f}';
const BORDER_TEXT: &str = "\u{1f}";

/// Stands in a form for the rest of a free text.
pub(super) const TAIL: &str = "<**>";

const VARIABLE_HASH: u64 = 0x5eed_0001;
const TAIL_HASH: u64 = 0x5eed_0002;
const TRACE_HASH: u64 = 0x5eed_0003;

/// The line of `message` that gives its shape, and whether that is less than all of it.
pub(super) fn told_line(message: &[u8]) -> (&[u8], bool) {
    let message = message.trim_ascii();
    let line = memchr::memchr(b'\n', message).map_or(message, |end| &message[..end]);
    let line = &line[..line.len().min(SHAPE_BYTES_MAX)];
    (line, line.len() < message.len())
}

/// The identity of a message's shape.
pub(super) fn shape_hash(message: &[u8]) -> u64 {
    if memchr::memchr(b'\n', message).is_some() {
        let mut hash = TRACE_HASH;
        let trace = outline(message, |part| {
            hash = match part {
                Part::Head(line) => mix(hash, line_hash(line, false)),
                Part::Class(line) => mix(hash, text_hash(line)),
                Part::Frame(frame) => {
                    let place = mix(hash, text_hash(frame.place));
                    stable_parts(frame.name).fold(place, |hash, part| mix(hash, text_hash(part)))
                }
            }
        });
        if trace {
            return hash;
        }
    }
    let (line, cut) = told_line(message);
    line_hash(line, cut)
}

/// The hash of a line's tokens; `cut` says that the message goes on after the line.
fn line_hash(line: &[u8], cut: bool) -> u64 {
    let line = &line[..line.len().min(SHAPE_BYTES_MAX)];
    let mut collapse = Collapse::new(line, Hasher { line, hash: 0, head: 0, tokens: 0, words: 0 });
    lex(line, &mut collapse);
    let hasher = collapse.finish();
    if cut || hasher.words > SHAPE_WORDS_MAX {
        mix(if hasher.tokens >= SHAPE_HEAD_TOKENS { hasher.head } else { hasher.hash }, TAIL_HASH)
    } else {
        hasher.hash
    }
}

struct Hasher<'a> {
    line: &'a [u8],
    hash: u64,
    /// The hash after the first tokens.
    head: u64,
    tokens: usize,
    words: usize,
}

impl Sink for Hasher<'_> {
    #[inline]
    fn token(&mut self, kind: Kind, start: usize, end: usize) {
        let token = match kind {
            Kind::Variable => VARIABLE_HASH,
            Kind::Constant => text_hash(&self.line[start..end]),
        };
        self.hash = mix(self.hash, token);
        self.tokens += 1;
        if self.tokens == SHAPE_HEAD_TOKENS {
            self.head = self.hash;
        }
        self.words += usize::from(starts_word(self.line, start));
    }
}

/// The form of a message's shape: its tokens, [`VARIABLE`] for what varies, and the gaps between
/// them as they stand in this message, white space as one blank. `BORDER` lies between.
///
/// Of a trace, each class and each frame is one token on a line of its own.
pub(super) fn shape_form(message: &[u8]) -> Box<str> {
    let mut form = String::new();
    let trace = outline(message, |part| match part {
        Part::Head(line) => push_line(&mut form, line, false),
        Part::Class(line) => push_token(&mut form, "\n", &String::from_utf8_lossy(line)),
        Part::Frame(frame) => {
            let parts: Vec<&[u8]> = stable_parts(frame.name).collect();
            let name = String::from_utf8_lossy(&parts.join(&b'.')).into_owned();
            let place = String::from_utf8_lossy(frame.place);
            let blank = if place.is_empty() || name.is_empty() { "" } else { " " };
            push_token(&mut form, "\n\tat ", &format!("{place}{blank}{name}"));
        }
    });
    if !trace {
        let (line, cut) = told_line(message);
        push_line(&mut form, line, cut);
    }
    form.into_boxed_str()
}

fn push_line(form: &mut String, line: &[u8], cut: bool) {
    let line = &line[..line.len().min(SHAPE_BYTES_MAX)];
    let mut collapse = Collapse::new(line, Spans::default());
    lex(line, &mut collapse);
    let spans = collapse.finish().0;
    let words = spans.iter().filter(|(_, start, _)| starts_word(line, *start)).count();
    let tail = cut || words > SHAPE_WORDS_MAX;
    let shown = if tail { spans.len().min(SHAPE_HEAD_TOKENS) } else { spans.len() };
    let mut at = 0;
    for &(kind, start, end) in &spans[..shown] {
        push_gap(form, &line[at..start]);
        match kind {
            Kind::Variable => push_token(form, "", VARIABLE),
            Kind::Constant => push_token(form, "", &String::from_utf8_lossy(&line[start..end])),
        }
        at = end;
    }
    if tail {
        push_token(form, " ", TAIL);
    } else {
        push_gap(form, &line[at..]);
    }
}

fn push_token(form: &mut String, gap: &str, token: &str) {
    form.extend([gap, BORDER_TEXT, &token.replace(BORDER, ""), BORDER_TEXT]);
}

/// The variables of a message's line, as byte ranges.
pub(super) fn variable_spans(message: &[u8]) -> Vec<Range<usize>> {
    let spans = all_spans(message).filter(|(kind, _)| *kind == Kind::Variable);
    spans.map(|(_, span)| span).collect()
}

fn all_spans(message: &[u8]) -> impl Iterator<Item = (Kind, Range<usize>)> {
    let (line, _) = told_line(message);
    let skipped = message.len() - message.trim_ascii_start().len();
    let mut collapse = Collapse::new(line, Spans::default());
    lex(line, &mut collapse);
    let spans = collapse.finish().0.into_iter();
    spans.map(move |(kind, start, end)| (kind, start + skipped..end + skipped))
}

/// The tokens of a message's line, as byte ranges.
pub(super) fn tokens(message: &[u8]) -> Vec<Range<usize>> {
    all_spans(message).map(|(_, span)| span).collect()
}

/// White space as one blank, and a sentence's stops; nothing else of a gap is kept, such as a
/// size in brackets.
fn push_gap(form: &mut String, gap: &[u8]) {
    let gap = if gap.contains(&b'(') { b" " } else { gap };
    for &byte in gap {
        match byte {
            b'.' | b'!' | b'?' => form.push(char::from(byte)),
            _ if marks(byte) & SPACE != 0 && !form.ends_with(' ') => form.push(' '),
            _ => {}
        }
    }
}

#[inline]
fn starts_word(line: &[u8], start: usize) -> bool {
    start == 0 || marks(line[start - 1]) & SPACE != 0
}

#[derive(Default)]
struct Spans(Vec<(Kind, usize, usize)>);

impl Sink for Spans {
    fn token(&mut self, kind: Kind, start: usize, end: usize) {
        self.0.push((kind, start, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(message: &str) -> String {
        shape_form(message.as_bytes()).replace(BORDER, "")
    }

    #[test]
    fn variables_are_found_by_their_look() {
        let cases = [
            ("took 15 ms, wrote 3.5 MB of 2 TB", "took <*> ms, wrote <*> of <*>"),
            ("GET /a/b?x=1,2&y=z done", "GET <*> done"),
            ("GET http://a.example/x?y=(1) done.", "GET <*>(<*>) done."),
            ("peer fe80::1%eth0 and 00:1B:44:11:3A:B7", "peer <*> and <*>"),
            ("mail to ann@example.org via mx.example.org", "mail to <*> via <*>"),
            ("db.main:5432 state:idle uid:5", "<*> state:idle uid:<*>"),
            ("10.1.2.3:80:Got exception", "<*>:Got exception"),
            ("at Sat Jun 11 03:28:22 PDT 2005: up", "at <*>: up"),
            ("May I ask in May 2020", "May I ask in <*>"),
            ("list 1, 2,3;4 - 5 end", "list <*> end"),
            ("lasted <1 sec, sent 900 bytes", "lasted <*>, sent <*> bytes"),
            ("sent 1234 bytes (1.2 KB) to", "sent <*> bytes to"),
            ("void Ns::Class::call(int) ok", "void Ns::Class::call(int) ok"),
            ("feature enabled........0", "feature enabled........<*>"),
            ("using HTTP/1.1 and sha256", "using HTTP/1.1 and sha256"),
            ("用户42登录 failed", "用户<*>登录 failed"),
            ("C:\\Temp\\x \\\\host\\share a/b/c and/or", "<*> and/or"),
            ("commit deadbeef by cafe", "commit <*> by cafe"),
            ("...", "..."),
            ("", ""),
        ];
        for (message, form) in cases {
            assert_eq!(shown(message), form, "{message}");
        }
    }

    #[test]
    fn free_text_goes_by_its_first_tokens() {
        let words = |n| vec!["word"; n].join(" ");
        assert_eq!(shown(&words(SHAPE_WORDS_MAX)), words(SHAPE_WORDS_MAX));
        let long = words(SHAPE_HEAD_TOKENS) + " <**>";
        assert_eq!(shown(&words(SHAPE_WORDS_MAX + 1)), long);
        let (two, three) = (words(200), words(300));
        assert_eq!(shape_hash(two.as_bytes()), shape_hash(three.as_bytes()));
        assert_eq!(shown("first line\nsecond"), "first line <**>");
    }

    #[test]
    fn spans_lie_in_the_message() {
        let message = b"  took 15 ms for /x/y\nmore";
        let found: Vec<_> = variable_spans(message).into_iter().map(|s| &message[s]).collect();
        assert_eq!(found, [b"15".as_slice(), b"/x/y"]);
    }
}
