//! Values with a name before them: `name=value`, `name: value`, `"name":"value"`, `--name value`.
//!
//! [`keyed`] is asked at the sign between the two. [`Name`] is a name without what people write it
//! differently by, so that `apiKey`, `api_key` and `X-Api-Key` end alike.
//!
//! Does not: know which names matter; `password`, `user` and `phone` do.

use std::ops::Range;

use super::hay::Hay;

/// A named value in a text.
#[derive(Clone, Debug)]
pub(super) struct Keyed {
    pub(super) name: Name,
    pub(super) value: Range<usize>,
    /// The value stands in quotes.
    pub(super) quoted: bool,
    /// Only a colon and no quotes, in the middle of a line: it may as well be a sentence.
    pub(super) is_prose: bool,
}

/// Bytes of a name that are looked at, from its end.
const NAME_BYTES_MAX: usize = 48;

/// A name in lower case without `_`, `-` and `.`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    letters: [u8; NAME_BYTES_MAX],
    length: usize,
    /// Where the part behind its last dot begins.
    last: usize,
}

impl Name {
    /// Reads a name; of a long one the end.
    pub(super) fn of(written: &[u8]) -> Name {
        let mut name = Name { letters: [0; NAME_BYTES_MAX], length: 0, last: 0 };
        let skipped = written.len().saturating_sub(NAME_BYTES_MAX);
        for &byte in written.iter().skip(skipped) {
            match byte {
                b'.' => name.last = name.length,
                b'_' | b'-' | b' ' => {}
                byte => {
                    if let Some(letter) = name.letters.get_mut(name.length) {
                        *letter = byte.to_ascii_lowercase();
                        name.length += 1;
                    }
                }
            }
        }
        name
    }

    /// The whole of it.
    pub(super) fn whole(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or_default()
    }

    /// Whether it is one of these, whole or behind its last dot.
    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        let last = self.letters.get(self.last..self.length).unwrap_or_default();
        names.iter().any(|name| self.whole() == name.as_bytes() || last == name.as_bytes())
    }

    /// Whether it ends with one of these.
    pub(super) fn ends_with_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.whole().ends_with(name.as_bytes()))
    }
}

/// The name and the value around the `=` or `:` at a place.
pub(super) fn keyed(hay: &Hay<'_>, at: usize) -> Option<Keyed> {
    let sign = hay.at(at);
    let twice = [hay.before(at), hay.at(at + 1)].contains(&sign);
    if twice || (sign == b':' && hay.has(at, "://")) || b"!<>~=".contains(&hay.before(at)) {
        return None;
    }
    if sign == b':' && hay.in_authority(at) {
        return None;
    }
    let mut end = hay.run_back(at, |byte| byte == b' ');
    let in_quotes = matches!(hay.before(end), b'"' | b'\'');
    if in_quotes {
        end -= 1;
        end -= usize::from(hay.before(end) == b'\\');
    }
    if !hay.before(end).is_ascii_alphanumeric() || at - end > 4 {
        return None;
    }
    let start = hay.run_back(end, |byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let last_word = start;
    let start = with_first_word(hay, start, end);
    // A time of day is no name.
    if sign == b':' && hay.slice(start..end).iter().all(u8::is_ascii_digit) {
        return None;
    }
    let name = Name::of(hay.slice(start..end));
    let from = at + 1 + usize::from(sign == b'=' && hay.at(at + 1) == b'>');
    // `a= b=1` is an empty value, `a = 1` is not.
    let apart = sign == b':' || hay.before(at) == b' ';
    let from = if apart { hay.skip_spaces(from, 4) } else { from };
    let (value, quoted) = value_at(hay, from);
    let leads = !hay.before(start).is_ascii_alphanumeric() && hay.before(start) != b' ';
    let leads = leads || start < last_word;
    let is_prose = sign == b':' && !in_quotes && !quoted && !leads;
    Some(Keyed { name, value, quoted, is_prose })
}

/// Where a name of two words begins: `User Id`, `Account Name`.
fn with_first_word(hay: &Hay<'_>, start: usize, end: usize) -> usize {
    let second = hay.slice(start..end);
    if hay.before(start) != b' ' || !(hay.has(start, "id") || hay.has(start, "name")) {
        return start;
    }
    let first = ["user ", "account "].iter().find(|first| hay.ends_with(start, first));
    match first {
        Some(first) if second.len() <= 4 => start - first.len(),
        _ => start,
    }
}

/// The value that begins at a place, and whether it stands in quotes.
pub(super) fn value_at(hay: &Hay<'_>, from: usize) -> (Range<usize>, bool) {
    let escaped = hay.at(from) == b'\\' && hay.at(from + 1) == b'"';
    let quote_at = from + usize::from(escaped);
    let quote = hay.at(quote_at);
    if quote != b'"' && quote != b'\'' {
        return (from..bare_end(hay, from), false);
    }
    let start = quote_at + 1;
    let mut end = start;
    loop {
        match hay.at(end) {
            b'\n' => break,
            b'\\' if escaped && hay.at(end + 1) == b'"' => break,
            b'\\' => end += 2,
            byte if byte == quote => break,
            _ => end += 1,
        }
    }
    (start..end.min(hay.bytes.len()), true)
}

/// Where a value without quotes ends: at a blank, `&` or a quote; at a comma or semicolon that
/// another name or a blank follows; without the brackets and signs that close a sentence.
fn bare_end(hay: &Hay<'_>, from: usize) -> usize {
    let mut end = from;
    while end < hay.bytes.len() {
        match hay.at(end) {
            b'&' | b'"' | b'\'' | b'<' | b'>' | b'`' => break,
            byte if byte.is_ascii_whitespace() => break,
            b'\\' if b"nrt\"".contains(&hay.at(end + 1)) => break,
            b',' | b';' if closes(hay, end) => break,
            _ => end += 1,
        }
    }
    let value = hay.slice(from..end);
    let kept = value.iter().rposition(|byte| !b")]},;.:".contains(byte));
    from + kept.map_or(0, |last| last + 1)
}

/// Whether what follows the comma is not part of the value.
fn closes(hay: &Hay<'_>, comma: usize) -> bool {
    let next = comma + 1;
    let word = hay.run(next, |byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let after = hay.at(next);
    after.is_ascii_whitespace()
        || b"\"'}])".contains(&after)
        || (word > next && b"=:".contains(&hay.at(word)))
}

/// Whether a value stands for one that is not there: empty, masked, a word for none, a place to
/// fill in, or a name that redaction gave.
pub(super) fn is_void(value: &[u8]) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "null", "none", "nil", "true", "false", "undefined", "redacted", "hidden", "masked",
        "filtered", "removed", "secret", "empty", "unset", "unknown", "required", "missing", "yes",
        "no", "n/a", "na", "invalid", "expired", "changed", "ok", "set", "password", "anonymous",
        "optional", "disabled", "enabled", "default", "omitted", "protected", "nan", "string",
    ];
    let word = value.strip_prefix(b"[").unwrap_or(value);
    let word = word.strip_suffix(b"]").unwrap_or(word);
    let masked = value.iter().all(|byte| b"*xX.-#_?\xe2\x80\xa2".contains(byte));
    let fills = [&b"${"[..], b"{{", b"%(", b"<", b"$(", b"{}", b"%s", b"%v", b"***"];
    let placed = fills.iter().any(|fill| value.starts_with(fill));
    masked
        || placed
        || is_name(value)
        || WORDS.iter().any(|w| word.eq_ignore_ascii_case(w.as_bytes()))
}

/// Whether it is a name that redaction gives: `password-3`.
fn is_name(value: &[u8]) -> bool {
    let Some(dash) = value.iter().rposition(|&byte| byte == b'-') else { return false };
    let (stem, number) = value.split_at_checked(dash).unwrap_or_default();
    let numbered = number.len() > 1 && number.iter().skip(1).all(u8::is_ascii_digit);
    numbered && super::Kind::ALL.iter().any(|kind| kind.stem().as_bytes() == stem)
}
