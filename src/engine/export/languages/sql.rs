//! What DuckDB and ClickHouse say alike: conditions on the table `logs` that holds what Squall
//! exports as JSON lines.
//!
//! A condition may be null where a record lacks the field; [`Functions::sure`] makes that a no, so
//! that its opposite is a yes.
//!
//! Does not: know the functions of either.

use super::{
    super::super::{
        level::Level,
        query::{Measure, Op},
    },
    ask::{Ask, Dialect, Place, Said, Test, Told, words_of},
    pattern,
};

/// How one of them says what the other says differently.
pub(super) trait Functions: Sync {
    /// A field's text, null where there is none.
    fn field(&self, name: &str) -> String;
    /// Whether a record has the field, null too.
    fn has(&self, name: &str) -> String;
    /// Text in quotes.
    fn quoted(&self, text: &str) -> String;
    /// Whether a value contains a text, in any case of letters.
    fn contains(&self, value: &str, text: &str) -> String;
    /// Whether a value matches an expression that begins with its flags.
    fn matches(&self, value: &str, pattern: &str) -> String;
    /// An instant as `2026-03-01 14:05:06.25`, in UTC.
    fn instant(&self, written: &str) -> String;
    /// A value as an instant, null where it is none.
    fn as_instant(&self, value: &str) -> String;
    /// A value as an exact decimal of 38 digits, null where it is none.
    fn as_decimal(&self, value: &str) -> String;
    /// No where a condition is null.
    fn sure(&self, condition: &str) -> String;
}

/// Digits beyond which a floating-point number confuses neighbours.
const EXACT_DIGITS_MAX: usize = 15;

impl<F: Functions> Dialect for F {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let condition = match ask {
            Ask::Text(pieces) => self.text("raw", pieces),
            Ask::Regex(regex) => self.matches("raw", &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Source | Place::Message) => "true".to_owned(),
            Ask::Exists(Place::Named(name)) => self.has(name),
            Ask::Levels(levels) => self.levels(levels),
            Ask::HasLevel => "level IS NOT NULL".to_owned(),
            Ask::HasTime => "time IS NOT NULL".to_owned(),
            Ask::Time { first, last } => {
                let end = |sign: &str, at: super::super::super::time::TimeNanos| {
                    format!("time {sign} {}", self.instant(&instant(at)))
                };
                let first = first.map(|at| end(">=", at));
                let both: Vec<String> =
                    first.into_iter().chain(last.map(|at| end("<=", at))).collect();
                if both.is_empty() { "time IS NOT NULL".to_owned() } else { both.join(" AND ") }
            }
            Ask::Template(id) => format!("template = '{id:016x}'"),
            Ask::Value { place, test } => {
                let value = match place {
                    Place::Source => "source".to_owned(),
                    Place::Message => "message".to_owned(),
                    Place::Named(name) => self.field(name),
                };
                self.test(&value, test, told)?
            }
        };
        let sure = match ask {
            Ask::Text(_) | Ask::Regex(_) | Ask::Template(_) | Ask::Exists(_) => false,
            Ask::HasLevel | Ask::HasTime => false,
            Ask::Levels(levels) => !levels.is_empty(),
            _ => true,
        };
        Ok(match (negated, sure) {
            (false, _) if condition.contains(" AND ") => format!("({condition})"),
            (false, _) => condition,
            (true, true) => format!("NOT {}", self.sure(&condition)),
            (true, false) => format!("NOT ({condition})"),
        })
    }

    fn says_values(&self) -> bool {
        true
    }

    fn all(&self) -> String {
        "true".to_owned()
    }

    fn none(&self) -> String {
        "false".to_owned()
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        match selects_all {
            true => "SELECT * FROM logs".to_owned(),
            false => format!("SELECT * FROM logs WHERE {condition}"),
        }
    }
}

/// What is the same in both.
trait Shared: Functions {
    fn text(&self, value: &str, pieces: &[&str]) -> String {
        match pieces {
            [text] => self.contains(value, text),
            pieces => self.matches(value, &format!("(?i){}", pattern::of_pieces(pieces))),
        }
    }

    fn levels(&self, levels: &[Option<Level>]) -> String {
        let words: Vec<String> =
            levels.iter().flatten().map(|level| self.quoted(level.word())).collect();
        let named = (!words.is_empty()).then(|| format!("level IN ({})", words.join(", ")));
        let none = levels.contains(&None).then(|| "level IS NULL".to_owned());
        match (named, none) {
            (Some(named), Some(none)) => format!("({named} OR {none})"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "false".to_owned(),
        }
    }

    fn test(&self, value: &str, test: &Test<'_>, told: &mut Told<'_>) -> Said {
        Ok(match test {
            Test::Is(text) => format!("{value} = {}", self.quoted(text)),
            Test::Wild(wild) => self.matches(value, &format!("(?s)^{}$", pattern::of_wild(wild))),
            Test::Contains(pieces) => self.text(value, pieces),
            Test::Matches(regex) => self.matches(value, &pattern::flagged(regex, told)?),
            Test::Number(op, number) => self.number(value, *op, number),
            Test::Quantity { op, measure, amount, unit } => {
                let function = match measure {
                    Measure::Duration => "squall_nanos",
                    Measure::Size => "squall_bytes",
                };
                let own = format!("{function}({value})");
                let amounts = match unit {
                    Some(unit) => format!("coalesce({own}, squall_number({value}) * {unit})"),
                    None => own,
                };
                format!("{amounts} {} {amount}", op.sign())
            }
            Test::Instant(op, at) => {
                told.note("values of fields are times there only as 2026-03-01T14:05:06Z");
                let at = self.instant(&instant(*at));
                format!("{} {} {at}", self.as_instant(value), op.sign())
            }
            Test::Rank(levels) => {
                let words = words_of(levels);
                let words: Vec<String> = words.iter().map(|word| self.quoted(word)).collect();
                match words.is_empty() {
                    true => "false".to_owned(),
                    false => format!("lower({value}) IN ({})", words.join(", ")),
                }
            }
            Test::Order(op, text) => format!("{value} {} {}", op.sign(), self.quoted(text)),
        })
    }

    /// Long numbers are compared as decimals, all others as floating-point numbers.
    fn number(&self, value: &str, op: Op, number: &str) -> String {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        match digits > EXACT_DIGITS_MAX && number.bytes().all(|byte| byte != b'e' && byte != b'E') {
            true => format!(
                "{} {} {}",
                self.as_decimal(value),
                op.sign(),
                self.as_decimal(&self.quoted(number))
            ),
            false => format!("squall_number({value}) {} {number}", op.sign()),
        }
    }
}

impl<F: Functions> Shared for F {}

/// `2026-03-01 14:05:06.25`
fn instant(at: super::super::super::time::TimeNanos) -> String {
    super::ask::rfc3339(at).replace('T', " ").trim_end_matches('Z').to_owned()
}
