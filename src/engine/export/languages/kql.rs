//! KQL of Kibana.
//! Grammar: <https://www.elastic.co/docs/reference/query-languages/kql>
//!
//! Does not: know the mapping; whether words or text are compared depends on it.

use super::{
    Language,
    ask::{
        Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, quoted, rfc3339, spellings,
    },
};

pub(super) const LANGUAGE: Language = Language {
    id: "kql",
    title: "KQL (Kibana)",
    grammar: "https://www.elastic.co/docs/reference/query-languages/kql",
    setup: None,
    dialect: &Kql,
};

struct Kql;

const NO_REGEX: &str = "Kibana's language has no regular expressions";

impl Dialect for Kql {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let condition = match ask {
            Ask::Text(pieces) => {
                told.note("Kibana compares whole words, where Squall finds text within them too");
                match &**pieces {
                    [text] => quoted(text),
                    pieces => format!(
                        "message: *{}*",
                        pieces.iter().map(|piece| bare(piece)).collect::<Vec<_>>().join("*")
                    ),
                }
            }
            Ask::Regex(_) => return Err(NO_REGEX),
            Ask::Exists(Place::Source | Place::Message) => "*".to_owned(),
            Ask::Exists(Place::Named(name)) => format!("{}: *", bare(name)),
            Ask::Levels(levels) => {
                let words = spellings(levels);
                let named = format!("log.level: ({})", words.join(" or "));
                match (words.is_empty(), levels.contains(&None)) {
                    (true, true) => "not log.level: *".to_owned(),
                    (true, false) => "not *".to_owned(),
                    (false, true) => format!("({named} or not log.level: *)"),
                    (false, false) => named,
                }
            }
            Ask::HasLevel => "log.level: *".to_owned(),
            Ask::HasTime => "@timestamp: *".to_owned(),
            Ask::Time { first, last } => {
                let first = first.map(|at| format!("@timestamp >= {}", quoted(&rfc3339(at))));
                let last = last.map(|at| format!("@timestamp <= {}", quoted(&rfc3339(at))));
                let both: Vec<String> = first.into_iter().chain(last).collect();
                if both.is_empty() { "*".to_owned() } else { format!("({})", both.join(" and ")) }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let name = match place {
                    Place::Source => "log.file.path".to_owned(),
                    Place::Message => "message".to_owned(),
                    Place::Named(name) => bare(name),
                };
                value_test(&name, test, told)?
            }
        };
        Ok(if negated { format!("not {condition}") } else { condition })
    }

    fn all(&self) -> String {
        "*".to_owned()
    }

    fn none(&self) -> String {
        "not *".to_owned()
    }

    fn join(&self, sayings: &[String], all: bool) -> String {
        sayings.join(if all { " and " } else { " or " })
    }

    fn whole(&self, condition: &str, _selects_all: bool) -> String {
        condition.to_owned()
    }
}

/// Without quotes, what means something escaped.
fn bare(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if r#"\():<>"*{} "#.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn value_test(name: &str, test: &Test<'_>, told: &mut Told<'_>) -> Said {
    let wild =
        |pieces: &[&str]| pieces.iter().map(|piece| bare(piece)).collect::<Vec<_>>().join("*");
    Ok(match test {
        Test::Is(text) => format!("{name}: {}", quoted(text)),
        Test::Wild(text) if text.contains('?') => {
            return Err("Kibana knows no sign for one character");
        }
        Test::Wild(text) => format!("{name}: {}", wild(&text.split('*').collect::<Vec<_>>())),
        Test::Contains(pieces) => {
            told.note("upper and lower case differ there in fields of kind keyword");
            format!("{name}: *{}*", wild(pieces))
        }
        Test::Matches(_) => return Err(NO_REGEX),
        Test::Number(op, number) => format!("{name} {} {number}", op.sign()),
        Test::Quantity { op, amount, unit, .. } => {
            format!("{name} {} {}", op.sign(), in_unit(*amount, *unit)?)
        }
        Test::Instant(op, at) => format!("{name} {} {}", op.sign(), quoted(&rfc3339(*at))),
        Test::Rank(levels) => {
            let levels: Vec<_> = levels.iter().copied().map(Some).collect();
            format!("{name}: ({})", spellings(&levels).join(" or "))
        }
        Test::Order(op, text) => format!("{name} {} {}", op.sign(), quoted(text)),
    })
}
