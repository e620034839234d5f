//! jq, over what Squall exports as JSON lines.
//! Grammar: <https://jqlang.org/manual/>
//!
//! A program carries the definitions that it uses.
//!
//! Does not: differ from Squall in what it selects, but for what notes say.

use super::{
    super::super::query::Measure,
    Language,
    ask::{Ask, Dialect, Place, Said, Test, Told, rfc3339, words_of},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "jq",
    title: "jq",
    grammar: "https://jqlang.org/manual/",
    setup: Some("# squall export FILE… --as jsonl > export.jsonl\n"),
    dialect: &Jq,
};

/// Definitions by name; a later one may use earlier ones.
const DEFINITIONS: &[(&str, &str)] = &[
    (
        "squall_has",
        r#"def squall_has($n): .fields | has($n) or (reduce ($n / ".")[] as $k ({v: ., ok: true}; if .ok and (.v | type) == "object" and (.v | has($k)) then {v: .v[$k], ok: true} else .ok = false end) | .ok);"#,
    ),
    (
        "squall_text",
        r#"def squall_text($n): .fields | (if has($n) then .[$n] else (try getpath($n / ".") catch null) end) | if . == null or type == "string" then . else tojson end;"#,
    ),
    (
        "squall_number",
        r#"def squall_number: if . != null and test("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?\\z") then tonumber else null end;"#,
    ),
    (
        "squall_nanos",
        r#"def squall_nanos: if . != null and test("^-?((0|[1-9][0-9]*)(\\.[0-9]+)? ?(ns|nanos|nanoseconds?|us|µs|μs|micros|microseconds?|ms|msec|millis|milliseconds?|s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?) ?)+\\z") then ((if startswith("-") then -1 else 1 end) * ([scan("([0-9.]+) ?([a-zµμ]+)") | (.[0] | tonumber) * (.[1] | if test("^n") then 1 elif test("^(u|µ|μ|mic)") then 1e3 elif test("^(ms|mil)") then 1e6 elif test("^s") then 1e9 elif test("^m") then 6e10 elif test("^h") then 3.6e12 elif test("^d") then 8.64e13 else 6.048e14 end)] | add) * 1000 | round / 1000) else null end;"#,
    ),
    (
        "squall_bytes",
        r#"def squall_bytes: if . != null and test("^-?(0|[1-9][0-9]*)(\\.[0-9]+)? ?(b|bytes?|[kmgt]i?b)\\z"; "i") then ((capture("(?<n>[-0-9.]+) ?(?<u>[A-Za-z]+)") | (.n | tonumber) * ({kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1048576, gib: 1073741824, tib: 1099511627776}[.u | ascii_downcase] // 1)) * 1000 | round / 1000) else null end;"#,
    ),
    (
        "squall_time",
        r#"def squall_time: if . != null and test("^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\\z") then sub(" "; "T") | rtrimstr("Z") | if test("\\.") then sub("\\.?0+$"; "") else . end else null end;"#,
    ),
];

/// Digits that jq keeps of a number.
const EXACT_DIGITS_MAX: usize = 15;

struct Jq;

impl Dialect for Jq {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let condition = match ask {
            Ask::Text(pieces) => contains(".raw", pieces),
            Ask::Regex(regex) => matches(".raw", &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Source | Place::Message) => "true".to_owned(),
            Ask::Exists(Place::Named(name)) => format!("squall_has({})", quoted(name)),
            Ask::Levels(levels) => {
                let word = |level: &Option<super::super::super::level::Level>| {
                    level.map_or_else(|| "null".to_owned(), |level| quoted(level.word()))
                };
                let words: Vec<String> = levels.iter().map(word).collect();
                format!("(.level | IN({}))", words.join(", "))
            }
            Ask::HasLevel => ".level != null".to_owned(),
            Ask::HasTime => ".time != null".to_owned(),
            Ask::Time { first, last } => {
                let end = |sign: &str, at| {
                    format!(" and . {sign} {}", quoted(rfc3339(at).trim_end_matches('Z')))
                };
                let first = first.map_or_else(String::new, |at| end(">=", at));
                let last = last.map_or_else(String::new, |at| end("<=", at));
                format!("(.time | squall_time | . != null{first}{last})")
            }
            Ask::Template(id) => format!(".template == \"{id:016x}\""),
            Ask::Value { place, test } => {
                let value = match place {
                    Place::Source => ".source".to_owned(),
                    Place::Message => ".message".to_owned(),
                    Place::Named(name) => format!("squall_text({})", quoted(name)),
                };
                value_test(&value, test, told)?
            }
        };
        Ok(if negated { format!("({condition} | not)") } else { condition })
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

    fn join(&self, sayings: &[String], all: bool) -> String {
        sayings.join(if all { " and " } else { " or " })
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        let mut used: Vec<&str> = Vec::new();
        for (name, definition) in DEFINITIONS {
            if condition.contains(name) {
                used.push(definition);
            }
        }
        used.push(" ");
        let program = match selects_all {
            true => ".".to_owned(),
            false => format!("{}select({condition})", used.join("\n").trim_start()),
        };
        format!("jq -c '{}' export.jsonl", program.replace('\'', r"'\''"))
    }
}

/// Text as jq writes it; that is how JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn matches(value: &str, pattern: &str) -> String {
    format!("({value} | . != null and test({}))", quoted(pattern))
}

fn contains(value: &str, pieces: &[&str]) -> String {
    match pieces {
        [text] if text.is_ascii() => {
            let lower = quoted(&text.to_ascii_lowercase());
            format!("({value} | . != null and (ascii_downcase | contains({lower})))")
        }
        pieces => matches(value, &format!("(?i){}", pattern::of_pieces(pieces))),
    }
}

fn value_test(value: &str, test: &Test<'_>, told: &mut Told<'_>) -> Said {
    let by = |function: &str, sign: &str, with: &str| {
        format!("({value} | {function} | . != null and . {} {with})", equal(sign))
    };
    if let Test::Is(number) | Test::Number(_, number) = test
        && number.len() > EXACT_DIGITS_MAX
        && number.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte))
    {
        return Err("jq keeps numbers of up to 15 digits only exactly");
    }
    Ok(match test {
        Test::Is(text) => format!("{value} == {}", quoted(text)),
        Test::Wild(wild) => matches(value, &format!(r"(?s)\A{}\z", pattern::of_wild(wild))),
        Test::Contains(pieces) => contains(value, pieces),
        Test::Matches(regex) => matches(value, &pattern::flagged(regex, told)?),
        Test::Number(op, number) => by("squall_number", op.sign(), number),
        Test::Quantity { op, measure, amount, unit } => {
            let own = match measure {
                Measure::Duration => "squall_nanos",
                Measure::Size => "squall_bytes",
            };
            let function = match unit {
                Some(unit) => {
                    format!("({own} // (squall_number | if . == null then . else . * {unit} end))")
                }
                None => own.to_owned(),
            };
            by(&function, op.sign(), &amount.to_string())
        }
        Test::Instant(op, at) => {
            told.note("values of fields are times there only as 2026-03-01T14:05:06Z");
            by("squall_time", op.sign(), &quoted(rfc3339(*at).trim_end_matches('Z')))
        }
        Test::Rank(levels) => {
            let words: Vec<String> = words_of(levels).iter().map(|word| quoted(word)).collect();
            format!("({value} | . != null and (ascii_downcase | IN({})))", words.join(", "))
        }
        Test::Order(op, text) => by(".", op.sign(), &quoted(text)),
    })
}

fn equal(sign: &str) -> &str {
    if sign == "=" { "==" } else { sign }
}
