//! lnav: an expression of SQLite that filters the log view.
//! Grammar: <https://docs.lnav.org/en/latest/usage.html#sqlite-expression> and
//! <https://www.sqlite.org/lang_expr.html>.
//!
//! Does not: know how lnav reads a format's fields; they go by their own names.

use super::{
    super::super::{level::Level, query::Op},
    Language,
    ask::{Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, words_of},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "lnav",
    title: "lnav",
    grammar: "https://docs.lnav.org/en/latest/usage.html#sqlite-expression",
    setup: None,
    dialect: &Lnav,
};

struct Lnav;

impl Dialect for Lnav {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let condition = match ask {
            Ask::Text(pieces) => text(":log_text", pieces),
            Ask::Regex(regex) => matches(":log_text", &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Source | Place::Message) => "1".to_owned(),
            Ask::Exists(Place::Named(name)) => format!("{} IS NOT NULL", field(name)),
            Ask::Levels(levels) => {
                let words = levels.iter().flat_map(|level| level_words(*level));
                let words: Vec<String> = words.map(|word| format!("'{word}'")).collect();
                format!(":log_level IN ({})", words.join(", "))
            }
            Ask::HasLevel => ":log_level != 'unknown'".to_owned(),
            Ask::HasTime => "1".to_owned(),
            Ask::Time { first, last } => {
                told.note("lnav compares times by the millisecond");
                let millis = |at: super::super::super::time::TimeNanos| at.0.div_euclid(1_000_000);
                let first = first.map(|at| format!(":log_time_msecs >= {}", millis(at)));
                let last = last.map(|at| format!(":log_time_msecs <= {}", millis(at)));
                let both: Vec<String> = first.into_iter().chain(last).collect();
                if both.is_empty() { "1".to_owned() } else { both.join(" AND ") }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let value = match place {
                    Place::Source => ":log_unique_path".to_owned(),
                    Place::Message => ":log_body".to_owned(),
                    Place::Named(name) => field(name),
                };
                value_test(&value, test, told)?
            }
        };
        Ok(match negated {
            true => format!("NOT ifnull({condition}, 0)"),
            false if condition.contains(" AND ") => format!("({condition})"),
            false => condition,
        })
    }

    fn all(&self) -> String {
        "1".to_owned()
    }

    fn none(&self) -> String {
        "0".to_owned()
    }

    fn whole(&self, condition: &str, _selects_all: bool) -> String {
        format!(":filter-expr {condition}")
    }
}

/// A field's name as lnav binds it; nested ones are read from the JSON of the line.
fn field(name: &str) -> String {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match plain {
        true => format!(":{name}"),
        false => {
            format!("jget(:log_raw_text, {})", quoted(&format!("/{}", name.replace('.', "/"))))
        }
    }
}

fn level_words(level: Option<Level>) -> &'static [&'static str] {
    match level {
        None => &["unknown"],
        Some(Level::Trace) => &["trace"],
        Some(Level::Debug) => &["debug", "debug2", "debug3", "debug4", "debug5"],
        Some(Level::Info) => &["info", "stats"],
        Some(Level::Notice) => &["notice"],
        Some(Level::Warn) => &["warning"],
        Some(Level::Error) => &["error"],
        Some(Level::Fatal) => &["critical", "fatal"],
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn matches(value: &str, pattern: &str) -> String {
    format!("{value} REGEXP {}", quoted(pattern))
}

fn text(value: &str, pieces: &[&str]) -> String {
    matches(value, &format!("(?i){}", pattern::of_pieces(pieces)))
}

fn value_test(value: &str, test: &Test<'_>, told: &mut Told<'_>) -> Said {
    Ok(match test {
        Test::Is(text) => format!("CAST({value} AS TEXT) = {}", quoted(text)),
        Test::Wild(wild) => matches(value, &format!("(?s)^{}$", pattern::of_wild(wild))),
        Test::Contains(pieces) => text(value, pieces),
        Test::Matches(regex) => matches(value, &pattern::flagged(regex, told)?),
        Test::Number(op, number) => format!("CAST({value} AS REAL) {} {number}", op.sign()),
        Test::Quantity { op, amount, unit, .. } => {
            format!("CAST({value} AS REAL) {} {}", op.sign(), in_unit(*amount, *unit)?)
        }
        Test::Instant(..) => return Err("values of fields are no times there"),
        Test::Rank(levels) => {
            let words: Vec<String> = words_of(levels).iter().map(|word| quoted(word)).collect();
            format!("lower({value}) IN ({})", words.join(", "))
        }
        Test::Order(op, text) if *op != Op::Contains => {
            format!("{value} {} {}", op.sign(), quoted(text))
        }
        Test::Order(..) => return Err("text has no such order there"),
    })
}
