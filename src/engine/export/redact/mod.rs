//! Redaction: what should not leave is found by rules and stands under a name instead.
//!
//! A [`Redactor`] walks a text once and asks, at each word and sign, only the rules that may begin
//! there. Where finds overlap they become one, of the kind of the longest; of equal length the more
//! specific kind ([`Kind::ALL`]). The same value gets the same name everywhere. What was found is
//! kept as a [`Review`], to be looked through before anything is saved.
//!
//! Does not: promise that nothing is left; it finds what its rules describe.

use crate::arrange::Arrange;

mod hay;
mod kind;
mod names;
mod own;
mod review;
mod rule;
mod rules;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, ops::Range};

use hay::{Hay, is_word};
pub use kind::Kind;
use names::Names;
pub use own::{OwnRule, OwnRuleMistake};
use regex::bytes::Regex;
pub use review::{Review, ReviewRow};
use rule::Rule;
use rules::RULES;
use serde_json::Value;

/// What a person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedactSettings {
    /// Kinds that stay.
    pub kept: Vec<Kind>,
    pub own: Vec<OwnRule>,
}

/// A stretch of a text that should not leave. Bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// Takes out of texts, one after the other, what should not leave.
#[derive(Clone, Debug)]
pub struct Redactor {
    /// By byte, the rules that one may begin.
    asked: Vec<Vec<&'static Rule>>,
    kept: Vec<Kind>,
    own: Vec<Regex>,
    names: Names,
    review: Review,
    /// Whether places are counted: what stands in several forms of a record is counted in one.
    counting: bool,
    /// Values that the names of fields gave away in this record, with their names.
    told: Vec<(Kind, String, String)>,
}

impl Redactor {
    /// Ready for the first text.
    pub fn new(settings: &RedactSettings) -> Result<Redactor, OwnRuleMistake> {
        let own = own::compile(&settings.own)?;
        let mut asked: Vec<Vec<&'static Rule>> = vec![Vec::new(); 256];
        for rule in RULES.iter().filter(|rule| !settings.kept.contains(&rule.kind)) {
            for &byte in rule.begins {
                if let Some(rules) = asked.get_mut(usize::from(byte)) {
                    rules.push(rule);
                }
            }
        }
        let kept = settings.kept.clone();
        Ok(Redactor {
            asked,
            kept,
            own,
            names: Names::default(),
            review: Review::default(),
            counting: true,
            told: Vec::new(),
        })
    }

    /// What should not leave, in order, without overlaps.
    pub fn found(&self, text: &str) -> Vec<Found> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut ranges = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = match is_word(byte) {
                true => rest.iter().position(|&byte| !is_word(byte)).unwrap_or(rest.len()),
                false => 1,
            };
            let hay = Hay { bytes, word_end: at + length };
            for rule in self.asked.get(usize::from(byte)).into_iter().flatten() {
                (rule.find)(&hay, at, &mut ranges);
                found.extend(ranges.drain(..).map(|range| Found { kind: rule.kind, range }));
            }
            at += length;
        }
        for regex in &self.own {
            for groups in regex.captures_iter(bytes) {
                let taken = groups.get(1).or(groups.get(0));
                let ranges = taken.map(|taken| taken.range()).into_iter();
                found.extend(ranges.map(|range| Found { kind: Kind::Own, range }));
            }
        }
        found.retain(|found| text.get(found.range.clone()).is_some_and(|text| !text.is_empty()));
        if found.len() > 1 { joined(found) } else { found }
    }

    /// The text with names for what should not leave.
    pub fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if self.counting {
            self.review.bytes += text.len() as u64;
        }
        let found = self.found(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for Found { kind, range } in found {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&self.name(kind, text.get(range.clone()).unwrap_or_default()));
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// The value of a field, whose name may say that all of it is secret.
    pub fn value<'t>(&mut self, name: &str, value: &'t str) -> Cow<'t, str> {
        match self.kind_of_field(name, value) {
            Some(kind) => {
                if self.counting {
                    self.review.bytes += value.len() as u64;
                }
                let named = self.name(kind, value);
                if !self.told.iter().any(|(_, told, _)| told == value) {
                    self.told.push((kind, value.to_owned(), named.clone()));
                }
                Cow::Owned(named)
            }
            None => self.text(value),
        }
    }

    /// The fields of a record: texts, and numbers where they say too much. `name` is that of the
    /// value, nested names joined by dots; empty for all fields of a record.
    pub fn fields(&mut self, name: &str, value: &mut Value) {
        match value {
            Value::Object(inner) => {
                for (last, value) in inner.iter_mut() {
                    let joined = match name {
                        "" => last.clone(),
                        name => format!("{name}.{last}"),
                    };
                    self.fields(&joined, value);
                }
            }
            Value::Array(inner) => inner.iter_mut().for_each(|value| self.fields(name, value)),
            Value::String(text) => {
                if let Cow::Owned(redacted) = self.value(name, text) {
                    *text = redacted;
                }
            }
            Value::Number(number) => {
                let written = number.to_string();
                if let Cow::Owned(redacted) = self.value(name, &written) {
                    *value = Value::String(redacted);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Begins another record: what its fields gave away is forgotten.
    pub fn next_record(&mut self) {
        self.told.clear();
    }

    /// A text of the record whose fields were looked through: what these gave away by their names
    /// is taken out here too, where it stands as a word.
    pub fn record_text(&mut self, text: &str) -> String {
        let mut out = self.text(text).into_owned();
        for (kind, value, name) in &self.told {
            if value.len() >= TOLD_BYTES_MIN && out.contains(value.as_str()) {
                let (replaced, places) = word_replaced(&out, value, name);
                out = replaced;
                if self.counting {
                    self.review.count(*kind, value, places);
                }
            }
        }
        out
    }

    /// Looks through texts of `name=value` for what their names give away, so that it is known in
    /// each of them, whichever comes first.
    pub fn learn<'t>(&mut self, texts: impl Iterator<Item = &'t String>) {
        let counting = std::mem::replace(&mut self.counting, false);
        for text in texts {
            self.pairs(text);
        }
        self.counting = counting;
    }

    /// A text of `name=value`, each by its name; several are joined by ` and ` and ` = `.
    pub fn pairs(&mut self, text: &str) -> String {
        let both = text.split(" = ").map(|same| {
            let parts = same.split(" and ").map(|part| match part.split_once('=') {
                Some((name, value)) if !name.contains(' ') => match self.kind_of_field(name, value)
                {
                    Some(_) => format!("{name}={}", self.value(name, value)),
                    None => format!("{name}={}", self.record_text(value)),
                },
                _ => self.record_text(part),
            });
            parts.collect::<Vec<_>>().join(" and ")
        });
        both.collect::<Vec<_>>().join(" = ")
    }

    /// Whether places are counted from now on. A record stands as fields, as a message and as text,
    /// and whoever looks through its review wants to know of each place once.
    pub fn count_places(&mut self, counting: bool) {
        self.counting = counting;
    }

    /// What was found until now.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// What a field's name alone says of its value.
    fn kind_of_field(&self, name: &str, value: &str) -> Option<Kind> {
        let kind = if value.is_empty() || rules::is_void(value) {
            return None;
        } else if rules::is_secret_name(name) {
            Kind::Password
        } else if rules::is_user_name(name, value) {
            Kind::User
        } else {
            return None;
        };
        (!self.kept.contains(&kind)).then_some(kind)
    }

    fn name(&mut self, kind: Kind, value: &str) -> String {
        let rule = RULES.iter().find(|rule| rule.kind == kind);
        let canonical = rule.map_or_else(|| value.to_owned(), |rule| (rule.canonical)(value));
        let (name, is_new) = self.names.name(kind, canonical);
        if is_new {
            self.review.add(kind, value, &name);
        }
        if self.counting {
            self.review.count(kind, value, 1);
        }
        name
    }
}

/// Values of fields that are shorter are not looked for in the rest of the record.
const TOLD_BYTES_MIN: usize = 3;

/// The text with a name for a value wherever it stands as a word, and in how many places.
fn word_replaced(text: &str, value: &str, name: &str) -> (String, u64) {
    let mut out = String::with_capacity(text.len());
    let (mut at, mut places) = (0, 0);
    for (found, _) in text.match_indices(value) {
        let end = found + value.len();
        let open = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = text.get(..found).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        if !open(before) && !open(after) {
            out.push_str(text.get(at..found).unwrap_or_default());
            out.push_str(name);
            at = end;
            places += 1;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, places)
}

/// Finds in order; what overlaps is one, of the kind of its longest.
fn joined(mut found: Vec<Found>) -> Vec<Found> {
    found.arrange_by_key(|found| (found.range.start, found.range.end));
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    // The longest of those that became the last one.
    let mut longest = 0;
    for next in found {
        let length = next.range.len();
        match out.last_mut() {
            Some(last) if next.range.start < last.range.end => {
                last.range.end = last.range.end.max(next.range.end);
                if (length, last.kind.rank()) > (longest, next.kind.rank()) {
                    last.kind = next.kind;
                    longest = length;
                }
            }
            _ => {
                longest = length;
                out.push(next);
            }
        }
    }
    out
}
