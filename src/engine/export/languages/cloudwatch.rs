//! CloudWatch Logs Insights of AWS.
//! Grammar: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html>
//!
//! Does not: choose log groups; fields are those that the service finds in lines of JSON.

use super::{
    super::super::query::Op,
    Language,
    ask::{Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, opposite, words_of},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "cloudwatch",
    title: "CloudWatch Logs Insights",
    grammar: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html",
    setup: None,
    dialect: &CloudWatch,
};

struct CloudWatch;

impl Dialect for CloudWatch {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let like = |value: &str, pattern: &str| liked(value, pattern, negated);
        let present =
            |name: &str| format!("{}ispresent({name})", if negated { "not " } else { "" });
        Ok(match ask {
            Ask::Text(pieces) => like("@message", &format!("(?i){}", pattern::of_pieces(pieces))),
            Ask::Regex(regex) => like("@message", &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Named(name)) => present(&field(name)),
            Ask::HasLevel => present("level"),
            Ask::Exists(_) | Ask::HasTime if negated => self.none(),
            Ask::Exists(_) | Ask::HasTime => self.all(),
            Ask::Levels(levels) => {
                let some: Vec<_> = levels.iter().flatten().copied().collect();
                let words = format!("(?i)^(?:{})$", words_of(&some).join("|"));
                let none = levels.contains(&None);
                match (some.is_empty(), none, negated) {
                    (true, ..) if none != negated => "not ispresent(level)".to_owned(),
                    (true, ..) => "ispresent(level)".to_owned(),
                    (false, true, true) => {
                        format!("(ispresent(level) and {})", liked_plain("level", &words, true))
                    }
                    (false, true, false) => {
                        format!("(not ispresent(level) or {})", liked_plain("level", &words, false))
                    }
                    (false, false, _) => like("level", &words),
                }
            }
            Ask::Time { first, last } => {
                told.note("CloudWatch compares times by the millisecond");
                let millis = |at: super::super::super::time::TimeNanos| at.0.div_euclid(1_000_000);
                let sign = |op| if negated { opposite(op) } else { op.sign() };
                let first = first
                    .map(|at| format!("@timestamp {} {}", sign(Op::GreaterOrEqual), millis(at)));
                let last =
                    last.map(|at| format!("@timestamp {} {}", sign(Op::LessOrEqual), millis(at)));
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
                    both => format!("({})", both.join(if negated { " or " } else { " and " })),
                }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let name = match place {
                    Place::Source => "@logStream".to_owned(),
                    Place::Message => {
                        told.note("the message is the whole line there");
                        "@message".to_owned()
                    }
                    Place::Named(name) => field(name),
                };
                value_test(&name, test, negated, told)?
            }
        })
    }

    fn all(&self) -> String {
        "ispresent(@message)".to_owned()
    }

    fn none(&self) -> String {
        "not ispresent(@message)".to_owned()
    }

    fn join(&self, sayings: &[String], all: bool) -> String {
        sayings.join(if all { " and " } else { " or " })
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        let fields = "fields @timestamp, @logStream, @message";
        match selects_all {
            true => format!("{fields}\n| sort @timestamp asc\n| limit 10000"),
            false => {
                format!("{fields}\n| filter {condition}\n| sort @timestamp asc\n| limit 10000")
            }
        }
    }
}

/// A field's name; other than letters, digits, `_`, `.` and `@` stand between backticks.
fn field(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.@".contains(&byte);
    match name.bytes().all(plain) {
        true => name.to_owned(),
        false => format!("`{name}`"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

/// `like`, of a field that may not be there.
fn liked(value: &str, pattern: &str, negated: bool) -> String {
    let said = liked_plain(value, pattern, negated);
    match negated && value != "@message" {
        true => format!("(not ispresent({value}) or {said})"),
        false => said,
    }
}

fn liked_plain(value: &str, pattern: &str, negated: bool) -> String {
    let pattern = pattern.replace('/', r"\/").replace(r"\\/", r"\/");
    format!("{value} {}like /{pattern}/", if negated { "not " } else { "" })
}

fn value_test(name: &str, test: &Test<'_>, negated: bool, told: &mut Told<'_>) -> Said {
    let ordered = |op: Op, with: String| match negated {
        true => format!("(not ispresent({name}) or {name} {} {with})", opposite(op)),
        false => format!("{name} {} {with}", op.sign()),
    };
    Ok(match test {
        Test::Is(text) => ordered(Op::Equal, quoted(text)),
        Test::Wild(wild) => liked(name, &format!("(?s)^{}$", pattern::of_wild(wild)), negated),
        Test::Contains(pieces) => {
            liked(name, &format!("(?i){}", pattern::of_pieces(pieces)), negated)
        }
        Test::Matches(regex) => liked(name, &pattern::flagged(regex, told)?, negated),
        Test::Number(op, number) => ordered(*op, (*number).to_owned()),
        Test::Quantity { op, amount, unit, .. } => {
            ordered(*op, in_unit(*amount, *unit)?.to_string())
        }
        Test::Rank(levels) => {
            liked(name, &format!("(?i)^(?:{})$", words_of(levels).join("|")), negated)
        }
        Test::Instant(..) => return Err("values of fields are no times there"),
        Test::Order(..) => return Err("text has no order there"),
    })
}
