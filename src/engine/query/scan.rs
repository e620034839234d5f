//! Looks for text in the records of a block, over as long a stretch of it as may be at once.
//!
//! A [`Finder`] is a needle or a regular expression. Its hits in a stretch of neighbouring records
//! are mapped to records; a hit must lie within one. A regular expression runs over a stretch only
//! if no match can contain a line end and line ends part the records; else record by record.
//!
//! Does not: look into fields.

use std::ops::Range;

use memchr::memmem;
use regex::bytes::{Regex, RegexBuilder};

use super::{Bits, Pattern, Records, needle::Needle};

/// Something to look for in text.
#[derive(Clone, Debug)]
pub(super) enum Finder {
    /// Empty text, which is everywhere.
    Everywhere,
    /// ASCII text without regard to case.
    Folded(Needle),
    /// Bytes as they are.
    Exact(Box<memmem::Finder<'static>>),
    Regex {
        regex: Regex,
        within_line: bool,
    },
}

impl Finder {
    /// Text without regard to case.
    pub(super) fn text(text: &str) -> Finder {
        if text.is_empty() {
            return Finder::Everywhere;
        }
        match Needle::new(text) {
            Some(needle) => Finder::Folded(needle),
            None => Finder::built(&regex::escape(text), !text.contains(['\n', '\r'])),
        }
    }

    /// The same with `*` for any characters of one line.
    pub(super) fn like(text: &str) -> Finder {
        // Any characters before and after it are there anyway.
        let text = text.trim_matches('*');
        if !text.contains('*') {
            return Finder::text(text);
        }
        let pieces: Vec<String> = text
            .split('*')
            .map(|piece| if piece.is_ascii() { ascii(piece) } else { regex::escape(piece) })
            .collect();
        let joined = pieces.join(r"(?-u:[^\r\n])*?");
        Finder::built(&joined, !text.contains(['\n', '\r']))
    }

    /// Bytes as they are.
    pub(super) fn exact(bytes: &[u8]) -> Finder {
        Finder::Exact(Box::new(memmem::Finder::new(bytes).into_owned()))
    }

    pub(super) fn pattern(pattern: &Pattern) -> Finder {
        let within_line = stays_in_line(&pattern.text);
        Finder::Regex { regex: pattern.regex.clone(), within_line }
    }

    /// From a pattern of our own making, which is well-formed and small.
    pub(super) fn built(pattern: &str, within_line: bool) -> Finder {
        match RegexBuilder::new(pattern).case_insensitive(true).size_limit(1 << 28).build() {
            Ok(regex) => Finder::Regex { regex, within_line },
            Err(_) => Finder::exact(pattern.as_bytes()),
        }
    }

    /// Whether it stands anywhere in `hay`.
    pub(super) fn is_in(&self, hay: &[u8]) -> bool {
        match self {
            Finder::Regex { regex, .. } => regex.is_match(hay),
            other => other.find(hay, 0).is_some(),
        }
    }

    /// The first hit at or after `from`.
    pub(super) fn find(&self, hay: &[u8], from: usize) -> Option<Range<usize>> {
        if from > hay.len() {
            return None;
        }
        match self {
            Finder::Everywhere => Some(from..from),
            Finder::Folded(needle) => needle.find(hay, from).map(|at| at..at + needle.len()),
            Finder::Exact(finder) => {
                let at = from + finder.find(hay.get(from..)?)?;
                Some(at..at + finder.needle().len())
            }
            Finder::Regex { regex, .. } => regex.find_at(hay, from).map(|found| found.range()),
        }
    }

    /// The records of `among` that have it.
    pub(super) fn records(&self, records: &dyn Records, among: &Bits) -> Bits {
        let whole = match self {
            Finder::Everywhere => return among.clone(),
            Finder::Folded(_) | Finder::Exact(_) => true,
            Finder::Regex { within_line, .. } => *within_line && lines_part(records),
        };
        if !whole {
            return among.filtered(|at| self.is_in(record(records, at)));
        }
        let mut found = Bits::none(among.len());
        for run in among.runs() {
            self.scan(records, run, &mut found);
        }
        found
    }

    /// Looks through the records of `run` in one go.
    fn scan(&self, records: &dyn Records, run: Range<usize>, found: &mut Bits) {
        let start = records.span(run.start).start;
        let end = records.span(run.end.saturating_sub(1)).end;
        let Some(hay) = records.text().get(start..end) else { return };
        let mut at = run.start;
        let mut from = 0;
        while let Some(hit) = self.trace(hay, from) {
            let hit = hit.start + start..hit.end + start;
            at = record_at(records, at..run.end, hit.start);
            let span = records.span(at);
            let within = hit.end <= span.end;
            if within {
                found.set(at);
            } else if hit.start < span.end {
                // Over the end of the record.
                from = hit.start + 1 - start;
                continue;
            }
            at += 1;
            if at >= run.end {
                return;
            }
            from = records.span(at).start - start;
        }
    }

    /// A place in the record that has the first hit at or after `from`: the hit, or, of a regular
    /// expression that stays in its line, one place of its line, which is found without going back.
    fn trace(&self, hay: &[u8], from: usize) -> Option<Range<usize>> {
        match self {
            Finder::Regex { regex, .. } => {
                regex.shortest_match_at(hay, from.min(hay.len())).map(|end| end..end)
            }
            other => other.find(hay, from),
        }
    }
}

/// The text of a record.
pub(super) fn record(records: &dyn Records, at: usize) -> &[u8] {
    records.text().get(records.span(at)).unwrap_or_default()
}

/// The last record of `run` that starts at or before `place`, found in ever longer steps.
fn record_at(records: &dyn Records, run: Range<usize>, place: usize) -> usize {
    let starts_by = |at: usize| records.span(at).start <= place;
    let mut low = run.start;
    let mut step = 1;
    while low + step < run.end && starts_by(low + step) {
        low += step;
        step *= 2;
    }
    let mut high = (low + step).min(run.end);
    while low + 1 < high {
        let middle = low.midpoint(high);
        if starts_by(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// Whether a line ends after each record and the next begins before each.
fn lines_part(records: &dyn Records) -> bool {
    let text = records.text();
    let count = records.count();
    (0..count).all(|at| {
        let span = records.span(at);
        let rest = text.get(span.end..).unwrap_or_default();
        let before = text.get(..span.start).unwrap_or_default();
        let ends = rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r\n");
        let torn = text.get(span).is_some_and(|text| text.ends_with(b"\r"));
        ends && !torn && (before.is_empty() || before.ends_with(b"\n"))
    })
}

/// ASCII text that folds as a needle does.
fn ascii(piece: &str) -> String {
    if piece.is_empty() { String::new() } else { format!("(?-u:{})", regex::escape(piece)) }
}

/// Whether no match of a pattern can contain a line end, or ask for the end of the text. Careful:
/// says no to much that could not either, such as `[^"]`, which may be a line end.
fn stays_in_line(pattern: &str) -> bool {
    let mut letters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let stays = match letter {
            '\\' => {
                letters.next();
                next.is_some_and(|next| match next {
                    'd' | 'w' | 'S' => true,
                    'b' | 'B' => !in_class,
                    other => other.is_ascii_punctuation(),
                })
            }
            '[' if in_class => false,
            '[' => {
                in_class = true;
                next != Some('^') && next != Some(']')
            }
            ']' => {
                in_class = false;
                true
            }
            '(' if next == Some('?') && !in_class => {
                letters.next();
                letters.next() == Some(':')
            }
            letter => !letter.is_control(),
        };
        if !stays {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::stays_in_line;

    #[test]
    fn patterns_that_may_leave_a_line_are_known() {
        for pattern in [r"a.*b", r"(?:a|b)+\d{3}", r"[a-z.]+\.\w", r"^x$", r"\bfoo\b", r"\[[!-~]\]"]
        {
            assert!(stays_in_line(pattern), "{pattern}");
        }
        for pattern in [
            r"[^a]",
            r"\s",
            r"\W",
            r"\D",
            r"(?s).",
            r"\n",
            r"\x0a",
            r"\z",
            r"\A",
            r"[[:space:]]",
            r"[\n]",
            "\n",
            r"\p{Cc}",
            r"(?s:.)",
            r"\",
            r"[]^]",
        ] {
            assert!(!stays_in_line(pattern), "{pattern}");
        }
    }
}
