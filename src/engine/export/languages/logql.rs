//! LogQL of Grafana Loki.
//! Grammar: <https://grafana.com/docs/loki/latest/query/log_queries/>
//!
//! Conditions on the text alone that all must hold are line filters, which Loki runs first; the
//! others filter labels, with the line as a label of its own.
//!
//! Does not: choose the streams; that part is for the person to fill in.

use super::{
    super::super::query::{Measure, Op},
    Language,
    ask::{Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, opposite, words_of},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "logql",
    title: "LogQL (Grafana Loki)",
    grammar: "https://grafana.com/docs/loki/latest/query/log_queries/",
    setup: None,
    dialect: &LogQl,
};

struct LogQl;

/// Between conditions that all must hold, until they are put into their places.
const AND: char = '\u{1}';
/// Before a condition on the line, and between its two forms.
const LINE: char = '\u{2}';

impl Dialect for LogQl {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let is = |place: &str| format!("{place} {} ``", if negated { "=" } else { "!=" });
        Ok(match ask {
            Ask::Text(pieces) => line(&format!("(?i){}", pattern::of_pieces(pieces)), negated)?,
            Ask::Regex(regex) => line(&pattern::flagged(regex, told)?, negated)?,
            Ask::Exists(Place::Named(name)) => is(&label(name, told)),
            Ask::HasLevel => is("level"),
            Ask::Exists(_) | Ask::HasTime if negated => self.none(),
            Ask::Exists(_) | Ask::HasTime => self.all(),
            Ask::Levels(levels) => {
                let some: Vec<_> = levels.iter().flatten().copied().collect();
                let none = if levels.contains(&None) { "|" } else { "" };
                if some.is_empty() {
                    return Ok(format!("level {} ``", if negated { "!=" } else { "=" }));
                }
                let words = words_of(&some).join("|");
                format!("level {} `(?i)(?:{words}{none})`", if negated { "!~" } else { "=~" })
            }
            Ask::Time { .. } => return Err("Loki takes the range of time beside the query"),
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let name = match place {
                    Place::Source => "filename".to_owned(),
                    Place::Message => {
                        told.note("the message is the whole line there");
                        "line".to_owned()
                    }
                    Place::Named(name) => label(name, told),
                };
                value_test(&name, test, negated, told)?
            }
        })
    }

    fn all(&self) -> String {
        "line =~ `(?s).*`".to_owned()
    }

    fn none(&self) -> String {
        "line !~ `(?s).*`".to_owned()
    }

    fn join(&self, sayings: &[String], all: bool) -> String {
        match all {
            true => sayings.join(&AND.to_string()),
            false => sayings.iter().map(|one| labelled(one)).collect::<Vec<_>>().join(" or "),
        }
    }

    fn bracket(&self, saying: &str) -> String {
        format!("({})", labelled(saying))
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        let mut out = r#"{job=~".+"}"#.to_owned();
        if selects_all {
            return out;
        }
        let (lines, labels): (Vec<&str>, Vec<&str>) =
            condition.split(AND).partition(|one| one.starts_with(LINE));
        for line in lines {
            out.push_str(line.split(LINE).nth(1).unwrap_or_default());
        }
        if labels.is_empty() {
            return out;
        }
        out.push_str(" | json");
        if labels.iter().any(|label| label.contains("line ")) {
            out.push_str(" | label_format line=`{{__line__}}`");
        }
        for label in labels {
            out.push_str(" | ");
            out.push_str(label);
        }
        out
    }
}

/// Where conditions stand within others, those on the line are said of its label.
fn labelled(saying: &str) -> String {
    let said = saying.split(AND).map(|one| match one.strip_prefix(LINE) {
        Some(forms) => forms.split(LINE).nth(1).unwrap_or_default(),
        None => one,
    });
    said.collect::<Vec<_>>().join(" and ")
}

/// Both forms of a condition on the line: ` |~ …`, and one on its label.
fn line(pattern: &str, negated: bool) -> Said {
    let quoted = quoted(pattern)?;
    let whole = quoted.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    let label = match whole {
        Some(pattern) => format!("`(?s:.*)(?:{pattern})(?s:.*)`"),
        None => return Err("a backtick in the text"),
    };
    let (filter, sign) = if negated { ("!~", "!~") } else { ("|~", "=~") };
    Ok(format!("{LINE} {filter} {quoted}{LINE}line {sign} {label}"))
}

/// Text between backticks, where nothing needs an escape.
fn quoted(text: &str) -> Said {
    match text.contains('`') {
        true => Err("a backtick in the text"),
        false => Ok(format!("`{text}`")),
    }
}

/// The label that Loki's parsers make of a field's name.
fn label(name: &str, told: &mut Told<'_>) -> String {
    told.note("| json reads lines of JSON; write | logfmt for lines of key=value");
    let plain = |byte: char| if byte.is_ascii_alphanumeric() { byte } else { '_' };
    name.chars().map(plain).collect()
}

fn value_test(name: &str, test: &Test<'_>, negated: bool, told: &mut Told<'_>) -> Said {
    let matched = |pattern: String| -> Said {
        Ok(format!("{name} {} {}", if negated { "!~" } else { "=~" }, quoted(&pattern)?))
    };
    let within = |pattern: &str| matched(format!("(?s:.*)(?:{pattern})(?s:.*)"));
    let number = |op: Op, with: String| match negated {
        true => format!("({name} {} {with} or {name} = ``)", opposite(op)),
        false => format!("{name} {} {with}", if op == Op::Equal { "==" } else { op.sign() }),
    };
    Ok(match test {
        Test::Is(text) => format!("{name} {} {}", if negated { "!=" } else { "=" }, quoted(text)?),
        Test::Wild(wild) => matched(format!("(?s){}", pattern::of_wild(wild)))?,
        Test::Contains(pieces) => within(&format!("(?i){}", pattern::of_pieces(pieces)))?,
        Test::Matches(regex) => within(&pattern::flagged(regex, told)?)?,
        Test::Number(op, text) => number(*op, (*text).to_owned()),
        Test::Quantity { op, amount, unit: Some(unit), .. } => {
            number(*op, (amount / unit).to_string())
        }
        Test::Quantity { op, measure, amount, unit: None } => number(
            *op,
            match measure {
                Measure::Duration => format!("{}ns", amount.round()),
                Measure::Size => format!("{}B", amount.round()),
            },
        ),
        Test::Rank(levels) => matched(format!("(?i)(?:{})", words_of(levels).join("|")))?,
        Test::Instant(..) => return Err("values of fields are no times there"),
        Test::Order(..) => return Err("text has no order there"),
    })
}
