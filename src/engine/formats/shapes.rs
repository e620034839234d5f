//! What the tokens of a header look like: levels, loggers, places in the code.
//!
//! Does not: walk over them; `header` does.

use super::{
    pairs::{self, balanced, closing},
    place::is_place,
};
use crate::{level::Level, record::ValueKind, time::cursor::Cursor};

/// How many tokens may stand before the level of a line.
const TOKENS_BEFORE_LEVEL_MAX: usize = 7;

/// What a header's token is called, by its looks.
pub(super) fn name_of(text: &[u8]) -> &'static str {
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

pub(super) fn kind(text: &[u8]) -> ValueKind {
    if pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text }
}

/// The level of a group that holds one, alone or beside a module: `[core:error]`, `[ WARN ]`, `<6>`.
pub(super) fn group_level(inner: &[u8], open: u8) -> Option<Level> {
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
        // `[7F03ECE76700 verbose 'Default' opID=2140bc71]`: words, then pairs.
        let parted = module || plain.contains(&b'|') || plain.contains(&b'\'');
        let wanted = |word: &&[u8]| word.len() > 2 && (parted || shouted(word));
        parts().filter(|part| !part.is_empty()).take(3).filter(wanted).find_map(Level::from_word)
    })
}

/// The level of a word, and whether a module's name stands in it: `WARN`, `I`, `debug/Writer`,
/// `local.ERROR`, `%ASA-4-106023`. `next` is the byte behind the word, `colon` whether it ended in one.
pub(super) fn word_level(word: &[u8], next: u8, colon: bool) -> Option<(Level, bool)> {
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
        return Some((vmware_level(word)?, false));
    }
    if let Some(level) = facility_level(word) {
        return Some((level, true));
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

/// A level, a module and a message may be joined by colons alone: `DEBUG:app.pay:method = …`. What of
/// such a word comes before the message.
pub(super) fn before_message(word: &[u8]) -> &[u8] {
    let mut parts = word.splitn(3, |byte| *byte == b':');
    let (Some(level), Some(module), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return word;
    };
    let led = shouted(level) && Level::from_word(level).is_some() && is_identifier(module);
    let length = if led { level.len() + 1 + module.len() } else { word.len() };
    word.get(..length).unwrap_or(word)
}

/// Whether a word can only be a method's name: `startCluster`.
pub(super) fn is_method(word: &[u8]) -> bool {
    let small = word.first().is_some_and(u8::is_ascii_lowercase);
    small && camel(word) && word.iter().all(u8::is_ascii_alphanumeric)
}

/// VMware's short words for levels.
pub(super) fn vmware_level(word: &[u8]) -> Option<Level> {
    Some(match word {
        b"In" => Level::Info,
        b"Er" => Level::Error,
        b"Wa" => Level::Warn,
        b"Db" => Level::Debug,
        b"No" => Level::Notice,
        b"Cr" | b"Al" | b"Em" => Level::Fatal,
        _ => return None,
    })
}

/// The level of `daemon.info`, as syslog daemons write facility and severity.
pub(super) fn facility_level(word: &[u8]) -> Option<Level> {
    const FACILITIES: [&[u8]; 12] = [
        b"kern",
        b"user",
        b"mail",
        b"daemon",
        b"auth",
        b"authpriv",
        b"syslog",
        b"lpr",
        b"news",
        b"uucp",
        b"cron",
        b"ftp",
    ];
    let dot = word.iter().position(|byte| *byte == b'.')?;
    let (facility, severity) = (word.get(..dot)?, word.get(dot + 1..)?);
    let local = facility.strip_prefix(b"local").is_some_and(|rest| rest.len() == 1);
    if local || FACILITIES.contains(&facility) { Level::from_word(severity) } else { None }
}

/// The level of Cisco's `%FACILITY-SEVERITY-MNEMONIC`.
pub(super) fn cisco_level(word: &[u8]) -> Option<Level> {
    let mut parts = word.strip_prefix(b"%")?.split(|byte| *byte == b'-');
    let severity = parts.rfind(|part| matches!(part, [digit] if digit.is_ascii_digit()))?;
    Level::from_syslog(u64::from(severity.first()? - b'0'))
}

/// Whether a word is all capitals.
pub(super) fn shouted(word: &[u8]) -> bool {
    word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Where the level stands, if it is among the next tokens: in capitals, in brackets, or first.
pub(super) fn level_ahead(from: Cursor<'_>) -> Option<usize> {
    let mut cursor = from;
    let mut plain_word = false;
    let mut only_pairs = true;
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
            || colon && (place <= 2 || only_pairs && shouted(plain))
            || place == 1 && plain_word && lower_level(plain)
            || matches!(plain.first(), Some(b'%'))
            || plain.contains(&b'.');
        if sure && word_level(plain, cursor.peek(), colon).is_some() {
            return Some(start);
        }
        let pair = token.contains(&b'=');
        only_pairs &= pair;
        if colon && place > 0 || pair && !only_pairs || cursor.at == start {
            return None;
        }
    }
    None
}

/// A level in small letters that hardly stands in a sentence: `slapd debug …`.
pub(super) fn lower_level(word: &[u8]) -> bool {
    matches!(word, b"trace" | b"debug" | b"info" | b"notice" | b"warn")
}

/// Whether a bracketed text is of a header rather than of the message.
pub(super) fn group_is_header(inner: &[u8], open: u8) -> bool {
    let plain = inner.trim_ascii();
    match open {
        b'[' => true,
        b'(' => {
            let hex =
                plain.strip_prefix(b"0x").is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
            let first = plain.first().is_some_and(u8::is_ascii_alphabetic);
            let word =
                plain.iter().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'='));
            hex || first && word || is_place(plain)
        }
        b'<' => {
            plain.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') && !plain.is_empty()
        }
        _ => is_place(plain) && plain.iter().all(u8::is_ascii_graphic) && !plain.contains(&b'"'),
    }
}

/// Whether a word may name a logger, a class or a program.
pub(super) fn is_identifier(word: &[u8]) -> bool {
    let first =
        word.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'#'));
    let part = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'$' | b'-' | b'/' | b':' | b'#' | b'@' | b'*')
    };
    first && word.iter().all(part) && !word.ends_with(b".")
}

/// Whether a word has a capital behind a small letter, as classes have.
pub(super) fn camel(word: &[u8]) -> bool {
    word.windows(2).any(|pair| matches!(pair, [small, capital] if small.is_ascii_lowercase() && capital.is_ascii_uppercase()))
}
