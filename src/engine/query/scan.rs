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

use super::{Bits, Pattern, Records, needle::Needle, regexes, required};

/// Records of a block are few where they are less than one in so many.
const FEW: usize = 4;

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
    /// What is only where one of `gates` is, and these are found faster.
    Gated {
        gates: Vec<Finder>,
        then: Box<Finder>,
    },
}

impl Finder {
    /// Text without regard to case.
    pub(super) fn text(text: &str) -> Finder {
        Finder::like_pieces(&[text])
    }

    /// The same with `*` for any characters of one line.
    pub(super) fn like(text: &str) -> Finder {
        // Any characters before and after it are there anyway.
        let pieces: Vec<&str> = text.trim_matches('*').split('*').collect();
        Finder::like_pieces(&pieces)
    }

    fn like_pieces(pieces: &[&str]) -> Finder {
        if let [text] = pieces {
            if text.is_empty() {
                return Finder::Everywhere;
            }
            if let Some(needle) = Needle::new(text) {
                return Finder::Folded(needle);
            }
        }
        let folding: Vec<String> = pieces.iter().map(|piece| folding(piece)).collect();
        let joined = folding.join(r"(?-u:[^\r\n])*?");
        let within_line = !pieces.iter().any(|piece| piece.contains(['\n', '\r']));
        let ascii = pieces.iter().flat_map(|piece| piece.split(|letter: char| !letter.is_ascii()));
        let gate = ascii.max_by_key(|run| run.len()).and_then(Needle::new).map(Finder::Folded);
        Finder::built(&joined, within_line).behind(gate.into_iter().collect())
    }

    /// Bytes as they are.
    pub(super) fn exact(bytes: &[u8]) -> Finder {
        Finder::Exact(Box::new(memmem::Finder::new(bytes).into_owned()))
    }

    /// A regular expression of the query's.
    pub(super) fn pattern(pattern: &Pattern) -> Finder {
        let within_line = required::stays_in_line(&pattern.text);
        // A query that was read has none that cannot be compiled.
        let Ok(regex) = regexes::compile(pattern) else {
            return Finder::exact(pattern.text.as_bytes());
        };
        let finder = Finder::Regex { regex, within_line };
        let gate = required::required(&pattern.text, pattern.ignore_case);
        let gate = gate.and_then(|text| match pattern.ignore_case {
            true => Needle::new(&text).map(Finder::Folded),
            false => Some(Finder::exact(text.as_bytes())),
        });
        finder.behind(gate.into_iter().collect())
    }

    /// The same, looked for only where at least one of `gates` is found, if there are gates.
    pub(super) fn behind(self, gates: Vec<Finder>) -> Finder {
        if gates.is_empty() { self } else { Finder::Gated { gates, then: Box::new(self) } }
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
            // In a single text the gate is no gain.
            Finder::Gated { then, .. } => then.is_in(hay),
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
            Finder::Gated { then, .. } => then.find(hay, from),
        }
    }

    /// The records of `among` that have it.
    pub(super) fn records(&self, records: &dyn Records, among: &Bits) -> Bits {
        let whole = match self {
            Finder::Everywhere => return among.clone(),
            Finder::Gated { gates, then } => {
                return then.records(records, &any_of(gates, records, among));
            }
            Finder::Folded(_) | Finder::Exact(_) => true,
            // Few are quicker looked at one by one than all of them for where they end.
            Finder::Regex { .. } if among.count() < among.len() / FEW => false,
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
        let start = records.start(run.start);
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
            from = records.start(at) - start;
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
    let starts_by = |at: usize| records.start(at) <= place;
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

/// The records of `among` that have at least one of `finders`.
pub(super) fn any_of(finders: &[Finder], records: &dyn Records, among: &Bits) -> Bits {
    let mut left = among.clone();
    let mut found = Bits::none(among.len());
    for finder in finders {
        let more = finder.records(records, &left);
        left.minus(&more);
        found.or(&more);
    }
    found
}

/// A pattern for text in which ASCII folds as in a needle and other letters by Unicode's rules.
fn folding(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let escaped = regex::escape(letter.encode_utf8(&mut [0; 4]));
        if letter.is_ascii() {
            out.push_str(&format!("(?-u:{escaped})"));
        } else {
            out.push_str(&escaped);
        }
    }
    out
}
