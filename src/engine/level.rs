//! The level of a record: how grave it is, in seven ranks and "none".
//!
//! A level is read from a word, a letter, a syslog priority, a logger's number or an HTTP status.
//!
//! Does not: find levels in text; `formats` does.

use serde::{Deserialize, Serialize};

/// How grave a record is, least first, so that `<` compares by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Level {
    Trace = 1,
    Debug = 2,
    Info = 3,
    Notice = 4,
    Warn = 5,
    Error = 6,
    Fatal = 7,
}

/// Bytes that the longest word that means a level may have.
const WORD_BYTES_MAX: usize = size_of::<u128>();

/// What words mean, the frequent ones first. They are compared as numbers: WebAssembly compares
/// text byte by byte.
const WORDS: &[(u128, Level)] = {
    use Level::{Debug, Error, Fatal, Info, Notice, Trace, Warn};
    &[
        (word(b"info"), Info),
        (word(b"debug"), Debug),
        (word(b"warn"), Warn),
        (word(b"error"), Error),
        (word(b"warning"), Warn),
        (word(b"trace"), Trace),
        (word(b"notice"), Notice),
        (word(b"information"), Info),
        (word(b"fatal"), Fatal),
        (word(b"critical"), Fatal),
        (word(b"err"), Error),
        (word(b"log"), Info),
        (word(b"inf"), Info),
        (word(b"wrn"), Warn),
        (word(b"dbg"), Debug),
        (word(b"trc"), Trace),
        (word(b"severe"), Error),
        (word(b"fine"), Debug),
        (word(b"trac"), Trace),
        (word(b"verbose"), Trace),
        (word(b"verb"), Trace),
        (word(b"vrb"), Trace),
        (word(b"finest"), Trace),
        (word(b"finer"), Trace),
        (word(b"debu"), Debug),
        (word(b"debg"), Debug),
        (word(b"dbug"), Debug),
        (word(b"debugging"), Debug),
        (word(b"informational"), Info),
        (word(b"informative"), Info),
        (word(b"config"), Info),
        (word(b"statement"), Info),
        (word(b"detail"), Info),
        (word(b"hint"), Info),
        (word(b"context"), Info),
        (word(b"note"), Notice),
        (word(b"noti"), Notice),
        (word(b"ntc"), Notice),
        (word(b"warni"), Warn),
        (word(b"warnings"), Warn),
        (word(b"deprecation"), Warn),
        (word(b"eror"), Error),
        (word(b"erro"), Error),
        (word(b"errors"), Error),
        (word(b"fail"), Error),
        (word(b"failure"), Error),
        (word(b"fata"), Fatal),
        (word(b"ftl"), Fatal),
        (word(b"pani"), Fatal),
        (word(b"crit"), Fatal),
        (word(b"crt"), Fatal),
        (word(b"alert"), Fatal),
        (word(b"emerg"), Fatal),
        (word(b"emergency"), Fatal),
        (word(b"emrg"), Fatal),
        (word(b"panic"), Fatal),
        (word(b"dpanic"), Fatal),
        (word(b"disaster"), Fatal),
    ]
};

/// A word of at most sixteen bytes as one number.
const fn word(text: &[u8]) -> u128 {
    let (mut number, mut at) = (0, text.len());
    while at > 0 {
        at -= 1;
        number = number << 8 | text[at] as u128;
    }
    number
}

/// By a word's length the letters that level words of this length begin with, as bits: most words
/// are none, and are told by that.
const FIRST_LETTERS: [u32; WORD_BYTES_MAX + 1] = {
    let (mut letters, mut at) = ([0; WORD_BYTES_MAX + 1], 0);
    while at < WORDS.len() {
        let word = WORDS[at].0;
        let bytes = WORD_BYTES_MAX - word.leading_zeros() as usize / 8;
        letters[bytes] |= letter_bit(word as u8);
        at += 1;
    }
    letters
};

/// The bit of a letter in any case; none of any other byte.
const fn letter_bit(byte: u8) -> u32 {
    if byte.is_ascii_alphabetic() { 1 << (byte & 31) } else { 0 }
}

/// Whether a word may be one that means a level, with a digit behind it or not.
#[inline]
fn may_be(word: &[u8]) -> bool {
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return false };
    let letters = FIRST_LETTERS.get(word.len()).copied().unwrap_or(0);
    letters & letter_bit(first) != 0 || last.is_ascii_digit()
}

/// `debug2`, `trace8`, `error3`: a level word with the digit some loggers add.
fn numbered_word(lower: &[u8]) -> Option<Level> {
    let (last, word) = lower.split_last()?;
    let numbered =
        last.is_ascii_digit() && word.len() >= 4 && word.iter().all(u8::is_ascii_alphabetic);
    if numbered { Level::from_word(word) } else { None }
}

/// How many lanes a count by level has: lane 0 for records without a level, then one for each level.
pub const LANES: usize = 8;

impl Level {
    /// Every level, least grave first.
    pub const ALL: [Level; 7] = [
        Level::Trace,
        Level::Debug,
        Level::Info,
        Level::Notice,
        Level::Warn,
        Level::Error,
        Level::Fatal,
    ];

    /// Every word that means a level in some logger, in lower case.
    pub fn words() -> impl Iterator<Item = (String, Level)> {
        let text = |word: u128| {
            let letters = word.to_le_bytes().into_iter().take_while(|&byte| byte != 0);
            letters.map(char::from).collect()
        };
        WORDS.iter().map(move |&(word, level)| (text(word), level))
    }

    /// The word shown and compared: `trace` … `fatal`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Trace => "trace",
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Notice => "notice",
            Level::Warn => "warn",
            Level::Error => "error",
            Level::Fatal => "fatal",
        }
    }

    /// The level that a word means in some logger, in any case: `warning`, `SEVERE`, `crit`, `FINEST`.
    /// Letters alone are [`Level::from_letter`]'s.
    pub fn from_word(word: &[u8]) -> Option<Level> {
        if !may_be(word) {
            return None;
        }
        let mut lower = [0_u8; WORD_BYTES_MAX];
        let here = lower.get_mut(..word.len())?;
        here.copy_from_slice(word);
        here.make_ascii_lowercase();
        let number = u128::from_le_bytes(lower);
        match WORDS.iter().find(|(word, _)| *word == number) {
            Some((_, level)) => Some(*level),
            None => numbered_word(lower.get(..word.len())?),
        }
    }

    /// The level that the value of a field named as a level means: a word, a letter, also with
    /// what some loggers put around it (`[INFO]`, `:error`, `LEVEL_WARN`, `SEVERITY_NUMBER_ERROR2`).
    pub fn from_value(value: &[u8]) -> Option<Level> {
        let value = value.trim_ascii();
        if let &[letter] = value {
            return Level::from_letter(letter.to_ascii_uppercase());
        }
        if let Some(level) = Level::from_word(value) {
            return Some(level);
        }
        let lower = value.to_ascii_lowercase();
        match &*lower {
            b"ok" | b"success" | b"normal" | b"audit" | b"default" | b"http" | b"low" | b"none" => {
                return Some(Level::Info);
            }
            b"silly" | b"all" => return Some(Level::Trace),
            b"minor" | b"moderate" | b"medium" => return Some(Level::Warn),
            b"major" | b"high" | b"exception" => return Some(Level::Error),
            _ => {}
        }
        let parts = value.split(|byte| !byte.is_ascii_alphanumeric());
        parts.filter(|part| part.len() > 1).find_map(Level::from_word)
    }

    /// The level of a capital letter where only a level can stand: `I`, `W`, `E` …
    pub fn from_letter(letter: u8) -> Option<Level> {
        Some(match letter {
            b'T' | b'V' => Level::Trace,
            b'D' => Level::Debug,
            b'I' => Level::Info,
            b'N' => Level::Notice,
            b'W' => Level::Warn,
            b'E' => Level::Error,
            b'F' | b'C' | b'A' | b'P' => Level::Fatal,
            _ => return None,
        })
    }

    /// The level of a syslog severity, 0 to 7 (RFC 5424, section 6.2.1).
    pub fn from_syslog(severity: u64) -> Option<Level> {
        Some(match severity {
            0..=2 => Level::Fatal,
            3 => Level::Error,
            4 => Level::Warn,
            5 => Level::Notice,
            6 => Level::Info,
            7 => Level::Debug,
            _ => return None,
        })
    }

    /// The level of a Windows event's number, 0 to 5
    /// (<https://learn.microsoft.com/en-us/windows/win32/wes/eventmanifestschema-leveltype-complextype>).
    pub fn from_windows(number: u64) -> Option<Level> {
        Some(match number {
            0 | 4 => Level::Info,
            1 => Level::Fatal,
            2 => Level::Error,
            3 => Level::Warn,
            5 => Level::Trace,
            _ => return None,
        })
    }

    /// The level of a logger's number of two digits or more: pino's and bunyan's 10 to 60, or the
    /// thousands of Java's loggers (`level_value`, where 10,000 is debug).
    pub fn from_logger_number(number: u64) -> Option<Level> {
        Some(match number {
            10..=19 | 5_000..=9_999 => Level::Trace,
            20..=29 | 10_000..=19_999 => Level::Debug,
            30..=39 | 20_000..=29_999 => Level::Info,
            40..=49 | 30_000..=39_999 => Level::Warn,
            50..=59 | 40_000..=49_999 => Level::Error,
            60..=100 | 50_000..=60_000 => Level::Fatal,
            _ => return None,
        })
    }

    /// The level of an HTTP status: 5xx error, 4xx warn, else info.
    pub fn from_http_status(status: u64) -> Option<Level> {
        Some(match status {
            500..=599 => Level::Error,
            400..=499 => Level::Warn,
            100..=399 => Level::Info,
            _ => return None,
        })
    }

    /// The level with this lane number (1 to 7); lane 0 and others are none.
    pub fn from_lane(lane: u8) -> Option<Level> {
        Level::ALL.get(usize::from(lane).checked_sub(1)?).copied()
    }
}

/// The lane of a level: 0 for none, 1 (trace) to 7 (fatal).
pub fn lane(level: Option<Level>) -> u8 {
    level.map_or(0, |level| level as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_case() {
        assert_eq!(Level::from_word(b"Warning"), Some(Level::Warn));
        assert_eq!(Level::from_word(b"SEVERE"), Some(Level::Error));
        assert_eq!(Level::from_word(b"CRIT"), Some(Level::Fatal));
        assert_eq!(Level::from_word(b"warningly"), None);
        assert_eq!(Level::from_word(&[b'x'; 400]), None);
    }

    #[test]
    fn numbers() {
        assert_eq!(Level::from_syslog(3), Some(Level::Error));
        assert_eq!(Level::from_logger_number(30), Some(Level::Info));
        assert_eq!(Level::from_logger_number(40_000), Some(Level::Error));
        assert_eq!(Level::from_http_status(404), Some(Level::Warn));
        assert_eq!(Level::from_http_status(0), None);
    }

    #[test]
    fn lanes_go_there_and_back() {
        for level in Level::ALL {
            assert_eq!(Level::from_lane(lane(Some(level))), Some(level));
        }
        assert_eq!(Level::from_lane(0), None);
        assert_eq!(Level::from_lane(8), None);
    }
}
