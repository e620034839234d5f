//! Words of a text that may be ids: what stands before them and how they are written tells.
//!
//! A [`Token`] is a word with its *class*: words of one class name things of one kind. A word that
//! begins with letters of its own (`req-…`, `blk_…`, `A-…`) belongs to these wherever it stands;
//! any other to the name before it (`trace_id=…`, `sshd[…]`), or to its form alone (a UUID).
//!
//! Does not: know fields, or whether a class is of any use; [`super::Ranked`] does.

use std::ops::RangeInclusive;

/// Bytes of an id.
const ID_BYTES: RangeInclusive<usize> = 3..=80;
/// Letters that an id may begin with and still be told by them: `attempt_…`.
const PREFIX_BYTES_MAX: usize = 16;
/// Digits of a hexadecimal number that is an id by itself.
const HEX_BYTES: [usize; 3] = [16, 32, 40];
/// Digits from which on a number of digits and the letters a to f is one hexadecimal number.
const HEX_BYTES_MIN: usize = 8;
/// Bytes of a `traceparent`.
const TRACEPARENT_BYTES: usize = 55;
/// Bytes between a name and its value: `":"`.
const JOINT_BYTES_MAX: usize = 3;

/// How an id is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A UUID, or a long hexadecimal number.
    Random,
    /// Letters, then a number.
    Prefixed,
    /// A number or a short word behind a name.
    Keyed,
    /// An address of the Internet Protocol.
    Address,
}

impl Form {
    /// How much a class counts by its form, 0 to 1.
    #[must_use]
    pub fn weight(self) -> f64 {
        match self {
            Form::Random => 1.0,
            Form::Prefixed => 0.8,
            Form::Keyed => 0.6,
            Form::Address => 0.4,
        }
    }
}

/// What tells of which kind an id is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class<'a> {
    /// The letters it begins with.
    Prefix(&'a [u8]),
    /// The name before it; whether it stands in brackets.
    Key(&'a [u8], bool),
    /// Its form alone: how long it is and whether it is a UUID.
    Bare(usize),
}

/// A word that may be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub class: Class<'a>,
    pub form: Form,
    pub value: &'a [u8],
    /// The name before an id that is told by its own letters; empty where there is none.
    pub behind: &'a [u8],
}

/// Calls `visit` with every word of a text that may be an id, in their order.
pub fn each_token<'a>(text: &'a [u8], mut visit: impl FnMut(Token<'a>)) {
    each_word(text, |_, token| {
        if let Some(token) = token {
            visit(token);
        }
    });
}

/// Calls `visit` with every word of a text that might be an id in another place ([`is_followable`]),
/// and as what it is one here, if it is. A `traceparent` (<https://www.w3.org/TR/trace-context/>) is
/// two: those of the trace and of the span.
pub fn each_word<'a>(text: &'a [u8], mut visit: impl FnMut(&'a [u8], Option<Token<'a>>)) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let (start, mut seen) = (at, mark(byte));
        at += 1;
        if seen & WORD == 0 {
            continue;
        }
        while let Some(mark) = text.get(at).map(|&byte| mark(byte)).filter(|mark| mark & WORD != 0)
        {
            seen |= mark;
            at += 1;
        }
        if seen & DIGIT == 0 || at - start < *ID_BYTES.start() {
            continue;
        }
        let word = text.get(start..at).unwrap_or_default();
        if let Some((trace, span)) = traceparent(word) {
            for (name, value) in [(&b"trace_id"[..], trace), (&b"span_id"[..], span)] {
                let (class, form) = (Class::Key(name, false), Form::Random);
                visit(value, Some(Token { class, form, value, behind: b"" }));
            }
        } else if word.len() <= *ID_BYTES.end() {
            visit(word, token(text, start, at));
        }
    }
}

/// Whether a text is one word with a digit, as ids are: [`each_word`] finds it wherever it stands alone.
#[must_use]
pub fn is_followable(word: &[u8]) -> bool {
    ID_BYTES.contains(&word.len())
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().all(|byte| is_word(*byte))
}

/// Whether what stands at `start..end` of a text is a word of its own, or an id of a `traceparent`.
#[must_use]
pub fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let joins = |byte: &u8| is_word(*byte) || *byte >= 0x80;
    let (front, back) =
        (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let before = front.iter().rev().take(TRACEPARENT_BYTES).take_while(|byte| joins(byte)).count();
    let behind = back.iter().take(TRACEPARENT_BYTES).take_while(|byte| joins(byte)).count();
    if before + behind == 0 {
        return true;
    }
    let whole = text.get(start - before..end + behind).unwrap_or_default();
    let part = |part: &[u8]| part.len() == end - start;
    traceparent(whole).is_some_and(|(trace, span)| match before {
        3 => part(trace),
        36 => part(span),
        _ => false,
    })
}

/// The ids of trace and span in `00-<32 digits>-<16 digits>-<2 digits>`.
fn traceparent(word: &[u8]) -> Option<(&[u8], &[u8])> {
    let dash = |at: usize| matches!(at, 2 | 35 | 52);
    let told = |(at, byte): (usize, &u8)| {
        if dash(at) { *byte == b'-' } else { byte.is_ascii_hexdigit() }
    };
    let is_one = word.len() == TRACEPARENT_BYTES && word.iter().enumerate().all(told);
    is_one.then(|| Some((word.get(3..35)?, word.get(36..52)?)))?
}

/// The word `start..end` of a text, if it may be an id.
fn token(text: &[u8], start: usize, end: usize) -> Option<Token<'_>> {
    let value = text.get(start..end)?;
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    if !ID_BYTES.contains(&value.len()) || digits == 0 || in_a_number(text, start, end) {
        return None;
    }
    let bare = |form| {
        let class = key(text, start).unwrap_or(Class::Bare(value.len()));
        Some(Token { class, form, value, behind: b"" })
    };
    if is_uuid(value) || HEX_BYTES.contains(&value.len()) && is_hex(value) && digits < value.len() {
        return bare(Form::Random);
    }
    if let Some(prefix) = prefix(value) {
        let rest = value.get(prefix.len()..).unwrap_or_default();
        let form = match rest {
            rest if is_uuid(rest) => Form::Random,
            rest if is_dashed_address(rest) || is_sid(value) => Form::Address,
            _ => Form::Prefixed,
        };
        let behind = match key(text, start) {
            Some(Class::Key(name, _)) => name,
            _ => b"",
        };
        // %ASA-6-302013: says what kind of message it is, not what it is about.
        let is_kind = start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'%');
        return (!is_kind).then_some(Token { class: Class::Prefix(prefix), form, value, behind });
    }
    let class = key(text, start)?;
    let plain = digits == value.len() || value.len() >= HEX_BYTES_MIN && is_hex(value);
    let mixed = value.len() >= HEX_BYTES_MIN && digits >= 2 && !is_dated(value);
    let form = Form::Keyed;
    ((plain || mixed) && !is_epoch(value)).then_some(Token { class, form, value, behind: b"" })
}

/// Marks of a byte: whether it stands in words, whether it is a digit.
const WORD: u8 = 1;
const DIGIT: u8 = 2;

/// The marks of each byte: one look-up where each is asked of every byte of a text.
const MARKS: [u8; 256] = {
    let mut marks = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let letter = byte as u8;
        if letter.is_ascii_digit() {
            marks[byte] = WORD | DIGIT;
        } else if letter.is_ascii_alphabetic() || is_sign(letter) {
            marks[byte] = WORD;
        }
        byte += 1;
    }
    marks
};

#[inline(always)]
fn mark(byte: u8) -> u8 {
    MARKS[usize::from(byte)]
}

#[inline(always)]
fn is_word(byte: u8) -> bool {
    mark(byte) & WORD != 0
}

fn is_hex(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_hexdigit)
}

/// `8-4-4-4-12` hexadecimal digits (RFC 9562).
fn is_uuid(word: &[u8]) -> bool {
    let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    word.len() == 36
        && word
            .iter()
            .enumerate()
            .all(|(at, byte)| if dash(at) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// Whether a word begins like a date, `2026-05-14T09`, or is one: `1-2-2015`.
fn is_dated(word: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        word.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let mut parts = word.split(|byte| *byte == b'-');
    let mut number = |lengths: RangeInclusive<usize>| {
        let part = parts.next().unwrap_or_default();
        lengths.contains(&part.len()) && part.iter().all(u8::is_ascii_digit)
    };
    let is_date = number(1..=2) && number(1..=2) && number(4..=4) && parts.next().is_none();
    digits(0..4) && word.get(4) == Some(&b'-') && digits(5..7) || is_date
}

/// Whether a word is a security identifier, which Windows gives users, groups and machines: `S-1-5-18`.
fn is_sid(word: &[u8]) -> bool {
    word.starts_with(b"S-1-")
        && word.iter().skip(4).all(|byte| byte.is_ascii_digit() || *byte == b'-')
}

/// Names that say how a value is written, not what it is.
const SAYING_NOTHING: [&[u8]; 6] =
    [b"value", b"stringvalue", b"intvalue", b"doublevalue", b"val", b"text"];

/// Whether a name says nothing of what stands behind it.
fn says_nothing(name: &[u8]) -> bool {
    SAYING_NOTHING.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a number is seconds to nanoseconds since 1970, of the years 2001 to 2033.
fn is_epoch(word: &[u8]) -> bool {
    matches!(word.len(), 10 | 13 | 16 | 19)
        && word.first() == Some(&b'1')
        && word.iter().all(u8::is_ascii_digit)
}

/// Whether a word is an address as hosts are named by it: `10-105-162-105`.
fn is_dashed_address(word: &[u8]) -> bool {
    let parts = || word.split(|byte| *byte == b'-');
    let small = |part: &[u8]| {
        let number = std::str::from_utf8(part).ok().and_then(|part| part.parse::<u8>().ok());
        number.is_some()
    };
    parts().count() == 4 && parts().all(small)
}

/// Whether a word is part of a number with a fraction, of a time, an address or a version: what
/// lies beside it is a stop or a colon with a digit behind.
fn in_a_number(text: &[u8], start: usize, end: usize) -> bool {
    let stop = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|byte| matches!(byte, b'.' | b':' | b','))
    };
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    let before = stop(start.checked_sub(1)) && digit(start.checked_sub(2));
    let after = stop(Some(end)) && digit(Some(end + 1));
    let signed = text.get(end).is_some_and(|byte| matches!(byte, b'%' | b'+'));
    before || after || signed
}

/// The letters that a word begins with, and the sign behind them: `req-`, `blk_`, `order-item-`.
fn prefix(word: &[u8]) -> Option<&[u8]> {
    let first = word.iter().position(u8::is_ascii_digit)?;
    let mut end = first;
    // The number may have a sign: blk_-1608999687919862906.
    if word.get(..end)?.ends_with(b"_-") {
        end -= 1;
    }
    let prefix = word.get(..end)?;
    let letters = prefix.get(..end.checked_sub(1)?)?;
    let told = prefix.ends_with(b"-") || prefix.ends_with(b"_");
    let plain = letters.iter().all(|byte| byte.is_ascii_alphabetic() || is_sign(*byte));
    let long = word.len() - end >= 3;
    (told && plain && long && (1..=PREFIX_BYTES_MAX).contains(&letters.len())).then_some(prefix)
}

const fn is_sign(byte: u8) -> bool {
    byte == b'-' || byte == b'_'
}

/// The name before a word: `trace_id=`, `"traceId":"`, `sshd[`.
fn key(text: &[u8], start: usize) -> Option<Class<'_>> {
    let before = text.get(..start)?;
    let joint = before
        .iter()
        .rev()
        .take(JOINT_BYTES_MAX)
        .take_while(|byte| matches!(byte, b'=' | b':' | b'"' | b'\'' | b'[' | b'#' | b' '));
    let joint = before.get(before.len() - joint.count()..)?;
    let brackets = joint == b"[";
    if !brackets && !joint.iter().any(|byte| matches!(byte, b'=' | b':' | b'#')) {
        return None;
    }
    let front = before.get(..before.len() - joint.len())?;
    let is_name = |byte: &u8| is_word(*byte) || *byte == b'.' || *byte == b'/';
    let length = front.iter().rev().take_while(|byte| is_name(byte)).count();
    let name = front.get(front.len() - length..)?;
    let told = name.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= 2;
    let has_digits = name.iter().any(u8::is_ascii_digit);
    let known = told && !has_digits && length <= 40 && !says_nothing(name);
    known.then_some(Class::Key(name, brackets))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_may_be_ids() {
        let lines = [
            r#"{"trace_id":"9f2c41d07be1a344","took":12,"user":{"id":4711},"at":1.25}"#,
            "2026-03-01T09:00:01.123Z INFO order_id=A-88213 done in 4812 ms from 10.0.0.7:8080",
            "Dec 10 06:55:46 LabSZ sshd[24200]: Failed password for root from 52.80.34.196 port 36060",
            "[req-38101a0b-2096-447d-96ea-a692162415ae 113d3a99 - -] GET /v2/servers HTTP/1.1",
            "Task attempt_1445062781478_0011_m_000000_0 of job_1445062781478_0011 at version 4.12",
            "Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106",
            "calvisitor-10-105-162-105 at=1514038440000 n=1514038441",
            "span 7d1e9a30-11aa-4c5e-9f00-0123456789ab since 2026-05-14T09 at 12% and 100",
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "%ASA-6-302013: Built for S-1-5-21-397955417-626881126 date=1-2-2015",
            r#"{"key":"host.name","value":{"stringValue":"winhost01"},"size":{"intValue":4828}}"#,
        ];
        let shown: Vec<String> = lines
            .iter()
            .map(|line| {
                let mut found = Vec::new();
                each_token(line.as_bytes(), |token| {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let class = match token.class {
                        Class::Prefix(prefix) => format!("{}…", text(prefix)),
                        Class::Key(key, true) => format!("{}[]", text(key)),
                        Class::Key(key, false) => text(key),
                        Class::Bare(_) => "-".to_owned(),
                    };
                    found.push(format!("{class} {:?} {}", token.form, text(token.value)));
                });
                found.join(", ")
            })
            .collect();
        expect![[r#"
            [
                "trace_id Random 9f2c41d07be1a344, id Keyed 4711",
                "A-… Prefixed A-88213",
                "sshd[] Keyed 24200",
                "req-… Random req-38101a0b-2096-447d-96ea-a692162415ae",
                "attempt_… Prefixed attempt_1445062781478_0011_m_000000_0, job_… Prefixed job_1445062781478_0011",
                "blk_… Prefixed blk_-1608999687919862906",
                "calvisitor-… Address calvisitor-10-105-162-105",
                "- Random 7d1e9a30-11aa-4c5e-9f00-0123456789ab",
                "trace_id Random 0af7651916cd43dd8448eb211c80319c, span_id Random b7ad6b7169203331",
                "S-… Address S-1-5-21-397955417-626881126",
                "",
            ]
        "#]]
        .assert_debug_eq(&shown);
    }

    #[test]
    fn words_that_stand_alone() {
        let alone = |text: &str, id: &str| {
            let at = text.find(id).unwrap();
            stands_alone(text.as_bytes(), at, at + id.len())
        };
        assert!(alone("pid[24200]:", "24200"));
        assert!(!alone("a-24200", "24200") && !alone("24200é", "24200"));
        let parent = "tp=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01;";
        assert!(alone(parent, "b7ad6b7169203331"));
        assert!(alone(parent, "0af7651916cd43dd8448eb211c80319c"));
        assert!(!alone(parent, "0af7651916cd43dd") && !alone(parent, "8448eb211c80319c"));
    }

    proptest! {
        #[test]
        fn any_text_is_no_trouble(text in "[a-f0-9:=\\[\\]\"._ \\-é]{0,60}") {
            each_token(text.as_bytes(), |token| assert!(!token.value.is_empty()));
        }

        /// What is found by words is what is found by looking for a word that stands alone.
        #[test]
        fn words_are_what_stands_alone(text in "[a1=:é -]{0,30}", id in "[a1-]{3,5}") {
            let mut words = false;
            each_word(text.as_bytes(), |word, _| words |= word == id.as_bytes());
            let ends = |at: usize| (at, at + id.len());
            let mut found = (0..text.len()).filter(|at| text.as_bytes()[*at..].starts_with(id.as_bytes())).map(ends);
            let alone = found.any(|(at, end)| stands_alone(text.as_bytes(), at, end));
            prop_assert!(!alone || words || !is_followable(id.as_bytes()));
        }
    }
}
