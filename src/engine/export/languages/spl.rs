//! SPL of Splunk, with `where`, which knows regular expressions, numbers and missing fields.
//! Grammar: <https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Where> and
//! <https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/ConditionalFunctions>.
//!
//! Does not: choose the index; that part is for the person to fill in.

use super::{
    super::super::query::Op,
    Language,
    ask::{Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, opposite, words_of},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "spl",
    title: "Splunk SPL",
    grammar: "https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Where",
    setup: None,
    dialect: &Spl,
};

struct Spl;

impl Dialect for Spl {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let matched = |value: &str, pattern: &str| matched(value, pattern, negated);
        let there =
            |name: &str| format!("{}({name})", if negated { "isnull" } else { "isnotnull" });
        Ok(match ask {
            Ask::Text(pieces) => matched("_raw", &format!("(?i){}", pattern::of_pieces(pieces))),
            Ask::Regex(regex) => matched("_raw", &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Named(name)) => there(&field(name)),
            Ask::HasLevel => there("level"),
            Ask::Exists(_) | Ask::HasTime if negated => self.none(),
            Ask::Exists(_) | Ask::HasTime => self.all(),
            Ask::Levels(levels) => {
                let some: Vec<_> = levels.iter().flatten().copied().collect();
                let words: Vec<String> = words_of(&some).iter().map(|word| quoted(word)).collect();
                let none = levels.contains(&None);
                let named = format!("in(lower(level), {})", words.join(", "));
                match (some.is_empty(), none, negated) {
                    (true, ..) if none != negated => "isnull(level)".to_owned(),
                    (true, ..) => "isnotnull(level)".to_owned(),
                    (false, true, false) => format!("(isnull(level) OR {named})"),
                    (false, true, true) => format!("(isnotnull(level) AND NOT {named})"),
                    (false, false, true) => format!("(isnull(level) OR NOT {named})"),
                    (false, false, false) => named,
                }
            }
            Ask::Time { first, last } => {
                let sign = |op| if negated { opposite(op) } else { op.sign() };
                let seconds = |at: super::super::super::time::TimeNanos| {
                    format!(
                        "{}.{:09}",
                        at.0.div_euclid(1_000_000_000),
                        at.0.rem_euclid(1_000_000_000)
                    )
                };
                let first =
                    first.map(|at| format!("_time {} {}", sign(Op::GreaterOrEqual), seconds(at)));
                let last =
                    last.map(|at| format!("_time {} {}", sign(Op::LessOrEqual), seconds(at)));
                let both: Vec<String> = first.into_iter().chain(last).collect();
                match &*both {
                    [] => {
                        if negated {
                            self.none()
                        } else {
                            self.all()
                        }
                    }
                    [one] => one.clone(),
                    both => format!("({})", both.join(if negated { " OR " } else { " AND " })),
                }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let name = match place {
                    Place::Source => "source".to_owned(),
                    Place::Message => {
                        told.note("the message is the whole event there");
                        "_raw".to_owned()
                    }
                    Place::Named(name) => field(name),
                };
                value_test(&name, test, negated, told)?
            }
        })
    }

    fn all(&self) -> String {
        "isnotnull(_raw)".to_owned()
    }

    fn none(&self) -> String {
        "isnull(_raw)".to_owned()
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        match selects_all {
            true => "search index=*".to_owned(),
            false => format!("search index=* | where {condition}"),
        }
    }
}

/// A field's name; other than letters, digits and `_` stand between single quotes.
fn field(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match name.bytes().all(plain) {
        true => name.to_owned(),
        false => format!("'{name}'"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

fn matched(value: &str, pattern: &str, negated: bool) -> String {
    let said = format!("match({value}, {})", quoted(pattern));
    match negated {
        true if value == "_raw" => format!("NOT {said}"),
        true => format!("(isnull({value}) OR NOT {said})"),
        false => said,
    }
}

fn value_test(name: &str, test: &Test<'_>, negated: bool, told: &mut Told<'_>) -> Said {
    let ordered = |value: String, op: Op, with: String| match negated {
        true => format!("(isnull({name}) OR {value} {} {with})", opposite(op)),
        false => format!("{value} {} {with}", op.sign()),
    };
    let number = || format!("tonumber({name})");
    Ok(match test {
        Test::Is(text) => ordered(name.to_owned(), Op::Equal, quoted(text)),
        Test::Wild(wild) => matched(name, &format!("(?s)^{}$", pattern::of_wild(wild)), negated),
        Test::Contains(pieces) => {
            matched(name, &format!("(?i){}", pattern::of_pieces(pieces)), negated)
        }
        Test::Matches(regex) => matched(name, &pattern::flagged(regex, told)?, negated),
        Test::Number(op, text) => ordered(number(), *op, (*text).to_owned()),
        Test::Quantity { op, amount, unit, .. } => {
            ordered(number(), *op, in_unit(*amount, *unit)?.to_string())
        }
        Test::Rank(levels) => {
            matched(name, &format!("(?i)^(?:{})$", words_of(levels).join("|")), negated)
        }
        Test::Instant(..) => return Err("values of fields are no times there"),
        Test::Order(op, text) => ordered(name.to_owned(), *op, quoted(text)),
    })
}
