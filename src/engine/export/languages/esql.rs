//! ES|QL of Elasticsearch.
//! Grammar: <https://www.elastic.co/docs/reference/query-languages/esql/esql-syntax>
//!
//! Does not: know the index or its mapping; fields go by their own names, the text by `message`.

use super::{
    Language,
    ask::{Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, rfc3339, words_of},
    lucene,
};

pub(super) const LANGUAGE: Language = Language {
    id: "esql",
    title: "ES|QL (Elasticsearch)",
    grammar: "https://www.elastic.co/docs/reference/query-languages/esql/esql-syntax",
    setup: None,
    dialect: &EsQl,
};

struct EsQl;

const TEXT: &str = "the text of an event is its field message there";

impl Dialect for EsQl {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let condition = match ask {
            Ask::Text(pieces) => {
                told.note(TEXT);
                like("message", pieces)
            }
            Ask::Regex(regex) => {
                told.note(TEXT);
                format!("message RLIKE {}", quoted(&lucene::within(regex)?))
            }
            Ask::Exists(Place::Source | Place::Message) => "true".to_owned(),
            Ask::Exists(Place::Named(name)) => format!("{} IS NOT NULL", field(name)),
            Ask::Levels(levels) => {
                let some: Vec<_> = levels.iter().flatten().copied().collect();
                let words: Vec<String> = words_of(&some).iter().map(|word| quoted(word)).collect();
                let named = format!("TO_LOWER(log.level) IN ({})", words.join(", "));
                match (words.is_empty(), levels.contains(&None)) {
                    (true, true) => "log.level IS NULL".to_owned(),
                    (true, false) => "false".to_owned(),
                    (false, true) => format!("({named} OR log.level IS NULL)"),
                    (false, false) => named,
                }
            }
            Ask::HasLevel => "log.level IS NOT NULL".to_owned(),
            Ask::HasTime => "@timestamp IS NOT NULL".to_owned(),
            Ask::Time { first, last } => {
                let first = first.map(|at| format!("@timestamp >= {}", quoted(&rfc3339(at))));
                let last = last.map(|at| format!("@timestamp <= {}", quoted(&rfc3339(at))));
                let both: Vec<String> = first.into_iter().chain(last).collect();
                if both.is_empty() {
                    "true".to_owned()
                } else {
                    format!("({})", both.join(" AND "))
                }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let value = match place {
                    Place::Source => "log.file.path".to_owned(),
                    Place::Message => "message".to_owned(),
                    Place::Named(name) => field(name),
                };
                value_test(&value, test)?
            }
        };
        Ok(if negated { format!("NOT COALESCE({condition}, false)") } else { condition })
    }

    fn all(&self) -> String {
        "true".to_owned()
    }

    fn none(&self) -> String {
        "false".to_owned()
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        match selects_all {
            true => "FROM logs-*".to_owned(),
            false => format!("FROM logs-*\n| WHERE {condition}"),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn field(name: &str) -> String {
    let plain = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !part.starts_with(|first: char| first.is_ascii_digit())
    };
    match name.split('.').all(plain) {
        true => name.to_owned(),
        false => format!("`{}`", name.replace('`', "``")),
    }
}

fn like(value: &str, pieces: &[&str]) -> String {
    let pieces: Vec<String> =
        pieces.iter().map(|piece| wild_escaped(&piece.to_lowercase())).collect();
    format!("TO_LOWER({value}) LIKE {}", quoted(&format!("*{}*", pieces.join("*"))))
}

fn wild_escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('*', r"\*").replace('?', r"\?")
}

fn value_test(value: &str, test: &Test<'_>) -> Said {
    Ok(match test {
        Test::Is(text) => format!("TO_STRING({value}) == {}", quoted(text)),
        Test::Wild(wild) => {
            format!("TO_STRING({value}) LIKE {}", quoted(&wild.replace('\\', r"\\")))
        }
        Test::Contains(pieces) => like(value, pieces),
        Test::Matches(regex) => format!("{value} RLIKE {}", quoted(&lucene::within(regex)?)),
        Test::Number(op, number) => format!("TO_DOUBLE({value}) {} {number}", op.sign()),
        Test::Quantity { op, amount, unit, .. } => {
            format!("TO_DOUBLE({value}) {} {}", op.sign(), in_unit(*amount, *unit)?)
        }
        Test::Instant(op, at) => {
            format!("TO_DATETIME({value}) {} {}", op.sign(), quoted(&rfc3339(*at)))
        }
        Test::Rank(levels) => {
            let words: Vec<String> = words_of(levels).iter().map(|word| quoted(word)).collect();
            format!("TO_LOWER({value}) IN ({})", words.join(", "))
        }
        Test::Order(op, text) => format!("{value} {} {}", op.sign(), quoted(text)),
    })
}
